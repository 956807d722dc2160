#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("docx"), |bytes: &[u8]| document(Kind::Docx, bytes));
