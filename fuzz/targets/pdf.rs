#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("pdf"), |bytes: &[u8]| pdf(bytes));
