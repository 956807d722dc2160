//! The texts under the lists of flags: examples, and the query language on one page.
//!
//! Written for 80 columns; a test holds every line to that.

pub const ONRECORD: &str = "\
Examples:
  onrecord search '\"not a drop\" AND Voss' --from 2025-06
      Articles with the phrase and the word, from June 2025 on. The first
      search builds index/ from corpus/; later ones never look at the corpus.
  onrecord index
      Brings the index up to date with the corpus.
  onrecord search --help
      The whole query language on one page.

Settings:
  A flag wins over an environment variable (ONRECORD_CORPUS, ONRECORD_INDEX,
  ONRECORD_HIDDEN, ONRECORD_MAX_SIZE, ONRECORD_DATE_FROM_MTIME,
  ONRECORD_QUERY_LANG, ONRECORD_LIMIT, ONRECORD_COLOR), that over onrecord.toml
  in this folder, that over onrecord/onrecord.toml in the user's configuration
  folder, that over the default. `onrecord status --verbose` shows every
  setting and where it was made. ONRECORD_TODAY=2025-09-03 sets the day.

Exit status:
  0 found or done, 1 nothing found, 2 wrong usage or query, 3 some files could
  not be read, 4 trouble with index, corpus or output, 130 interrupted";

pub const INDEX: &str = "\
Every file ends as indexed, unchanged, refused or failed, and is counted. Flags
that choose files hold for this run; to keep them, put them in onrecord.toml
(include, exclude, hidden, max_size, date_from_mtime, [map]).
Ctrl-C ends cleanly, and the next run goes on from there; a second Ctrl-C ends
at once.

Examples:
  onrecord index
  onrecord index --corpus ~/clippings --exclude 'drafts/**'
  onrecord index --map kicker=headline --map when=date

Exit status: 0 done, 3 some files failed, or many are gone and were kept,
4 trouble, 130 interrupted";

pub const SEARCH: &str = "\
The query language:
  drought mayor           both words, anywhere in the article; inflections count
  drought OR flood        either; also  drought | flood
  drought NOT river       the first without the second; also  -river
  (a OR b) c              brackets group; without them OR binds before AND
  \"water rights\"          these words in this order
  \"water rights\"~3        the same, up to 3 places out of order or apart
  mayor NEAR/5 resign     within 5 words, any order; also  mayor w/5 resign
  mayor pre/5 resign      within 5 words, in this order
  mayor w/s resign        in one sentence;  w/p  in one paragraph
  atleast3(drought)       at least three times
  sanction*  wom?n        any ending; any one letter
  zelensky~1              spelled with at most 1 difference (or 2)
  =rights                 this very word, no inflections
  word^2                  counts twice as much in the order of hits

Fields:
  headline:drought        also  byline:  publisher:  section:  lang:  path:
                          url:  related: (headlines of other stories)
  headline:\"water rights\" phrases, and groups  headline:(drought OR flood)
  words:>500              length in words
  date:2025-09            a day, month, quarter or year:  2025-09-03  2025-Q3
  date:2025-06..2025-09   ranges include both ends; also  date:..2025  2025-06..
  date:\"last week\"        today, yesterday, this month, \"last 30 days\", monday
  after:2025-09-03        later than that day; before: earlier
  date:none               without a date; also  date:suspect  date:month

Examples:
  onrecord search '\"not a drop\" harvest' --from 2025-06 --sort newest
  onrecord search 'Voss NEAR/8 promis*' --publisher 'Radio Lirr'
  onrecord search -- -river drought     (`--` before a query that begins with -)
  onrecord search 'drought' --format paths -0 --limit all | xargs -0 wc -w
  onrecord search --batch queries.tsv --plain --any --format trec > run.txt

The answer:
  A search of a missing index builds it first; --refresh brings it up to date.
  Text repairs mistakes in a query and says so; json, jsonl, csv, trec and every
  batch refuse them (--lenient and --strict choose). Formats: docs/json.md.

Exit status: 0 hits, 1 none, 2 wrong usage or query, 3 files failed while the
index was brought up to date, 4 trouble";

pub const PEOPLE: &str = "\
Names that are one person are one entry: spellings, initials, a surname that
only one person has. A name that may be several persons stands for itself, with
the choices. people.toml joins and parts persons: docs/people.md.

Examples:
  onrecord people
  onrecord people voss
  onrecord people 'dro*' --sort last --limit all

Exit status: 0 found, 1 nobody, 2 wrong usage, 4 trouble";

pub const PERSON: &str = "\
Quotes by year, kind and certainty, roles, names, whom the person talks about
and who talks about the person, silences, the latest quotes.

Examples:
  onrecord person 'Edda Voss'
  onrecord person drozhak --json
  onrecord person =Voss     the entry of a name that may be several persons

Exit status: 0 found, 1 nobody, 2 the name may be several persons, 4 trouble";

pub const COMPARE: &str = "\
Two columns from 80 columns on, below that one. Near-identical quotes are shown
once, with the number of places.

Examples:
  onrecord compare 'Edda Voss' 'Casimir Voss' reservoir
  onrecord compare edda casimir 'water OR drought' --from 2025 --limit all

Exit status: 0 found, 1 no quotes, 2 wrong usage, or a name that may be several
persons, 4 trouble";

pub const SHOW: &str = "\
Examples:
  onrecord show elections/day-one.txt
  onrecord show wire/dump.jsonl#17 --json

Exit status: 0 shown, 1 no such article, 2 several, 4 trouble";

pub const STATUS: &str = "\
Examples:
  onrecord status
  onrecord status --verbose     with every unread file, and every setting with
                                where it was made";

pub const CHECK: &str = "\
Example:
  onrecord check && echo sound

Exit status: 0 sound, 4 problems found";

pub const FORGET: &str = "\
The article's text is gone from the index when the command returns, and stays
out when the corpus is read again. Its file in the corpus is left as it is.

Example:
  onrecord forget court/hearing-notes.txt

Exit status: 0 forgotten, 1 no such article, 2 several, 4 trouble";

pub const COMPLETIONS: &str = "\
Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions fish > ~/.config/fish/completions/onrecord.fish";

pub const MAN: &str = "\
Examples:
  onrecord man | man -l -
  onrecord man search
  onrecord man --write ~/.local/share/man/man1";

pub const EXTRACT: &str = "\
One line of JSON for each article: what was read, the quotes and who said them, the silences.
Records on standard input are objects with `id` and `text`, and what else is known (`date`,
`headline`, `authors`); offsets point into `text` as it was given.

Examples:
  onrecord extract page.html
  onrecord extract --no-text --offsets chars < articles.jsonl";

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use expect_test::expect_file;

    use super::super::args::Cli;

    /// What `onrecord … --help` prints on a terminal of 80 columns.
    fn help(path: &[&str]) -> String {
        let typed = ["onrecord"].iter().chain(path).chain(&["--help"]);
        let asked = Cli::command().term_width(80).try_get_matches_from(typed);
        let text = asked.expect_err("help is no run").to_string();
        text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    #[test]
    fn help_is_as_reviewed() {
        expect_file!["../../../tests/golden/help.txt"].assert_eq(&help(&[]));
        expect_file!["../../../tests/golden/help-search.txt"].assert_eq(&help(&["search"]));
        expect_file!["../../../tests/golden/help-index.txt"].assert_eq(&help(&["index"]));
    }

    #[test]
    fn every_help_fits_80_columns_and_has_an_example() {
        for name in [
            "index",
            "search",
            "people",
            "person",
            "compare",
            "show",
            "status",
            "check",
            "extract",
            "forget",
            "completions",
            "man",
        ] {
            let text = help(&[name]);
            for line in text.lines() {
                assert!(line.chars().count() <= 80, "{name}: {line}");
            }
            assert!(text.contains("Example"), "{name}");
        }
        assert!(help(&[]).lines().all(|line| line.chars().count() <= 80));
    }
}
