//! The days that a page names: of publication and of change, the more trusted first.
//!
//! JSON-LD of the article; meta elements that name the publication; properties; `time` elements and
//! short lines near the headline; lines that say "published" anywhere; meta elements that name a date
//! of whatever. Words such as "updated" or "aktualisiert" before a date make it one of change.

use super::super::fields::{Fields, Meaning};
use super::date_labels::{Label, label as label_of};
use super::json_ld::Linked;
use super::marks::{Line, Marks, Moment, Spot};
use crate::language::dates::{DayOrder, Orders, Written, dates_in, month_day, written, written_in};
use crate::model::{Evidence, Period, Precision};

/// Names of meta elements that hold the day of publication.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "citation_publication_date",
    "bepress_citation_date",
    "publishdate",
    "published_at",
    "pubdate",
    "rnews:datepublished",
    "og:pubdate",
    "article_date_original",
    "originalpublicationdate",
    "dc.date.created",
    "dcterms.created",
    "datecreated",
];
/// Names of meta elements that hold some date.
const DATES: &[&str] = &[
    "date",
    "dc.date",
    "dc:date",
    "dcterms.date",
    "created",
    "timestamp",
    "citation_date",
    "citation_online_date",
    "lw.pubdate",
    "dc.date.x-metadatadate",
];
/// Names of meta elements that hold the day of a change.
const CHANGED: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "revised",
    "article_date_updated",
];
/// So far below the headline, in bytes of visible text, a date is the article's.
const BELOW_BYTES_MAX: usize = 1_000;
/// So far above.
const ABOVE_BYTES_MAX: usize = 400;
/// Words beside an unmarked date in its line: more is prose.
const BESIDE_BYTES_MAX: usize = 70;
/// A word stands so close to the date that it labels.
const LABEL_BYTES_MAX: usize = 80;
/// The most candidates that are kept of those the page shows.
const SHOWN_MAX: usize = 8;

/// Takes the days.
pub(super) fn take(marks: &Marks, linked: &Linked, headline: Option<Spot>, fields: &mut Fields) {
    fields.day_order = order(marks, fields.url.as_deref());
    for (key, date) in &linked.published {
        fields.take_from(Meaning::Date, date, Evidence::Metadata, format!("JSON-LD {key}"));
    }
    take_metas(marks, PUBLISHED, Meaning::Date, fields);
    let shown = Shown::of(marks, headline, fields.day_order);
    for date in marked(marks, fields.day_order) {
        fields.take_from(Meaning::Date, &date, Evidence::Metadata, "property datePublished");
    }
    for date in &linked.page_published {
        fields.take_from(Meaning::Date, date, Evidence::Metadata, "JSON-LD datePublished of the page");
    }
    for date in shown.dates.iter().filter(|date| date.label != Label::Changed).take(SHOWN_MAX) {
        fields.take_from(Meaning::Date, &date.written, Evidence::FirstLines, date.place);
    }
    fields.take_from(
        Meaning::Modified,
        linked.modified.as_deref().unwrap_or(""),
        Evidence::Metadata,
        "JSON-LD dateModified",
    );
    take_metas(marks, CHANGED, Meaning::Modified, fields);
    let modified = linked.page_modified.as_deref().unwrap_or("");
    fields.take_from(Meaning::Modified, modified, Evidence::Metadata, "JSON-LD dateModified of the page");
    for date in shown.dates.iter().filter(|date| date.label == Label::Changed).take(SHOWN_MAX) {
        fields.take_from(Meaning::Modified, &date.written, Evidence::FirstLines, date.place);
    }
    take_any_dates(marks, &shown, fields);
    take_title(marks, fields);
}

/// Takes dates of whatever; one after the change that the page shows is of a later change.
fn take_any_dates(marks: &Marks, shown: &Shown, fields: &mut Fields) {
    let order = fields.day_order;
    let day = |written: &str| written_in(written.trim(), order).map(|date| date.period.first());
    let changed = shown.dates.iter().filter(|date| date.label == Label::Changed).find_map(|date| day(&date.written));
    for name in DATES {
        for (_, value) in marks.metas.iter().filter(|(known, _)| known == name) {
            let later = changed.is_some_and(|changed| day(value).is_some_and(|day| day > changed));
            let (meaning, evidence) = match later {
                true => (Meaning::Modified, Evidence::Metadata),
                false => (Meaning::Date, Evidence::Properties),
            };
            fields.take_from(meaning, value, evidence, format!("meta {name}"));
        }
    }
}

/// The dates marked as those of publication: the article's, or those of the whole page where they
/// are all of one day.
fn marked(marks: &Marks, order: Option<DayOrder>) -> Vec<String> {
    let of = |moment: &Moment| {
        let (at, date) = dates_in(&moment.words, order).into_iter().next().unzip();
        let machine = dates_in(&moment.machine, order).into_iter().next().map(|(_, date)| date.period);
        match (machine, at) {
            (Some(day), _) => Some((moment.machine.clone(), day)),
            (None, Some(at)) => Some((moment.words[at..].to_string(), date?.period)),
            (None, None) => None,
        }
    };
    let all: Vec<&Moment> = marks.moments.iter().filter(|moment| moment.marked_published).collect();
    let own: Vec<(String, Period)> =
        all.iter().filter(|moment| !marks.is_beside(moment.spot)).filter_map(|moment| of(moment)).collect();
    if !own.is_empty() {
        return own.into_iter().map(|(written, _)| written).collect();
    }
    let beside: Vec<(String, Period)> = all.into_iter().filter_map(of).collect();
    let agree = beside.iter().all(|(_, day)| *day == beside[0].1);
    beside.into_iter().take(usize::from(agree)).map(|(written, _)| written).collect()
}

fn take_metas(marks: &Marks, names: &[&str], meaning: Meaning, fields: &mut Fields) {
    for name in names {
        for (_, value) in marks.metas.iter().filter(|(known, _)| known == name) {
            fields.take_from(meaning, value, Evidence::Metadata, format!("meta {name}"));
        }
    }
}

/// `3 September 2025 | River rises`: a date that a mark divides from the rest of the title.
fn take_title(marks: &Marks, fields: &mut Fields) {
    let order = fields.day_order.or(Some(DayOrder::DayFirst));
    let parts = marks.title.split(" | ").flat_map(|part| part.split(" - ")).map(str::trim);
    let dated = parts
        .filter(|part| dates_in(part, order).first().is_some_and(|(at, date)| *at == 0 && date.length == part.len()));
    for part in dated {
        fields.take_from(Meaning::Date, part, Evidence::FirstLines, "title");
    }
}

/// Which number stands first in the page's dates of numbers: by its language and country, by its
/// other dates, by the country of its address.
fn order(marks: &Marks, url: Option<&str>) -> Option<DayOrder> {
    let locale = |name: &str| marks.metas.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let tags = [marks.language.as_deref(), locale("og:locale"), locale("content-language"), locale("dc.language")];
    let by_language = tags.into_iter().flatten().find_map(DayOrder::of_language);
    by_language.or_else(|| {
        let mut orders = Orders::default();
        for line in &marks.lines {
            let starts = line
                .words
                .char_indices()
                .filter(|(at, c)| c.is_ascii_digit() && !line.words[..*at].ends_with(|c: char| c.is_ascii_digit()));
            starts.for_each(|(at, _)| orders.take(&line.words[at..]));
        }
        orders.shown(1).or_else(|| by_country(url?))
    })
}

/// `.co.uk` prints the day first.
fn by_country(url: &str) -> Option<DayOrder> {
    const DAY_FIRST: &[&str] = &[
        "uk", "au", "nz", "ie", "in", "za", "ng", "ke", "gh", "pk", "my", "sg", "mt", "eu", "de", "at", "ch", "fr",
        "es", "it",
    ];
    let host = url.split('/').nth(2)?;
    DAY_FIRST.contains(&host.rsplit('.').next()?).then_some(DayOrder::DayFirst)
}

/// A date that the page shows.
struct ShownDate {
    written: String,
    label: Label,
    place: &'static str,
    /// How far it is from being the article's day: the least comes first.
    doubt: usize,
}

/// The dates that the page shows, the more trusted first.
struct Shown {
    dates: Vec<ShownDate>,
}

impl Shown {
    fn of(marks: &Marks, headline: Option<Spot>, order: Option<DayOrder>) -> Shown {
        let mut dates = Vec::new();
        let counts = |spot: Spot, end: usize| !marks.is_beside(spot) || is_next_to(spot, end, headline);
        for moment in marks.moments.iter().filter(|moment| counts(moment.spot, moment.spot.at + moment.words.len())) {
            dates.extend(of_moment(moment, marks, headline, order));
        }
        for line in marks.lines.iter().filter(|line| counts(line.spot, line.end)) {
            of_line(line, headline, order, &mut dates);
            let near = distance(line.spot, line.end, headline);
            if let (Some(near), Some(written)) = (near, with_century(&line.words, marks)) {
                let (label, place) = (line.label_before, "visible text near the headline");
                dates.push(ShownDate { written, label, place, doubt: 2 * CLASS + near });
            }
        }
        dates.sort_by_key(|date| date.doubt);
        Shown { dates }
    }
}

/// Whether a date stands so close to the headline that it is the article's whatever is around it.
fn is_next_to(spot: Spot, end: usize, headline: Option<Spot>) -> bool {
    const BELOW_BYTES_MAX: usize = 300;
    const ABOVE_BYTES_MAX: usize = 80;
    headline.is_some_and(|headline| match spot.at.checked_sub(headline.at) {
        Some(below) => below <= BELOW_BYTES_MAX,
        None => headline.at.saturating_sub(end) <= ABOVE_BYTES_MAX,
    })
}

/// Bytes of visible text between the headline and a spot that ends at `end`; `None` beyond where
/// its date may stand.
fn distance(spot: Spot, end: usize, headline: Option<Spot>) -> Option<usize> {
    let Some(headline) = headline else { return (spot.at <= BELOW_BYTES_MAX).then_some(spot.at) };
    match spot.at.checked_sub(headline.at) {
        Some(below) => (below <= BELOW_BYTES_MAX).then_some(below),
        None => {
            let above = headline.at.saturating_sub(end);
            (above <= ABOVE_BYTES_MAX).then_some(above)
        }
    }
}

/// Doubts are counted in classes, within one the nearer is the better.
const CLASS: usize = 1_000_000;

fn of_moment(moment: &Moment, marks: &Marks, headline: Option<Spot>, order: Option<DayOrder>) -> Option<ShownDate> {
    let line = marks.lines.iter().find(|line| line.spot.at <= moment.spot.at && moment.spot.at <= line.end);
    let before = line.map_or("", |line| {
        let at = line.words.find(moment.words.as_str()).filter(|_| !moment.words.is_empty()).unwrap_or(0);
        &line.words[..at]
    });
    let inside = dates_in(&moment.words, order).into_iter().find(|(_, date)| date.precision == Precision::Day);
    let own = &moment.words[..inside.map_or(moment.words.len(), |(at, _)| at)];
    let mut label = label_of(&format!("{before} {own}"));
    if label == Label::None {
        label = line.map_or(Label::None, |line| line.label_before);
    }
    if label == Label::None && moment.classes.changed && !moment.classes.published && !moment.classes.date {
        label = Label::Changed;
    }
    if label == Label::Other {
        return None;
    }
    let written = match inside {
        Some((at, _)) if moment.machine.is_empty() || label == Label::Published => moment.words[at..].to_string(),
        _ if moment.machine.is_empty() => return None,
        _ => moment.machine.clone(),
    };
    let near = distance(moment.spot, moment.spot.at + moment.words.len(), headline);
    let class = match (label, near) {
        (Label::Published, Some(_)) => 0,
        (_, Some(_)) => 1,
        (Label::Published, None) => 3,
        (_, None) if moment.spot.in_article => 4,
        _ => 6,
    };
    let doubt = class * CLASS + near.unwrap_or(moment.spot.at).min(CLASS - 1);
    Some(ShownDate { written, label, place: "time element", doubt })
}

fn of_line(line: &Line, headline: Option<Spot>, order: Option<DayOrder>, found: &mut Vec<ShownDate>) {
    let near = distance(line.spot, line.end, headline);
    let order = if is_dotted(&line.words) { order.or(Some(DayOrder::DayFirst)) } else { order };
    let dates = dates_in(&line.words, order);
    let dates: Vec<(usize, Written)> = dates.into_iter().filter(|(_, date)| date.precision == Precision::Day).collect();
    let mut from = 0;
    for (index, (at, date)) in dates.iter().enumerate() {
        let mut label =
            label_of(&line.words[line.words.ceil_char_boundary(from.max(at.saturating_sub(LABEL_BYTES_MAX)))..*at]);
        if label == Label::None && index == 0 {
            label = line.label_before;
        }
        from = at + date.length;
        // "… am 3. September 2025 um 10:15 Uhr veröffentlicht"
        let behind = &line.words[from..line.words.floor_char_boundary(from + LABEL_BYTES_MAX)];
        if label == Label::None && dates.len() == 1 && label_of(behind) == Label::Published {
            label = Label::Published;
        }
        if label == Label::None && line.classes.changed && !line.classes.published && !line.classes.date {
            label = Label::Changed;
        }
        let marked = line.classes.date || line.classes.published || line.classes.byline;
        let beside = line.words.len() - dates.iter().map(|(_, date)| date.length).sum::<usize>();
        let class = match (label, near) {
            (Label::Other, _) => continue,
            // The day of today at the head of the page.
            (Label::None, Some(_)) if is_above(line, headline) && begins_with_weekday(&line.words[*at..]) => 5,
            (Label::Published | Label::Changed, Some(_)) if beside <= 2 * BESIDE_BYTES_MAX => 0,
            (_, Some(_)) if marked && beside <= 2 * BESIDE_BYTES_MAX => 1,
            (_, Some(_)) if beside <= BESIDE_BYTES_MAX => 2,
            (Label::Published | Label::Changed, _) if beside <= 2 * BESIDE_BYTES_MAX || is_of_itself(line) => 3,
            (Label::None, Some(_)) if *at == 0 && line.words.starts_with(|c: char| c.is_ascii_digit()) => 4,
            (_, None) if marked && line.spot.in_article && beside <= BESIDE_BYTES_MAX => 4,
            (_, None) if marked && beside <= BESIDE_BYTES_MAX => 5,
            _ => continue,
        };
        let place = if near.is_some() { "visible text near the headline" } else { "visible text" };
        let doubt = class * CLASS + near.unwrap_or(line.spot.at).min(CLASS - 1);
        found.push(ShownDate { written: line.words[*at..from].to_string(), label, place, doubt });
    }
}

/// `03.09.25` alone in its line is a day of 2025 where the page has that year in full.
fn with_century(line: &str, marks: &Marks) -> Option<String> {
    let mut parts = line.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || year.len() != 2 || ![day, month, year].into_iter().all(short) {
        return None;
    }
    let whole = format!("20{year}");
    let known =
        marks.lines.iter().map(|line| line.words.as_str()).chain(marks.metas.iter().map(|(_, value)| value.as_str()));
    known.into_iter().any(|words| words.contains(&whole)).then(|| format!("{day}.{month}.{whole}"))
}

/// `This entry was posted on …`: a longer line that speaks of the article and not of its matter.
fn is_of_itself(line: &Line) -> bool {
    const HEAD_BYTES: usize = 40;
    const NAMES: [&str; 8] = ["article", "entry", "post", "story", "artikel", "beitrag", "artículo", "billet"];
    let head = line.words[..line.words.floor_char_boundary(HEAD_BYTES)].to_lowercase();
    !line.is_cut && head.split(|c: char| !c.is_alphabetic()).any(|word| NAMES.contains(&word))
}

fn is_above(line: &Line, headline: Option<Spot>) -> bool {
    headline.is_some_and(|headline| line.spot.at < headline.at)
}

fn begins_with_weekday(date: &str) -> bool {
    date.starts_with(char::is_alphabetic)
        && month_day(date).is_some()
        && written(date.split_once(' ').map_or("", |(_, rest)| rest.trim_start())).is_some()
}

/// `03.09.2025`: with stops the day stands first wherever it is printed.
fn is_dotted(line: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    line.match_indices('.')
        .any(|(at, _)| line[..at].ends_with(digits) && line[at + 1..].trim_start().starts_with(digits))
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::super::super::draft::{Material, settle};
    use super::super::super::{ReadRules, Source};
    use super::super::metadata::fields;
    use crate::model::{Day, EntryPath};

    fn check(html: &str, expected: &str) {
        let path = EntryPath::new("river.html");
        let source = Source { path: &path, bytes: html.as_bytes(), modified: None };
        let material = Material::assembled(fields(&Document::from(html)), &[], &[]);
        let rules = ReadRules::default().with_today(Day::from_ymd(2026, 1, 1).unwrap());
        let draft = settle(material, source.into(), &rules);
        let shown = |date: Option<crate::model::Published>| date.map_or("none".to_string(), |date| date.label());
        assert_eq!(format!("{} {}", shown(draft.published), shown(draft.modified)), expected, "{html}");
    }

    #[test]
    fn a_date_beside_the_headline_is_the_articles() {
        check("<h1>River rises</h1><p>3 September 2025</p><p>It rose.</p>", "2025-09-03 none");
        check("<div>03.09.2025</div><h1>River rises</h1>", "2025-09-03 none");
        check("<h1>Fleuve</h1><p>Publié le 3 septembre 2025 à 14h40</p>", "2025-09-03 none");
        check("<h1>Río</h1><p>Por Ann Lee | Publicado el 3 de septiembre de 2025</p>", "2025-09-03 none");
        check("<h1>川</h1><p>2025年9月3日 21時40分</p>", "2025-09-03 none");
        check(
            "<html lang=de><h1>Fluss</h1><span>3</span>. <span>September</span> <span>2025</span>",
            "2025-09-03 none",
        );
    }

    #[test]
    fn a_date_of_change_is_none_of_publication() {
        check(
            "<h1>River</h1><p>Updated 5 September 2025</p><p>Published 3 September 2025</p>",
            "2025-09-03 2025-09-05",
        );
        check(
            "<h1>Fluss</h1><p>Zuletzt aktualisiert am 05.09.2025, veröffentlicht am 03.09.2025</p>",
            "2025-09-03 2025-09-05",
        );
        check(
            "<h1>River</h1><div>Last updated</div><div>5 September 2025</div><time datetime=2025-09-03>x</time>",
            "2025-09-03 2025-09-05",
        );
        check("<h1>River</h1><p>Updated 5 September 2025</p>", "2025-09-05 2025-09-05");
    }

    #[test]
    fn prose_that_names_a_day_is_left_alone() {
        let prose = "It rose in the night, and by the morning the lower town was under water. ".repeat(15);
        let page = |last: &str| format!("<h1>River</h1><p>{prose}</p><p>{prose}</p><p>{last}</p>");
        check(
            &page(
                "This entry was posted on 3 September 2025 at 10:15 and filed under Weather, Rivers and Towns. You can \
            follow any responses to this entry through the feed of the site.",
            ),
            "2025-09-03 none",
        );
        check(
            &page(
                "The study, which the university of the upper town and its friends published on 3 September 2025 in a \
            journal of the country's rivers and lakes, says that the water will rise again before the spring.",
            ),
            "none none",
        );
    }

    #[test]
    fn the_order_of_numbers_follows_the_page() {
        check("<html lang=en-GB><h1>River</h1><p>03/09/2025</p>", "2025-09-03 none");
        check("<html lang=en-US><h1>River</h1><p>09/03/2025</p>", "2025-09-03 none");
        check("<html lang=en><h1>River</h1><p>09/03/2025</p><footer>12/31/2025</footer>", "2025-09-03 none");
        check("<html lang=en><h1>River</h1><p>09/03/2025</p>", "none none");
    }

    #[test]
    fn other_stories_and_other_days_are_left_alone() {
        let aside = format!("<h1>River</h1><p>{}</p><aside><p>3 September 2025</p></aside>", "It rose. ".repeat(60));
        check(&aside, "none none");
        check(
            "<h1>River</h1><p>It rose.</p><div class=comments><p>Ann, 3 September 2025</p></div>"
                .replace("It rose.", &"It rose. ".repeat(60))
                .as_str(),
            "none none",
        );
        check("<h1>River</h1><p>Copyright 3 September 2025 The Courier</p>", "none none");
        check("<h1>River</h1><p>Born on 3 September 2025</p>", "none none");
    }

    #[test]
    fn meta_elements_of_whatever_come_after_the_address() {
        check(
            "<meta name=date content=2025-12-30><link rel=canonical href='https://c.example/2025/09/03/river'><h1>River</h1>",
            "2025-09-03 none",
        );
        check("<meta name=date content=2025-09-03><h1>River</h1>", "2025-09-03 none");
    }

    #[test]
    fn an_instant_in_utc_falls_on_the_day_that_the_page_prints() {
        let utc = "<meta property=article:published_time content=2025-09-03T23:15:00Z>";
        check(&format!("{utc}<h1>River</h1><p>4 September 2025</p>"), "2025-09-04 none");
        check(&format!("{utc}<h1>River</h1><p>3 September 2025</p>"), "2025-09-03 none");
        check(&format!("{utc}<h1>River</h1><time datetime=2025-09-04T01:15:00+02:00>x</time>"), "2025-09-04 none");
        check(&format!("{utc}<h1>River</h1><p>9 September 2025</p>"), "2025-09-03 none");
    }

    #[test]
    fn future_and_impossible_days_give_way() {
        check(
            "<meta property=article:published_time content=2062-09-03><h1>River</h1><p>3 September 2025</p>",
            "2025-09-03 none",
        );
        check(
            "<meta property=article:published_time content=2025-02-31><h1>River</h1><p>3 September 2025</p>",
            "2025-09-03 none",
        );
        check(
            "<meta property=article:published_time content=0001-01-01><h1>River</h1><p>3 September 2025</p>",
            "2025-09-03 none",
        );
    }

    #[test]
    fn a_year_of_two_digits_needs_the_whole_year_beside_it() {
        check("<h1>River</h1><p>03.09.25</p><footer>© 2025</footer>", "2025-09-03 none");
        check("<h1>River</h1><p>03.09.25</p>", "none none");
    }
}
