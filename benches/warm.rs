//! Searches in the library, with the index open: how long `Engine::search` takes.
//!
//! Comes in: an index folder and a file of queries, one a line; to these come questions of our
//! own that are harder than most people's. Goes out: a table of 50th and 99th percentile and
//! maximum, without and with snippets. A search is measured whole: parsing, the exact total, the
//! ten best with their articles, and the counts beside the answer (related, overlapping,
//! undated). `benches/run` calls it.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use onrecord::engine::{Engine, ParseMode, Question, Settings};
use onrecord::model::Day;

/// How often each query is asked, after once for warming up.
const ROUNDS: usize = 100;

/// Harder questions, by what makes them so. The words are those of business news.
const HARDER: &[(&str, &[&str])] = &[
    ("words as typed, with inflections", &["oil", "dividend", "bank", "trade deficit", "prime rate cut"]),
    ("alternatives of common words", &["said OR company OR year", "the OR of OR and", "mln OR dlrs OR pct"]),
    (
        "distance",
        &[
            "oil NEAR/5 price",
            "trade w/10 deficit",
            "japan pre/3 yen",
            "(oil OR gas) w/8 (price OR output)",
            "bank w/s rate",
        ],
    ),
    ("phrases of common words", &["\"of the\"", "\"said it\"", "\"the company said\"", "\"prime rate\"~3"]),
    ("patterns", &["sanction*", "bank*", "wom?n", "\"trade def*\"", "co*"]),
    ("spellings", &["volker~1", "feldstien~2", "bundesbank~1"]),
    (
        "dates",
        &["oil date:1987-03", "date:1987-03", "oil date:1987-03-02..1987-03-08", "date:1987", "bank after:1987-06-30"],
    ),
];

fn main() -> ExitCode {
    // `cargo bench` adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [index, queries] = &arguments[..] else {
        eprintln!("warm: give an index folder and a file of queries; benches/run does");
        return ExitCode::from(2);
    };
    match measure(index.into(), queries.into()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("warm: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(index: PathBuf, queries: PathBuf) -> Result<(), Box<dyn Error>> {
    let engine = Engine::new(settings(index)?);
    let listed = std::fs::read_to_string(queries)?;
    let listed: Vec<&str> = listed.lines().filter(|line| !line.is_empty()).collect();
    let mut groups: Vec<(&str, &[&str])> = vec![("the listed queries", &listed)];
    groups.extend(HARDER);

    println!("| queries | | 50 % under | 99 % under | longest | slowest query, its median |");
    println!("|---|---|---|---|---|---|");
    let mut all = [Vec::new(), Vec::new()];
    for (name, queries) in groups {
        for (snippets, all) in [false, true].into_iter().zip(&mut all) {
            let mut times = Vec::new();
            let mut slowest = (Duration::ZERO, "");
            for query in queries {
                let mut of_one = ask(&engine, query, snippets)?;
                slowest = slowest.max((percentile(&mut of_one, 50), query));
                times.extend(of_one);
            }
            all.extend_from_slice(&times);
            let slowest = format!("`{}` {}", slowest.1.replace('|', "\\|"), shown(slowest.0));
            print_row(&format!("{name} ({})", queries.len()), snippets, &mut times, &slowest);
        }
    }
    for (snippets, all) in [false, true].into_iter().zip(&mut all) {
        print_row("all", snippets, all, "");
    }
    Ok(())
}

fn ask(engine: &Engine, query: &str, snippets: bool) -> Result<Vec<Duration>, Box<dyn Error>> {
    let question = question(query, snippets);
    let total = engine.search(&question)?.total;
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let answer = engine.search(&question)?;
        times.push(begun.elapsed());
        assert_eq!(answer.total, total, "the same question has the same answer");
    }
    Ok(times)
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() - 1) * percent / 100]
}

fn print_row(name: &str, snippets: bool, times: &mut [Duration], slowest: &str) {
    let kind = if snippets { "with snippets" } else { "without" };
    let [half, most, longest] = [50, 99, 100].map(|percent| shown(percentile(times, percent)));
    println!("| {name} | {kind} | {half} | {most} | {longest} | {slowest} |");
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

fn settings(index: PathBuf) -> Result<Settings, Box<dyn Error>> {
    Ok(Settings::new(PathBuf::new(), index, Day::from_ymd(1987, 10, 20).ok_or("no such day")?))
}

fn question(query: &str, snippets: bool) -> Question {
    let mut question = Question { snippets, ..Question::new(query) };
    question.typed.mode = ParseMode::Strict;
    question
}
