#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("text"), |bytes: &[u8]| file("a.txt", bytes));
