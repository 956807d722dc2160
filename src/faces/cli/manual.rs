//! `onrecord man` and `onrecord completions`: made from the declarations in `args`.

use std::fs;
use std::io::Write;

use clap::CommandFactory;
use clap_mangen::Man;

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::terminal::{data_out, say};
use crate::faces::errors::{Complaint, Exit, Failure, cause};

pub fn completions(args: CompletionsArgs) -> Result<Exit, Failure> {
    // Made in memory first: clap_complete panics when its writer fails, as a closed pipe does.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "onrecord", &mut script);
    write_out(&script)
}

pub fn man(args: ManArgs) -> Result<Exit, Failure> {
    let pages = pages()?;
    let Some(folder) = args.write else {
        let name = args.page.map_or("onrecord".to_string(), |page| format!("onrecord-{page}"));
        let Some((_, page)) = pages.iter().find(|(page, _)| *page == name) else {
            let names: Vec<&str> = pages.iter().filter_map(|(page, _)| page.strip_prefix("onrecord-")).collect();
            return Err(Complaint::new(format!("there is no page `{name}`"))
                .hint(format!("there are {}", names.join(", ")))
                .into());
        };
        return write_out(page);
    };
    let failed = |error| Complaint::new(format!("{}: {}", folder.display(), cause(&error)));
    fs::create_dir_all(&folder).map_err(failed)?;
    for (name, page) in &pages {
        fs::write(folder.join(format!("{name}.1")), page).map_err(failed)?;
    }
    say(&format!("{} pages written to {}", pages.len(), folder.display()));
    Ok(Exit::Hits)
}

/// Name and content of every page, the program's own first.
fn pages() -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut command = Cli::command();
    command.build();
    let mut pages = vec![("onrecord".to_string(), page(command.clone())?)];
    // What is hidden is not for people.
    for subcommand in command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set()) {
        let name = format!("onrecord-{}", subcommand.get_name());
        pages.push((name, page(subcommand.clone())?));
    }
    Ok(pages)
}

fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(page)
}

fn write_out(bytes: &[u8]) -> Result<Exit, Failure> {
    let mut out = data_out();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Exit::Hits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page() {
        let pages = pages().expect("pages are made in memory");
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[0], "onrecord");
        for command in [
            "index",
            "search",
            "people",
            "person",
            "compare",
            "show",
            "status",
            "check",
            "forget",
            "completions",
            "man",
        ] {
            assert!(names.contains(&format!("onrecord-{command}").as_str()), "{command}");
        }
        let search = pages.iter().find(|(name, _)| name == "onrecord-search").map(|(_, page)| page);
        let search = String::from_utf8(search.expect("listed above").clone()).expect("roff is text");
        assert!(search.contains("NEAR/5"), "the page teaches the language");
    }
}
