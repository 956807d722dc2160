//! The program: hands over to the command line and ends with its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    onrecord::faces::cli::main()
}
