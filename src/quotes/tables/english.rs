//! English: the words that report, and the closed classes around them.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::class as is;
use super::verbs::VERBS;

/// The classes of a word in lower case, with a straight apostrophe.
pub fn classes(word: &str) -> u32 {
    if word.len() > LONGEST || !word.starts_with(|c: char| c.is_ascii_lowercase()) {
        return 0;
    }
    table().get(word).copied().unwrap_or(0)
}

/// No word of the tables has more letters: longer ones, and names of far places, need no look.
const LONGEST: usize = 14;

type Table = HashMap<&'static str, u32, FixedState>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::with_capacity_and_hasher(4096, FixedState::default());
        let mut add = |word: &'static str, classes: u32| {
            debug_assert!(word.len() <= LONGEST, "{word} is never looked up");
            *table.entry(word).or_insert(0) |= classes;
        };
        for (flags, rows) in VERBS {
            for row in rows.lines() {
                let forms: Vec<&'static str> = row.split_whitespace().collect();
                for (at, form) in forms.iter().enumerate() {
                    let of_form = match at {
                        0 => is::BASE,
                        1 => 0,
                        row_end if row_end + 1 == forms.len() => is::GERUND,
                        _ => is::PAST,
                    };
                    add(form, flags | of_form | is::VERB);
                }
            }
        }
        for (flags, words) in WORDS {
            words.split_whitespace().for_each(|word| add(word, *flags));
        }
        table
    })
}

const WORDS: &[(u32, &str)] = &[
    (
        is::PRONOUN | is::SUBJECT,
        "i he she they we it who you one somebody someone nobody everyone everybody both others many some several he's she's they're it's i'm we're you're he'd she'd they'd i've we've they've you've i'd we'd you'd i'll he'll she'll they'll we'll it'll that's there there's this these those which",
    ),
    (is::PRONOUN, "him her them us me itself himself herself themselves whom"),
    (
        is::DETERMINER,
        "the a an his her its their my our your this that these those every each no some any all another one two three four five six seven eight nine ten several many most both few such",
    ),
    (
        is::PREPOSITION,
        "of in on at for from with by about to into over under after before during against between among through without within across around near since until despite behind beyond toward towards upon off above below amid via per like inside outside",
    ),
    (
        is::AUXILIARY,
        "is are was were be been being am has have had having do does did isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't",
    ),
    (
        is::MODAL | is::AUXILIARY,
        "will would can could may might shall should must won't wouldn't can't couldn't shouldn't cannot mustn't",
    ),
    (
        is::NEGATION,
        "not never n't didn't doesn't don't hasn't haven't hadn't wouldn't won't couldn't can't isn't wasn't weren't nor neither cannot shouldn't aren't hardly",
    ),
    (
        is::ADVERB,
        "also twice later then once now again often always already just only still even recently previously repeatedly earlier first finally first eventually immediately simply famously publicly privately reportedly soon further instead ever never not too however meanwhile",
    ),
    (
        is::SUBORDINATOR,
        "that because when while if whether although though as since unless until after before where how why what than once so whereas",
    ),
    (is::COORDINATOR, "and but or nor yet"),
    (is::ACCORDING, "according"),
    (is::TRANSLATED, "translation translated translator interpreter"),
    (
        is::NOUN,
        "answer blast brand call caution claim comment counter cry demand estimate guess hint invite joke label lament laugh mention note offer order pledge point post praise promise protest question quip quote rage reason remark report request retort scoff scream shout shrug sigh smile snap state stress taunt title tweet vow whisper wonder yell echo roar chant complaint counter read rate dispute answers calls claims comments demands estimates hints jokes labels laments laughs mentions notes offers orders pledges points posts promises protests questions quotes remarks reports requests states tweets vows shouts brands disputes reasons titles",
    ),
    (is::RELATIVE, "who which whose whom that where when"),
    (is::QUESTION_WORD, "what why how who whom when where whether which if"),
    (
        is::TIME,
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today yesterday tonight last week month year morning afternoon evening night recently earlier later this jan feb aug sept oct nov dec ago weekend spring summer fall winter",
    ),
];

/// Verbs that take a clause without `that` whatever its verb: what follows them is said.
pub fn says(word: &str) -> bool {
    matches!(
        word,
        "say"
            | "says"
            | "said"
            | "saying"
            | "added"
            | "adds"
            | "adding"
            | "argue"
            | "argues"
            | "argued"
            | "insists"
            | "insisted"
            | "claims"
            | "claimed"
            | "told"
            | "tells"
    )
}

/// The months in lower case, in their order.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The name of a month in lower case, or its beginning with a stop.
pub fn is_month(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    MONTHS.contains(&bare) || ["jan", "feb", "aug", "sept", "oct", "nov", "dec"].contains(&bare)
}

/// Determiners that stand alone as well: `three replied`.
pub fn counts(word: &str) -> bool {
    matches!(
        word,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "another"
            | "both"
            | "all"
            | "many"
            | "some"
            | "few"
            | "several"
            | "most"
            | "each"
    )
}

/// Forms of `be`: a participle behind one is passive.
pub fn is_being(word: &str) -> bool {
    matches!(word, "is" | "was" | "were" | "be" | "been" | "are" | "being" | "wasn't" | "isn't" | "weren't")
}

/// Auxiliaries that open a question, and are no names: `Will` and `May` may be.
pub fn asks(word: &str) -> bool {
    matches!(
        word,
        "Did"
            | "Does"
            | "Do"
            | "Has"
            | "Have"
            | "Had"
            | "Would"
            | "Could"
            | "Should"
            | "Can"
            | "Is"
            | "Was"
            | "Are"
            | "Were"
    )
}

/// Words that open a clause before or behind the main one.
pub fn subordinates(word: &str) -> bool {
    matches!(
        word,
        "while"
            | "although"
            | "though"
            | "since"
            | "when"
            | "after"
            | "because"
            | "if"
            | "before"
            | "once"
            | "unless"
            | "as"
            | "whereas"
            | "While"
            | "Although"
            | "Though"
            | "Since"
            | "When"
            | "After"
            | "Because"
            | "If"
            | "Before"
            | "Once"
            | "Unless"
            | "As"
            | "Whereas"
    )
}

/// Verbs of which only a clause with `that` is a report.
pub fn wants_that(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "agree", "point", "post", "opt", "hint", "imp", "relat", "mention", "quot", "advis", "reason", "guess",
        "offer", "respond", "answer", "repeat",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
        || matches!(word, "state" | "states" | "comments" | "remarks" | "reports" | "comment" | "report")
}

/// Whether a word that has lost its beginning stands behind an apostrophe: `’em`, `’90s`.
pub fn is_elided(rest: &str) -> bool {
    const ELIDED: &[&str] = &["em", "til", "till", "cause", "tis", "twas", "n", "round", "bout", "cuz", "un"];
    let word: &str = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s')
        || word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit())
        || ELIDED.contains(&word)
}

/// Words with a stop that do not end a sentence.
pub fn is_abbreviation(word: &str) -> bool {
    const KNOWN: &[&str] = &[
        "adm", "al", "ala", "ariz", "ark", "assn", "atty", "aug", "ave", "brig", "bros", "calif", "capt", "cmdr", "co",
        "col", "colo", "conn", "corp", "cpl", "dec", "del", "dept", "dist", "dr", "esq", "feb", "fla", "fr", "ft",
        "ga", "gen", "gov", "hon", "ill", "inc", "ind", "jan", "jr", "kan", "ky", "la", "lt", "ltd", "maj", "mass",
        "md", "messrs", "mich", "minn", "miss", "mo", "mr", "mrs", "ms", "mt", "neb", "nev", "no", "nov", "oct",
        "okla", "ore", "pa", "ph", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "sr",
        "st", "supt", "tenn", "tex", "treas", "va", "vs", "vt", "wash", "wis", "wyo",
    ];
    let mut characters = word.chars();
    let single = characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none();
    // `D-Ohio`, `R-Fla`: the state counts.
    let last = word.rsplit('-').next().unwrap_or(word);
    single || word.contains('.') || KNOWN.binary_search(&last).is_ok()
}
