#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("query"), |bytes: &[u8]| query(bytes));
