//! Which number stands first where a date is written in numbers: `03/09/2025`.
//!
//! The language of a text decides, and where it does not (English), other dates of the same hand
//! do: one with a number above 12 shows the order of all.

use super::cursor::Cursor;

/// The order of day and month in a date of numbers that ends with its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

impl DayOrder {
    /// Day and month of the two numbers as they stand.
    pub(super) fn day_and_month(self, first: u32, second: u32) -> (u32, u32) {
        match self {
            DayOrder::DayFirst => (first, second),
            DayOrder::MonthFirst => (second, first),
        }
    }

    /// The order that a language tag stands for: `en-US` and `en-PH` have the month first, every
    /// other English with a country and every other language the day. `en` alone tells nothing,
    /// nor does Canadian English, which is printed both ways.
    ///
    /// ```
    /// use onrecord::language::dates::DayOrder;
    /// assert_eq!(DayOrder::of_language("de"), Some(DayOrder::DayFirst));
    /// assert_eq!(DayOrder::of_language("en_US"), Some(DayOrder::MonthFirst));
    /// assert_eq!(DayOrder::of_language("en"), None);
    /// ```
    pub fn of_language(tag: &str) -> Option<DayOrder> {
        let tag = tag.trim().to_ascii_lowercase();
        let mut parts = tag.split(['-', '_', '.']);
        let language = parts.next().filter(|language| (2..=3).contains(&language.len()))?;
        let country = parts.find(|part| part.len() == 2);
        match (language, country) {
            ("en", Some("us" | "ph")) => Some(DayOrder::MonthFirst),
            ("en", None | Some("ca")) => None,
            // The year first: what ends with it is foreign.
            ("zh" | "ja" | "ko" | "hu" | "lt", _) => None,
            _ => Some(DayOrder::DayFirst),
        }
    }
}

/// How many dates of numbers show the day first, how many the month.
///
/// Give it the dates of one hand, a page's or an archive's: those that can be read in both ways say
/// nothing, the others show the order in which these are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Orders {
    pub day_first: u32,
    pub month_first: u32,
}

impl Orders {
    /// Takes the date at the start of a text, when it shows an order.
    pub fn take(&mut self, date: &str) {
        let mut cursor = Cursor::new(date);
        let mut parts = || {
            let first = cursor.number(1, 2)?;
            let separator = cursor.eat_if(|c| matches!(c, '/' | '-'))?;
            let second = cursor.number(1, 2)?;
            let _year = cursor.eat(separator).then(|| cursor.number(4, 4))??;
            Some((first, second))
        };
        match parts() {
            Some((13..=31, 1..=12)) => self.day_first += 1,
            Some((1..=12, 13..=31)) => self.month_first += 1,
            _ => {}
        }
    }

    /// The order that at least nineteen of twenty dates show, and at least `least` of them.
    pub fn shown(self, least: u32) -> Option<DayOrder> {
        let (more, fewer, order) = match self.day_first >= self.month_first {
            true => (self.day_first, self.month_first, DayOrder::DayFirst),
            false => (self.month_first, self.day_first, DayOrder::MonthFirst),
        };
        (more >= least.max(1) && fewer * 19 <= more).then_some(order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dates: &[&str], expected: Option<DayOrder>) {
        let mut orders = Orders::default();
        dates.iter().for_each(|date| orders.take(date));
        assert_eq!(orders.shown(1), expected, "{dates:?}");
    }

    #[test]
    fn a_number_above_twelve_shows_the_order_of_all() {
        check(&["03/09/2025", "21/09/2025"], Some(DayOrder::DayFirst));
        check(&["03/09/2025", "9-21-2025 at noon"], Some(DayOrder::MonthFirst));
        check(&["03/09/2025", "2025-09-21", "21/09", "21/13/2025"], None);
        check(&["09/21/2025", "21/09/2025"], None);
    }

    #[test]
    fn one_slip_in_twenty_does_not_hide_the_order() {
        let mut orders = Orders { day_first: 19, month_first: 1 };
        assert_eq!(orders.shown(3), Some(DayOrder::DayFirst));
        assert_eq!(orders.shown(20), None);
        orders.month_first = 2;
        assert_eq!(orders.shown(3), None);
    }

    #[test]
    fn languages_have_an_order_and_english_needs_a_country() {
        for (tag, order) in [
            ("fr", Some(DayOrder::DayFirst)),
            ("en-GB", Some(DayOrder::DayFirst)),
            ("en_US.UTF-8", Some(DayOrder::MonthFirst)),
            ("en-CA", None),
            ("ja", None),
            ("", None),
            ("english", None),
        ] {
            assert_eq!(DayOrder::of_language(tag), order, "{tag}");
        }
    }
}
