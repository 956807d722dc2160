#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("tar"), |bytes: &[u8]| file("a.tar", bytes));
