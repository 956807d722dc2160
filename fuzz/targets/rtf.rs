#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("rtf"), |bytes: &[u8]| file("a.rtf", bytes));
