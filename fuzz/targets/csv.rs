#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("csv"), |bytes: &[u8]| file("a.csv", bytes));
