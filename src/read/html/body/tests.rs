//! Pages of invented outlets, each with one thing that newspapers print around an article.

use super::*;

const ROSE: &str = "The river rose in the night, and by the morning the lower town was under water, the mayor said.";
const FELL: &str = "It fell on Thursday, and the people of the lower town went back to their houses to clean them.";
const RAIN: &str = "Nobody had seen such rain before, said the oldest of them, who had been born by the bridge.";

/// The paragraphs of a page's body. `$1`, `$2` and `$3` stand for sentences.
fn check(html: &str, expected: &[&str]) -> Body {
    let with = |text: &str| text.replace("$1", ROSE).replace("$2", FELL).replace("$3", RAIN);
    let page = Document::from(with(html));
    let body = body(&page, &Declared::of(&page), Some("River rises"));
    assert_eq!(body.paragraphs, expected.iter().map(|text| with(text)).collect::<Vec<_>>(), "{html}");
    body
}

#[test]
fn marks_of_the_text_are_believed() {
    let list = "<div class=list><p>$3 $3 $3</div>";
    check(&format!("{list}<div itemprop=articleBody><p>$1<p>$2</div>"), &["$1", "$2"]);
    check(&format!("{list}<div class='story-body wide'><p>$1<p>$2<p>$3</div>"), &["$1", "$2", "$3"]);
    check(
        "<article><div class=article-body><p>$1</div><div class=x></div><div class=article-body><p>$2</div></article>",
        &["$1", "$2"],
    );
}

#[test]
fn without_marks_the_text_is_where_prose_stands_densest() {
    check(
        "<div><div><p>$1<p>$2<p>$3</div></div><div><a href=/a>Sport</a> <a href=/b>Weather</a></div>",
        &["$1", "$2", "$3"],
    );
}

#[test]
fn the_article_is_the_one_with_the_headline() {
    let other =
        format!("<article><h1>Another story</h1><div class=article-body>{}</div></article>", "<p>$3 $2".repeat(9));
    let own =
        format!("<article><h1>River rises</h1><div class=article-body>{}</div></article>", "<p>$1 $2 $3</p>".repeat(3));
    check(&format!("{own}{other}"), &["$1 $2 $3"; 3]);
}

#[test]
fn subheadings_lists_quotations_and_lines_stay() {
    check(
        "<div class=article-body><p>$1<h2>What fell</h2><ul><li>Rain<li>Snow</ul><blockquote><p>“It fell.”</blockquote>\
         <p>One line<br>of a poem.<br>Then it ended.<br><br>$2</div>",
        &["$1", "What fell", "Rain", "Snow", "“It fell.”", "One line of a poem.", "Then it ended.", "$2"],
    );
}

#[test]
fn rows_of_tables_are_lines() {
    check(
        "<div class=article-body><p>$1<table><tr><th>Town<th>Metres<tr><td>Alder<td>3.5</table><p>$2</div>",
        &["$1", "Town Metres", "Alder 3.5", "$2"],
    );
}

#[test]
fn what_stands_beside_the_text_is_left_out() {
    for beside in [
        "<aside><p>$3</aside>",
        "<div class=related-stories><p>$3</div>",
        "<div class=c-newsletter__box><p>$3</div>",
        "<div class=share-bar>Share this</div>",
        "<div class=author-bio><p>$3</div>",
        "<div style='display: none'><p>$3</div>",
        "<div><h3>Read more</h3><p>$3</div>",
        "<p>Read also:</p><ul><li><a href=/a>$3</a></ul>",
        "<p><strong>Lesen Sie auch: <a href=/a>Regen im Tal</a></strong></p>",
        "<div><h3><a href=/a>Rain in the valley</a></h3><p>$3</div>",
        "<p>Sign up for <a href=/n>our newsletter</a> and read it first.</p>",
        "<div>Advertisement</div>",
        "<p>https://courier.example/river</p>",
        "<article><h2>Rain</h2><p>It fell in the valley, the courier says.</article>",
    ] {
        let around = "<p>$2 $3</p>".repeat(3);
        let html = format!("<article><h1>River rises</h1><p>$1</p>{around}{beside}<p>$2</p></article>");
        check(&html, &["$1", "$2 $3", "$2 $3", "$2 $3", "$2"]);
    }
}

#[test]
fn comments_and_consent_are_no_text_however_long() {
    let long = "<p>$3 $3 $3 $3</p>".repeat(20);
    for name in ["comments", "cookie-consent"] {
        check(
            &format!("<article><h1>River rises</h1><p>$1</p><p>$2</p></article><div id={name}>{long}</div>"),
            &["$1", "$2"],
        );
    }
}

#[test]
fn what_holds_most_of_the_text_is_kept_whatever_it_is_named() {
    check("<div class='has-sidebar newsletter'><div class=meta><p>$1<p>$2<p>$3</div></div>", &["$1", "$2", "$3"]);
}

#[test]
fn what_is_brief_by_nature_is_no_name_for_a_long_text() {
    let long = ["$1 $2 $3 $1 $2 $3 $1", "$2 $3 $1 $2 $3 $1 $2", "$3 $1 $2 $3 $1 $2 $3"];
    let html: String = long.iter().map(|text| format!("<div class=share-box><p>{text}</p></div>")).collect();
    check(&format!("<article>{html}</article>"), &long);
}

#[test]
fn captions_are_set_apart() {
    let body = check(
        "<div class=article-body><p>$1<figure><img src=x><figcaption>The bridge</figcaption></figure>\
         <div><img src=y><p>The old bridge (Photo: Ann Lee)</p></div><p>$2</div>",
        &["$1", "$2"],
    );
    assert_eq!(body.captions, ["The bridge", "The old bridge (Photo: Ann Lee)"]);
}

#[test]
fn a_standfirst_above_the_text_is_its_first_paragraph_where_the_page_describes_itself_so() {
    let page = "<h1>River rises</h1><p class=standfirst>The lower town is under water since Wednesday.</p>\
         <div>3 September 2025</div><div class=article-body><p>$1<p>$2</div>";
    let body = check(page, &["$1", "$2"]);
    assert_eq!(body.standfirst.as_deref(), Some("The lower town is under water since Wednesday."));
    let described = "<meta name=description content='The lower town is under water since Wednesday.'>";
    check(&format!("{described}{page}"), &["The lower town is under water since Wednesday.", "$1", "$2"]);
}

#[test]
fn what_is_printed_twice_is_read_once() {
    let copies = "<div class=article-body><div class=small><p>$1<p>$2</div><div class=large><p>$1<p>$2</div></div>";
    check(copies, &["$1", "$2"]);
    let pulled = "<div class=article-body><p>$1<blockquote>The lower town was under water</blockquote><p>$2</div>";
    check(pulled, &["$1", "$2"]);
    let refrain = "<div class=article-body><p>$1<p>$2<p>$1</div>";
    check(refrain, &["$1", "$2", "$1"]);
}

#[test]
fn dates_and_names_around_the_text_are_left_out() {
    check(
        "<div class=article-body><h1>River rises</h1><div>3 September 2025, 17:00</div><p>$1<p>$2<h3>More</h3></div>",
        &["$1", "$2"],
    );
}

#[test]
fn pages_made_to_be_slow_are_read() {
    let page = |html: String| {
        let page = Document::from(html);
        body(&page, &Declared::of(&page), Some("River rises"))
    };
    page(format!("{}{}", "<i></i>".repeat(8_000), "<p>Related</p>".repeat(8_000)));
    page(format!("<div>{}{}", "<h1><div>".repeat(240), "It rose. ".repeat(20_000)));
    page("<div class=article-body>".repeat(200) + &"<p>It rose in the night, and it fell.".repeat(4_000));
    page(
        "<article><h2><a href=/a>It rose in the night</a></h2>".repeat(100)
            + &"<blockquote>It rose. It fell. It rose again.".repeat(200),
    );
}
