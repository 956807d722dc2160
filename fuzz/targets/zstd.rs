#![no_main]

use onrecord_fuzz::*;

libfuzzer_sys::fuzz_target!(init: seeds::plant("zstd"), |bytes: &[u8]| file("a.zst", bytes));
