#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("eml"), |bytes: &[u8]| file("a.eml", bytes));
