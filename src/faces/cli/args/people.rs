//! What is typed behind `people`, `person` and `compare`.

use clap::{Args, ValueEnum};

use crate::faces::config::Limit;

#[derive(Debug, Args)]
pub struct PeopleArgs {
    /// Words of a name, or a pattern (`zel*`); none: everybody
    #[arg(value_name = "PATTERN")]
    pub pattern: Vec<String>,
    /// How many to list, or `all` [default: 10]
    #[arg(short = 'n', long, value_name = "N", value_parser = Limit::parse)]
    pub limit: Option<Limit>,
    /// Order of the list
    #[arg(long, value_name = "ORDER", default_value = "quotes")]
    pub sort: PeopleOrder,
    /// The answer as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct PersonArgs {
    /// The name, or a part of it that only one person has; `=NAME`: this very name
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    /// The answer as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CompareArgs {
    /// One name
    #[arg(value_name = "A")]
    pub left: String,
    /// The other
    #[arg(value_name = "B")]
    pub right: String,
    /// What stands inside the quotes, in the query language; none: all they said
    #[arg(value_name = "TOPIC")]
    pub topic: Vec<String>,
    /// Published on this day, month or year, or later
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Published on this day, month or year, or earlier
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// How many quotes of each, the latest, or `all` [default: 10]
    #[arg(short = 'n', long, value_name = "N", value_parser = Limit::parse)]
    pub limit: Option<Limit>,
    /// The answer as JSON
    #[arg(long)]
    pub json: bool,
}

// No doc comments on the values: clap would spread every help text over twice the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PeopleOrder {
    Quotes,
    Name,
    First,
    Last,
}
