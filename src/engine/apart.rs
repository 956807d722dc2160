//! Heavy parsers in a child process of the same program, which is killed when it takes too long.
//!
//! The child is the program itself, run as `onrecord read-apart PARSER`: bytes go in by its standard
//! input, what the parser makes of them comes out by its standard output. It limits its own time and
//! memory before it reads a byte; here it is waited for no longer than [`WALL`] and its answer is
//! bounded. Whatever becomes of it, the run goes on.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::{RecvTimeoutError, bounded};

use crate::read::{self, Apart, Apartness, Parser};

/// Processor time that a child takes for itself, in seconds.
pub const CHILD_CPU_SECONDS: u64 = 20;
/// Memory that a child may take, in bytes.
pub const CHILD_MEMORY_BYTES: u64 = 1 << 30;
/// How long a child is waited for: on a machine with much else to do it gets its time late.
const WALL: Duration = Duration::from_secs(90);
/// The longest answer.
const ANSWER_BYTES_MAX: u64 = 64 << 20;
/// As much as is looked at of what the child says in its trouble.
const TROUBLE_BYTES_MAX: u64 = 4096;

/// What the child does: parses the bytes and gives back its answer.
///
/// # Errors
/// No such parser; the parser has panicked.
pub fn read_apart(parser: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let known = Parser::ALL.into_iter().find(|known| known.name() == parser);
    read::serve(known.ok_or_else(|| format!("no parser is called {parser}"))?, bytes)
}

/// Children of this program.
#[derive(Clone, Debug)]
pub struct ChildProcesses {
    program: PathBuf,
    wall: Duration,
}

impl ChildProcesses {
    /// Runs parsers in children of `program`.
    pub fn of(program: PathBuf) -> Arc<ChildProcesses> {
        Arc::new(ChildProcesses { program, wall: WALL })
    }

    fn start(&self, parser: Parser) -> std::io::Result<Child> {
        let mut command = Command::new(&self.program);
        command.args(["read-apart", parser.name()]).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
    }
}

impl Apart for ChildProcesses {
    fn run(&self, parser: Parser, bytes: &[u8]) -> Result<Vec<u8>, Apartness> {
        let failed = |doing: &str, cause: std::io::Error| {
            Apartness::Failed(format!("the process that reads it apart could not be {doing}: {cause}"))
        };
        let mut child = self.start(parser).map_err(|cause| failed("started", cause))?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(mut stdin), Some(stdout), Some(stderr)) = pipes else {
            return Err(Apartness::Failed("the process that reads it apart has no pipes".to_string()));
        };
        let (sender, answers) = bounded(1);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                // A child that has died takes no more; what it died of is told by its status.
                let _ = stdin.write_all(bytes);
            });
            scope.spawn(move || {
                let mut answer = Vec::new();
                let read = stdout.take(ANSWER_BYTES_MAX + 1).read_to_end(&mut answer);
                // Nobody waits any more where time has run out.
                let _ = sender.send(read.map(|_| answer));
            });
            let trouble = scope.spawn(move || {
                let mut said = Vec::new();
                let _ = stderr.take(TROUBLE_BYTES_MAX).read_to_end(&mut said);
                String::from_utf8_lossy(&said).into_owned()
            });
            let answer = answers.recv_timeout(self.wall);
            let over = !matches!(&answer, Ok(Ok(answer)) if answer.len() as u64 <= ANSWER_BYTES_MAX);
            if over {
                // One that has ended by itself cannot be killed any more.
                let _ = child.kill();
            }
            let status = child.wait().map_err(|cause| failed("waited for", cause))?;
            let trouble = trouble.join().unwrap_or_default();
            match answer {
                Err(RecvTimeoutError::Timeout) => Err(took_too_long(self.wall.as_secs())),
                Ok(Ok(answer)) if over => {
                    let length = answer.len() >> 20;
                    Err(Apartness::Refused(format!("its reading gave more than {length} MiB and was stopped")))
                }
                Ok(Ok(answer)) if status.success() => Ok(answer),
                _ => Err(ended(status, &trouble)),
            }
        })
    }
}

fn took_too_long(seconds: u64) -> Apartness {
    Apartness::Refused(format!("its reading took longer than {seconds} s and was stopped"))
}

/// Why a child ended without an answer.
fn ended(status: ExitStatus, trouble: &str) -> Apartness {
    if trouble.contains("memory allocation of") {
        let mebibytes = CHILD_MEMORY_BYTES >> 20;
        return Apartness::Refused(format!("its reading took more than {mebibytes} MiB of memory and was stopped"));
    }
    match signal(status) {
        Some(Signal::TimeUp) => took_too_long(CHILD_CPU_SECONDS),
        Some(Signal::Interrupted) => Apartness::Failed("its reading was interrupted".to_string()),
        _ => {
            let first = trouble.lines().map(str::trim).find(|line| line.starts_with("onrecord: "));
            let why =
                first.map_or("its reading stopped by a mistake in the parser", |line| &line["onrecord: ".len()..]);
            Apartness::Refused(why.to_string())
        }
    }
}

enum Signal {
    /// Its processor time was up.
    TimeUp,
    /// Somebody has ended the whole run.
    Interrupted,
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<Signal> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use std::os::unix::process::ExitStatusExt;
    // Not among the signals that a program may listen to, and the same number on all systems.
    const SIGXCPU: i32 = 24;
    match status.signal()? {
        SIGXCPU => Some(Signal::TimeUp),
        SIGHUP | SIGINT | SIGTERM => Some(Signal::Interrupted),
        _ => None,
    }
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<Signal> {
    None
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// What becomes of a child that is this shell script.
    fn check(script: &str, expected: Result<&str, Apartness>) {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("child");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let children = ChildProcesses { program, wall: Duration::from_secs(2) };
        let answer = children.run(Parser::Pdf, &vec![b'x'; 1 << 20]);
        let expected = expected.map(|answer| answer.as_bytes().to_vec());
        assert_eq!(answer, expected, "{script}");
    }

    fn refused(why: &str) -> Result<&'static str, Apartness> {
        Err(Apartness::Refused(why.to_string()))
    }

    #[test]
    fn an_answer_is_handed_over() {
        check("cat >/dev/null; printf '%s' \"$*\"", Ok("read-apart pdf"));
    }

    #[test]
    fn a_child_that_takes_nothing_and_sleeps_is_killed() {
        check("exec sleep 60", refused("its reading took longer than 2 s and was stopped"));
    }

    #[test]
    fn a_child_that_dies_is_a_refusal() {
        check("kill -SEGV $$", refused("its reading stopped by a mistake in the parser"));
        check("echo 'onrecord: no such thing' >&2; exit 4", refused("no such thing"));
        check("kill -XCPU $$", refused("its reading took longer than 20 s and was stopped"));
        check(
            "echo 'memory allocation of 5 bytes failed' >&2; kill -ABRT $$",
            refused("its reading took more than 1024 MiB of memory and was stopped"),
        );
    }

    #[test]
    fn what_is_no_fault_of_the_file_is_a_failure() {
        check("kill -INT $$", Err(Apartness::Failed("its reading was interrupted".to_string())));
        let missing = ChildProcesses::of(PathBuf::from("/nowhere/onrecord"));
        assert!(matches!(missing.run(Parser::Pdf, b""), Err(Apartness::Failed(_))));
    }
}
