#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("ninjs"), |bytes: &[u8]| file("a.json", bytes));
