#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("pdf_layout"), |bytes: &[u8]| letters(bytes));
