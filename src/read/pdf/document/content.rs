//! The operators of a content stream that place text; everything else is passed over.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream};

use super::font::Font;
use crate::read::pdf::page::{Direction, Letter, Page};

/// Forms within forms.
const FORMS_DEPTH_MAX: usize = 12;
/// Operators carried out on one page, forms included.
const OPERATIONS_MAX: usize = 5_000_000;
/// Letters of one page.
const LETTERS_MAX: usize = 400_000;
/// States that are put aside.
const STATES_MAX: usize = 256;
/// A stream longer than this holds no text of one page.
const CONTENT_BYTES_MAX: usize = 64 << 20;

/// `a b c d e f`, as the standard writes it.
#[derive(Clone, Copy)]
pub(super) struct Matrix(pub [f32; 6]);

impl Matrix {
    const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one first, then the other.
    fn then(self, other: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Matrix([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    fn moved(x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    fn of(operands: &[Object]) -> Option<Matrix> {
        let mut values = [0.0; 6];
        for (value, operand) in values.iter_mut().zip(operands) {
            *value = operand.as_float().ok()?;
        }
        (operands.len() >= 6).then_some(Matrix(values))
    }
}

#[derive(Clone)]
struct State {
    place: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter_spacing: f32,
    word_spacing: f32,
    /// 1 where letters are neither narrowed nor widened.
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Carries out a page.
pub(super) struct Painter<'a> {
    document: &'a Document,
    letters: Vec<Letter>,
    fonts: HashMap<*const Dictionary, Rc<Font>>,
    operations: usize,
    pictures: usize,
    cut: bool,
}

impl<'a> Painter<'a> {
    pub(super) fn new(document: &'a Document) -> Painter<'a> {
        Painter { document, letters: Vec::new(), fonts: HashMap::new(), operations: 0, pictures: 0, cut: false }
    }

    /// What was painted.
    pub(super) fn page(self, width: f32, height: f32) -> Page {
        Page { width, height, letters: self.letters, pictures: self.pictures, cut: self.cut }
    }

    /// Carries out a content stream; what cannot be understood of it is passed over.
    pub(super) fn paint(&mut self, content: &[u8], resources: &'a Dictionary, place: Matrix, depth: usize) {
        if content.len() > CONTENT_BYTES_MAX {
            self.cut = true;
            return;
        }
        let Ok(content) = Content::decode(content) else { return };
        let mut state = State {
            place,
            font: None,
            size: 0.0,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut aside: Vec<State> = Vec::new();
        let mut line = Matrix::IDENTITY;
        let mut text = Matrix::IDENTITY;
        for operation in &content.operations {
            self.operations += 1;
            if self.operations > OPERATIONS_MAX || self.letters.len() > LETTERS_MAX {
                self.cut = true;
                return;
            }
            let Operation { operator, operands } = operation;
            match operator.as_str() {
                "q" if aside.len() < STATES_MAX => aside.push(state.clone()),
                "Q" => state = aside.pop().unwrap_or(state),
                "cm" => {
                    if let Some(matrix) = Matrix::of(operands) {
                        state.place = matrix.then(state.place);
                    }
                }
                "Do" => self.form(operands, resources, state.place, depth),
                "BI" => self.pictures += 1,
                "BT" => (line, text) = (Matrix::IDENTITY, Matrix::IDENTITY),
                "Tm" => {
                    line = Matrix::of(operands).unwrap_or(line);
                    text = line;
                }
                "Td" | "TD" | "T*" | "'" | "\"" => {
                    let (x, y) = next_line(operator, operands, &mut state);
                    line = Matrix::moved(x, y).then(line);
                    text = line;
                    if let ("'" | "\"", Some(Object::String(codes, _))) = (operator.as_str(), operands.last()) {
                        self.show(codes, &state, &mut text);
                    }
                }
                "Tj" => {
                    if let Some(Object::String(codes, _)) = operands.first() {
                        self.show(codes, &state, &mut text);
                    }
                }
                "TJ" => self.show_spaced(operands, &state, &mut text),
                "Tf" => self.choose(operands, resources, &mut state),
                "Tc" => state.letter_spacing = number(operands, 0),
                "Tw" => state.word_spacing = number(operands, 0),
                "Tz" => state.stretch = number(operands, 0) / 100.0,
                "TL" => state.leading = number(operands, 0),
                "Ts" => state.rise = number(operands, 0),
                _ => {}
            }
        }
    }

    /// A form is a content stream of its own; a picture is counted.
    fn form(&mut self, operands: &[Object], resources: &'a Dictionary, place: Matrix, depth: usize) {
        let named = operands.first().and_then(|name| name.as_name().ok());
        let Some(found) = named.and_then(|name| self.resource(resources, b"XObject", name)) else { return };
        let Ok(stream): Result<&'a Stream, _> = found.as_stream() else { return };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.pictures += 1,
            Ok(b"Form") if depth < FORMS_DEPTH_MAX => {
                let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict);
                let matrix = stream.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array);
                let matrix = matrix.ok().and_then(|values| Matrix::of(values)).unwrap_or(Matrix::IDENTITY);
                let Ok(content) = stream.get_plain_content() else { return };
                self.paint(&content, own.unwrap_or(resources), matrix.then(place), depth + 1);
            }
            _ => {}
        }
    }

    fn choose(&mut self, operands: &[Object], resources: &'a Dictionary, state: &mut State) {
        state.size = number(operands, 1);
        let named = operands.first().and_then(|name| name.as_name().ok());
        let found = named.and_then(|name| self.resource(resources, b"Font", name));
        let Some(dictionary) = found.and_then(|object| object.as_dict().ok()) else {
            state.font = None;
            return;
        };
        let document = self.document;
        let font = self.fonts.entry(dictionary).or_insert_with(|| Rc::new(Font::read(document, dictionary)));
        state.font = Some(Rc::clone(font));
    }

    fn resource(&self, resources: &'a Dictionary, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        let kinds = resources.get_deref(kind, self.document).ok()?.as_dict().ok()?;
        kinds.get_deref(name, self.document).ok()
    }

    fn show_spaced(&mut self, operands: &[Object], state: &State, text: &mut Matrix) {
        let Some(Object::Array(parts)) = operands.first() else { return };
        for part in parts {
            match part {
                Object::String(codes, _) => self.show(codes, state, text),
                other => {
                    if let Ok(back) = other.as_float() {
                        *text = Matrix::moved(-back / 1000.0 * state.size * state.stretch, 0.0).then(*text);
                    }
                }
            }
        }
    }

    fn show(&mut self, codes: &[u8], state: &State, text: &mut Matrix) {
        let Some(font) = state.font.clone() else { return };
        for code in font.codes(codes) {
            let width = font.width(code.value) * state.size;
            let spacing = state.letter_spacing + if code.is_space { state.word_spacing } else { 0.0 };
            let placed = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise])
                .then(*text)
                .then(state.place);
            self.letters(&font, code.value, code.length, placed);
            *text = Matrix::moved((width + spacing) * state.stretch, 0.0).then(*text);
        }
    }

    /// The letters of one code: several for a ligature, which share its width.
    fn letters(&mut self, font: &Font, code: u32, length: usize, placed: Matrix) {
        let [a, b, c, d, x, y] = placed.0;
        let size = c.hypot(d);
        if ![a, b, x, y, size].iter().all(|value| value.is_finite()) || size <= 0.0 {
            return;
        }
        let shown = font.text(code, length);
        let count = shown.chars().count().max(1) as f32;
        let width = font.width(code) * a.hypot(b) / count;
        let direction = Direction::of(a, b);
        let (along_x, along_y) = (a / a.hypot(b), b / a.hypot(b));
        for (nth, letter) in shown.chars().enumerate() {
            let (x, y) = (x + along_x * width * nth as f32, y + along_y * width * nth as f32);
            self.letters.push(Letter { letter, x, y, width, size, direction });
        }
    }
}

/// How far the next line lies from this one.
fn next_line(operator: &str, operands: &[Object], state: &mut State) -> (f32, f32) {
    match operator {
        "Td" => (number(operands, 0), number(operands, 1)),
        "TD" => {
            state.leading = -number(operands, 1);
            (number(operands, 0), number(operands, 1))
        }
        _ => {
            if operator == "\"" {
                state.word_spacing = number(operands, 0);
                state.letter_spacing = number(operands, 1);
            }
            (0.0, -state.leading)
        }
    }
}

/// The operand as a number; 0 where it is none.
fn number(operands: &[Object], at: usize) -> f32 {
    operands.get(at).and_then(|operand| operand.as_float().ok()).filter(|value| value.is_finite()).unwrap_or(0.0)
}
