#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("gzip"), |bytes: &[u8]| file("a.gz", bytes));
