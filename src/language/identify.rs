//! In which language a text is written.
//!
//! Scripts first: most tell their language, or leave few. Among the languages in Latin letters the
//! small words decide (`small_words`), as in Ingle's table of them (Language Identification Table,
//! 1980): a text without small words is a table, a list of names or in a language the tables lack,
//! and is none of theirs. A wrong language would set an article's stems and days wrong; none does
//! no harm.

use std::ops::Range;

use super::small_words::{LANGUAGES, languages_of, languages_of_letters};

/// Texts with fewer letters than this are not judged.
const LETTERS_MIN: usize = 40;
/// Characters of Han, Kana and Hangul are words or syllables: fewer tell as much.
const SIGNS_MIN: usize = 15;
/// How much of a text is looked through, in bytes: tables may be long.
const LOOKED_THROUGH_BYTES: usize = 8_000;
/// Words by which a text is judged: more would tell no more.
const WORDS_MAX: usize = 400;
/// Words after which a plain case is settled.
const PLAIN_WORDS: u32 = 60;

/// The ISO 639-1 code of the text's language; `None` where it cannot be told.
pub fn language_of(text: &str) -> Option<&'static str> {
    let text = &text[..text.floor_char_boundary(LOOKED_THROUGH_BYTES)];
    let scripts = Scripts::of(text);
    match scripts.main()? {
        Script::Latin if text.is_ascii() => by_small_words(AsciiWords::new(text)),
        Script::Latin => by_small_words(words(text)),
        Script::Cyrillic => cyrillic(text),
        Script::Arabic => arabic(text),
        Script::Devanagari => devanagari(text),
        Script::Japanese => Some("ja"),
        Script::Han => Some("zh"),
        Script::Of(code) => Some(code),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Han,
    Japanese,
    /// Written by one language alone, as far as newspapers go.
    Of(&'static str),
}

/// Scripts of one language, by ranges of characters: the language's code.
const OWN_SCRIPTS: &[(u32, u32, &str)] = &[
    (0x370, 0x3FF, "el"),
    (0x1F00, 0x1FFF, "el"),
    (0x530, 0x58F, "hy"),
    (0x590, 0x5FF, "he"),
    (0xA00, 0xA7F, "pa"),
    (0xA80, 0xAFF, "gu"),
    (0xB80, 0xBFF, "ta"),
    (0xC00, 0xC7F, "te"),
    (0xC80, 0xCFF, "kn"),
    (0xD00, 0xD7F, "ml"),
    (0xD80, 0xDFF, "si"),
    (0xE00, 0xE7F, "th"),
    (0xE80, 0xEFF, "lo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1780, 0x17FF, "km"),
    (0xAC00, 0xD7AF, "ko"),
];

/// Letters of a text by script.
#[derive(Default)]
struct Scripts {
    latin: usize,
    cyrillic: usize,
    arabic: usize,
    devanagari: usize,
    han: usize,
    kana: usize,
    own: Vec<(&'static str, usize)>,
}

impl Scripts {
    fn of(text: &str) -> Scripts {
        let mut scripts = Scripts::default();
        if text.is_ascii() {
            scripts.latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
            return scripts;
        }
        for c in text.chars() {
            match u32::from(c) {
                0..0x80 => scripts.latin += usize::from(c.is_ascii_alphabetic()),
                0x400..=0x52F => scripts.cyrillic += 1,
                0x600..=0x6FF | 0x750..=0x77F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => scripts.arabic += 1,
                0x900..=0x97F => scripts.devanagari += 1,
                0x3041..=0x30FF => scripts.kana += 1,
                0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF => scripts.han += 1,
                0xC0..=0x24F | 0x1E00..=0x1EFF => scripts.latin += usize::from(c.is_alphabetic()),
                code => scripts.add_own(code),
            }
        }
        scripts
    }

    fn add_own(&mut self, code: u32) {
        let Some((_, _, language)) = OWN_SCRIPTS.iter().find(|(from, to, _)| (*from..=*to).contains(&code)) else {
            return;
        };
        match self.own.iter_mut().find(|(known, _)| known == language) {
            Some((_, count)) => *count += 1,
            None => self.own.push((language, 1)),
        }
    }

    /// The script of most letters. A sign of Han or Kana counts as two letters: foreign names
    /// among them are long.
    fn main(&self) -> Option<Script> {
        let signs = self.han + self.kana;
        // Chinese has no Kana; Japanese is never long without.
        let east = if self.kana * 12 > self.han { Script::Japanese } else { Script::Han };
        let counts = [
            (self.latin, Script::Latin),
            (self.cyrillic, Script::Cyrillic),
            (self.arabic, Script::Arabic),
            (self.devanagari, Script::Devanagari),
            (signs * 2, east),
        ];
        let own =
            self.own.iter().map(|(code, count)| (if *code == "ko" { count * 2 } else { *count }, Script::Of(code)));
        let (count, script) = counts.into_iter().chain(own).max_by_key(|(count, _)| *count)?;
        let few = match script {
            Script::Han | Script::Japanese | Script::Of("ko") => 2 * SIGNS_MIN,
            _ => LETTERS_MIN,
        };
        (count >= few).then_some(script)
    }
}

/// The words of a text, without numbers, initials and what is between: no `12th`, `U.S.`, `a@b`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let joins = |c: char| matches!(c, '\'' | '’' | '-' | '.' | '@' | '/' | '_');
    text.split(move |c: char| !(c.is_alphanumeric() || joins(c)))
        .map(move |run| run.trim_matches(joins))
        .filter(|run| !run.bytes().any(|b| b.is_ascii_digit() || matches!(b, b'.' | b'@' | b'/' | b'_')))
        // `l'hiver`, `dell'anno`.
        .flat_map(|run| run.split(['\'', '’', '-']))
        .filter(|word| !word.is_empty())
}

/// The same of a text in ASCII, which is most of what is read.
struct AsciiWords<'a> {
    text: &'a str,
    /// What is left of a run whose words are given.
    run: Range<usize>,
    /// Where the next run is looked for.
    at: usize,
}

impl<'a> AsciiWords<'a> {
    fn new(text: &'a str) -> AsciiWords<'a> {
        AsciiWords { text, run: 0..0, at: 0 }
    }

    /// Goes to the next run of words; false at the end.
    fn find_run(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let joins = |b: u8| matches!(b, b'\'' | b'-' | b'.' | b'@' | b'/' | b'_');
        let Some(skipped) = bytes[self.at..].iter().position(|b| b.is_ascii_alphanumeric() || joins(*b)) else {
            return false;
        };
        let start = self.at + skipped;
        let length = bytes[start..].iter().position(|b| !(b.is_ascii_alphanumeric() || joins(*b)));
        self.at = length.map_or(bytes.len(), |length| start + length);
        let run = &bytes[start..self.at];
        let first = run.iter().position(|b| !joins(*b)).unwrap_or(run.len());
        let end = run.iter().rposition(|b| !joins(*b)).map_or(first, |last| last + 1);
        let is_no_word = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'@' | b'/' | b'_');
        self.run = match run[first..end].iter().any(is_no_word) {
            true => 0..0,
            false => start + first..start + end,
        };
        true
    }
}

impl<'a> Iterator for AsciiWords<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            if self.run.is_empty() && !self.find_run() {
                return None;
            }
            let rest = &self.text[self.run.clone()];
            let length = rest.bytes().position(|b| matches!(b, b'\'' | b'-')).unwrap_or(rest.len());
            self.run.start = (self.run.start + length + 1).min(self.run.end);
            if length > 0 {
                return Some(&rest[..length]);
            }
        }
    }
}

/// Hits of one language.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// Each word shared out among the languages that have it.
    weight: f32,
    hits: u32,
    /// Different words, as far as told apart by their first and last bytes and length.
    different: u64,
}

/// The language whose small words are the most.
fn by_small_words<'a>(words: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut tallies = [Tally::default(); LANGUAGES.len()];
    let mut lower = String::with_capacity(32);
    let mut all = 0u32;
    for word in words.take(WORDS_MAX) {
        lower.clear();
        match word.is_ascii() {
            true => {
                lower.push_str(word);
                lower.make_ascii_lowercase();
            }
            false => lower.extend(word.chars().flat_map(char::to_lowercase)),
        }
        all += 1;
        add(&mut tallies, languages_of(&lower), &lower, 1.0);
        add(&mut tallies, languages_of_letters(&lower), &lower, 0.5);
        if all == PLAIN_WORDS
            && let Some(found) = settled(&tallies, all, 2.0)
        {
            return Some(found);
        }
    }
    settled(&tallies, all, 1.08)
}

fn add(tallies: &mut [Tally; LANGUAGES.len()], languages: u32, word: &str, weight: f32) {
    if languages == 0 {
        return;
    }
    let share = weight / languages.count_ones() as f32;
    let sum: u32 = word.bytes().fold(0, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let mut left = languages;
    while left != 0 {
        let tally = &mut tallies[left.trailing_zeros() as usize];
        left &= left - 1;
        tally.weight += share;
        tally.hits += 1;
        tally.different |= 1 << (sum % 64);
    }
}

/// The first language, where it leads the second by `margin` and has small words enough: three,
/// two different ones, and of its own (words of two languages count half) one in twelve.
fn settled(tallies: &[Tally; LANGUAGES.len()], all: u32, margin: f32) -> Option<&'static str> {
    let (mut first, mut second) = (0, 1);
    for at in 0..tallies.len() {
        if tallies[at].weight > tallies[first].weight {
            second = first;
            first = at;
        } else if at != first && tallies[at].weight > tallies[second].weight || second == first {
            second = at;
        }
    }
    let best = &tallies[first];
    // The table of English is the longest: two of its words tell as much as three of another's.
    let (hits_min, one_in) = if LANGUAGES[first].0 == "en" { (2, 20.0) } else { (3, 12.0) };
    let enough = best.hits >= hits_min && best.different.count_ones() >= 2 && best.weight * one_in >= all as f32;
    (enough && best.weight >= tallies[second].weight * margin).then_some(LANGUAGES[first].0)
}

/// By the letters that only some languages have.
fn cyrillic(text: &str) -> Option<&'static str> {
    let has = |letters: &str| text.chars().filter(|c| letters.contains(*c)).count();
    let (serbian, macedonian) = (has("ђћЂЋ"), has("ѓќѕЃЌЅ"));
    if has("әғқңөұүһӘҒҚҢӨҰҮҺҕ") > 2 {
        // Kazakh, Kyrgyz, Tatar, Mongolian: not told apart here.
        return None;
    }
    if has("јљњџЈЉЊЏ") > 0 {
        let stands = |word: &str| text.split_whitespace().filter(|found| *found == word).count();
        let (serbian, macedonian) = (serbian + stands("у") + stands("са"), macedonian + stands("во") + stands("со"));
        return (serbian != macedonian).then_some(if serbian > macedonian { "sr" } else { "mk" });
    }
    if has("ўЎ") > 0 {
        return Some("be");
    }
    if has("іїєґІЇЄҐ") > has("ыэъёЫЭЪЁ") {
        return Some("uk");
    }
    if has("ыэЫЭ") > 0 {
        return Some("ru");
    }
    let small =
        |word: &str| matches!(word, "на" | "за" | "се" | "от" | "който" | "която" | "които" | "това" | "ще" | "беше");
    let bulgarian = text.split_whitespace().filter(|word| small(word)).count();
    (has("ъЪ") > 0 || bulgarian >= 3).then_some("bg")
}

fn arabic(text: &str) -> Option<&'static str> {
    let has = |letters: &str| text.chars().filter(|c| letters.contains(*c)).count();
    if has("ېۍځڅښړڼ") > 1 || has("ەۆێڕڵ") > 2 {
        // Pashto; Kurdish and Uighur.
        return None;
    }
    if has("ٹڈڑےں") > 2 {
        return Some("ur");
    }
    if has("پچگژکی") > 2 { Some("fa") } else { Some("ar") }
}

/// Small words tell Hindi; its neighbours' only keep theirs from being taken for it.
fn devanagari(text: &str) -> Option<&'static str> {
    let (mut hindi, mut other) = (0, 0);
    for word in text.split(|c: char| !(0x900..0x964).contains(&u32::from(c))) {
        match word {
            "है" | "हैं" | "की" | "के" | "में" | "और" | "को" | "ने" | "से" | "का" | "यह" | "नहीं" | "लिए" | "था" | "थी"
            | "थे" => hindi += 1,
            "आहे" | "आहेत" | "आणि" | "व" | "या" | "मध्ये" | "छ" | "छन्" | "र" | "मा" | "को।" | "गर्न" | "अछि" | "नाही"
            | "केले" | "केली" | "भएको" | "गरेको" | "हो" => other += 1,
            _ => {}
        }
    }
    (hindi >= 2 && hindi > other).then_some("hi")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{AsciiWords, language_of, words};

    proptest! {
        #[test]
        fn words_in_ascii_are_the_words(text in "([a-cN'./@_ -]|[0-9,]){0,60}") {
            prop_assert_eq!(AsciiWords::new(&text).collect::<Vec<_>>(), words(&text).collect::<Vec<_>>());
        }
    }

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(language_of(text), expected, "{text}");
    }

    #[test]
    fn capitals_are_judged_as_words() {
        check("THE ALLIES AFTER THE CONFERENCE WERE UNITED IN THE VIEW THAT NOTHING COULD BE DONE", Some("en"));
    }

    #[test]
    fn languages_are_told_apart() {
        check("Die Regierung hat am Mittwoch ein neues Gesetz beschlossen, das im Herbst gilt.", Some("de"));
        check("Le conseil a voté mercredi soir la réouverture du pont, fermé depuis l'hiver.", Some("fr"));
        check("El consejo votó el miércoles la reapertura del puente, cerrado desde el invierno.", Some("es"));
        check("O conselho aprovou na quarta-feira a reabertura da ponte, que não abria desde o inverno.", Some("pt"));
        check("Il consiglio ha votato mercoledì la riapertura del ponte, chiuso dall'inverno scorso.", Some("it"));
        check("De raad stemde woensdag voor de heropening van de brug, die sinds de winter dicht is.", Some("nl"));
        check("Konsey çarşamba günü kıştan beri kapalı olan köprünün yeniden açılması için oy verdi.", Some("tr"));
    }

    #[test]
    fn neighbours_are_told_apart() {
        check("Rådet stemte onsdag for at genåbne broen, som har været lukket siden vinteren.", Some("da"));
        check("Rådet stemte onsdag for å gjenåpne broen, som har vært stengt siden vinteren.", Some("no"));
        check("Rådet röstade på onsdagen för att öppna bron, som har varit stängd sedan i vintras.", Some("sv"));
        check(
            "Rada ve středu hlasovala pro otevření mostu, který je od zimy uzavřen, a podle ní se tak stane.",
            Some("cs"),
        );
        check(
            "Rada w środę głosowała za otwarciem mostu, który jest zamknięty od zimy, i nie wie, co dalej.",
            Some("pl"),
        );
        check("Consiliul a votat miercuri pentru redeschiderea podului, care este închis din iarnă.", Some("ro"));
        check("A tanács szerdán megszavazta, hogy a híd, amely tél óta nem járható, újra nyíljon.", Some("hu"));
        check(
            "Neuvosto päätti keskiviikkona, että silta, joka on ollut kiinni talvesta, avataan kun jää lähtee.",
            Some("fi"),
        );
    }

    #[test]
    fn scripts_tell_what_they_can() {
        check("Правительство приняло в среду новый закон, который вступит в силу осенью.", Some("ru"));
        check("Уряд ухвалив у середу новий закон, який набуде чинності восени, повідомили міністри.", Some("uk"));
        check("Съветът гласува в сряда за повторното отваряне на моста, който е затворен от зимата.", Some("bg"));
        check("Влада је у среду усвојила нови закон, који ће ступити на снагу у јесен, кажу људи.", Some("sr"));
        check("Το συμβούλιο ψήφισε την Τετάρτη για την επαναλειτουργία της γέφυρας.", Some("el"));
        check("המועצה הצביעה ביום רביעי בעד פתיחת הגשר מחדש, שהיה סגור מאז החורף.", Some("he"));
        check("صوّت المجلس يوم الأربعاء على إعادة فتح الجسر المغلق منذ الشتاء الماضي.", Some("ar"));
        check("شورا روز چهارشنبه به بازگشایی پلی که از زمستان بسته بود رأی داد و گفت که چنین می‌کند.", Some("fa"));
        check("परिषद ने बुधवार को पुल को फिर से खोलने के लिए मतदान किया, जो सर्दियों से बंद है।", Some("hi"));
        check("สภาลงมติเมื่อวันพุธให้เปิดสะพานที่ปิดมาตั้งแต่ฤดูหนาวอีกครั้ง", Some("th"));
        check("의회는 수요일에 겨울부터 폐쇄된 다리를 다시 열기로 의결했다.", Some("ko"));
        check("议会星期三投票决定重新开放自冬季以来关闭的大桥。", Some("zh"));
        check(
            "政府は水曜日に新しい法律を可決した。この法律は秋から施行される。川の水位は下がり続けている。",
            Some("ja"),
        );
    }

    #[test]
    fn what_has_no_running_words_is_not_judged() {
        check("Too short.", None);
        check("12.5 13.5 1,200 3/4 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31", None);
        check("Shr 41 cts vs 47 cts, Avg shrs 2,452,171 vs 1,975,422, Qtly div 25 cts vs 20 cts, Revs 11.0 mln", None);
        check("Ostrey 3-1 Lirrmouth, Marrack 0-0 Brennick, Vellmark 2-2 Kessay, Tollgate 1-0 Corrow Town", None);
    }

    #[test]
    fn a_language_the_tables_lack_is_none() {
        // Xhosa and Kazakh.
        check("Ibhunga livote ngoLwesithathu ukuba livulwe ibhulorho ebivaliwe ukususela ebusika.", None);
        check("Кеңес сәрсенбіде қыстан бері жабық тұрған көпірді қайта ашуға дауыс берді.", None);
    }
}
