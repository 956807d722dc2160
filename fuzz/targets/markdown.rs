#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("markdown"), |bytes: &[u8]| file("a.md", bytes));
