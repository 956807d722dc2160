//! Bylines to people: `By Ann Lee and Bo Marsh` names two.
//!
//! Roles, outlets and addresses that stand in a byline beside the names are left out. A string
//! that cannot be taken apart safely stays whole.

/// Words that make a part of a byline a role or a desk and not a person.
const ROLES: &[&str] = &[
    "agencies",
    "agency",
    "bureau",
    "chief",
    "columnist",
    "contributor",
    "correspondent",
    "critic",
    "desk",
    "editor",
    "freelance",
    "journalist",
    "news",
    "newsroom",
    "photographer",
    "reporter",
    "reporters",
    "staff",
    "writer",
    "redakteur",
    "redakteurin",
    "redaktion",
    "reporterin",
    "korrespondent",
    "korrespondentin",
    "autorin",
    "journaliste",
    "rédaction",
    "correspondant",
    "redacción",
    "corresponsal",
    "periodista",
    "producer",
    "team",
];
/// Words within names that are in lower case.
const PARTICLES: &[&str] =
    &["al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "la", "ten", "van", "von"];
/// What begins with a capital behind `By` and is no name.
const NO_NAMES: &str = "a an april august december february friday january july june march may midnight monday noon \
    november now october saturday september sunday that the then this thursday tuesday wednesday";
/// Words that stand in bylines of pages and are in nobody's name.
const SHOWN_NO_NAMES: &str = "about all and article artikel at autor aus author avec by comments contact der die email facebook \
    folgen follow for foto from getty illustration image images in instagram kommentare linkedin mail mehr minuten \
    more newsletter of on photo photos play posted profile published read reading share sign site stand story \
    subscribe teilen the to today twitter uhr und updated us via video view von with written your zum zur";
/// What follows a name after a comma and belongs to it.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "md"];
/// How many words a further name has; what has fewer is an outlet or a town, what has more a title.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=5;
/// Longer strings are sentences that ended up in the author's field.
const BYTES_MAX: usize = 300;

/// The people of a byline, in order, each once.
pub(super) fn people(byline: &str) -> Vec<String> {
    let byline = byline.trim();
    if byline.is_empty() || byline.len() > BYTES_MAX || is_address(byline) {
        return Vec::new();
    }
    let named = without_by(byline);
    let mut found: Vec<String> = Vec::new();
    for group in split_at_words(named) {
        for name in split_at_commas(&group) {
            let name = without_brackets(&name);
            let name = without_by(name.trim()).trim_matches([',', '.', ' ', ':', '|']);
            // "Reporter", which Korean puts behind the name.
            let name = name.strip_suffix(" 기자").unwrap_or(name).to_string();
            // An initial keeps its stop only inside; "Jr." loses it, which nobody minds.
            let stray = !found.is_empty() && begins_in_lower_case(&name);
            if name.contains(char::is_alphabetic) && !stray && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// One person from an entry of a list of authors; `None` for addresses and empty entries.
pub(super) fn person(entry: &str) -> Option<String> {
    let name = without_brackets(without_by(entry.trim()));
    let name = name.trim_matches([',', ' ', ':', '|']);
    let fits = !name.is_empty() && name.len() <= BYTES_MAX && name.contains(char::is_alphabetic) && !is_address(name);
    fits.then(|| name.to_string())
}

/// `Lee, Ann` as Ann Lee; `None` for what is no single name turned around.
pub(super) fn turned(name: &str) -> Option<String> {
    let (last, first) = name.trim().split_once(", ")?;
    let is_single = last.split_whitespace().count() == 1 && first.split_whitespace().count() <= 2;
    let ends = SUFFIXES.contains(&first.trim_end_matches('.').to_lowercase().as_str());
    let turned = format!("{first} {last}");
    (is_single && !first.contains(',') && !ends && are_names(&turned)).then_some(turned)
}

/// The people of a byline as a page shows it, in parts: names, roles, dates, links to networks.
///
/// Only what can be nothing but a name is taken, so that an empty answer is common and a wrong one
/// is rare.
pub(super) fn shown(parts: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut joined: Vec<String> = Vec::new();
    for part in parts {
        let part = before_date(part);
        // "By" and "and" may be parts of their own, and so may the commas.
        for piece in part.split(['|', '·', '•', '—', '–', '/', '\u{2014}']).flat_map(|piece| piece.split(" - "))
        {
            joined.push(piece.trim().trim_matches([',', ':']).trim().to_string());
        }
    }
    for piece in joined.iter().filter(|piece| !piece.is_empty() && piece.len() <= BYTES_MAX) {
        for name in people(piece) {
            if is_shown_name(&name) && !found.iter().any(|known| is_same_person(known, &name)) {
                found.push(name);
            }
        }
    }
    found
}

/// What stands before a date in a part of a byline.
fn before_date(part: &str) -> &str {
    part.find(|c: char| c.is_ascii_digit()).map_or(part, |at| {
        // The month, weekday or word before the figure goes with it.
        let head = part[..at].trim_end();
        let cut = head.rfind([',', '|', '-', '–', '•', '·', '@']).unwrap_or(if at == 0 { 0 } else { head.len() });
        let dated = crate::language::dates::dates_in(part, Some(crate::language::dates::DayOrder::DayFirst));
        dated.first().map_or(&part[..cut], |(start, _)| &part[..*start])
    })
}

/// Whether a name that stands on a page beside links and roles is one.
fn is_shown_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let cased = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let fits =
        if cased { are_names(name) && (2..=5).contains(&words) } else { words <= 3 && name.chars().count() <= 12 };
    fits && !is_role(name)
        && !name.split_whitespace().any(|word| SHOWN_NO_NAMES.split(' ').any(|no| word.eq_ignore_ascii_case(no)))
}

/// Whether two names are of one person: the same words, perhaps in another order.
fn is_same_person(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let mut words: Vec<String> =
            name.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        words.sort();
        words
    };
    words(one) == words(other)
}

/// Whether a line is nothing but `By` and names, as it stands between headline and text.
///
/// Strict, so that prose is not eaten: two words or more, every one beginning with a capital (or a
/// particle such as `van`), no figures, no final stop, no day or month.
pub(super) fn is_byline(line: &str) -> bool {
    let line = line.trim();
    let Some(names) =
        line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).or_else(|| line.strip_prefix("by "))
    else {
        return false;
    };
    are_names(names) && names.split_whitespace().count() >= 2
}

/// Whether these words can be names and nothing else.
pub(super) fn are_names(words: &str) -> bool {
    const WORDS_MAX: usize = 12;
    let count = words.split_whitespace().count();
    (1..=WORDS_MAX).contains(&count)
        && !words.trim_end().ends_with(['.', '!', '?', ':', ';', ',', '…'])
        && words.split_whitespace().all(is_name_word)
}

/// What stands behind a name in lower case goes on about it, particles of names aside.
fn begins_in_lower_case(name: &str) -> bool {
    let first = name.split([' ', '-', '\'', '’']).next().unwrap_or("").trim_end_matches(',');
    first.starts_with(char::is_lowercase) && !PARTICLES.contains(&first) && first != "d"
}

fn is_name_word(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.']);
    if PARTICLES.contains(&bare) || matches!(bare, "and" | "&") {
        return true;
    }
    let begins =
        bare.chars().next().is_some_and(char::is_uppercase) || bare.starts_with("al-") || bare.starts_with("d'");
    begins
        && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        && !NO_NAMES.split(' ').any(|word| word.eq_ignore_ascii_case(bare))
}

/// The string without a leading `By`, `Von`, `Par`, `Por`.
fn without_by(byline: &str) -> &str {
    const LEADS: &[&str] = &[
        "by",
        "written by",
        "words by",
        "story by",
        "reported by",
        "posted by",
        "published by",
        "von",
        "par",
        "por",
        "autor",
        "autorin",
        "author",
        "text",
        "editor",
        "auteur",
        "di",
        "door",
        "作者",
    ];
    const WITH_COLON: &[&str] = &["autor", "autorin", "author", "text", "editor", "auteur", "作者"];
    for lead in LEADS {
        let Some(head) = byline.get(..lead.len()) else { continue };
        let rest = &byline[lead.len()..];
        // "Von Trapp" is a name: such a lead must be in lower case or be English.
        let english = lead.ends_with("by");
        let alone = head.chars().all(|c| !c.is_lowercase()) && byline.contains(char::is_lowercase);
        let begins = rest.starts_with([' ', '\u{A0}', ':', '：']);
        let is_lead = match WITH_COLON.contains(lead) {
            true => head.to_lowercase() == *lead && rest.trim_start().starts_with([':', '：']),
            false => head.eq_ignore_ascii_case(lead) && (english || head == *lead || alone),
        };
        if is_lead && begins {
            return rest.trim_start().trim_start_matches([':', '：']).trim();
        }
    }
    byline
}

fn split_at_words(byline: &str) -> Vec<String> {
    let mut groups = vec![String::new()];
    for word in byline.split_whitespace() {
        if matches!(word, "and" | "AND" | "And" | "&" | "und" | "et" | "og" | "och" | "|" | "/") {
            groups.push(String::new());
            continue;
        }
        let ends = word.ends_with(';');
        let group = groups.last_mut().expect("begins with one group");
        if !group.is_empty() {
            group.push(' ');
        }
        group.push_str(word.trim_end_matches(';'));
        if ends {
            groups.push(String::new());
        }
    }
    groups
}

/// Splits `Ann Lee, Bo Marsh` and drops roles; keeps `Lee, Ann` and joins `Bo Marsh, Jr`.
fn split_at_commas(group: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in group.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let bare = part.trim_end_matches('.').to_lowercase();
        match parts.last_mut() {
            Some(last) if SUFFIXES.contains(&bare.as_str()) => *last = format!("{last} {part}"),
            Some(_) if is_role(part) => {}
            _ => parts.push(part.to_string()),
        }
    }
    let words = |part: &String| part.split_whitespace().count();
    // "Lee, Ann", but "Ann Lee, Herald" is a person and an outlet.
    if parts.len() == 2 && words(&parts[0]) == 1 {
        return vec![parts.join(", ")];
    }
    if parts.first().is_some_and(|first| words(first) > 1) {
        let first = parts[0].clone();
        parts.retain(|part| *part == first || NAME_WORDS.contains(&words(part)));
    }
    parts
}

fn is_role(part: &str) -> bool {
    part.split_whitespace().any(|word| ROLES.contains(&word.to_lowercase().as_str()))
}

/// The string without what stands in brackets: addresses, outlets.
fn without_brackets(name: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Addresses of pages and of mail, names in networks.
fn is_address(byline: &str) -> bool {
    let is_mail = byline.contains('@') && !byline.contains(char::is_whitespace);
    is_mail || byline.starts_with("http://") || byline.starts_with("https://") || byline.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(byline: &str, expected: &[&str]) {
        assert_eq!(people(byline), expected, "{byline}");
    }

    #[test]
    fn several_people_are_several() {
        check("By Ann Lee and Bo Marsh", &["Ann Lee", "Bo Marsh"]);
        check("Ann Lee, Bo Marsh & Cy Dunn", &["Ann Lee", "Bo Marsh", "Cy Dunn"]);
        check("Ann Lee; Bo Marsh; Ann Lee", &["Ann Lee", "Bo Marsh"]);
        check("BY ANN LEE", &["ANN LEE"]);
    }

    #[test]
    fn roles_outlets_and_addresses_are_no_people() {
        check("Ann Lee, Political Editor", &["Ann Lee"]);
        check("Ann Lee, Herald", &["Ann Lee"]);
        check("Ann Lee, professor of the history of rivers and lakes, Herald", &["Ann Lee"]);
        check("Ann Lee <ann@herald.example>", &["Ann Lee"]);
        check("https://herald.example/ann", &[]);
        check("  ", &[]);
    }

    #[test]
    fn one_person_stays_one() {
        check("Lee, Ann", &["Lee, Ann"]);
        check("Bo Marsh, Jr.", &["Bo Marsh Jr"]);
        check("Von Trapp", &["Von Trapp"]);
        check("Sandy Brandt", &["Sandy Brandt"]);
    }

    #[test]
    fn prose_is_no_byline() {
        assert!(is_byline("By Ann Lee and Bo van Marsh"));
        assert!(is_byline("By Seán O’Dunn, Ann Lee"));
        assert!(!is_byline("By Tuesday the river had risen"));
        assert!(!is_byline("By Tuesday"));
        assert!(!is_byline("By Then Nobody Came."));
        assert!(!is_byline("Byron Lee"));
    }
}
