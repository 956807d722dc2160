//! Sizes as people write them.
//!
//! `64MiB` comes in, bytes go out, and back. Powers of 1024 for `K`, `KiB` and so on; powers of
//! 1000 for `kB`, `MB`, `GB`, as disk makers count.

/// What a unit is called, in lower case, and how many bytes it has.
const UNITS: &[(&str, u64)] = &[
    ("", 1),
    ("b", 1),
    ("k", 1 << 10),
    ("kib", 1 << 10),
    ("kb", 1_000),
    ("m", 1 << 20),
    ("mib", 1 << 20),
    ("mb", 1_000_000),
    ("g", 1 << 30),
    ("gib", 1 << 30),
    ("gb", 1_000_000_000),
    ("t", 1 << 40),
    ("tib", 1 << 40),
    ("tb", 1_000_000_000_000),
];

/// Reads `64MiB`, `64 MiB`, `500k`, `1.5GB` or plain bytes.
pub fn parse(text: &str) -> Result<u64, String> {
    let wrong = || format!("`{text}` is no size; write bytes or a number with a unit: 500000, 64MiB, 1.5GB");
    let trimmed = text.trim();
    let digits_end = trimmed.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(trimmed.len());
    let (number, unit) = trimmed.split_at(digits_end);
    let unit = unit.trim().to_ascii_lowercase();
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(wrong)?;
    if let Ok(whole) = number.parse::<u64>() {
        return whole.checked_mul(*factor).ok_or_else(|| format!("`{text}` is more than any file can hold"));
    }
    let fraction = number.parse::<f64>().ok().filter(|_| *factor > 1).ok_or_else(wrong)?;
    let bytes = fraction * *factor as f64;
    if bytes < u64::MAX as f64 { Ok(bytes as u64) } else { Err(format!("`{text}` is more than any file can hold")) }
}

/// Bytes with the unit that leaves one to three digits before the point: `1.5 MiB`.
pub fn show(bytes: u64) -> String {
    const NAMES: [&str; 5] = ["KiB", "MiB", "GiB", "TiB", "PiB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let mut amount = bytes as f64 / 1024.0;
    let mut name = NAMES[0];
    for next in &NAMES[1..] {
        if amount < 1023.95 {
            break;
        }
        amount /= 1024.0;
        name = next;
    }
    // `64 MiB`, not `64.0 MiB`: a whole number was probably meant as one.
    let decimals = usize::from(amount < 99.95 && (amount * 10.0).round() % 10.0 != 0.0);
    format!("{amount:.decimals$} {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_as_people_write_them() {
        let check = |text: &str, bytes: u64| assert_eq!(parse(text), Ok(bytes), "{text}");
        check("0", 0);
        check("123", 123);
        check("123 B", 123);
        check("64MiB", 64 << 20);
        check("64 mib", 64 << 20);
        check("64M", 64 << 20);
        check("500k", 500 << 10);
        check("10MB", 10_000_000);
        check("1.5GiB", 3 << 29);
        check(" 2 tb ", 2_000_000_000_000);
    }

    #[test]
    fn what_is_no_size_is_refused() {
        let check = |text: &str| assert!(parse(text).is_err(), "{text}");
        check("");
        check("MiB");
        check("-1");
        check("1.5");
        check("1.2.3M");
        check("ten");
        check("5 elephants");
        check("99999999999T");
        check("18446744073709551616");
    }

    #[test]
    fn sizes_are_shown_short() {
        let check = |bytes: u64, text: &str| assert_eq!(show(bytes), text);
        check(0, "0 B");
        check(1023, "1023 B");
        check(1024, "1 KiB");
        check(1536, "1.5 KiB");
        check(64 << 20, "64 MiB");
        check(150_000_000, "143 MiB");
        check((1 << 20) - 1, "1 MiB");
        check(u64::MAX, "16384 PiB");
    }
}
