//! The command line: one file a subcommand, and what they share.
//!
//! `main` reads the arguments, decides the settings and hands both to a subcommand; whatever goes
//! wrong comes back as a `Failure` and is told in one place. Exit status: 0 hits or done, 1 none,
//! 2 usage, 3 some files failed, 4 trouble, 130 interrupted.

mod args;
mod article;
mod batch;
mod check;
mod cited;
mod compare;
mod copies;
mod eval;
mod explain;
mod extract;
mod fault;
mod footer;
mod forget;
mod help;
mod index;
mod layout;
mod listing;
mod manual;
mod margin;
mod people;
mod person;
mod progress;
mod quote_footer;
mod quote_listing;
mod quotes;
mod request;
mod said;
mod sample;
mod search;
mod show;
mod status;
mod stop;
mod terminal;
mod trace;
mod trace_listing;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use self::args::{Cli, Command, Common};
use self::terminal::Terminal;
use super::config::Values;
use super::errors::{Exit, Failure};
use super::settings::{self, Clock, Layer, Preferences, Source};
use super::{corrections, sanitize};
use crate::engine::{Corrections, Engine, Settings};

/// Runs the program on this process's arguments.
pub fn main() -> ExitCode {
    let exit = fault::guard(|| match run(std::env::args_os().collect()) {
        Ok(exit) => exit,
        Err(failure) => tell(&failure),
    });
    ExitCode::from(exit.status())
}

/// What every subcommand is given.
struct Session {
    preferences: Preferences,
    clock: Clock,
    terminal: Terminal,
    verbose: bool,
    quiet: bool,
    /// What the user has put right.
    corrections: Corrections,
}

impl Session {
    /// Decides the settings; `values` are the subcommand's flags that are settings too.
    fn new(common: Common, values: Values) -> Result<Session, Failure> {
        let mut session = Session::without_index(common, values)?;
        session.corrections = corrections::read()?;
        let digest = session.preferences.files_digest.take();
        session.preferences.files_digest = settings::digest_with(digest, &session.corrections.digest);
        Ok(session)
    }

    /// The same for what needs no index, and so none of the user's corrections.
    fn without_index(common: Common, mut values: Values) -> Result<Session, Failure> {
        values.corpus = common.corpus;
        values.index = common.index;
        values.color = common.color;
        let (below, people, files_digest) = settings::surroundings()?;
        let mut layers = vec![Layer { source: Source::Flag, values }];
        layers.extend(below);
        let preferences = Preferences { people, ..settings::decide(&layers, files_digest) };
        let terminal = Terminal::of_stdout(preferences.color.value);
        let (verbose, quiet) = (common.verbose, common.quiet);
        let corrections = Corrections::default();
        Ok(Session { preferences, clock: Clock::read()?, terminal, verbose, quiet, corrections })
    }

    fn engine(&self, accept_gone: bool) -> Engine {
        let settings = self.preferences.engine_settings(accept_gone, self.clock);
        Engine::new(Settings { corrections: self.corrections.clone(), ..settings })
    }

    /// Prints text for people.
    fn print(&self, text: &str) -> Result<(), Failure> {
        use std::io::Write;
        let mut out = terminal::text_out(self.preferences.color.value);
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }
}

fn run(typed: Vec<OsString>) -> Result<Exit, Failure> {
    let cli = match Cli::try_parse_from(&typed) {
        Ok(cli) => cli,
        Err(error) => return Ok(not_a_command(&error, &typed)),
    };
    match cli.command {
        Command::Index(args) => {
            let session = Session::new(cli.common, request::index_values(&args))?;
            index::run(&session, args.accept_gone)
        }
        Command::Search(args) => {
            let session = Session::new(cli.common, request::search_values(&args))?;
            search::run(&session, *args)
        }
        Command::Quotes(args) => {
            let session = Session::new(cli.common, quotes::values(&args))?;
            quotes::run(&session, *args)
        }
        Command::Trace(args) => {
            let session = Session::new(cli.common, request::trace_values(&args))?;
            trace::run(&session, args)
        }
        Command::People(args) => {
            let session = Session::new(cli.common, Values { limit: args.limit, ..Values::default() })?;
            people::run(&session, &args)
        }
        Command::Person(args) => person::run(&Session::new(cli.common, Values::default())?, &args),
        Command::Compare(args) => {
            let session = Session::new(cli.common, Values { limit: args.limit, ..Values::default() })?;
            compare::run(&session, args)
        }
        Command::Show(args) => show::run(&Session::new(cli.common, Values::default())?, args),
        Command::Copies(args) => copies::run(&Session::new(cli.common, Values::default())?, &args),
        Command::Status => status::run(&Session::new(cli.common, Values::default())?),
        Command::Check => check::run(&Session::new(cli.common, Values::default())?),
        Command::Extract(args) => extract::run(&Session::without_index(cli.common, Values::default())?, &args),
        Command::Sample(args) => sample::run(&Session::new(cli.common, Values::default())?, args),
        Command::Eval(args) => eval::run(&Session::without_index(cli.common, Values::default())?, &args),
        Command::Forget(args) => forget::run(&Session::new(cli.common, Values::default())?, args),
        Command::Completions(args) => manual::completions(args),
        Command::Man(args) => manual::man(args),
    }
}

/// Prints clap's help, version or error.
fn not_a_command(error: &clap::Error, typed: &[OsString]) -> Exit {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A reader of the help that has gone is no fault, and nobody is left to tell of another.
        let _ = error.print();
        return Exit::Hits;
    }
    // The error quotes what was typed, which a shell may have made of hostile file names.
    if typed.iter().any(|word| word.to_string_lossy().contains(sanitize::drives_terminal)) {
        error.render().to_string().lines().for_each(|line| terminal::say(&sanitize::line(line)));
    } else {
        let _ = error.print();
    }
    let asked = ["search", "quotes"].into_iter().find(|command| typed.iter().any(|word| word == command));
    if let (ErrorKind::UnknownArgument, Some(command)) = (error.kind(), asked) {
        terminal::say(&format!(
            "\nA query that begins with `-` goes after `--`:  onrecord {command} -- -river drought"
        ));
    }
    Exit::Usage
}

fn tell(failure: &Failure) -> Exit {
    match failure.fold() {
        Some((exit, complaint)) => {
            terminal::say(&complaint.print());
            exit
        }
        None => Exit::Hits,
    }
}
