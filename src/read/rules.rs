//! How the user wants things read: field names, time zones of publishers, file times, limits.
//!
//! Comes in as plain maps from flags and the configuration file; goes out checked, so that the
//! readers need not doubt a name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::apart::Apart;
use super::fields::{MEANINGS, Meaning};
use crate::language::Zone;
use crate::language::dates::DayOrder;
use crate::model::Day;

/// The longest record of a file of many, in bytes: as long as an article may be.
const RECORD_LIMIT_BYTES: usize = 64 << 20;

/// Settings of the readers. `default()` reads by convention alone.
#[derive(Clone, Debug)]
pub struct ReadRules {
    mapping: BTreeMap<String, Meaning>,
    zones: BTreeMap<String, Zone>,
    date_from_mtime: bool,
    record_limit_bytes: usize,
    apart: Option<Arc<dyn Apart>>,
    day_order: Option<DayOrder>,
    today: Option<Day>,
}

/// A setting that means nothing to the readers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRule {
    #[error("field {field:?} cannot be read as {meaning:?}; the meanings are {}", MEANINGS.join(", "))]
    Meaning { field: String, meaning: String },
    #[error("{zone:?}, given for {publisher:?}, is no time zone; write one like Europe/Paris")]
    Zone { publisher: String, zone: String },
}

impl Default for ReadRules {
    fn default() -> ReadRules {
        ReadRules {
            mapping: BTreeMap::new(),
            zones: BTreeMap::new(),
            date_from_mtime: false,
            record_limit_bytes: RECORD_LIMIT_BYTES,
            apart: None,
            day_order: None,
            today: None,
        }
    }
}

impl ReadRules {
    /// `mapping`: field of a record to what it means (`headline`, `date` …). `zones`: publisher to
    /// IANA time zone. `date_from_mtime`: as a last resort the file's modification day is the date.
    ///
    /// # Errors
    /// A meaning or a zone that does not exist.
    pub fn new(
        mapping: &BTreeMap<String, String>,
        zones: &BTreeMap<String, String>,
        date_from_mtime: bool,
    ) -> Result<ReadRules, InvalidRule> {
        let mut rules = ReadRules { date_from_mtime, ..ReadRules::default() };
        for (field, meaning) in mapping {
            let known = Meaning::named(meaning)
                .ok_or_else(|| InvalidRule::Meaning { field: field.clone(), meaning: meaning.clone() })?;
            rules.mapping.insert(field.clone(), known);
        }
        for (publisher, zone) in zones {
            let known = Zone::named(zone)
                .ok_or_else(|| InvalidRule::Zone { publisher: publisher.clone(), zone: zone.clone() })?;
            rules.zones.insert(publisher.trim().to_lowercase(), known);
        }
        Ok(rules)
    }

    /// The same rules with another limit: a longer record of a file of many is skipped with a note.
    pub fn with_record_limit(self, record_limit_bytes: usize) -> ReadRules {
        ReadRules { record_limit_bytes, ..self }
    }

    /// The same rules, with heavy parsers run elsewhere.
    pub fn with_apart(self, apart: Arc<dyn Apart>) -> ReadRules {
        ReadRules { apart: Some(apart), ..self }
    }

    pub(super) fn apart(&self) -> Option<&dyn Apart> {
        self.apart.as_deref()
    }

    /// The same rules where it is known which number stands first in `03/09/2025`: what the other
    /// dates of an archive show ([`crate::language::dates::Orders`]). An article's own language and
    /// its own dates go before it.
    pub fn with_day_order(self, order: DayOrder) -> ReadRules {
        ReadRules { day_order: Some(order), ..self }
    }

    /// The same rules with the day of reading: a date after it gives way to a sane one.
    pub fn with_today(self, today: Day) -> ReadRules {
        ReadRules { today: Some(today), ..self }
    }

    pub(super) fn day_order(&self) -> Option<DayOrder> {
        self.day_order
    }

    pub(super) fn today(&self) -> Option<Day> {
        self.today
    }

    pub(super) fn record_limit_bytes(&self) -> usize {
        self.record_limit_bytes
    }

    pub(super) fn date_from_mtime(&self) -> bool {
        self.date_from_mtime
    }

    /// The user's own fields with what they mean.
    pub(super) fn mapping(&self) -> impl Iterator<Item = (&str, Meaning)> {
        self.mapping.iter().map(|(field, meaning)| (field.as_str(), *meaning))
    }

    /// The time zone in which a publisher dates its articles.
    pub(super) fn zone_of(&self, publisher: Option<&str>) -> Option<&Zone> {
        if self.zones.is_empty() {
            return None;
        }
        self.zones.get(&publisher?.trim().to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(key: &str, value: &str) -> BTreeMap<String, String> {
        BTreeMap::from([(key.to_string(), value.to_string())])
    }

    #[test]
    fn publishers_are_found_in_any_case() {
        let rules = ReadRules::new(&map("hed", "title"), &map("The Courier", "Europe/Paris"), false).unwrap();
        assert_eq!(rules.zone_of(Some(" the courier ")), Zone::named("Europe/Paris").as_ref());
        assert_eq!(rules.zone_of(Some("The Herald")), None);
    }

    #[test]
    fn meanings_and_zones_that_do_not_exist_are_refused() {
        let wrong = ReadRules::new(&map("hed", "hedline"), &BTreeMap::new(), false).unwrap_err();
        assert!(wrong.to_string().contains("the meanings are id, headline"), "{wrong}");
        let wrong = ReadRules::new(&BTreeMap::new(), &map("The Courier", "Paris"), false).unwrap_err();
        assert!(wrong.to_string().contains("Europe/Paris"), "{wrong}");
    }
}
