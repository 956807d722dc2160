//! `onrecord read-apart`: the child process in which a heavy parser runs; started by `index` and
//! `extract`, not by people. Limits itself, reads standard input, writes its answer.

use std::io::{self, Read, Write};

use super::args::ReadApartArgs;
use crate::engine::{CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES, read_apart};
use crate::faces::errors::{Complaint, Exit, Failure};

/// More than may come in is not taken.
const INPUT_BYTES_MAX: u64 = 512 << 20;

pub fn run(args: &ReadApartArgs) -> Result<Exit, Failure> {
    limits::set(CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES)?;
    let mut bytes = Vec::new();
    io::stdin().lock().take(INPUT_BYTES_MAX).read_to_end(&mut bytes)?;
    let answer = read_apart(&args.parser, &bytes).map_err(Complaint::new)?;
    let mut out = io::stdout().lock();
    out.write_all(&answer)?;
    out.flush()?;
    Ok(Exit::Hits)
}

#[cfg(unix)]
mod limits {
    use std::io;

    use rustix::process::{Resource, Rlimit, setrlimit};

    /// This process may take so much and no more, may write no file and leave no core behind; on
    /// Linux it ends with its parent.
    pub fn set(cpu_seconds: u64, memory_bytes: u64) -> io::Result<()> {
        let at_most = |soft: u64, hard: u64| Rlimit { current: Some(soft), maximum: Some(hard) };
        setrlimit(Resource::Cpu, at_most(cpu_seconds, cpu_seconds + 1))?;
        // What may be written to; addresses alone are reserved by the allocator in plenty.
        setrlimit(Resource::Data, at_most(memory_bytes, memory_bytes))?;
        setrlimit(Resource::As, at_most(8 * memory_bytes, 8 * memory_bytes))?;
        setrlimit(Resource::Fsize, at_most(0, 0))?;
        setrlimit(Resource::Core, at_most(0, 0))?;
        #[cfg(target_os = "linux")]
        rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
        Ok(())
    }
}

#[cfg(not(unix))]
mod limits {
    use std::io;

    /// Time alone is limited here, by the parent.
    pub fn set(_cpu_seconds: u64, _memory_bytes: u64) -> io::Result<()> {
        Ok(())
    }
}
