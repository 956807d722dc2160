#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("mbox"), |bytes: &[u8]| file("a.mbox", bytes));
