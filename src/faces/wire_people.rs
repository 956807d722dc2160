//! The JSON of persons: version 1, documented in docs/json.md.

use std::io::{self, Write};

use serde::Serialize;

use super::wire::{Offsets, VERSION, WireBucket, WireDays, WireHead, buckets, days_of, write_line};
use super::wire_quotes::{Places, WireQuote, WireSilence};
use crate::engine::{
    Choice, CompareAnswer, CompareQuestion, Made, PeopleAnswer, PeopleQuestion, PeopleSort, Person, PersonPage,
    QuotePlace, RoleCount, Said, Side, Tally,
};

#[derive(Serialize)]
struct WireMade<'a> {
    program: &'a str,
    rules: u32,
    corpus: &'a str,
    generation: u64,
    indexed_at: &'a str,
    articles: u64,
    unread: u64,
    corpus_digest: &'a str,
    user_digest: Option<&'a str>,
    now: String,
}

impl<'a> WireMade<'a> {
    fn of(made: &'a Made, user_digest: Option<&'a str>) -> WireMade<'a> {
        WireMade {
            program: &made.program,
            rules: made.rules,
            corpus: &made.corpus_id,
            generation: made.generation,
            indexed_at: &made.indexed_at,
            articles: made.articles,
            unread: made.unread,
            corpus_digest: &made.corpus_digest,
            user_digest,
            now: made.today.to_string(),
        }
    }
}

#[derive(Serialize)]
struct WirePeople<'a> {
    version: u32,
    made: WireMade<'a>,
    pattern: Option<&'a str>,
    sort: &'a str,
    limit: Option<usize>,
    notices: &'a [String],
    total: u64,
    bodies: u64,
    not_quoted: u64,
    people: Vec<WireRow<'a>>,
}

#[derive(Serialize)]
struct WireRow<'a> {
    #[serde(flatten)]
    person: WirePerson<'a>,
    choices: Vec<WireChoice<'a>>,
}

#[derive(Serialize)]
struct WireChoice<'a> {
    name: &'a str,
    quotes: u64,
}

/// A person with what is counted of them.
#[derive(Serialize)]
struct WirePerson<'a> {
    name: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    wikidata: Option<&'a str>,
    quotes: u64,
    articles: u64,
    silences: u64,
    other_polarity: u64,
    days: Option<WireDays>,
    names: Vec<WireName<'a>>,
    roles: Vec<WireRole<'a>>,
}

#[derive(Serialize)]
struct WireName<'a> {
    name: &'a str,
    link: &'a str,
    quotes: u64,
    /// Somebody else has the name too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    shared: bool,
}

#[derive(Serialize)]
struct WireRole<'a> {
    role: &'a str,
    count: u64,
    days: Option<WireDays>,
    names: &'a [String],
}

impl<'a> WirePerson<'a> {
    fn of(person: &'a Person, tally: &'a Tally) -> WirePerson<'a> {
        let quotes =
            |name: &str| tally.names.iter().find(|bucket| bucket.value == name).map_or(0, |bucket| bucket.count);
        let own = person.variants.iter().map(|variant| WireName {
            name: &variant.name,
            link: variant.link.word(),
            quotes: quotes(&variant.name),
            shared: false,
        });
        let shared = person.shares.iter().map(|share| WireName {
            name: &share.name,
            link: crate::engine::Link::Listed.word(),
            quotes: quotes(&share.name),
            shared: true,
        });
        WirePerson {
            name: &person.name,
            kind: if person.is_body { "body" } else { "person" },
            wikidata: person.wikidata.as_deref(),
            quotes: tally.quotes,
            articles: tally.articles,
            silences: tally.silences,
            other_polarity: tally.other_polarity,
            days: tally.first.map(|_| days_of(tally.first, tally.last)),
            names: own.chain(shared).collect(),
            roles: tally.roles.iter().map(WireRole::of).collect(),
        }
    }
}

impl<'a> WireRole<'a> {
    fn of(role: &'a RoleCount) -> WireRole<'a> {
        let days = role.first.map(|_| days_of(role.first, role.last));
        WireRole { role: &role.role, count: role.count, days, names: &role.names }
    }
}

/// `onrecord people --json`.
pub fn write_people(
    out: &mut impl Write,
    question: &PeopleQuestion,
    answer: &PeopleAnswer,
    user_digest: Option<&str>,
) -> io::Result<()> {
    let people = answer.rows.iter().map(|row| WireRow {
        person: WirePerson::of(&row.person, &row.tally),
        choices: row.choices.iter().map(|(name, quotes)| WireChoice { name, quotes: *quotes }).collect(),
    });
    let wire = WirePeople {
        version: VERSION,
        made: WireMade::of(&answer.made, user_digest),
        pattern: question.pattern.as_deref(),
        sort: match question.sort {
            PeopleSort::Quotes => "quotes",
            PeopleSort::Name => "name",
            PeopleSort::First => "first",
            PeopleSort::Last => "last",
        },
        limit: question.limit,
        notices: &answer.notices,
        total: answer.total,
        bodies: answer.bodies,
        not_quoted: answer.not_quoted,
        people: people.collect(),
    };
    write_line(out, &wire)
}

#[derive(Serialize)]
struct WireAmbiguous<'a> {
    version: u32,
    asked: &'a str,
    choices: Vec<WireChoice<'a>>,
}

/// The persons that a name may mean, in the place of an answer.
pub fn write_choices(out: &mut impl Write, asked: &str, choices: &[Choice]) -> io::Result<()> {
    write_line(out, &WireAmbiguous { version: VERSION, asked, choices: chosen(choices) })
}

fn chosen(choices: &[Choice]) -> Vec<WireChoice<'_>> {
    choices.iter().map(|choice| WireChoice { name: &choice.name, quotes: choice.quotes }).collect()
}

#[derive(Serialize)]
struct WirePage<'a> {
    version: u32,
    made: WireMade<'a>,
    asked: &'a str,
    notices: &'a [String],
    #[serde(flatten)]
    person: WirePerson<'a>,
    choices: Vec<WireChoice<'a>>,
    perhaps: Vec<WireChoice<'a>>,
    kinds: Vec<WireBucket<'a>>,
    certainties: Vec<WireBucket<'a>>,
    years: Vec<WireBucket<'a>>,
    talks_of: Vec<WireBucket<'a>>,
    named_by: Vec<WireBucket<'a>>,
    clashes: Vec<WireClash<'a>>,
    latest_silences: Vec<WirePlace<'a>>,
    latest: Vec<WirePlace<'a>>,
}

#[derive(Serialize)]
struct WireClash<'a> {
    name: &'a str,
    link: &'a str,
    roles: &'a [String],
    other_roles: &'a [String],
}

/// A quote or silence in its article.
#[derive(Serialize)]
struct WirePlace<'a> {
    article: WireHead<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<WireQuote<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    silence: Option<WireSilence<'a>>,
}

impl<'a> WirePlace<'a> {
    fn of(place: &'a QuotePlace) -> WirePlace<'a> {
        let places = Places::new(&place.article.text, Offsets::Bytes);
        let (quote, silence) = match &place.said.said {
            Said::Quote(quote) => (Some(WireQuote::of(quote, &places)), None),
            Said::Silence(silence) => (None, Some(WireSilence::of(silence, &places))),
        };
        WirePlace { article: WireHead::of(&place.article), quote, silence }
    }
}

/// `onrecord person --json`.
pub fn write_person(out: &mut impl Write, asked: &str, page: &PersonPage, user_digest: Option<&str>) -> io::Result<()> {
    let wire = WirePage {
        version: VERSION,
        made: WireMade::of(&page.made, user_digest),
        asked,
        notices: &page.notices,
        person: WirePerson::of(&page.person, &page.tally),
        choices: chosen(&page.choices),
        perhaps: chosen(&page.perhaps),
        kinds: buckets(&page.tally.kinds),
        certainties: buckets(&page.tally.certainties),
        years: buckets(&page.tally.years),
        talks_of: buckets(&page.tally.about),
        named_by: buckets(&page.named_by),
        clashes: page.clashes.iter().map(WireClash::of).collect(),
        latest_silences: page.silences.iter().map(WirePlace::of).collect(),
        latest: page.latest.iter().filter_map(|hit| hit.places.last()).map(WirePlace::of).collect(),
    };
    write_line(out, &wire)
}

impl<'a> WireClash<'a> {
    fn of(clash: &'a crate::engine::Clash) -> WireClash<'a> {
        WireClash { name: &clash.name, link: clash.link.word(), roles: &clash.roles, other_roles: &clash.other_roles }
    }
}

#[derive(Serialize)]
struct WireCompare<'a> {
    version: u32,
    made: WireMade<'a>,
    topic: &'a str,
    understood: &'a str,
    from: Option<&'a str>,
    to: Option<&'a str>,
    limit: Option<usize>,
    days: Option<WireDays>,
    notices: &'a [String],
    sides: [WireSide<'a>; 2],
    quotes: Vec<WireCompared<'a>>,
}

#[derive(Serialize)]
struct WireSide<'a> {
    #[serde(flatten)]
    person: WirePerson<'a>,
    years: Vec<WireBucket<'a>>,
}

#[derive(Serialize)]
struct WireCompared<'a> {
    /// 0 or 1: whose it is.
    side: usize,
    /// The earliest first.
    places: Vec<WirePlace<'a>>,
}

/// `onrecord compare --json`.
pub fn write_compare(
    out: &mut impl Write,
    question: &CompareQuestion,
    answer: &CompareAnswer,
    user_digest: Option<&str>,
) -> io::Result<()> {
    let side = |side: Side| WireSide {
        person: WirePerson::of(&answer.persons[side as usize], &answer.tallies[side as usize]),
        years: buckets(&answer.tallies[side as usize].years),
    };
    let quotes = answer.quotes.iter().map(|compared| WireCompared {
        side: compared.side as usize,
        places: compared.hit.places.iter().map(WirePlace::of).collect(),
    });
    let wire = WireCompare {
        version: VERSION,
        made: WireMade::of(&answer.made, user_digest),
        topic: &question.topic,
        understood: &answer.understood,
        from: question.from.as_deref(),
        to: question.to.as_deref(),
        limit: question.limit,
        days: answer.days.map(|days| days_of(days.from, days.to)),
        notices: &answer.notices,
        sides: [side(Side::Left), side(Side::Right)],
        quotes: quotes.collect(),
    };
    write_line(out, &wire)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::engine::{Link, PersonRow, Variant};
    use crate::faces::fixture;
    use crate::model::Bucket;

    fn answer() -> PeopleAnswer {
        let bucket = |value: &str| Bucket { value: value.into(), count: 1 };
        let variant = |name: &str, link| Variant { name: name.into(), link };
        let (first, last) = ("2024-03-01".parse().ok(), "2025-06-12".parse().ok());
        let person = Person {
            name: "Bruno Hale".into(),
            variants: vec![variant("Bruno Hale", Link::Shown), variant("Hale", Link::Surname)],
            shares: Vec::new(),
            choices: Vec::new(),
            is_body: false,
            wikidata: None,
        };
        let role =
            RoleCount { role: "mayor of Ardan".into(), count: 1, first, last: first, names: vec!["Bruno Hale".into()] };
        let tally = Tally {
            quotes: 2,
            articles: 2,
            other_polarity: 1,
            first,
            last,
            roles: vec![role],
            names: vec![bucket("Bruno Hale"), bucket("Hale")],
            ..Tally::default()
        };
        PeopleAnswer {
            notices: Vec::new(),
            total: 1,
            bodies: 0,
            not_quoted: 0,
            rows: vec![PersonRow { person, tally, choices: Vec::new() }],
            made: fixture::answer().made,
        }
    }

    #[test]
    fn the_documented_people_are_those_written() {
        let question = PeopleQuestion { pattern: Some("hale".into()), limit: Some(10), ..PeopleQuestion::default() };
        let mut out = Vec::new();
        write_people(&mut out, &question, &answer(), None).expect("memory does not fail");
        let written: Value = serde_json::from_slice(&out).expect("JSON");
        let document = include_str!("../../docs/json.md").split_once("## People").expect("the section is there").1;
        let example = document.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
        let documented: Value = serde_json::from_str(example.expect("an example follows")).expect("JSON");
        assert_eq!(documented, written, "docs/json.md, ## People: {written}");
    }
}
