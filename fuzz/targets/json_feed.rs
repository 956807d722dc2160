#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("json_feed"), |bytes: &[u8]| file("feed.json", bytes));
