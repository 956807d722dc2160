#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("newsml"), |bytes: &[u8]| file("a.xml", bytes));
