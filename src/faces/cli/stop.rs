//! Ctrl-C: once to end cleanly, twice to end at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

use crate::faces::errors::Exit;

/// Listens for Ctrl-C while an ingest runs.
pub struct Stop {
    pressed: Arc<AtomicBool>,
}

impl Stop {
    pub fn listen() -> io::Result<Stop> {
        let pressed = Arc::new(AtomicBool::new(false));
        // In this order the first press finds the flag unset and sets it, the second ends.
        flag::register_conditional_shutdown(SIGINT, i32::from(Exit::Interrupted.status()), Arc::clone(&pressed))?;
        flag::register(SIGINT, Arc::clone(&pressed))?;
        Ok(Stop { pressed })
    }

    /// Set when Ctrl-C was pressed.
    pub fn pressed(&self) -> &AtomicBool {
        &self.pressed
    }
}

impl Drop for Stop {
    /// From now on a single press ends the program, as everywhere else.
    fn drop(&mut self) {
        self.pressed.store(true, Ordering::Relaxed);
    }
}
