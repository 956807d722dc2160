#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("epub"), |bytes: &[u8]| document(Kind::Epub, bytes));
