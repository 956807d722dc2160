#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("odt"), |bytes: &[u8]| document(Kind::Odt, bytes));
