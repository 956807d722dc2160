//! The command line as it is typed.
//!
//! Declarations only: what there is to say, in which form. What it means is decided in `request`
//! and `settings`, so that nothing but [`crate::engine`]'s types goes further in.

mod people;
mod quotes;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

pub use self::people::{CompareArgs, PeopleArgs, PeopleOrder, PersonArgs};
pub use self::quotes::{QuotesArgs, QuotesFormat, SaidFacet};
use super::help;
use crate::engine::ParseMode;
use crate::faces::config::{self, ColorWhen, Limit};
use crate::faces::size;
use crate::faces::wire::Offsets;
use crate::model::SortOrder;

/// Who said what, when: search a folder of news articles by person, phrase and date
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    after_help = help::ONRECORD,
    arg_required_else_help = true,
    max_term_width = 96,
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Common {
    /// Folder of articles [default: corpus]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub corpus: Option<PathBuf>,
    /// Folder of the index [default: index]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub index: Option<PathBuf>,
    /// Colours and styles: auto, always, never [default: auto]
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true)]
    pub color: Option<ColorWhen>,
    /// Say more: every note, every file, every setting
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Say less: the answer alone, no progress, no summary
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read the corpus and bring the index up to date
    #[command(after_help = help::INDEX)]
    Index(IndexArgs),
    /// Find articles by words, phrases, fields and dates
    #[command(after_help = help::SEARCH)]
    Search(Box<SearchArgs>),
    /// Find what was said: quotes with their speakers, by person, words and date
    #[command(after_help = help::QUOTES)]
    Quotes(Box<QuotesArgs>),
    /// Tell where words come from: who said them, and what was changed
    #[command(after_help = help::TRACE)]
    Trace(TraceArgs),
    /// List who speaks: how often, from when to when, in which roles
    #[command(after_help = help::PEOPLE)]
    People(PeopleArgs),
    /// Tell everything about one person
    #[command(after_help = help::PERSON)]
    Person(PersonArgs),
    /// Put what two persons said side by side in time
    #[command(after_help = help::COMPARE)]
    Compare(CompareArgs),
    /// Print one article with everything known about it
    #[command(after_help = help::SHOW)]
    Show(ShowArgs),
    /// Compare the printings of one story: who printed it when, who changed what
    #[command(after_help = help::COPIES)]
    Copies(CopiesArgs),
    /// Take the quotes out of files, or of JSON lines, without an index
    #[command(after_help = help::EXTRACT)]
    Extract(ExtractArgs),
    /// Draw random quotes into a sheet, to be judged by hand
    #[command(after_help = help::SAMPLE)]
    Sample(SampleArgs),
    /// Score the quotes by annotated articles, or by a judged sheet
    #[command(after_help = help::EVAL)]
    Eval(EvalArgs),
    /// Tell what the index holds, how old it is, and what was not read
    #[command(after_help = help::STATUS)]
    Status,
    /// Verify the index: checksums, counts, its list of files
    #[command(after_help = help::CHECK)]
    Check,
    /// Remove an article from the index and keep it out
    #[command(after_help = help::FORGET)]
    Forget(ForgetArgs),
    /// Print completions for a shell
    #[command(after_help = help::COMPLETIONS)]
    Completions(CompletionsArgs),
    /// Print the manual, or write it as man pages
    #[command(after_help = help::MAN)]
    Man(ManArgs),
    /// Parse standard input in a process of its own; not for people
    #[command(hide = true)]
    ReadApart(ReadApartArgs),
}

#[derive(Debug, Args)]
pub struct ReadApartArgs {
    /// The parser
    #[arg(value_name = "PARSER")]
    pub parser: String,
}

#[derive(Debug, Args)]
pub struct IndexArgs {
    /// Take only files that match; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,
    /// Leave files that match; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Take files and folders whose name begins with a dot
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    pub hidden: Option<bool>,
    /// Largest article; files of many articles have no limit [default: 64MiB]
    #[arg(long, value_name = "SIZE", value_parser = size::parse)]
    pub max_size: Option<u64>,
    /// Read a field of JSON records as another: `kicker=headline`; may be repeated
    #[arg(long, value_name = "FIELD=NAME", value_parser = map_entry)]
    pub map: Vec<(String, String)>,
    /// Where an article has no date, take its file's modification day
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    pub date_from_mtime: Option<bool>,
    /// Remove from the index what is gone, even if that is much or the corpus is another
    #[arg(long)]
    pub accept_gone: bool,
}

/// Which articles a query is about, of articles and of quotes.
#[derive(Debug, Args)]
pub struct Articles {
    /// Published on this day, month or year, or later
    #[arg(long, value_name = "DATE", conflicts_with = "on", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Published on this day, month or year, or earlier
    #[arg(long, value_name = "DATE", conflicts_with = "on", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// Published on this day, or in this month or year
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub on: Option<String>,
    /// Only this publisher's articles
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// Only articles in this language: en, de, … or und (undetermined)
    #[arg(long, value_name = "CODE", value_parser = config::language)]
    pub lang: Option<String>,
}

/// How a query is understood, of articles and of quotes.
#[derive(Debug, Args)]
pub struct Understanding {
    /// Words are optional: what has more of them comes first
    #[arg(long, help_heading = "Understanding")]
    pub any: bool,
    /// Refuse a query with a mistake in it, showing the place
    #[arg(long, help_heading = "Understanding", conflicts_with_all = ["lenient", "plain"])]
    pub strict: bool,
    /// Repair mistakes and say so (the default for text)
    #[arg(long, help_heading = "Understanding", conflicts_with = "plain")]
    pub lenient: bool,
    /// No operators: every character is part of a word, or a space
    #[arg(long, help_heading = "Understanding")]
    pub plain: bool,
    /// Whose inflections bare words find [default: the archive's main language]
    #[arg(long, value_name = "CODE", help_heading = "Understanding", value_parser = config::language)]
    pub query_lang: Option<String>,
    /// Show the query as it was understood
    #[arg(long, help_heading = "Understanding")]
    pub explain_query: bool,
}

impl Understanding {
    /// How the query is read; `otherwise`: where no flag says.
    pub fn mode(&self, otherwise: ParseMode) -> ParseMode {
        match () {
            () if self.plain => ParseMode::Plain,
            () if self.strict => ParseMode::Strict,
            () if self.lenient => ParseMode::Lenient,
            () => otherwise,
        }
    }
}

#[derive(Debug, Args)]
pub struct SearchArgs {
    /// What to find; several words are joined with spaces
    #[arg(value_name = "QUERY", conflicts_with = "batch")]
    pub query: Vec<String>,

    #[command(flatten, next_help_heading = "Narrow")]
    pub articles: Articles,
    /// Look for the words in this field alone
    #[arg(long = "in", value_name = "FIELD", help_heading = "Narrow")]
    pub within: Option<Within>,

    #[command(flatten)]
    pub understanding: Understanding,

    /// How many hits to list, or `all` [default: 10]
    #[arg(short = 'n', long, value_name = "N", help_heading = "Answer", value_parser = Limit::parse)]
    pub limit: Option<Limit>,
    /// Which page of hits, from 1
    #[arg(long, value_name = "N", help_heading = "Answer", default_value = "1", value_parser = page, hide_default_value = true)]
    pub page: usize,
    /// List every printing of a story by itself
    #[arg(long, help_heading = "Answer")]
    pub no_fold: bool,
    /// Order of the hits
    #[arg(long, value_name = "ORDER", help_heading = "Answer", default_value = "relevance")]
    pub sort: Sort,
    /// Count the articles by these as well
    #[arg(long, value_name = "LIST", help_heading = "Answer", value_delimiter = ',')]
    pub facets: Vec<Facet>,
    /// Form of the answer [default: text]
    #[arg(long, value_name = "FORMAT", help_heading = "Answer")]
    pub format: Option<Format>,
    /// Short for --format json
    #[arg(long, help_heading = "Answer", conflicts_with = "format")]
    pub json: bool,
    /// With --format paths: end each path with NUL, for `xargs -0`
    #[arg(short = '0', long = "null", help_heading = "Answer")]
    pub null: bool,
    /// What offsets in JSON count [default: bytes]
    #[arg(long, value_name = "UNIT", help_heading = "Answer")]
    pub offsets: Option<Offsets>,

    /// Bring the index up to date first
    #[arg(long, help_heading = "Run")]
    pub refresh: bool,
    /// Answer a file of queries, one a line: id, tab, text; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Run", value_hint = ValueHint::FilePath)]
    pub batch: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct TraceArgs {
    /// The words, with or without quotation marks; `-` reads them from standard input
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// Whether this person said them
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only articles published on this day, month or year, or later
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Only articles published on this day, month or year, or earlier
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// How many passages to list, or `all` [default: 10]
    #[arg(short = 'n', long, value_name = "N", value_parser = Limit::parse)]
    pub limit: Option<Limit>,
    /// The answer as JSON
    #[arg(long)]
    pub json: bool,
    /// What offsets in JSON count [default: bytes]
    #[arg(long, value_name = "UNIT", requires = "json")]
    pub offsets: Option<Offsets>,
    /// Bring the index up to date first
    #[arg(long)]
    pub refresh: bool,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Path in the corpus, path#record, id, as search prints them, or a citation
    pub article: String,
    /// Tell of each quote how its speaker is known, and what else was considered
    #[arg(long)]
    pub explain: bool,
    /// Form of the answer [default: text]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ShowFormat>,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// What offsets in JSON count [default: bytes]
    #[arg(long, value_name = "UNIT")]
    pub offsets: Option<Offsets>,
}

#[derive(Debug, Args)]
pub struct CopiesArgs {
    /// Path in the corpus, path#record, or id, as search prints them
    pub article: String,
    /// The answer as JSON
    #[arg(long)]
    pub json: bool,
    /// What offsets in JSON count [default: bytes]
    #[arg(long, value_name = "UNIT", requires = "json")]
    pub offsets: Option<Offsets>,
}

#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Files of any format that is read; none, or `-`: standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// What offsets count [default: bytes]
    #[arg(long, value_name = "UNIT")]
    pub offsets: Option<Offsets>,
    /// Leave out `text` and `body`
    #[arg(long)]
    pub no_text: bool,
    /// Add what the input says of each field, and where: all candidates, believed or not
    #[arg(long)]
    pub explain: bool,
}

#[derive(Debug, Args)]
pub struct SampleArgs {
    /// How many quotes
    #[arg(long, value_name = "N", default_value = "200")]
    pub quotes: usize,
    /// Which sample: the same number draws the same quotes again
    #[arg(long, value_name = "N", default_value = "1")]
    pub seed: u64,
    /// Write the sheet into this new file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,

    /// Only this speaker's quotes
    #[arg(long, value_name = "NAME", help_heading = "Narrow")]
    pub speaker: Option<String>,
    /// From articles published on this day, month or year, or later
    #[arg(long, value_name = "DATE", help_heading = "Narrow", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// From articles published on this day, month or year, or earlier
    #[arg(long, value_name = "DATE", help_heading = "Narrow", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// Only these kinds: direct, mixed, indirect
    #[arg(long, value_name = "LIST", help_heading = "Narrow")]
    pub kind: Option<String>,
    /// Only these certainties: stated, resolved, inferred
    #[arg(long, value_name = "LIST", help_heading = "Narrow")]
    pub certainty: Option<String>,

    /// Bring the index up to date first
    #[arg(long)]
    pub refresh: bool,
}

#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Annotated articles (JSON lines, or .txt with marks), or one judged sheet (.csv)
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Score only these kinds of quotes; the others do neither good nor harm
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub types: Vec<Kind>,
    /// One object of JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// Path in the corpus, path#record, or id; a path alone means every article in the file
    pub article: String,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// For which shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command whose page is printed; none: the program's own
    #[arg(conflicts_with = "write")]
    pub page: Option<String>,
    /// Write every page into this folder instead
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub write: Option<PathBuf>,
}

// No doc comments on the values: clap would spread every help text over twice the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Jsonl,
    Csv,
    Paths,
    Trec,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    Text,
    Json,
    Bibtex,
    Ris,
    CslJson,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    Relevance,
    Newest,
    Oldest,
}

impl Sort {
    pub fn order(self) -> SortOrder {
        match self {
            Sort::Relevance => SortOrder::Relevance,
            Sort::Newest => SortOrder::Newest,
            Sort::Oldest => SortOrder::Oldest,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Facet {
    Publisher,
    Year,
    Month,
    Section,
    Language,
    Byline,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Direct,
    Mixed,
    Indirect,
}

/// The fields that bare words can be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Within {
    Headline,
    Byline,
    Publisher,
    Section,
    Path,
    Url,
    Related,
}

impl Within {
    pub fn name(self) -> &'static str {
        match self {
            Within::Headline => "headline",
            Within::Byline => "byline",
            Within::Publisher => "publisher",
            Within::Section => "section",
            Within::Path => "path",
            Within::Url => "url",
            Within::Related => "related",
        }
    }
}

fn map_entry(text: &str) -> Result<(String, String), String> {
    let (field, meaning) = text.split_once('=').filter(|(field, _)| !field.is_empty()).ok_or("write FIELD=NAME")?;
    config::map_entry(field, meaning)
}

fn page(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|page| *page > 0).ok_or_else(|| "pages are counted from 1".to_string())
}
