//! Everything a face may ask: ingest, search, show, status, check, forget.
//!
//! The only place that joins stages. A face fills [`Settings`] and a [`Question`], and prints an
//! [`Answer`] or a [`Report`]; it never sees a store, a plan or a file.

mod apart;
mod archive;
mod cite;
mod copies;
mod corrections;
mod evaluate;
mod extract;
mod ingest;
mod kept;
mod people;
mod quotes;
mod said;
mod sample;
mod search;
mod snippets;
mod summary;
mod trace;
mod typed;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use self::archive::Opened;
use crate::language;
use crate::model::{Article, ArticleId, Bucket, Considered, Day, FacetField, Hit, Period, SortOrder, Span, Statements};

pub use self::apart::{CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES, read_apart};
pub use self::cite::{CiteStanding, Cited};
pub use self::copies::{CopiesAnswer, Copy, CopyPassage, CopyPiece, CopyPieceKind};
pub use self::corrections::{Correction, Corrections, Fix, Named, Withdrawn};
pub use self::evaluate::{
    Evaluation, Found, JUDGED, Judged, Judgement, KindFigures, Right, SHEET_COLUMNS, Share, evaluate, judged, unmarked,
};
pub use self::extract::{ExtractInput, ExtractReport, Extracted, extract};
pub use self::people::{
    Choice, Clash, CompareAnswer, CompareQuestion, Compared, Link, People, PeopleAnswer, PeopleQuestion, PeopleRules,
    PeopleSort, Person, PersonPage, PersonRow, PersonRule, Resolved, RoleCount, RuleFault, Side, Tally, Variant, When,
    said_on,
};
pub use self::quotes::{QuoteAnswer, QuoteHit, QuotePlace, QuoteQuestion, Said};
pub use self::sample::{Sample, Sampled};
pub use self::trace::{
    ASKED_BYTES_MAX, PieceKind, Standing, Trace, TraceCounts, TracePiece, TracePlace, TraceQuestion, TracedPassage,
    TracedSpeaker, Untraceable, Verdict, Warning,
};
pub use self::typed::Typed;
pub use crate::index::StoreError;
pub use crate::query::ParseMode;

/// The largest article, unless the settings say otherwise: a file this long is no article.
pub const ARTICLE_BYTES_MAX: u64 = 64 << 20;

/// Where the archive is and how it is read. Made by a face from flags, environment and files.
#[derive(Clone, Debug)]
pub struct Settings {
    pub corpus: PathBuf,
    pub index: PathBuf,
    pub crawl: CrawlSettings,
    pub read: ReadSettings,
    /// The program itself: parsers that may crash or loop run in children of it. `None`: they run
    /// in this process, and only their panics are caught.
    pub program: Option<PathBuf>,
    /// What the user has put right.
    pub corrections: Corrections,
    /// What the user says of persons.
    pub people: PeopleRules,
    /// The day on which the program runs: what `today` means, and what a future date is.
    pub today: Day,
    /// When the program was started: nanoseconds since 1970-01-01 UTC.
    pub now_nanos: i64,
}

impl Settings {
    /// Nothing left out, nothing mapped; the clock stands at midnight (UTC) of `today`.
    pub fn new(corpus: PathBuf, index: PathBuf, today: Day) -> Settings {
        let days_since_1970 = i64::from(today.number()) - 719_163;
        Settings {
            corpus,
            index,
            crawl: CrawlSettings::default(),
            read: ReadSettings::default(),
            program: None,
            corrections: Corrections::default(),
            people: PeopleRules::default(),
            today,
            now_nanos: days_since_1970.saturating_mul(86_400_000_000_000),
        }
    }

    /// `2025-09-03T10:15:00Z`
    fn now_rfc3339(&self) -> String {
        let now = chrono::DateTime::from_timestamp_nanos(self.now_nanos);
        now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }
}

#[derive(Clone, Debug)]
pub struct CrawlSettings {
    /// Globs of the entries to take; none: all.
    pub include: Vec<String>,
    /// Globs of the entries to leave.
    pub exclude: Vec<String>,
    /// Take entries whose name, or a folder's on the way to it, begins with a dot.
    pub hidden: bool,
    /// Largest article, in bytes; files of many articles are streamed and have none.
    pub article_bytes_max: u64,
    /// Remove from the index what is gone even when that is much, or the corpus another.
    pub accept_gone: bool,
}

impl Default for CrawlSettings {
    fn default() -> CrawlSettings {
        CrawlSettings {
            include: Vec::new(),
            exclude: Vec::new(),
            hidden: false,
            article_bytes_max: ARTICLE_BYTES_MAX,
            accept_gone: false,
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct ReadSettings {
    /// Field of JSON records -> what it means (`headline`, `date` …), beside the conventions.
    pub mapping: BTreeMap<String, String>,
    /// Publisher -> IANA time zone: on which day an instant given in UTC falls.
    pub zones: BTreeMap<String, String>,
    /// As a last resort take the file's modification day for the date.
    pub date_from_mtime: bool,
}

/// A query with the flags beside it.
#[derive(Clone, Debug)]
pub struct Question {
    pub typed: Typed,
    /// `--in headline`: where bare words and phrases are looked for.
    pub within: Option<String>,
    pub sort: SortOrder,
    /// `None`: all.
    pub limit: Option<usize>,
    /// From 1.
    pub page: usize,
    pub facets: Vec<FacetField>,
    pub snippets: bool,
    /// The printings of a story as one hit: hits are stories, `limit` and `page` count them.
    pub fold: bool,
    /// Other printings that are told of each hit, at most.
    pub printings_max: usize,
}

impl Question {
    /// The query alone: lenient, the ten best with snippets.
    pub fn new(query: &str) -> Question {
        Question {
            typed: Typed::new(query),
            within: None,
            sort: SortOrder::Relevance,
            limit: Some(10),
            page: 1,
            facets: Vec::new(),
            snippets: true,
            fold: true,
            printings_max: usize::MAX,
        }
    }
}

/// What a search found, and what it rests on.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The query as it was understood, in the language's own notation.
    pub understood: String,
    pub notices: Vec<String>,
    /// Articles that match, exactly.
    pub total: u64,
    /// Stories among the articles that the hits are of (those that match, or those of
    /// `any_instead`), exactly; `None` where every printing is a hit of its own.
    pub stories: Option<u64>,
    pub hits: Vec<Hit>,
    /// Nothing held all the words: `hits` are those of any of them, this many in all, and `total`
    /// is 0.
    pub any_instead: Option<u64>,
    /// The days that the query's dates were resolved to.
    pub days: Option<ResolvedDays>,
    /// Articles that meet the rest of the query, but whose period only overlaps the dates.
    pub overlapping: u64,
    /// Articles that meet the rest of the query and have no date.
    pub undated: u64,
    /// Articles that do not match, but in whose related headlines the query's words stand.
    pub related: u64,
    pub facets: Vec<(FacetField, Vec<Bucket>)>,
    pub made: Made,
}

/// The dates asked for as days; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolvedDays {
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// What an answer was made from: the same `Made` gives the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The program's version.
    pub program: String,
    /// Version of the rules by which articles are read and analysed.
    pub rules: u32,
    pub corpus_id: String,
    pub generation: u64,
    /// SHA-256 over the manifest's entries and hashes, hexadecimal.
    pub corpus_digest: String,
    /// When the generation was committed, RFC 3339 UTC.
    pub indexed_at: String,
    /// Articles in the index.
    pub articles: u64,
    /// Entries that could not be read at the last ingest.
    pub unread: u64,
    pub today: Day,
}

/// What an ingest did with every entry it met: the counts add up to `entries`.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub entries: u64,
    pub indexed: u64,
    pub unchanged: u64,
    /// Records of changed files that were in the index as they are: not extracted again.
    pub records_unchanged: u64,
    pub refused: Vec<EntryNote>,
    pub failed: Vec<EntryNote>,
    /// Entries that were in the index and are no longer in the corpus.
    pub gone: u64,
    /// Entries that are missing but were kept, and why.
    pub kept: Option<String>,
    /// Articles put into the index.
    pub articles: u64,
    pub notes: Vec<EntryNote>,
    /// Articles whose quotes were extracted again, by rules that changed.
    pub extracted_again: u64,
    /// Articles that other corrections than before have changed.
    pub corrected_again: u64,
    /// Corrections that meet nothing, and why.
    pub unmet: Vec<EntryNote>,
    /// Entries that an interrupted run did not come to.
    pub unreached: u64,
    /// Ended early, at the last committed batch.
    pub interrupted: bool,
    /// The index had to be built again, and why.
    pub rebuilt: Option<String>,
    pub generation: u64,
    pub total_articles: u64,
}

/// Something to say about one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryNote {
    /// As shown: `elections/day-one.txt`.
    pub place: String,
    pub reason: String,
}

/// Told about an ingest while it runs.
pub trait Progress: Sync {
    /// Entries and bytes found so far by the walk; `done` when the walk has ended.
    fn found(&self, entries: u64, bytes: u64, done: bool);
    /// Entries and bytes read so far.
    fn read(&self, entries: u64, bytes: u64);
    /// A sentence worth saying now (a rebuild, say).
    fn say(&self, sentence: &str);
}

#[derive(Clone, Debug)]
pub struct Status {
    pub index: PathBuf,
    pub corpus: PathBuf,
    pub made: Made,
    /// Bytes on disk.
    pub index_bytes: u64,
    /// Bytes of the articles' entries.
    pub corpus_bytes: u64,
    pub entries: u64,
    pub refused: Vec<EntryNote>,
    pub failed: Vec<EntryNote>,
    pub days: Option<Period>,
    pub undated: u64,
    pub suspect: u64,
    pub languages: Vec<Bucket>,
    pub publishers: Vec<Bucket>,
    /// Stories that are printed more than once, and the articles that print them.
    pub printed_again: u64,
    pub printings: u64,
    pub forgotten: u64,
    /// Entries of the corrections, and those that meet nothing.
    pub corrections: u64,
    /// Whether the index was made with these entries.
    pub corrections_applied: bool,
    pub unmet: Vec<EntryNote>,
    /// Who writes at this moment.
    pub writer: Option<String>,
    pub format: u32,
}

/// What `check` found; sound when no problem is listed.
#[derive(Clone, Debug, Default)]
pub struct CheckReport {
    pub files: u64,
    pub articles: u64,
    pub entries: u64,
    pub problems: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Forgotten {
    pub articles: Vec<(ArticleId, String)>,
}

/// An article with what `show` prints around it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub article: Article,
    pub statements: Statements,
    /// The day it was first ingested.
    pub first_seen: Option<Day>,
    pub corrections: Vec<CorrectionShown>,
}

/// A correction that the article carries.
#[derive(Clone, Debug)]
pub struct CorrectionShown {
    /// `corrections.toml, entry 3 (line 17)`
    pub place: String,
    /// What was said, as the rules had it; `None` when the article's day was put right.
    pub before: Option<Said>,
    pub withdrawn: Option<Withdrawn>,
    pub because: Option<String>,
    pub by: Option<String>,
}

/// What a field of a record can be mapped to.
pub fn field_meanings() -> &'static [&'static str] {
    &crate::read::MEANINGS
}

/// Whether the IANA database has a zone of this name.
pub fn is_time_zone(name: &str) -> bool {
    language::Zone::named(name).is_some()
}

/// What stands where a headline is shown: the article's own, else the first sentence of its body;
/// `None` when it has neither.
pub fn title(article: &Article) -> Option<&str> {
    if let Some(headline) = &article.headline {
        return Some(&headline.words);
    }
    let paragraph = article.body.first()?.of(&article.text);
    language::sentences(paragraph).first().map(|sentence| sentence.of(paragraph))
}

/// Who else was considered for each quote and silence, by its extent, as the rules alone have it.
pub fn considered(article: &Article) -> Vec<(Span, Vec<Considered>)> {
    let crate::quotes::Explained { statements, quotes, silences } = crate::quotes::explained(article);
    let of_quotes = statements.quotes.iter().map(|quote| quote.extent()).zip(quotes);
    let of_silences = statements.silences.iter().map(|silence| silence.span).zip(silences);
    of_quotes.chain(of_silences).collect()
}

/// The sentence of the body in which a place lies; the place itself where that is in no sentence.
pub fn sentence_at(article: &Article, place: Span) -> Span {
    let Some(paragraph) = article.body.iter().find(|paragraph| paragraph.contains(place)) else { return place };
    let sentences = language::sentences(paragraph.of(&article.text));
    let within = sentences.iter().map(|span| Span::new(paragraph.start + span.start, paragraph.start + span.end));
    let mut around = within.filter(|sentence| sentence.overlaps(place));
    let first = around.next().unwrap_or(place);
    // A place that runs over a border takes the sentences on both sides.
    around.fold(first, |all, next| Span::new(all.start, next.end))
}

#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The query was refused; `rendered` has the caret line.
    #[error("{message}")]
    Query { message: String, rendered: String },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the corpus folder {folder} {reason}")]
    Corpus { folder: String, reason: String },
    /// `show` or `forget` was given something that names no article.
    #[error("no article is called {asked}")]
    NoArticle { asked: String, near: Vec<String> },
    /// A citation whose bytes are not in the index; where they were, when that is remembered.
    #[error("no article with the bytes of {cite} is in the index")]
    NotCited { cite: String, gone: Option<(String, Day)> },
    #[error("{asked} names {count} articles")]
    Ambiguous { asked: String, count: u64, among: Vec<String> },
    /// A name that cannot be asked for.
    #[error("`{asked}`: {message}")]
    Name { asked: String, message: String },
    #[error("nobody is called {asked}")]
    NoPerson { asked: String, near: Vec<String> },
    #[error("{0}")]
    Setting(String),
    #[error("{doing}: {cause}")]
    Io { doing: String, cause: std::io::Error },
}

/// The archive: what every face holds.
pub struct Engine {
    settings: Settings,
    /// The generation that is being read, once something was asked.
    opened: Mutex<Option<Arc<Opened>>>,
}

impl Engine {
    pub fn new(settings: Settings) -> Engine {
        Engine { settings, opened: Mutex::new(None) }
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}
