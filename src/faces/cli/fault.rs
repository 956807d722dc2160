//! A fault of the program's own, told in one sentence.
//!
//! A panic unwinds to here and ends the program with status 4. The hook only remembers the place:
//! it also runs for panics that another layer catches and reports as an unreadable file.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use super::terminal::say;
use crate::faces::errors::Exit;

static PLACE: Mutex<String> = Mutex::new(String::new());

/// Runs `program`; a panic in it becomes a sentence and `Exit::Trouble`.
pub fn guard(program: impl FnOnce() -> Exit) -> Exit {
    panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        *PLACE.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }));
    panic::catch_unwind(AssertUnwindSafe(program)).unwrap_or_else(|_| {
        let place = PLACE.lock().unwrap_or_else(PoisonError::into_inner).clone();
        say(&sentence(&place));
        Exit::Trouble
    })
}

fn sentence(place: &str) -> String {
    format!(
        "onrecord: stopped by a mistake in onrecord itself; the index keeps everything committed before.\n  \
         hint: please report it with the command you typed and this line: onrecord {} {place}\n",
        env!("CARGO_PKG_VERSION")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_tells_how_to_report() {
        let text = sentence("src/engine/mod.rs:12");
        assert!(text.contains("please report") && text.contains("src/engine/mod.rs:12"), "{text}");
        assert!(!text.contains("panic"), "{text}");
    }
}
