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
Formats, told by their content: text, Markdown, HTML; DOCX, ODT, RTF, EPUB, PDF;
NITF, NewsML, ninjs; RSS, Atom and JSON feeds; mail, mbox; JSON, JSONL, CSV,
TSV; WARC; and gzip, Zstandard, ZIP and tar around any of them.
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
  copies:>=3              stories printed so often; also  copies:yes  copies:no
  date:2025-09            a day, month, quarter or year:  2025-09-03  2025-Q3
  date:2025-06..2025-09   ranges include both ends; also  date:..2025  2025-06..
  date:\"last week\"        today, yesterday, this month, \"last 30 days\", monday
  after:2025-09-03        later than that day; before: earlier
  date:none               without a date; also  date:suspect  date:month

Who said what:
  speaker:voss            articles that quote Voss, in any spelling of the name
  speaker:=\"E. Voss\"     spelt so and not otherwise
  said:\"not a drop\"       the words stand inside a quote
  about:marsh             named inside a quote;  person:marsh  speaks or is named
  speaker:voss said:dam about:marsh    all of one and the same quote
  speaker:voss -said:dam  a quote by Voss without the dam
  role:minister           also  kind:direct  (mixed, indirect, silence)
                          certainty:stated  polarity:denied  spoken:2025-06
  onrecord quotes         lists the quotes themselves

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
  Near-identical articles are one hit that lists its printings (--no-fold lists
  each by itself, as csv, paths, trec and every batch do): docs/copies.md.

Exit status: 0 hits, 1 none, 2 wrong usage or query, 3 files failed while the
index was brought up to date, 4 trouble";

pub const QUOTES: &str = "\
Words of the query stand inside the quote; all conditions hold of one quote.
  water harvest               both words inside the quote, inflections too
  \"not a drop\"                these very words
  speaker:voss about:marsh    Voss speaks and names Marsh; also  speaker:=Voss
  said:dam NOT said:river     inside the quote, one without the other
  role:minister kind:direct   word for word, by a minister
  polarity:denied             also negated, hypothetical, questioned, any
  kind:silence                who would not comment
  spoken:2025-06              said then, whenever it was printed
  water article:(budget)      asks around the quote; fields of articles (date:,
                              publisher:, headline:) do so by themselves
The rest of the language: onrecord search --help

Examples:
  onrecord quotes 'water' --speaker 'Edda Voss' --from 2025-06
  onrecord quotes --speaker Voss --about Marsh --sort oldest
  onrecord quotes --kind silence --facets speaker
  onrecord quotes '\"not a drop\"' --format csv --limit all > drops.csv

The answer:
  Every hit says who is quoted, by which words of report (said, denied), and how
  the speaker is known: stated (the full name stands with the quote), resolved
  (a surname, pronoun or description, linked by a rule), inferred (less).
  Near-identical quotes are one hit that lists its places, the earliest first.
  Denied, negated, hypothetical and questioned quotes are left out and counted.
  A missing index is built first. Formats: docs/json.md.

Exit status: 0 hits, 1 none, 2 wrong usage or query, 3 files failed while the
index was brought up to date, 4 trouble";
pub const TRACE: &str = "\
The first words of the answer are one of these:
  verbatim              the words stand side by side inside one quote
  altered               a quote comes close; what differs is marked
                        [-asked-]{+printed+}
  only outside quotes   in a report, a headline or the text, but in no quote
  not found in N articles, D1 to D2, M unread

Case, accents, punctuation and quotation marks do not matter. `…` stands for
words left out, as in print. What the words mean exactly: docs/trace.md.

Examples:
  onrecord trace 'Not a drop before the harvest'
  onrecord trace 'You cannot drink a promise' --speaker 'Casimir Voss'
  onrecord trace 'We mend the dam … or we lose it' --from 2025-06 --json
  pbpaste | onrecord trace -

Exit status: 0 verbatim, 1 altered, only outside quotes or not found, 2 wrong
usage, 3 files failed while the index was brought up to date, 4 trouble";

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
  onrecord show elections/day-one.txt --explain
  onrecord show wire/dump.jsonl#17 --json
  onrecord show elections/day-one.txt --format bibtex
  onrecord show sha256:85a874d4@284-342
      The words that were cited, wherever their file lies now, and whether its
      text has changed. Eight digits of the citation's 64 are enough.

Exit status: 0 shown, 1 no such article, or its text is no longer the one that
was cited, 2 several, 4 trouble";

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

pub const COPIES: &str = "\
The printings stand in order of their days. What differs is told from the
earliest: [-words it has alone-]{+words put in+}, with some words around. Case
and punctuation are no difference. What counts as a copy: docs/copies.md.

Examples:
  onrecord copies wire/lirr-echo.txt
  onrecord copies wire/lirr-echo.txt --json
  onrecord search 'reservoir copies:>=3'

Exit status: 0 more printings than this, 1 no others, or no such article, 2
several articles of that name, 4 trouble";

pub const SAMPLE: &str = "\
Writes a table with a row for each quote: where it stands, its words within
their sentences (between the marks ⟦ and ⟧), the speaker and how it was found.
Fill in the last two columns with y or n, then give the table to `onrecord
eval`. Every quote is as likely as every other; the same seed draws the same
quotes as long as the index does not change. A missing index is built first.

Examples:
  onrecord sample --quotes 200 --seed 1 --output sheet.csv
  onrecord sample --certainty inferred --from 2025 > inferred.csv

Exit status: 0 written, 1 no such quotes, 2 wrong usage, 3 files failed while
the index was brought up to date, 4 trouble";

pub const EVAL: &str = "\
Annotated articles are one JSON object a line: id, text, and quotes with start,
end, type and speaker. Offsets count Unicode code points of text. The whole
format, and what each figure means, stands in docs/accuracy.md. The articles'
quotes are extracted anew; no index is needed.

A judged sheet is one that `onrecord sample` wrote and somebody filled in: how
many quotes and speakers are right, each with the interval in which the share
of all quotes lies with 95 % likelihood, by kind and certainty.

Examples:
  onrecord eval gold.jsonl
  onrecord eval gold.jsonl --types direct,mixed --json
  onrecord eval sheet.csv

Exit status: 0 scored, 1 nothing to score, 2 wrong usage, 3 some lines could
not be read, 4 trouble";

pub const EXTRACT: &str = "\
One line of JSON for each article: what was read, the quotes and who said them, the silences.
Standard input may be anything that a file may be; JSON lines are objects with `id` and `text`, and
what else is known (`date`, `headline`, `authors`); offsets point into `text` as it was given.

Examples:
  onrecord extract page.html
  onrecord extract --explain dump.warc.gz
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
        expect_file!["../../../tests/golden/help-quotes.txt"].assert_eq(&help(&["quotes"]));
        expect_file!["../../../tests/golden/help-index.txt"].assert_eq(&help(&["index"]));
    }

    #[test]
    fn every_help_fits_80_columns_and_has_an_example() {
        let names = [
            "index",
            "search",
            "quotes",
            "trace",
            "people",
            "person",
            "compare",
            "show",
            "copies",
            "status",
            "check",
            "extract",
            "sample",
            "eval",
            "forget",
            "completions",
            "man",
        ];
        for name in names {
            let text = help(&[name]);
            for line in text.lines() {
                assert!(line.chars().count() <= 80, "{name}: {line}");
            }
            assert!(text.contains("Example"), "{name}");
        }
        assert!(help(&[]).lines().all(|line| line.chars().count() <= 80));
    }
}
