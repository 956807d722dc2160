#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("atom"), |bytes: &[u8]| file("a.atom", bytes));
