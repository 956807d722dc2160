//! The time of day that may follow a date: `T10:15:00Z`, `10:15 +0200`, ` at 4:17 p.m. ET`.

use super::cursor::Cursor;
use super::names;
use crate::model::TimeOfDay;

/// Words between a date and its time.
const AT: [&str; 7] = ["at", "um", "a", "as", "alle", "las", "gegen"];

/// Words behind a time of the clock (`10:15 Uhr`).
const CLOCK: [&str; 5] = ["uhr", "h", "hrs", "hours", "horas"];

/// No zone is further from UTC; what looks like more is none.
const OFFSET_MINUTES_MAX: i16 = 18 * 60;

/// Reads a time behind a date and moves past it; leaves `cursor` alone when none stands there.
pub(super) fn time_after(cursor: &mut Cursor<'_>) -> Option<TimeOfDay> {
    let mut ahead = *cursor;
    let joined = ahead.eat_if(|c| matches!(c, 'T' | 't')).is_some();
    if !joined && !lead(&mut ahead) {
        return None;
    }
    let time = if joined && matches!(ahead.digit_count(), 4 | 6) { compact(&mut ahead) } else { spelled(&mut ahead) }?;
    let time = TimeOfDay { offset_minutes: offset(&mut ahead), ..time };
    if !ahead.at_border() {
        return None;
    }
    *cursor = ahead;
    Some(time)
}

/// Moves past what may stand between a date and its time: a comma, a dash, `at`, `um`, `à`.
fn lead(cursor: &mut Cursor<'_>) -> bool {
    if cursor.is_behind(&['日', '일', '号', '號']) {
        cursor.blanks();
        return true;
    }
    cursor.eat(',');
    if !cursor.blanks() {
        return false;
    }
    if cursor.eat_if(|c| matches!(c, '-' | '–' | '—' | '|' | '·' | '•' | '/' | '@')).is_some() {
        return cursor.blanks();
    }
    while cursor.eat_word(&AT) {
        cursor.blanks();
    }
    true
}

/// `101500` or `1015`.
fn compact(cursor: &mut Cursor<'_>) -> Option<TimeOfDay> {
    let (hour, minute) = (cursor.digits(2)?, cursor.digits(2)?);
    let second = if cursor.digit_count() == 2 { cursor.digits(2)? } else { 0 };
    fraction(cursor);
    checked(hour, minute, second)
}

/// `10:15`, `10:15:00.123`, `4:17 p.m.`, `4.17pm`, `4 p.m.`, `14h40`, `10.15 Uhr`, `21時40分`, `noon`
fn spelled(cursor: &mut Cursor<'_>) -> Option<TimeOfDay> {
    if cursor.eat_word(&["noon"]) {
        return checked(12, 0, 0);
    }
    if cursor.eat_word(&["midnight"]) {
        return checked(0, 0, 0);
    }
    let hour = cursor.number(1, 2)?;
    let (mut minute, mut second) = (0, 0);
    let mut needs_half = true;
    if cursor.eat(':') {
        needs_half = false;
        minute = cursor.number(2, 2)?;
        if cursor.number_goes_on(&[':']) {
            cursor.eat(':');
            second = cursor.number(1, 2)?;
            fraction(cursor);
        }
    } else if cursor.number_goes_on(&['h', 'H']) {
        cursor.eat_if(|c| matches!(c, 'h' | 'H'));
        minute = cursor.number(2, 2)?;
        needs_half = false;
    } else if cursor.eat_if(|c| matches!(c, '時' | '时' | '시')).is_some() {
        cursor.blanks();
        minute = cursor.number(1, 2)?;
        cursor.eat_if(|c| matches!(c, '分' | '분'))?;
        needs_half = false;
    } else if cursor.number_goes_on(&['.']) {
        cursor.eat('.');
        minute = cursor.number(2, 2)?;
    }
    let named = clock_word(cursor);
    needs_half &= !named;
    match half(cursor).filter(|_| !named) {
        Some(half) if (1..=12).contains(&hour) => checked(hour % 12 + half, minute, second),
        Some(_) => None,
        None if needs_half => None,
        None => checked(hour, minute, second),
    }
}

/// Moves past `Uhr` and its like.
fn clock_word(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let found = ahead.blanks() && ahead.eat_word(&CLOCK);
    if found {
        *cursor = ahead;
    }
    found
}

/// Fractions of a second are read over: nothing here is that precise.
fn fraction(cursor: &mut Cursor<'_>) {
    if cursor.number_goes_on(&['.', ',']) {
        cursor.eat_if(|c| matches!(c, '.' | ','));
        cursor.at += cursor.digit_count();
    }
}

/// A leap second is shown as the second before it.
fn checked(hour: u32, minute: u32, second: u32) -> Option<TimeOfDay> {
    (hour < 24 && minute < 60 && second <= 60).then_some(TimeOfDay {
        hour: hour as u8,
        minute: minute as u8,
        second: second.min(59) as u8,
        offset_minutes: None,
    })
}

/// `a.m.` or `p.m.` in any spelling: the hours it adds.
fn half(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = *cursor;
    ahead.blanks();
    let hours = match ahead.eat_if(char::is_alphabetic)?.to_ascii_lowercase() {
        'a' => 0,
        'p' => 12,
        _ => return None,
    };
    let dotted = ahead.eat('.');
    ahead.eat_if(|c| matches!(c, 'm' | 'M'))?;
    if !ahead.at_border() {
        return None;
    }
    if dotted {
        ahead.eat('.');
    }
    *cursor = ahead;
    Some(hours)
}

/// `Z`, `+02:00`, `+0200`, `-05`, `EST`: minutes east of UTC. Moves past a zone whose offset is
/// unknown (`ET`), too.
fn offset(cursor: &mut Cursor<'_>) -> Option<i16> {
    let mut ahead = *cursor;
    ahead.blanks();
    let Some(sign) = ahead.eat_if(|c| matches!(c, '+' | '-')) else {
        let offset = ahead.letters().and_then(names::zone)?;
        *cursor = ahead;
        return offset;
    };
    let (hours, minutes) = match ahead.digit_count() {
        4 => (ahead.digits(2)?, ahead.digits(2)?),
        2 => {
            let hours = ahead.digits(2)?;
            let minutes = if ahead.number_goes_on(&[':']) && ahead.eat(':') { ahead.number(2, 2)? } else { 0 };
            (hours, minutes)
        }
        _ => return None,
    };
    let offset = (hours * 60 + minutes) as i16;
    if minutes >= 60 || offset > OFFSET_MINUTES_MAX || !ahead.at_border() {
        return None;
    }
    *cursor = ahead;
    Some(if sign == '-' { -offset } else { offset })
}
