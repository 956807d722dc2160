//! The words dates are made of, folded in case and accents: months, weekdays, time zones.

/// Months in English, German, French and Spanish, with the usual abbreviations. Spanish `ago`
/// is left out: in English text it is no month.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "janner", "janvier", "janv", "enero", "ene"],
    &["february", "feb", "februar", "feber", "fevrier", "fevr", "fev", "febrero"],
    &["march", "mar", "marz", "mrz", "mars", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juni", "juin", "junio"],
    &["july", "jul", "juli", "juillet", "juil", "julio"],
    &["august", "aug", "aout", "agosto"],
    &["september", "sept", "sep", "septembre", "septiembre", "setiembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "dezember", "dez", "decembre", "diciembre", "dic"],
];

/// Monday first. The English names stand first in each row.
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "montag", "lundi", "lunes"],
    &["tuesday", "tues", "tue", "dienstag", "mardi", "martes"],
    &["wednesday", "weds", "wed", "mittwoch", "mercredi", "miercoles"],
    &["thursday", "thurs", "thur", "thu", "donnerstag", "jeudi", "jueves"],
    &["friday", "fri", "freitag", "vendredi", "viernes"],
    &["saturday", "sat", "samstag", "sonnabend", "samedi", "sabado"],
    &["sunday", "sun", "sonntag", "dimanche", "domingo"],
];

/// Time zones as news agencies and mail headers abbreviate them, in minutes east of UTC.
/// `None`: known to be a zone, but the letters alone do not say which offset (`ET` is EST or
/// EDT, `IST` is used in three countries).
const ZONES: [(&str, Option<i16>); 36] = [
    ("Z", Some(0)),
    ("UTC", Some(0)),
    ("UT", Some(0)),
    ("GMT", Some(0)),
    ("EST", Some(-300)),
    ("EDT", Some(-240)),
    ("ET", None),
    ("CDT", Some(-300)),
    ("CST", Some(-360)),
    ("CT", None),
    ("MST", Some(-420)),
    ("MDT", Some(-360)),
    ("MT", None),
    ("PST", Some(-480)),
    ("PDT", Some(-420)),
    ("PT", None),
    ("AKST", Some(-540)),
    ("AKDT", Some(-480)),
    ("HST", Some(-600)),
    ("NST", Some(-210)),
    ("NDT", Some(-150)),
    ("WET", Some(0)),
    ("WEST", Some(60)),
    ("BST", Some(60)),
    ("CET", Some(60)),
    ("CEST", Some(120)),
    ("MEZ", Some(60)),
    ("MESZ", Some(120)),
    ("EET", Some(120)),
    ("EEST", Some(180)),
    ("MSK", Some(180)),
    ("IST", None),
    ("HKT", Some(480)),
    ("JST", Some(540)),
    ("AEST", Some(600)),
    ("AEDT", Some(660)),
];

/// 1 to 12.
pub(super) fn month(folded: &str) -> Option<u32> {
    row(&MONTHS, folded).map(|index| index as u32 + 1)
}

/// 0 for Monday to 6 for Sunday.
pub(super) fn weekday(folded: &str) -> Option<u32> {
    row(&WEEKDAYS, folded).map(|index| index as u32)
}

/// The offset of a zone, when the word is a zone's name in capitals.
pub(super) fn zone(word: &str) -> Option<Option<i16>> {
    ZONES.iter().find(|(name, _)| *name == word).map(|(_, offset)| *offset)
}

/// The English name, for messages.
pub(super) fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(month as usize - 1).copied().unwrap_or("that month")
}

fn row(table: &[&[&str]], word: &str) -> Option<usize> {
    table.iter().position(|names| names.contains(&word))
}
