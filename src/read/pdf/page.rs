//! A page as placed letters: what a parser hands over, whatever it parses.

/// Which way a line of letters runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    #[default]
    Right,
    Up,
    Left,
    Down,
    /// Across the page: a stamp, a watermark.
    Slanted,
}

impl Direction {
    /// Of a line that goes on by `x`, `y`.
    pub fn of(x: f32, y: f32) -> Direction {
        /// As steep as this is still straight.
        const STRAIGHT: f32 = 0.1;
        if y.abs() <= x.abs() * STRAIGHT {
            if x >= 0.0 { Direction::Right } else { Direction::Left }
        } else if x.abs() <= y.abs() * STRAIGHT {
            if y > 0.0 { Direction::Up } else { Direction::Down }
        } else {
            Direction::Slanted
        }
    }
}

/// A letter and the place of its baseline's left end, in points from the page's lower left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Letter {
    pub letter: char,
    pub x: f32,
    pub y: f32,
    pub width: f32,
    /// The height of the font.
    pub size: f32,
    pub direction: Direction,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub width: f32,
    pub height: f32,
    /// In the order of the document.
    pub letters: Vec<Letter>,
    /// Pictures painted on it.
    pub pictures: usize,
    /// It holds more than is read of one page.
    pub cut: bool,
}

impl Page {
    /// The letters that run in a direction, the page turned so that they run to the right.
    pub(super) fn turned(&self, direction: Direction) -> Vec<Letter> {
        let turn = |letter: &Letter| {
            let (x, y) = match direction {
                Direction::Right | Direction::Slanted => (letter.x, letter.y),
                Direction::Up => (letter.y, self.width - letter.x),
                Direction::Left => (self.width - letter.x, self.height - letter.y),
                Direction::Down => (self.height - letter.y, letter.x),
            };
            Letter { x, y, ..*letter }
        };
        self.letters.iter().filter(|letter| letter.direction == direction).map(turn).collect()
    }
}
