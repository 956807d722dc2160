//! Small articles, written down in a line.
//!
//! The name of an article is its id (padded with zeros), so that answers read as names and ids
//! sort as names do.

use onrecord::index::{Change, EntryStamp};
use onrecord::model::{
    Article, ArticleId, Day, EntryPath, Evidence, Headline, Period, Precision, Published, Span, Suspicion,
};

/// An article of this name and body, its paragraphs parted by empty lines; written in English
/// and undated until said otherwise.
pub fn article(name: &str, body: &str) -> Draft {
    let mut draft = Draft(Article {
        language: Some("en".into()),
        ..Article::bare(id(name), EntryPath::new(format!("{name}.txt")), "")
    });
    for paragraph in body.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        let span = draft.append(paragraph);
        draft.0.body.push(span);
    }
    draft
}

/// Articles of bodies alone.
pub fn bodies(list: &[(&str, &str)]) -> Vec<Article> {
    list.iter().map(|(name, body)| article(name, body).done()).collect()
}

pub fn id(name: &str) -> ArticleId {
    let mut bytes = [0; 10];
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    ArticleId::new(bytes)
}

pub fn name(id: ArticleId) -> String {
    String::from_utf8_lossy(id.bytes()).trim_end_matches('\0').to_string()
}

pub fn put(article: &Article) -> Change {
    Change::Put(
        Box::new(article.clone()),
        Box::default(),
        EntryStamp { size_bytes: 1, modified_nanos: 2, read_nanos: 3, last_of_entry: true, fingerprint: 0 },
    )
}

pub struct Draft(Article);

impl Draft {
    pub fn headline(mut self, words: &str) -> Draft {
        self.0.headline = Some(Headline { words: words.into(), span: None });
        self
    }

    pub fn related(mut self, line: &str) -> Draft {
        let span = self.append(line);
        self.0.related.push(span);
        self
    }

    pub fn by(mut self, name: &str) -> Draft {
        self.0.bylines.push(name.into());
        self
    }

    pub fn publisher(mut self, name: &str) -> Draft {
        self.0.publisher = Some(name.into());
        self
    }

    pub fn section(mut self, name: &str) -> Draft {
        self.0.section = Some(name.into());
        self
    }

    pub fn url(mut self, url: &str) -> Draft {
        self.0.url = Some(url.into());
        self
    }

    pub fn language(mut self, code: Option<&str>) -> Draft {
        self.0.language = code.map(str::to_string);
        self
    }

    pub fn entry(mut self, path: &str, record: Option<&str>) -> Draft {
        self.0.origin.entry = EntryPath::new(path);
        self.0.origin.record = record.map(str::to_string);
        self
    }

    /// `2025-09-03`, `2025-09` or `2025`.
    pub fn on(mut self, date: &str) -> Draft {
        self.0.published = Some(published(date));
        self
    }

    pub fn suspect(mut self) -> Draft {
        self.0.published.as_mut().expect("a date comes before its suspicion").suspicion = Some(Suspicion::Future);
        self
    }

    pub fn done(self) -> Article {
        self.0
    }

    fn append(&mut self, paragraph: &str) -> Span {
        if !self.0.text.is_empty() {
            self.0.text.push_str("\n\n");
        }
        let start = self.0.text.len();
        self.0.text.push_str(paragraph);
        Span::new(start, self.0.text.len())
    }
}

fn published(date: &str) -> Published {
    let number = |part: &str| part.parse::<i32>().expect("the parts of a date are numbers");
    let parts: Vec<i32> = date.split('-').map(number).collect();
    let (period, precision) = match parts[..] {
        [year] => (Period::year(year), Precision::Year),
        [year, month] => (Period::month(year, month as u32), Precision::Month),
        _ => (date.parse::<Day>().ok().map(Period::day), Precision::Day),
    };
    Published {
        period: period.unwrap_or_else(|| panic!("{date} is in the calendar")),
        precision,
        evidence: Evidence::Header,
        time: None,
        utc_day: false,
        suspicion: None,
    }
}
