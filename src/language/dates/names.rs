//! The words dates are made of, folded in case and accents: months, weekdays, time zones.

/// Months in the languages that news is most printed in, with the usual abbreviations, folded. A
/// word that names two months in two languages is in neither row; Spanish `ago` and Italian and
/// Portuguese `set` are left out: in English text they are no months.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "januar",
        "janner",
        "janvier",
        "janv",
        "enero",
        "ene",
        "gennaio",
        "janeiro",
        "januari",
        "января",
        "styczen",
        "stycznia",
        "leden",
        "ledna",
        "ocak",
    ],
    &[
        "february",
        "feb",
        "februar",
        "feber",
        "fevrier",
        "fevr",
        "fev",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
        "февраля",
        "luty",
        "lutego",
        "unor",
        "unora",
        "subat",
    ],
    &[
        "march",
        "mar",
        "marz",
        "mrz",
        "mars",
        "marzo",
        "marco",
        "maart",
        "mrt",
        "марта",
        "marzec",
        "marca",
        "brezen",
        "brezna",
        "mart",
    ],
    &[
        "april",
        "apr",
        "avril",
        "avr",
        "abril",
        "abr",
        "aprile",
        "апреля",
        "kwiecien",
        "kwietnia",
        "duben",
        "dubna",
        "nisan",
    ],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "maja", "мая", "kveten", "kvetna", "mayis"],
    &[
        "june", "jun", "juni", "juin", "junio", "giugno", "junho", "июня", "czerwiec", "czerwca", "cerven", "cervna",
        "haziran",
    ],
    &[
        "july", "jul", "juli", "juillet", "juil", "julio", "luglio", "julho", "июля", "lipiec", "lipca", "cervenec",
        "cervence", "temmuz",
    ],
    &[
        "august",
        "aug",
        "aout",
        "agosto",
        "augustus",
        "augusti",
        "августа",
        "sierpien",
        "sierpnia",
        "srpen",
        "srpna",
        "agustos",
    ],
    &[
        "september",
        "sept",
        "sep",
        "septembre",
        "septiembre",
        "setiembre",
        "settembre",
        "setembro",
        "сентября",
        "wrzesien",
        "wrzesnia",
        "zari",
        "eylul",
    ],
    &[
        "october",
        "oct",
        "oktober",
        "okt",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "октября",
        "pazdziernik",
        "pazdziernika",
        "rijen",
        "rijna",
        "ekim",
    ],
    &["november", "nov", "novembre", "noviembre", "novembro", "ноября", "listopadu", "kasim"],
    &[
        "december",
        "dec",
        "dezember",
        "dez",
        "decembre",
        "diciembre",
        "dic",
        "dicembre",
        "dezembro",
        "декабря",
        "grudzien",
        "grudnia",
        "prosinec",
        "prosince",
        "aralik",
    ],
];

/// Monday first. The English names stand first in each row.
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "montag", "lundi", "lunes", "lunedi", "maandag"],
    &["tuesday", "tues", "tue", "dienstag", "mardi", "martes", "martedi", "dinsdag"],
    &["wednesday", "weds", "wed", "mittwoch", "mercredi", "miercoles", "mercoledi", "woensdag"],
    &["thursday", "thurs", "thur", "thu", "donnerstag", "jeudi", "jueves", "giovedi", "donderdag"],
    &["friday", "fri", "freitag", "vendredi", "viernes", "venerdi", "vrijdag"],
    &["saturday", "sat", "samstag", "sonnabend", "samedi", "sabado", "sabato", "zaterdag"],
    &["sunday", "sun", "sonntag", "dimanche", "domingo", "domenica", "zondag"],
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
