#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("html"), |bytes: &[u8]| file("a.html", bytes));
