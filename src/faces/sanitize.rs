//! Text that cannot drive a terminal.
//!
//! Text of articles, paths and queries comes in; out goes the same text with every character
//! that a terminal obeys instead of showing (control characters, escape, delete, marks that turn
//! the direction of writing) replaced by something visible. Does not wrap, colour or shorten.

use std::borrow::Cow;

/// One line: breaks and tabs become spaces, all other controls are shown.
pub fn line(text: &str) -> Cow<'_, str> {
    replaced(text, |c| match c {
        '\r' => Some(Shown::Nothing),
        '\n' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Shown::One(' ')),
        _ => shown(c),
    })
}

/// Whether a terminal would obey the character rather than show it.
pub fn drives_terminal(c: char) -> bool {
    c.is_control() || turns_direction(c)
}

/// What stands in place of a character.
enum Shown {
    Nothing,
    One(char),
    Code,
}

fn shown(c: char) -> Option<Shown> {
    match c {
        // The control pictures, in the order of the controls: ␀ to ␟.
        '\0'..='\x1F' => Some(Shown::One(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{2426}'))),
        '\x7F' => Some(Shown::One('\u{2421}')),
        '\u{80}'..='\u{9F}' => Some(Shown::Code),
        _ if turns_direction(c) => Some(Shown::Code),
        _ => None,
    }
}

/// Unicode's bidirectional controls: they can make `gpj.exe` read as `exe.jpg`.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
}

fn replaced(text: &str, replacement: impl Fn(char) -> Option<Shown>) -> Cow<'_, str> {
    let Some(first) = text.find(|c| replacement(c).is_some()) else {
        return Cow::Borrowed(text);
    };
    let mut clean = String::with_capacity(text.len() + 16);
    clean.push_str(&text[..first]);
    let mut rest = text[first..].chars().peekable();
    while let Some(c) = rest.next() {
        match replacement(c) {
            None => clean.push(c),
            Some(Shown::One(other)) => clean.push(other),
            Some(Shown::Code) => clean.push_str(&format!("\\u{{{:X}}}", u32::from(c))),
            // A carriage return belongs to the line feed after it; alone it would send the
            // cursor back over what was written, so it counts as a break.
            Some(Shown::Nothing) if rest.peek() == Some(&'\n') => {}
            Some(Shown::Nothing) => clean.push(' '),
        }
    }
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let clean = line(text);
        assert_eq!(clean, expected, "{text:?}");
        assert!(!clean.chars().any(drives_terminal), "{text:?}");
        assert_eq!(line(&clean), clean, "cleaning twice changes nothing: {text:?}");
    }

    #[test]
    fn controls_are_shown_and_not_sent() {
        check("plain text, with Ümläuts and 東京", "plain text, with Ümläuts and 東京");
        check("\x1b[31mred\x1b[0m", "␛[31mred␛[0m");
        check("\x1b]8;;http://bad.example\x07click", "␛]8;;http://bad.example␇click");
        check("bell\x07 back\x08 null\0", "bell␇ back␈ null␀");
        check("del\x7F", "del␡");
        check("\u{9B}31m one byte csi", "\\u{9B}31m one byte csi");
        check("\u{90}dcs\u{9C}", "\\u{90}dcs\\u{9C}");
    }

    #[test]
    fn direction_marks_are_shown() {
        check("\u{202E}gpj.exe", "\\u{202E}gpj.exe");
        check("a\u{2066}b\u{2069}c\u{200F}d\u{200E}e\u{61C}f", "a\\u{2066}b\\u{2069}c\\u{200F}d\\u{200E}e\\u{61C}f");
        check("joiners\u{200D} stay\u{200C}", "joiners\u{200D} stay\u{200C}");
    }

    #[test]
    fn a_headline_stays_on_its_line() {
        check("one\ntwo\r\nthree\tfour", "one two three four");
        check("over\rwritten", "over written");
        check("a\u{2028}b\u{2029}c\u{85}d\x0Be\x0Cf", "a b c d e f");
    }

    #[test]
    fn what_needs_nothing_is_not_copied() {
        assert!(matches!(line("The drought went on."), Cow::Borrowed(_)));
    }
}
