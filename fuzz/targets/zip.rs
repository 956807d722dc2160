#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("zip"), |bytes: &[u8]| file("a.zip", bytes));
