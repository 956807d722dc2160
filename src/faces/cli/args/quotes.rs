//! What can be typed behind `onrecord quotes`.

use clap::{Args, ValueEnum};

use super::{Articles, Sort, Understanding, page};
use crate::faces::config::Limit;
use crate::faces::wire::Offsets;

#[derive(Debug, Args)]
pub struct QuotesArgs {
    /// What to find inside quotes; none: every quote, the latest first
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,

    /// Who speaks, in any spelling; `=NAME` takes the spelling as it is
    #[arg(long, value_name = "NAME", help_heading = "Quote")]
    pub speaker: Option<String>,
    /// Who is named inside the quote
    #[arg(long, value_name = "NAME", help_heading = "Quote")]
    pub about: Option<String>,
    /// Words of the speaker's role
    #[arg(long, value_name = "WORDS", help_heading = "Quote")]
    pub role: Option<String>,
    /// direct, mixed, indirect, silence; several with commas
    #[arg(long, value_name = "LIST", help_heading = "Quote")]
    pub kind: Option<String>,
    /// How the speaker is known: stated, resolved, inferred
    #[arg(long, value_name = "LIST", help_heading = "Quote")]
    pub certainty: Option<String>,
    /// affirmed, denied, negated, hypothetical, questioned, any [default: affirmed]
    #[arg(long, value_name = "LIST", help_heading = "Quote")]
    pub polarity: Option<String>,
    /// Said on this day, or in this month, year or range
    #[arg(long, value_name = "DATE", help_heading = "Quote", allow_hyphen_values = true)]
    pub spoken: Option<String>,

    #[command(flatten, next_help_heading = "Article")]
    pub articles: Articles,
    #[command(flatten)]
    pub understanding: Understanding,

    /// How many hits to list, or `all` [default: 10]
    #[arg(short = 'n', long, value_name = "N", help_heading = "Answer", value_parser = Limit::parse)]
    pub limit: Option<Limit>,
    /// Which page of hits, from 1
    #[arg(long, value_name = "N", help_heading = "Answer", default_value = "1", value_parser = page, hide_default_value = true)]
    pub page: usize,
    /// Order of the hits
    #[arg(long, value_name = "ORDER", help_heading = "Answer", default_value = "relevance")]
    pub sort: Sort,
    /// List near-identical quotes each by itself
    #[arg(long, help_heading = "Answer")]
    pub no_fold: bool,
    /// Count the quotes by these as well
    #[arg(long, value_name = "LIST", help_heading = "Answer", value_delimiter = ',')]
    pub facets: Vec<SaidFacet>,
    /// Form of the answer [default: text]
    #[arg(long, value_name = "FORMAT", help_heading = "Answer")]
    pub format: Option<QuotesFormat>,
    /// Short for --format json
    #[arg(long, help_heading = "Answer", conflicts_with = "format")]
    pub json: bool,
    /// What offsets in JSON count [default: bytes]
    #[arg(long, value_name = "UNIT", help_heading = "Answer")]
    pub offsets: Option<Offsets>,

    /// Bring the index up to date first
    #[arg(long, help_heading = "Run")]
    pub refresh: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QuotesFormat {
    Text,
    Json,
    Jsonl,
    Csv,
    Bibtex,
    Ris,
    CslJson,
}

/// By what quotes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SaidFacet {
    Speaker,
    Certainty,
    Kind,
    Polarity,
    Year,
}
