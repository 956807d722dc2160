//! What the class and id of an element say in words: a byline, a day, something beside the article.
//!
//! Classes are written `post-date`, `postDate`, `c-post__date--big`; their words are compared, never
//! parts of words (`update` is not `date`).

/// What the words of an element's class and id say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes {
    pub date: bool,
    pub published: bool,
    pub changed: bool,
    pub byline: bool,
    /// Comments, related stories, menus and their like.
    pub beside: bool,
    /// The foot of something: of the page, unless it is the article's own.
    foot: bool,
    own: bool,
}

impl Classes {
    /// What either says.
    pub(super) fn with(self, other: Classes) -> Classes {
        Classes {
            date: self.date | other.date,
            published: self.published | other.published,
            changed: self.changed | other.changed,
            byline: self.byline | other.byline,
            beside: self.beside | other.beside,
            foot: false,
            own: false,
        }
    }

    fn take(&mut self, word: &[u8]) {
        match word {
            b"date" | b"dates" | b"datum" | b"fecha" | b"datetime" | b"time" | b"timestamp" | b"dateline" | b"data" => {
                self.date = true
            }
            b"published" | b"publish" | b"pubdate" | b"publicationdate" | b"posted" | b"created" | b"publication"
            | b"pub" => {
                self.published = true;
            }
            b"updated" | b"update" | b"modified" | b"lastmod" | b"lastmodified" | b"revised" => self.changed = true,
            b"byline" | b"bylines" | b"author" | b"authors" | b"autor" | b"autoren" | b"auteur" | b"auteurs"
            | b"writer" | b"autore" | b"contributor" | b"contributors" | b"creator" | b"journalist" => {
                self.byline = true
            }
            b"comment" | b"comments" | b"commentlist" | b"disqus" | b"respond" | b"reply" | b"replies" | b"related"
            | b"recommended" | b"recommendation" | b"recommendations" | b"recommend" | b"teaser" | b"teasers"
            | b"sidebar" | b"popular" | b"trending" | b"nav" | b"navbar" | b"navigation" | b"menu" | b"widget"
            | b"widgets" | b"promo" | b"newsletter" | b"carousel" | b"slider" | b"ticker" | b"mostread" | b"latest"
            | b"copyright" | b"cookie" | b"cookies" | b"breaking" | b"tweet" => self.beside = true,
            b"footer" => self.foot = true,
            b"post" | b"entry" | b"article" | b"story" | b"content" => self.own = true,
            _ => {}
        }
    }
}

/// Longer words are none that are known.
const WORD_BYTES_MAX: usize = 16;

/// Reads an element's class and id.
pub(super) fn classes(class: Option<&str>, id: Option<&str>) -> Classes {
    let mut found = Classes::default();
    for names in [class, id].into_iter().flatten() {
        words(names, |word| found.take(word));
    }
    found.beside |= found.foot && !found.own;
    found
}

/// The words of names in lower case, broken at capitals and at all that is no letter.
fn words(names: &str, mut take: impl FnMut(&[u8])) {
    let mut word = [0; WORD_BYTES_MAX];
    let mut length = 0;
    let mut before_lower = false;
    for b in names.bytes().chain([b' ']) {
        let begins = b.is_ascii_uppercase() && before_lower;
        if begins || !b.is_ascii_alphabetic() {
            if (1..=WORD_BYTES_MAX).contains(&length) {
                take(&word[..length]);
            }
            length = 0;
        }
        before_lower = b.is_ascii_lowercase();
        if b.is_ascii_alphabetic() {
            if length < WORD_BYTES_MAX {
                word[length] = b.to_ascii_lowercase();
            }
            length += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(class: &str, id: &str, expected: &str) {
        let found = classes(Some(class), Some(id));
        let shown: Vec<&str> = [
            (found.date, "date"),
            (found.published, "published"),
            (found.changed, "changed"),
            (found.byline, "byline"),
            (found.beside, "beside"),
        ]
        .into_iter()
        .filter_map(|(is, word)| is.then_some(word))
        .collect();
        assert_eq!(shown.join(" "), expected, "{class} {id}");
    }

    #[test]
    fn the_words_of_classes_are_told_apart() {
        check("post-date", "", "date");
        check("c-postMeta__postDate--big", "", "date");
        check("lastUpdate", "", "changed");
        check("candidate mandate", "", "");
        check("", "comments", "beside");
        check("site-footer", "", "beside");
        check("post-footer", "", "");
        check("entry-date published", "byline_1", "date published byline");
    }
}
