#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("rss"), |bytes: &[u8]| file("a.rss", bytes));
