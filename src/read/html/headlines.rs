//! Which of a page's titles is the headline that it prints.
//!
//! A page names itself up to six times: the heading of the article, the title for social networks
//! (`og:title`), JSON-LD's `headline`, the property of microdata, `title` with the site's name at an
//! end, the title for Twitter. Search titles are written for engines and social ones for friends; the
//! heading is what readers of the page saw. What two of them say is believed.

use std::collections::HashSet;

use super::super::fields::{Fields, Meaning};
use super::json_ld::Linked;
use super::marks::{Heading, Marks, Spot};
use crate::model::Evidence;

/// Marks that divide a headline from the site's name in a title.
const SEPARATORS: [&str; 13] =
    [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " ~ ", "｜", "ㅣ", "："];
/// Names of meta elements that hold the title of the article.
const METAS: [&str; 9] = [
    "dc.title",
    "dc:title",
    "dcterm:title",
    "dcterms.title",
    "og:title",
    "title",
    "headline",
    "parsely-title",
    "twitter:title",
];
/// A site's name within a title has at most so many words.
const SITE_WORDS_MAX: usize = 6;
/// A longer name is no site's.
const SITE_BYTES_MAX: usize = 400;
/// Parts of a longer title are not looked for.
const TITLE_BYTES_MAX: usize = 2_000;

/// The letters and figures of a title in lower case: what is compared.
pub(super) fn bare(title: &str) -> impl Iterator<Item = char> + '_ {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether two titles say the same.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    bare(one).next().is_some() && bare(one).eq(bare(other))
}

/// A title and where it stood.
struct Title {
    words: String,
    place: String,
}

/// Takes the headline; where it stands on the page.
pub(super) fn take(marks: &Marks, linked: &Linked, fields: &mut Fields) -> Option<Spot> {
    let titles = Titles::of(marks, linked, fields);
    let chosen = titles.chosen();
    let words = chosen.map_or(String::new(), |title| title.words.clone());
    fields.take_from(Meaning::Headline, &words, Evidence::Metadata, chosen.map_or(String::new(), |t| t.place.clone()));
    for other in titles.all().filter(|other| chosen.is_none_or(|chosen| !std::ptr::eq(*other, chosen))) {
        fields.take_from(Meaning::Headline, &other.words, Evidence::Metadata, other.place.clone());
    }
    spot(marks, &words)
}

/// What the page is called, by where it says so; sites' names are taken off.
struct Titles {
    headings: Vec<Title>,
    social: Option<Title>,
    linked: Option<Title>,
    title: Option<Title>,
    others: Vec<Title>,
}

impl Titles {
    fn of(marks: &Marks, linked: &Linked, fields: &Fields) -> Titles {
        let metas = |name: &str| marks.metas.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        let sites = sites(fields, &metas);
        let mut headings: Vec<&Heading> =
            marks.headings.iter().filter(|heading| matches!(heading.level, 1 | 7)).collect();
        headings.sort_by_key(|heading| marks.is_beside(heading.spot));
        let headings: Vec<Title> = headings
            .into_iter()
            .filter(|heading| {
                bare(&heading.words).next().is_some() && !sites.iter().any(|site| is_same(site, &heading.words))
            })
            .map(|heading| Title {
                words: heading.words.clone(),
                place: if heading.level == 7 { "property headline".to_string() } else { "h1".to_string() },
            })
            .collect();
        let spoken = linked
            .headlines
            .iter()
            .find(|(key, _)| *key == "headline")
            .or(linked.headlines.iter().find(|(key, _)| *key == "name"));
        let mut known: HashSet<String> = headings.iter().map(|title| bare(&title.words).collect()).collect();
        let mut made = |words: Option<String>, place: String| {
            let words = words?;
            let words = without_site(&words[..words.floor_char_boundary(TITLE_BYTES_MAX)], &known, &sites);
            known.insert(bare(&words).collect());
            Some(Title { words, place }).filter(|title| bare(&title.words).next().is_some())
        };
        let linked =
            made(spoken.map(|(_, words)| words.clone()), format!("JSON-LD {}", spoken.map_or("", |(key, _)| key)));
        let mut metas = METAS.iter().filter_map(|name| Some((metas(name)?, format!("meta {name}"))));
        let social = metas.next().and_then(|(words, place)| made(Some(words), place));
        let others = metas.filter_map(|(words, place)| made(Some(words), place)).collect();
        let title = made(Some(marks.title.clone()), "title".to_string());
        Titles { headings, social, linked, title, others }
    }

    fn all(&self) -> impl Iterator<Item = &Title> {
        self.linked.iter().chain(&self.social).chain(&self.headings).chain(&self.title).chain(&self.others)
    }

    fn chosen(&self) -> Option<&Title> {
        let printed = |title: &Title| self.headings.iter().find(|heading| is_same(&heading.words, &title.words));
        let titled = |title: &Title| self.title.as_ref().is_some_and(|own| is_same(&own.words, &title.words));
        let heads = |title: &Title| {
            let kicked = |heading: &Title| has_kicker(&heading.words, &title.words);
            printed(title).is_some() || self.headings.iter().any(kicked)
        };
        if let Some(social) = self.social.as_ref().filter(|social| heads(social)) {
            return Some(social);
        }
        if let Some(linked) = self.linked.as_ref().filter(|linked| printed(linked).is_some() || titled(linked)) {
            return Some(linked);
        }
        let heading = self.headings.iter().find(|heading| titled(heading));
        let title =
            self.title.as_ref().filter(|title| title.words.split_whitespace().count() > 1 || self.headings.is_empty());
        self.social
            .as_ref()
            .or(heading)
            .or(self.linked.as_ref())
            .or(title)
            .or(self.headings.first())
            .or(self.title.as_ref())
    }
}

/// `Flood: River rises` over a story that is called `River rises`.
fn has_kicker(heading: &str, title: &str) -> bool {
    const KICKER_BYTES_MAX: usize = 60;
    let Some(kicker) = heading.strip_suffix(title) else { return false };
    let kicker = kicker.trim_end();
    !kicker.is_empty()
        && kicker.len() <= KICKER_BYTES_MAX
        && kicker.ends_with([':', '|', '-', '–', '—', '/', '+', '.', '!', '?'])
}

/// Names of the site that a title may carry and that an author's field may hold.
pub(super) fn sites(fields: &Fields, metas: &impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut sites: Vec<String> = fields.publisher.iter().cloned().collect();
    sites.extend(["og:site_name", "application-name"].iter().filter_map(|name| metas(name)));
    if let Some(host) = fields.url.as_deref().and_then(|url| url.split('/').nth(2)) {
        let host = host.trim_start_matches("www.");
        sites.extend(host.rsplit_once('.').map(|(name, _)| name.to_string()));
        sites.push(host.to_string());
    }
    sites.retain(|site| site.len() <= SITE_BYTES_MAX);
    sites
}

/// `River rises | The Courier` without its end, `The Courier: River rises` without its beginning.
///
/// A part that is another title of the page is the headline; else an end that is the site's name,
/// or part of it, goes. `known` are the other titles, bare.
fn without_site(title: &str, known: &HashSet<String>, sites: &[String]) -> String {
    let cuts: Vec<(usize, usize)> =
        SEPARATORS.iter().flat_map(|mark| title.match_indices(mark).map(|(at, mark)| (at, at + mark.len()))).collect();
    let ends = |cut: &(usize, usize)| [&title[..cut.0], &title[cut.1..]];
    let is_known = |part: &str| {
        let part: String = bare(part).collect();
        !part.is_empty() && known.contains(&part)
    };
    if let Some(part) = cuts.iter().flat_map(ends).find(|part| is_known(part)) {
        return part.trim().to_string();
    }
    let mut rest = title.trim();
    while let Some(shorter) = shorter(rest, sites) {
        rest = shorter;
    }
    rest.to_string()
}

/// The title without a last or a first part that is the site's.
fn shorter<'t>(title: &'t str, sites: &[String]) -> Option<&'t str> {
    let last = SEPARATORS.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len()))).max();
    let first = SEPARATORS.iter().filter_map(|mark| title.find(mark).map(|at| (at, mark.len()))).min();
    let off_end = last.map(|(at, length)| (&title[..at], &title[at + length..]));
    let off_start = first.map(|(at, length)| (&title[at + length..], &title[..at]));
    let (rest, _) = [off_end, off_start]
        .into_iter()
        .flatten()
        .find(|(rest, part)| bare(rest).next().is_some() && sites.iter().any(|site| is_site(part, site)))?;
    Some(rest.trim())
}

/// Whether a part of a title is the site's name, or one is in the other.
fn is_site(part: &str, site: &str) -> bool {
    const LETTERS_MIN: usize = 3;
    let (part_bare, site_bare): (String, String) = (bare(part).collect(), bare(site).collect());
    if part_bare == site_bare {
        return !part_bare.is_empty();
    }
    let long = |name: &String| name.chars().count() >= LETTERS_MIN;
    long(&part_bare)
        && long(&site_bare)
        && part.split_whitespace().count() <= SITE_WORDS_MAX
        && (part_bare.contains(&site_bare) || site_bare.contains(&part_bare))
}

/// Where the headline stands on the page: its heading, one that has it in it, or the first.
fn spot(marks: &Marks, headline: &str) -> Option<Spot> {
    let whole: String = bare(headline).collect();
    let same =
        marks.headings.iter().filter(|heading| is_same(&heading.words, headline)).min_by_key(|heading| heading.level);
    let part = || {
        marks.headings.iter().find(|heading| {
            let words: String = bare(&heading.words).collect();
            let long = words.len() * 2 > whole.len() && whole.len() * 2 > words.len();
            !words.is_empty() && long && (words.contains(&whole) || whole.contains(&words))
        })
    };
    let first =
        || marks.headings.iter().find(|heading| matches!(heading.level, 1 | 7) && !marks.is_beside(heading.spot));
    same.or_else(part).or_else(first).map(|heading| heading.spot)
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::super::metadata::fields;
    use super::TITLE_BYTES_MAX;

    fn check(html: &str, expected: &str) {
        let headline = fields(&Document::from(html)).headline.map_or(String::new(), |headline| headline.words);
        assert_eq!(headline, expected, "{html}");
    }

    #[test]
    fn the_sites_name_is_taken_off_either_end() {
        check(
            "<title>River rises | The Courier</title><meta property=og:site_name content='The Courier'>",
            "River rises",
        );
        check(
            "<title>River rises - Weather - Courier.example</title><link rel=canonical href=https://courier.example/a><h1>River rises</h1>",
            "River rises",
        );
        check(
            "<title>The Courier: all</title><meta property=og:title content='The Courier – River rises'><meta name=application-name content='The Courier'>",
            "River rises",
        );
        check("<title>Frost - the long winter of the lower town</title>", "Frost - the long winter of the lower town");
    }

    #[test]
    fn what_two_titles_say_is_believed() {
        check(
            "<title>x</title><meta property=og:title content='You will not believe this river'><h1>River rises</h1>\
            <script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"River rises\"}</script>",
            "River rises",
        );
        check("<title>The flood of the year in figures</title><h1>Lorem</h1>", "The flood of the year in figures");
        check("<title>Home</title><h1>River rises</h1>", "River rises");
    }

    #[test]
    fn a_title_of_many_parts_is_cut() {
        let title = "Rain - ".repeat(100_000);
        check(&format!("<title>{title}</title>"), title[..TITLE_BYTES_MAX].trim_end_matches([' ', '-']));
    }

    #[test]
    fn a_kicker_is_no_part_of_the_headline() {
        check(
            "<meta property=og:title content='River rises'><h1><span>Flood:</span> River rises</h1><title>Flood: River rises</title>",
            "River rises",
        );
    }
}
