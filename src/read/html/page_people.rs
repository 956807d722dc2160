//! Who wrote a page's article: JSON-LD, then meta elements, then the byline that is shown.
//!
//! Where JSON-LD or a meta element names only the site or its publisher and the page shows people,
//! the people are believed; an outlet or agency alone stays where nobody else is named.

use super::super::bylines;
use super::super::fields::Fields;
use super::headlines::{is_same, sites};
use super::json_ld::Linked;
use super::marks::{Byline, Marking, Marks, Spot};
use crate::model::{Attribute, Finding};

/// Names of meta elements that name people; two name the same people in two ways.
const NAMES: &[&str] = &[
    "dc:creator",
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "articleauthor",
    "citation_author",
    "creator",
];
/// So far below the headline, in bytes of visible text, a byline is the article's.
const BELOW_BYTES_MAX: usize = 1_500;
/// So far above.
const ABOVE_BYTES_MAX: usize = 500;

/// Takes the people.
pub(super) fn take(marks: &Marks, linked: &Linked, headline: Option<Spot>, fields: &mut Fields) {
    let metas = |name: &str| marks.metas.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let sites = sites(fields, &metas);
    let mut named: Vec<(String, Vec<String>)> = Vec::new();
    named.push(("JSON-LD author".to_string(), linked.people.clone()));
    for name in NAMES {
        let values = marks.metas.iter().filter(|(known, _)| known == name);
        let people: Vec<String> = values.flat_map(|(_, value)| bylines::people(value)).collect();
        // Sites name themselves beside the author.
        let others: Vec<String> = people.iter().filter(|person| !is_outlet(person, &sites)).cloned().collect();
        named.push((format!("meta {name}"), if others.is_empty() { people } else { others }));
    }
    named.extend(shown(marks, headline));
    let is_named = |people: &[String]| people.iter().any(|person| !is_outlet(person, &sites));
    let chosen = named.iter().position(|(_, people)| is_named(people));
    let chosen = chosen.or_else(|| named.iter().position(|(_, people)| !people.is_empty()));
    for (at, (place, people)) in named.into_iter().enumerate() {
        if people.is_empty() {
            continue;
        }
        let believed = chosen == Some(at);
        let value = Some(people.join("; "));
        fields.findings.push(Finding { about: Attribute::Byline, value, place: place.into(), believed });
        if believed {
            fields.take_people(people);
        }
    }
}

/// Whether a name is the site's.
fn is_outlet(name: &str, sites: &[String]) -> bool {
    sites
        .iter()
        .any(|site| is_same(site, name) || is_same(site.trim_start_matches("The "), name.trim_start_matches("The ")))
}

/// The people of the bylines that the page shows, the more telling first.
fn shown(marks: &Marks, headline: Option<Spot>) -> Vec<(String, Vec<String>)> {
    let mut near: Vec<(usize, usize, &Byline)> = Vec::new();
    for byline in marks.bylines.iter().filter(|byline| !marks.is_beside(byline.spot)) {
        let distance =
            headline.map_or(Some(byline.spot.at), |headline| match byline.spot.at.checked_sub(headline.at) {
                Some(below) => (below <= BELOW_BYTES_MAX).then_some(below),
                None => (headline.at - byline.spot.at <= ABOVE_BYTES_MAX).then_some(headline.at - byline.spot.at),
            });
        let far = distance.is_none() && matches!(byline.by, Marking::Property | Marking::Rel);
        match distance {
            Some(distance) => near.push((0, distance, byline)),
            None if far => near.push((1, byline.spot.at, byline)),
            None => {}
        }
    }
    near.sort_by_key(|(far, distance, byline)| (*far, rank(byline), *distance));
    let mut found = Vec::new();
    let mut first: Option<(usize, Marking, usize)> = None;
    for (far, _, byline) in near {
        let people = bylines::shown(&byline.parts);
        if people.is_empty() {
            continue;
        }
        let place = match byline.by {
            Marking::Property => "property author",
            Marking::Rel => "link to the author",
            Marking::Class | Marking::Words => "byline on the page",
        };
        // Further names marked in the same way beside the first are of the same byline.
        const TOGETHER_BYTES_MAX: usize = 120;
        match &mut first {
            None => {
                first = Some((far, byline.by, byline.spot.at));
                found.push((place.to_string(), people));
            }
            Some((group, by, at))
                if *group == far
                    && *by == byline.by
                    && byline.by != Marking::Words
                    && byline.spot.at.abs_diff(*at) <= TOGETHER_BYTES_MAX =>
            {
                *at = byline.spot.at;
                let (_, together) = &mut found[0];
                together.extend(people.into_iter().filter(|person| !together.contains(person)).collect::<Vec<_>>());
            }
            Some(_) => found.push((place.to_string(), people)),
        }
    }
    found
}

/// A property or a link names the author more surely than a class or a line that begins with `By`.
fn rank(byline: &Byline) -> usize {
    match byline.by {
        Marking::Property => 0,
        Marking::Rel => 1,
        Marking::Words | Marking::Class => 2,
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::super::metadata::fields;

    fn check(html: &str, expected: &[&str]) {
        assert_eq!(fields(&Document::from(html)).bylines, expected, "{html}");
    }

    #[test]
    fn people_are_believed_before_the_outlet() {
        check(
            "<meta property=og:site_name content='The Courier'><meta name=author content='The Courier'>\
             <h1>River rises</h1><p class=byline>By <a>Ann Lee</a> and <a>Bo Marsh</a></p>",
            &["Ann Lee", "Bo Marsh"],
        );
        check(
            "<meta property=og:site_name content='The Courier'><meta name=author content='The Courier'><h1>Rain</h1>",
            &["The Courier"],
        );
    }

    #[test]
    fn the_byline_of_another_story_is_not_taken() {
        check(
            "<h1>Rain</h1><p>It rained.</p><div class=related-stories><h3>Frost</h3><span class=author>Cy Dunn</span></div>",
            &[],
        );
    }

    #[test]
    fn names_marked_one_by_one_are_of_one_byline() {
        check(
            "<h1>Rain</h1><div>Von <span itemprop=author><a>Ann Lee</a></span>, <span itemprop=author><a>Bo Marsh</a></span></div>",
            &["Ann Lee", "Bo Marsh"],
        );
        check(
            "<h1>Rain</h1><div class=authors><div>Ann Lee</div><div>Bo Marsh</div><div>Reporter</div></div>",
            &["Ann Lee", "Bo Marsh"],
        );
    }
}
