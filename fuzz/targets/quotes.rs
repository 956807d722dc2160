#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("quotes"), |bytes: &[u8]| said(bytes));
