//! Who a message is from: a person, an outlet, or a person of an outlet.
//!
//! The name and the address of `From` come in. `Ann Lee at The Courier` is both; `Press Office` is an
//! outlet; a name is a person's when it looks like one and the address does not speak against it.

use crate::read::bylines;

/// What stands between a person and the outlet.
const BETWEEN: &[&str] = &[" at ", " from ", " via ", " of ", " | ", " / ", ", ", " – ", " — ", " - "];
/// Words of names that are no person's.
const OUTLETS: &[&str] = &[
    "agency",
    "alert",
    "alerts",
    "association",
    "board",
    "brief",
    "briefing",
    "bulletin",
    "bureau",
    "center",
    "centre",
    "chronicle",
    "club",
    "college",
    "comms",
    "commission",
    "committee",
    "communications",
    "company",
    "corporation",
    "council",
    "courier",
    "daily",
    "department",
    "desk",
    "digest",
    "editor",
    "editors",
    "evening",
    "express",
    "foundation",
    "gazette",
    "government",
    "group",
    "guardian",
    "herald",
    "inc",
    "info",
    "institute",
    "journal",
    "letter",
    "limited",
    "list",
    "ltd",
    "magazine",
    "mail",
    "media",
    "ministry",
    "morning",
    "network",
    "news",
    "newsletter",
    "newsletters",
    "newsroom",
    "noreply",
    "notes",
    "observer",
    "office",
    "post",
    "press",
    "presse",
    "radio",
    "registry",
    "releases",
    "report",
    "review",
    "service",
    "society",
    "standard",
    "sunday",
    "support",
    "team",
    "telegraph",
    "the",
    "times",
    "today",
    "tribune",
    "university",
    "update",
    "updates",
    "weekend",
    "weekly",
    "wire",
    "world",
];
/// Words before the `@` that stand for a house and not for a person.
const HOUSES: &[&str] = &[
    "admin",
    "alerts",
    "bounce",
    "contact",
    "editor",
    "hello",
    "info",
    "list",
    "mail",
    "media",
    "news",
    "newsletter",
    "newsletters",
    "noreply",
    "office",
    "owner",
    "press",
    "presse",
    "service",
    "support",
    "team",
    "updates",
];
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=4;

/// The person and the outlet in a name and an address.
pub(super) fn told_apart(name: &str, address: &str) -> (Option<String>, Option<String>) {
    let name = name.trim().trim_matches(['"', '\'']).trim();
    if name.is_empty() || name.contains('@') {
        return (None, None);
    }
    // `Ann Lee (The Courier)`
    let (name, bracketed) = match name.strip_suffix(')').and_then(|name| name.split_once('(')) {
        Some((before, inside)) if !before.trim().is_empty() => (before.trim(), Some(inside.trim())),
        _ => (name, None),
    };
    let outlet = |words: &str| Some(words.trim().to_string()).filter(|words| !words.is_empty() && !words.contains('@'));
    if let Some(person) = bylines::turned(name).filter(|person| is_person(person, address)) {
        return (Some(person), bracketed.and_then(outlet));
    }
    if is_person(name, address) {
        return (Some(name.to_string()), bracketed.and_then(outlet));
    }
    for between in BETWEEN {
        let Some((before, behind)) = name.split_once(between) else { continue };
        if is_person(before.trim(), "") {
            return (Some(before.trim().to_string()), outlet(behind));
        }
    }
    (None, outlet(name))
}

fn is_outlets(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    OUTLETS.contains(&bare.as_str())
}

fn is_person(name: &str, address: &str) -> bool {
    let local = address.split('@').next().unwrap_or("").to_lowercase();
    let house = local.split(|c: char| !c.is_alphabetic()).any(|word| HOUSES.contains(&word));
    let words = name.split_whitespace().count();
    let shouted = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    // Somebody's name within the address tells a person even from a house's.
    let named = name.split_whitespace().any(|word| word.len() > 2 && local.contains(&word.to_lowercase()));
    NAME_WORDS.contains(&words)
        && bylines::are_names(name)
        && !name.contains(" and ")
        && !name.split_whitespace().any(is_outlets)
        && !(shouted && words == 2 && name.len() <= 6)
        && (!house || named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, address: &str, person: Option<&str>, outlet: Option<&str>) {
        let (is, of) = told_apart(name, address);
        assert_eq!((is.as_deref(), of.as_deref()), (person, outlet), "{name}");
    }

    #[test]
    fn persons_and_outlets_are_told_apart() {
        check("Ann Lee", "ann@courier.example", Some("Ann Lee"), None);
        check("Lee, Ann", "ann@courier.example", Some("Ann Lee"), None);
        check(
            "Ann Lee at The Harbour Courier",
            "newsletter@courier.example",
            Some("Ann Lee"),
            Some("The Harbour Courier"),
        );
        check("Ann Lee (The Harbour Courier)", "ann@courier.example", Some("Ann Lee"), Some("The Harbour Courier"));
        check("The Harbour Courier", "hello@courier.example", None, Some("The Harbour Courier"));
        check("Press Office", "press@town.example", None, Some("Press Office"));
        check("Harbour Town", "info@town.example", None, Some("Harbour Town"));
        check("ann@courier.example", "ann@courier.example", None, None);
        check("", "ann@courier.example", None, None);
    }
}
