#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("warc"), |bytes: &[u8]| file("a.warc", bytes));
