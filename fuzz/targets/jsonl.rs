#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("jsonl"), |bytes: &[u8]| file("a.jsonl", bytes));
