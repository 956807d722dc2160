//! What was typed, made into what the engine is asked.
//!
//! `SearchArgs` and the decided settings come in, a [`SearchRequest`] goes out. Here stand the
//! rules between flags: those that would do nothing together are refused, so that none is
//! silently without effect.

use std::path::PathBuf;

use super::args::{Articles, Facet, Format, IndexArgs, SearchArgs, TraceArgs, Understanding};
use crate::engine::{ParseMode, Question, Typed};
use crate::faces::config::{Limit, Values};
use crate::faces::errors::Complaint;
use crate::faces::settings::Preferences;
use crate::faces::wire::Offsets;
use crate::model::FacetField;

/// A search, validated.
#[derive(Debug)]
pub struct SearchRequest {
    /// The question; in a batch, all of it but the query.
    pub question: Question,
    pub batch: Option<PathBuf>,
    pub format: Format,
    pub offsets: Offsets,
    /// NUL after each path.
    pub null: bool,
    pub explain: bool,
    pub refresh: bool,
}

/// The flags of `search` that are settings too.
pub fn search_values(args: &SearchArgs) -> Values {
    Values { limit: args.limit, query_lang: args.understanding.query_lang.clone(), ..Values::default() }
}

/// The flags of `trace` that are settings too.
pub fn trace_values(args: &TraceArgs) -> Values {
    Values { limit: args.limit, ..Values::default() }
}

/// The flags of `index` that are settings too.
pub fn index_values(args: &IndexArgs) -> Values {
    Values {
        include: Some(args.include.clone()).filter(|globs| !globs.is_empty()),
        exclude: Some(args.exclude.clone()).filter(|globs| !globs.is_empty()),
        hidden: args.hidden,
        max_size: args.max_size,
        date_from_mtime: args.date_from_mtime,
        map: args.map.iter().cloned().collect(),
        ..Values::default()
    }
}

/// A query with the flags that mean the same for articles and for quotes; `otherwise`: how it is read where
/// no flag says.
pub fn typed(
    words: &[String],
    articles: &Articles,
    understanding: &Understanding,
    otherwise: ParseMode,
    preferences: &Preferences,
) -> Typed {
    Typed {
        query: words.join(" "),
        mode: understanding.mode(otherwise),
        any: understanding.any,
        from: articles.from.clone(),
        to: articles.to.clone(),
        on: articles.on.clone(),
        publisher: articles.publisher.clone(),
        language: articles.lang.clone(),
        query_language: preferences.query_lang.value.clone(),
    }
}

/// Refuses another page of everything.
pub fn check_page(limit: Limit, page: usize) -> Result<(), Complaint> {
    if limit == Limit::All && page > 1 {
        let complaint = Complaint::new("`--limit all` has no second page");
        return Err(complaint.hint("leave out --page, or give --limit a number"));
    }
    Ok(())
}

/// What to search, or what is wrong with the flags.
pub fn search(args: SearchArgs, preferences: &Preferences) -> Result<SearchRequest, Complaint> {
    let format = if args.json { Format::Json } else { args.format.unwrap_or(Format::Text) };
    let batch = args.batch.is_some();
    check_together(&args, format, batch)?;
    let limit = preferences.limit.value;
    check_page(limit, args.page)?;
    let question = Question {
        within: args.within.map(|within| within.name().to_string()),
        typed: typed(&args.query, &args.articles, &args.understanding, mode_of(format, batch), preferences),
        sort: args.sort.order(),
        limit: limit.count(),
        page: args.page,
        facets: args.facets.iter().map(|facet| facet_field(*facet)).collect(),
        snippets: !matches!(format, Format::Paths | Format::Trec),
        fold: can_fold(format, batch) && !args.no_fold,
        printings_max: if format == Format::Text { super::listing::PRINTINGS_MAX } else { usize::MAX },
    };
    Ok(SearchRequest {
        question,
        batch: args.batch,
        format,
        offsets: args.offsets.unwrap_or(Offsets::Bytes),
        null: args.null,
        explain: args.understanding.explain_query,
        refresh: args.refresh,
    })
}

/// Refuses flags that would have no effect, and formats that cannot hold what was asked.
fn check_together(args: &SearchArgs, format: Format, batch: bool) -> Result<(), Complaint> {
    let refuse = |sentence: &str, hint: &str| Err(Complaint::new(sentence).hint(hint));
    let is_json = matches!(format, Format::Json | Format::Jsonl);
    match format {
        Format::Trec if !batch => {
            return refuse("`--format trec` needs --batch: a run names its queries", "put `id<tab>query` into a file");
        }
        Format::Json if batch => return refuse("a batch is not one object", "use --format jsonl"),
        Format::Paths if batch => {
            return refuse("paths alone do not tell the queries of a batch apart", "use --format csv, jsonl or trec");
        }
        _ => {}
    }
    if args.offsets.is_some() && !is_json {
        return refuse("--offsets counts in JSON alone", "add --format json or jsonl");
    }
    if args.no_fold && !can_fold(format, batch) {
        return refuse("every article is listed here in any case", "leave out --no-fold");
    }
    if args.null && format != Format::Paths {
        return refuse("-0 ends paths alone", "add --format paths");
    }
    if !args.facets.is_empty() && !is_json && format != Format::Text {
        return refuse("this format cannot hold --facets", "use --format text, json or jsonl");
    }
    let articles = &args.articles;
    let narrowed = [&articles.from, &articles.to, &articles.on, &articles.publisher, &articles.lang]
        .iter()
        .any(|flag| flag.is_some());
    if !batch && !narrowed && args.query.iter().all(|word| word.trim().is_empty()) {
        return refuse("nothing to search for", "onrecord search 'drought \"water rights\"' --from 2025-09");
    }
    Ok(())
}

/// Whether the printings of a story are one hit. Tables, paths and batches are of articles: what
/// reads them counts lines.
fn can_fold(format: Format, batch: bool) -> bool {
    !batch && matches!(format, Format::Text | Format::Json | Format::Jsonl)
}

/// Programs want refusals, people want repairs.
fn mode_of(format: Format, batch: bool) -> ParseMode {
    match format {
        _ if batch => ParseMode::Strict,
        Format::Text | Format::Paths => ParseMode::Lenient,
        Format::Json | Format::Jsonl | Format::Csv | Format::Trec => ParseMode::Strict,
    }
}

fn facet_field(facet: Facet) -> FacetField {
    match facet {
        Facet::Publisher => FacetField::Publisher,
        Facet::Year => FacetField::Year,
        Facet::Month => FacetField::Month,
        Facet::Section => FacetField::Section,
        Facet::Language => FacetField::Language,
        Facet::Byline => FacetField::Byline,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::args::{Cli, Command};
    use super::*;
    use crate::faces::settings::{Layer, Source, decide};

    fn request(words: &[&str]) -> Result<SearchRequest, String> {
        let typed = ["onrecord", "search"].iter().chain(words);
        let Command::Search(args) = Cli::try_parse_from(typed).map_err(|error| error.to_string())?.command else {
            unreachable!("the command is search");
        };
        let preferences = decide(&[Layer { source: Source::Flag, values: search_values(&args) }], None);
        search(*args, &preferences).map_err(|complaint| complaint.print())
    }

    fn refused(words: &[&str], expected: &str) {
        let message = request(words).err().unwrap_or_else(|| panic!("{words:?} was taken"));
        assert!(message.contains(expected), "{words:?}: {message}");
    }

    #[test]
    fn words_are_joined_and_flags_become_the_question() {
        let asked = request(&["drought", "mayor", "--from", "2025-09", "--in", "headline", "--limit", "all"]);
        let question = asked.expect("all is right").question;
        assert_eq!(question.typed.query, "drought mayor");
        assert_eq!(question.typed.from.as_deref(), Some("2025-09"));
        assert_eq!(question.within.as_deref(), Some("headline"));
        assert_eq!(question.limit, None);
        let asked = request(&["--", "-river", "drought"]).expect("after -- all is query");
        assert_eq!(asked.question.typed.query, "-river drought");
    }

    #[test]
    fn people_get_repairs_and_programs_refusals() {
        let check =
            |words: &[&str], mode| assert_eq!(request(words).expect("right").question.typed.mode, mode, "{words:?}");
        check(&["a"], ParseMode::Lenient);
        check(&["a", "--format", "paths"], ParseMode::Lenient);
        check(&["a", "--json"], ParseMode::Strict);
        check(&["a", "--format", "csv"], ParseMode::Strict);
        check(&["--batch", "q.tsv"], ParseMode::Strict);
        check(&["a", "--json", "--lenient"], ParseMode::Lenient);
        check(&["a", "--strict"], ParseMode::Strict);
        check(&["--batch", "q.tsv", "--plain"], ParseMode::Plain);
    }

    #[test]
    fn stories_are_folded_where_hits_are_read_by_people() {
        let check = |words: &[&str], fold| assert_eq!(request(words).expect("right").question.fold, fold, "{words:?}");
        check(&["a"], true);
        check(&["a", "--json"], true);
        check(&["a", "--format", "jsonl"], true);
        check(&["a", "--no-fold"], false);
        check(&["a", "--format", "csv"], false);
        check(&["a", "--format", "paths"], false);
        check(&["--batch", "q.tsv", "--format", "trec"], false);
        check(&["--batch", "q.tsv"], false);
    }

    #[test]
    fn flags_without_effect_are_refused() {
        refused(&["a", "--format", "trec"], "needs --batch");
        refused(&["--batch", "q", "--json"], "use --format jsonl");
        refused(&["--batch", "q", "--format", "paths"], "use --format csv");
        refused(&["a", "--offsets", "chars"], "in JSON alone");
        refused(&["a", "-0"], "add --format paths");
        refused(&["a", "--no-fold", "--format", "csv"], "leave out --no-fold");
        refused(&["--batch", "q", "--format", "jsonl", "--no-fold"], "leave out --no-fold");
        refused(&["a", "--format", "csv", "--facets", "year"], "cannot hold --facets");
        refused(&["a", "--limit", "all", "--page", "2"], "no second page");
        refused(&["a", "--page", "0"], "pages are counted from 1");
        refused(&["a", "--on", "2025", "--from", "2024"], "cannot be used with");
        refused(&["a", "--strict", "--plain"], "cannot be used with");
        refused(&["a", "--batch", "q"], "cannot be used with");
        refused(&["a", "--lang", "english"], "is no language code");
        refused(&[], "nothing to search for");
        refused(&["  "], "nothing to search for");
        assert!(request(&["--on", "2025-09-03"]).is_ok(), "a day alone is a question");
    }
}
