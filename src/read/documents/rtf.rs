//! RTF (Microsoft, 1.0 to 1.9.1): groups in braces, control words, text in code pages.
//!
//! The bytes of a document come in and are read once from beginning to end. Text is that of the
//! document itself: fonts, styles, pictures, headers, footnotes, annotations, hidden and deleted text
//! and every destination that is unknown and marked as one to be passed over are out.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::paper::{Paper, Role};
use crate::read::Refusal;
use crate::read::outlet::{Member, Outlet};

/// Groups within groups.
const DEPTH_MAX: usize = 1_000;
/// Destinations whose text is none of the document's.
const LEFT_OUT: &[&str] = &[
    "annotation",
    "atnauthor",
    "atnid",
    "colortbl",
    "comment",
    "factoidname",
    "filetbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "footnote",
    "fldinst",
    "ftncn",
    "ftnsep",
    "ftnsepc",
    "aftncn",
    "aftnsep",
    "aftnsepc",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "list",
    "listlevel",
    "listoverridetable",
    "listtable",
    "listtext",
    "nonesttables",
    "nonshppict",
    "objdata",
    "pict",
    "pntext",
    "pntxta",
    "pntxtb",
    "private",
    "revtbl",
    "rsidtbl",
    "rxe",
    "shprslt",
    "sp",
    "tc",
    "tcn",
    "themedata",
    "txe",
    "xe",
];
/// Marked as to be passed over, and shown all the same.
const SHOWN: &[&str] = &["shpinst"];

/// Control words that stand for characters.
const CHARACTERS: &[(&str, &str)] = &[
    ("bullet", "•"),
    ("emdash", "—"),
    ("emspace", " "),
    ("endash", "–"),
    ("enspace", " "),
    ("lbr", "\n"),
    ("ldblquote", "“"),
    ("line", "\n"),
    ("lquote", "‘"),
    ("qmspace", " "),
    ("rdblquote", "”"),
    ("rquote", "’"),
    ("tab", " "),
];
/// Windows' numbers of character sets of fonts, and their code pages.
const CHARSETS: &[(i32, i32)] = &[
    (77, 10_000),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
];

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    Text,
    LeftOut,
    /// Left out, but for its form in Unicode.
    Alternatives,
    /// Left out, but for what is shown in its place.
    Object,
    Fonts,
    Styles,
    Info,
    Title,
    Author,
    Created,
    Changed,
}

#[derive(Clone, Copy)]
struct State {
    destination: Destination,
    /// Characters behind a Unicode character that stand for it in older programs.
    replacements: usize,
    font: Option<i32>,
    hidden: bool,
    deleted: bool,
}

struct Rtf {
    paper: Paper,
    state: State,
    around: Vec<State>,
    code_page: &'static Encoding,
    default_font: Option<i32>,
    /// The code pages of fonts that have one of their own.
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, Role>,
    /// The font or style that its table describes.
    described: i32,
    /// Bytes in a code page that wait to be decoded together.
    raw: Vec<u8>,
    high: Option<u16>,
    to_replace: usize,
    paragraph: String,
    style: Option<i32>,
    /// Text of a destination that is none of the document's: a style's name, a title.
    value: String,
    day: [i32; 5],
}

/// Reads an RTF document.
///
/// # Errors
/// No text; groups nested too deep.
pub(in crate::read) fn read(bytes: &[u8], member: &Member<'_>, outlet: &mut Outlet<'_>) -> Result<(), Refusal> {
    let mut rtf = Rtf::new();
    rtf.read(bytes)?;
    rtf.end_paragraph();
    if !rtf.around.is_empty() {
        rtf.paper.notes.push("the document is cut short; what there is was read".to_string());
    }
    rtf.paper.finish(member, outlet)
}

impl Rtf {
    fn new() -> Rtf {
        let state =
            State { destination: Destination::Text, replacements: 1, font: None, hidden: false, deleted: false };
        Rtf {
            paper: Paper::default(),
            state,
            around: Vec::new(),
            code_page: WINDOWS_1252,
            default_font: None,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            described: 0,
            raw: Vec::new(),
            high: None,
            to_replace: 0,
            paragraph: String::new(),
            style: None,
            value: String::new(),
            day: [0; 5],
        }
    }

    fn read(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'{' => {
                    self.open()?;
                    at += 1;
                }
                b'}' => {
                    self.close();
                    at += 1;
                    if self.around.is_empty() {
                        break;
                    }
                }
                b'\\' => at = self.control(bytes, at + 1),
                b'\r' | b'\n' | 0 => at += 1,
                byte => {
                    self.byte(byte);
                    at += 1;
                }
            }
        }
        Ok(())
    }

    fn open(&mut self) -> Result<(), Refusal> {
        self.flush();
        self.to_replace = 0;
        self.around.push(self.state);
        if self.around.len() > DEPTH_MAX {
            return Err(Refusal::Limit(format!("groups of the RTF are nested more than {DEPTH_MAX} deep")));
        }
        Ok(())
    }

    fn close(&mut self) {
        self.flush();
        self.to_replace = 0;
        let closed = self.state.destination;
        if let Some(around) = self.around.pop() {
            self.state = around;
        }
        let value = std::mem::take(&mut self.value);
        let said = value.trim().trim_end_matches(';').trim();
        match closed {
            Destination::Styles if !said.is_empty() => {
                self.styles.insert(self.described, Role::of_style(said));
            }
            _ if closed == self.state.destination || said.is_empty() && self.day[0] == 0 => {}
            Destination::Title => self.paper.title = Some(said.to_string()),
            Destination::Author => self.paper.creator = Some(said.to_string()),
            Destination::Created => self.paper.created = self.day(),
            Destination::Changed => self.paper.changed = self.day(),
            _ => {}
        }
    }

    /// The day gathered, as it is written in ISO 8601.
    fn day(&mut self) -> Option<String> {
        let [year, month, day, hour, minute] = std::mem::take(&mut self.day);
        (year > 0).then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"))
    }

    /// Reads what stands behind a backslash at `at`; returns where the text goes on.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(&first) = bytes.get(at) else { return at };
        if !first.is_ascii_alphabetic() {
            return self.symbol(bytes, at, first);
        }
        const WORD_BYTES_MAX: usize = 40;
        let rest = &bytes[at..];
        let length = rest.iter().take(WORD_BYTES_MAX).take_while(|b| b.is_ascii_alphabetic()).count();
        let word = std::str::from_utf8(&rest[..length]).unwrap_or("");
        let sign = usize::from(rest.get(length) == Some(&b'-'));
        let digits = rest[length + sign..].iter().take(10).take_while(|b| b.is_ascii_digit()).count();
        let (mut number, mut end) = (None, length);
        if digits > 0 {
            end = length + sign + digits;
            number = std::str::from_utf8(&rest[length..end]).ok().and_then(|digits| digits.parse::<i32>().ok());
        }
        if rest.get(end) == Some(&b' ') {
            end += 1;
        }
        if word == "bin" {
            return (at + end).saturating_add(number.unwrap_or(0).max(0) as usize).min(bytes.len());
        }
        if word != "u" && self.to_replace > 0 {
            self.to_replace -= 1;
        }
        self.word(word, number);
        at + end
    }

    fn symbol(&mut self, bytes: &[u8], at: usize, first: u8) -> usize {
        match first {
            b'\'' => {
                let code = bytes.get(at + 1..at + 3).and_then(|code| std::str::from_utf8(code).ok());
                if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
                    self.byte(byte);
                    return at + 3;
                }
            }
            b'*' => return self.starred(bytes, at + 1),
            b'~' => self.text(" "),
            b'_' => self.text("-"),
            b'\r' | b'\n' => self.end_paragraph(),
            b'\\' | b'{' | b'}' => self.byte(first),
            _ => {}
        }
        at + 1
    }

    /// A destination that older programs pass over, and so do we, but for the few that hold text.
    fn starred(&mut self, bytes: &[u8], at: usize) -> usize {
        let blanks = bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let Some(rest) = bytes[at + blanks..].strip_prefix(b"\\") else { return at };
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let word = &rest[..length];
        if word == b"ud" && self.state.destination == Destination::Alternatives {
            self.state.destination = Destination::Text;
        } else if !SHOWN.iter().any(|shown| shown.as_bytes() == word) {
            self.state.destination = Destination::LeftOut;
        }
        at
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if self.state.destination == Destination::LeftOut {
            return;
        }
        if let Some((_, text)) = CHARACTERS.iter().find(|(known, _)| *known == word) {
            return self.text(text);
        }
        match word {
            "par" | "sect" | "page" | "column" | "cell" | "nestcell" | "row" => self.end_paragraph(),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.replacements = number.unwrap_or(1).clamp(0, 100) as usize,
            "v" => self.hide(|state| &mut state.hidden, number),
            "deleted" => self.hide(|state| &mut state.deleted, number),
            "plain" => {
                self.flush();
                (self.state.hidden, self.state.deleted, self.state.font) = (false, false, None);
            }
            "pard" => self.style = None,
            "s" if self.state.destination == Destination::Styles => self.described = number.unwrap_or(0),
            "s" => self.style = number,
            "f" if self.state.destination == Destination::Fonts => self.described = number.unwrap_or(0),
            "f" => {
                self.flush();
                self.state.font = number;
            }
            "deff" => self.default_font = number,
            _ => self.destination(word, number),
        }
    }

    fn destination(&mut self, word: &str, number: Option<i32>) {
        use Destination::{Alternatives, Author, Changed, Created, Fonts, Info, LeftOut, Object, Styles, Text, Title};
        let within = self.state.destination;
        let part = |rtf: &mut Rtf, at: usize| rtf.day[at] = number.unwrap_or(0);
        match (word, within) {
            ("fonttbl", _) => self.state.destination = Fonts,
            ("stylesheet", _) => self.state.destination = Styles,
            ("info", _) => self.state.destination = Info,
            ("upr", _) => self.state.destination = Alternatives,
            ("object", Text) => self.state.destination = Object,
            ("result", Object) => self.state.destination = Text,
            ("title", Info) => self.state.destination = Title,
            ("author", Info) => self.state.destination = Author,
            ("creatim", Info) => self.state.destination = Created,
            ("revtim", Info) => self.state.destination = Changed,
            ("yr", Created | Changed) => part(self, 0),
            ("mo", Created | Changed) => part(self, 1),
            ("dy", Created | Changed) => part(self, 2),
            ("hr", Created | Changed) => part(self, 3),
            ("min", Created | Changed) => part(self, 4),
            ("fcharset", Fonts) => {
                let page = CHARSETS.iter().find(|(charset, _)| Some(*charset) == number);
                if let Some(encoding) = page.and_then(|(_, page)| encoding(*page)) {
                    self.fonts.insert(self.described, encoding);
                }
            }
            ("cpg", Fonts) => {
                if let Some(encoding) = number.and_then(encoding) {
                    self.fonts.insert(self.described, encoding);
                }
            }
            ("mac", Text) => self.code_page = encoding_rs::MACINTOSH,
            ("ansicpg", Text) => self.code_page = number.and_then(encoding).unwrap_or(self.code_page),
            _ if LEFT_OUT.contains(&word) => self.state.destination = LeftOut,
            _ => {}
        }
    }

    fn hide(&mut self, switch: impl Fn(&mut State) -> &mut bool, number: Option<i32>) {
        self.flush();
        *switch(&mut self.state) = number != Some(0);
    }

    fn byte(&mut self, byte: u8) {
        if self.to_replace > 0 {
            self.to_replace -= 1;
        } else if self.state.destination != Destination::LeftOut {
            self.raw.push(byte);
        }
    }

    fn unicode(&mut self, number: i32) {
        let first_of_pair = self.high.take();
        self.flush();
        self.to_replace = self.state.replacements;
        // Above 32767 they are written as negative numbers.
        let unit = (number & 0xFFFF) as u16;
        let character = match (first_of_pair, unit) {
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                return;
            }
            (Some(high), 0xDC00..=0xDFFF) => char::decode_utf16([high, unit]).next().and_then(Result::ok),
            // Symbols of fonts that have no letters.
            (_, 0xF000..=0xF0FF) => None,
            _ if number > 0xFFFF => char::from_u32(number as u32),
            _ => char::from_u32(unit.into()),
        };
        if let Some(character) = character {
            self.shown(character.encode_utf8(&mut [0; 4]));
        }
    }

    fn text(&mut self, text: &str) {
        self.flush();
        self.shown(text);
    }

    /// Decodes what has gathered.
    fn flush(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        let font = self.state.font.or(self.default_font);
        let encoding = font.and_then(|font| self.fonts.get(&font)).copied().unwrap_or(self.code_page);
        self.shown(&encoding.decode_without_bom_handling(&raw).0);
    }

    fn shown(&mut self, text: &str) {
        match self.state.destination {
            Destination::Text if self.state.hidden || self.state.deleted => {}
            Destination::Text => self.paragraph.push_str(text),
            Destination::Styles | Destination::Title | Destination::Author => self.value.push_str(text),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if self.state.destination != Destination::Text {
            return;
        }
        let role = self.style.and_then(|style| self.styles.get(&style)).copied().unwrap_or(Role::Plain);
        self.paper.add(&self.paragraph, role);
        self.paragraph.clear();
    }
}

/// The charset of a code page of Windows.
fn encoding(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        874 | 1250..=1258 => format!("windows-{page}"),
        866 => "ibm866".to_string(),
        932 => "shift_jis".to_string(),
        936 => "gbk".to_string(),
        949 | 1361 => "euc-kr".to_string(),
        950 => "big5".to_string(),
        10_000 => "macintosh".to_string(),
        20_866 => "koi8-r".to_string(),
        28_592..=28_606 => format!("iso-8859-{}", page - 28_590),
        65_001 => "utf-8".to_string(),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}
