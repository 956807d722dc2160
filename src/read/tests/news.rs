//! News formats and feeds, each with inputs of its own.

use super::super::*;

/// Shows what a file holds: notes of the file, then of each article the fields that are there,
/// one a line.
fn shown(name: &str, text: &str) -> String {
    let path = EntryPath::new(name);
    let reading = match read(Source { path: &path, bytes: text.as_bytes(), modified: None }, &ReadRules::default()) {
        Ok(reading) => reading,
        Err(refusal) => return format!("refused: {refusal}"),
    };
    let mut lines: Vec<String> = reading.notes.iter().map(|note| format!("({note})")).collect();
    for draft in &reading.articles {
        let texts = |spans: &[crate::model::Span]| {
            spans.iter().map(|span| span.of(&draft.text).to_string()).collect::<Vec<_>>().join(" ¶ ")
        };
        let day = |published: &Option<crate::model::Published>| published.as_ref().map(|published| published.label());
        let fields = [
            ("record", draft.record.clone()),
            ("id", draft.own_id.clone()),
            ("headline", draft.headline.as_ref().map(|headline| headline.words.clone())),
            ("standfirst", draft.standfirst.clone()),
            ("day", day(&draft.published)),
            ("changed", day(&draft.modified)),
            ("by", Some(draft.bylines.join(", "))),
            ("publisher", draft.publisher.clone()),
            ("section", draft.section.clone()),
            ("place", draft.place.clone()),
            ("url", draft.url.clone()),
            ("language", draft.language.clone()),
            ("body", Some(texts(&draft.body))),
            ("captions", Some(texts(&draft.captions))),
            ("corrections", Some(texts(&draft.printed_corrections))),
            ("notes", Some(draft.notes.join("; "))),
        ];
        let filled =
            fields.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
        lines.extend(filled.map(|(name, value)| format!("{name}: {value}")));
    }
    lines.join("\n")
}

#[track_caller]
fn check(name: &str, text: &str, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(shown(name, text), expected.join("\n"));
}

const NITF: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf xml:lang="en-GB"><head><title>quay</title>
<docdata><doc-id id-string="c-17"/><date.issue norm="20250903T233000-0500"/><doc.copyright holder="Corrow Press"/></docdata>
<pubdata name="The Courier" date.publication="20250904" position.section="Harbour"/>
<revision-history norm="20250905"/></head>
<body><body.head><hedline><hl1>Quay &amp; pier close</hl1><hl2>No ship for a week</hl2></hedline>
<byline>By Ann Lee and Bo Marsh, <byttl>Port Reporters</byttl></byline>
<dateline><location>Harrowmere</location><story.date norm="20250903">Sept. 3</story.date></dateline>
<abstract><p>The quay is shut.</p></abstract></body.head>
<body.content><block><p>The quay closed&nbsp;on <em>Wednesday</em>.</p>
<media media-type="image"><media-reference source="a.jpg">a.jpg</media-reference><media-caption>The quay.</media-caption></media>
<hl2>What next</hl2><ul><li>Boats</li><li>Trains</li></ul></block>
<p>Correction: the pier was built in 1911.</p></body.content>
<body.end><tagline>Cy Dunn helped.</tagline></body.end></body></nitf>"#;

#[test]
fn nitf_tells_all_that_an_article_has() {
    check(
        "a.xml",
        NITF,
        "id: c-17
         headline: Quay & pier close
         standfirst: No ship for a week
         day: 2025-09-03
         changed: 2025-09-05
         by: Ann Lee, Bo Marsh
         publisher: The Courier
         section: Harbour
         place: Harrowmere
         language: en
         body: The quay closed on Wednesday. ¶ What next ¶ Boats ¶ Trains ¶ Correction: the pier was built in 1911. ¶ Cy Dunn helped.
         captions: The quay.
         corrections: Correction: the pier was built in 1911.",
    );
}

#[test]
fn nitf_of_archives_carries_the_opening_twice_and_names_turned_round() {
    check(
        "a.xml",
        "<nitf><head><docdata management-status='withheld'/></head><body><body.head><hedline><hl1>Quay</hl1></hedline>\
         <byline class='print_byline'>By Ann Lee</byline><byline class='normalized_byline'>Lee, Ann</byline></body.head>\
         <body.content><block class='lead_paragraph'><p>It rose.</p></block>\
         <block class='full_text'><p>It rose.</p><p>It fell.</p></block></body.content></body></nitf>",
        "headline: Quay
         by: Ann Lee
         body: It rose. ¶ It fell.
         notes: the document is marked as withheld",
    );
}

#[test]
fn nitf_that_is_broken_is_refused_by_name() {
    check("a.xml", &NITF[..NITF.len() - 40], "refused: broken NITF: it ends inside of `tagline` (line 15)");
    check("a.xml", "<nitf><body><p>x</body></nitf>", "refused: broken NITF: `p` has no end (line 1)");
    check("a.xml", "<nitf><body/></nitf>", "refused: no text found in it");
}

const ITEM: &str = r#"<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:courier:1" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:CORROW"><name>Corrow Press</name></provider>
<versionCreated>2025-09-04T10:00:00+02:00</versionCreated><firstCreated>2025-09-03T23:50:00-05:00</firstCreated>
<pubStatus qcode="stat:canceled"/></itemMeta>
<contentMeta><located><name>Harrowmere</name></located><creator><name>Dee Ash</name></creator>
<subject qcode="medtop:04000000"><name>economy</name></subject><headline>Quay closes</headline>
<description role="drol:summary">No ship for a week.</description></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
<body.head><hedline><hl1>Quay shut</hl1></hedline><byline>By Ann Lee</byline></body.head>
<body.content><p>The quay closed.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>"#;

#[test]
fn a_news_item_is_an_article_with_what_it_says_of_itself() {
    check(
        "a.xml",
        ITEM,
        "id: urn:courier:1
         headline: Quay closes
         standfirst: No ship for a week.
         day: 2025-09-03
         changed: 2025-09-04
         by: Ann Lee
         publisher: Corrow Press
         section: economy
         place: Harrowmere
         language: en
         body: The quay closed.
         notes: the provider has marked it as canceled",
    );
}

#[test]
fn a_news_message_holds_items_and_names_what_is_no_article() {
    let html = "<newsItem guid='h'><itemMeta><embargoed>2025-09-09</embargoed></itemMeta><contentSet><inlineXML \
                contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head>\
                <body><p>It <b>rose</b>.</p><p>It fell.</p></body></html></inlineXML></contentSet></newsItem>";
    let plain = "<newsItem guid='p'><contentSet><inlineData contenttype='text/plain'>One.\n\nTwo.</inlineData></contentSet></newsItem>";
    let picture = "<newsItem guid='i'><itemMeta><itemClass qcode='ninat:picture'/></itemMeta><contentMeta>\
                   <headline>Quay</headline></contentMeta></newsItem>";
    let others =
        "<packageItem guid='k'><groupSet><group><itemRef/><itemRef/></group></groupSet></packageItem><knowledgeItem/>";
    check(
        "a.xml",
        &format!("<newsMessage><header/><itemSet>{html}{plain}{picture}{others}</itemSet></newsMessage>"),
        "(item i: a picture without a text; skipped)
         (item k: a package that refers to 2 items and holds none itself; skipped)
         (a knowledgeItem: a knowledge item, not an article; skipped)
         record: h
         id: h
         body: It rose. ¶ It fell.
         notes: under embargo until 2025-09-09
         record: p
         id: p
         body: One. ¶ Two.",
    );
    check(
        "a.xml",
        "<planningItem guid='q'/>",
        "refused: no article found in it: item q: a planning item, not an article; skipped",
    );
}

#[test]
fn newsml_1_nests_components() {
    let head = "<NewsML><NewsEnvelope><SentFrom><Party FormalName='Corrow Press'/></SentFrom></NewsEnvelope><NewsItem>\
                <Identification><NewsIdentifier><NewsItemId>n7</NewsItemId></NewsIdentifier></Identification>\
                <NewsManagement><FirstCreated>20250903T101500Z</FirstCreated>\
                <ThisRevisionCreated>20250904T090000Z</ThisRevisionCreated><Status FormalName='Usable'/></NewsManagement>\
                <NewsComponent><NewsLines><HeadLine>Le quai ferme</HeadLine></NewsLines>\
                <DescriptiveMetadata><Language FormalName='fr'/></DescriptiveMetadata>";
    let text = "<NewsComponent><Role FormalName='Main'/><NewsLines><ByLine>par Ann Lee</ByLine><DateLine>HARROWMERE, 3 sept</DateLine>\
                </NewsLines><ContentItem><MediaType FormalName='Text'/><DataContent><p>Le quai est fermé.</p><p>Fin.</p>\
                </DataContent></ContentItem></NewsComponent>";
    let picture = "<NewsComponent><ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem></NewsComponent>\
                   <NewsComponent><Role FormalName='Caption'/><ContentItem><DataContent>Le quai.</DataContent></ContentItem></NewsComponent>";
    check(
        "a.xml",
        &format!("{head}{text}{picture}</NewsComponent></NewsItem></NewsML>"),
        "id: n7
         headline: Le quai ferme
         day: 2025-09-03
         changed: 2025-09-04
         by: Ann Lee
         publisher: Corrow Press
         place: HARROWMERE
         language: fr
         body: Le quai est fermé. ¶ Fin.
         captions: Le quai.",
    );
    check(
        "a.xml",
        &format!("{head}{picture}</NewsComponent></NewsItem></NewsML>"),
        "refused: no article found in it: item n7: it holds no text; skipped",
    );
}

#[test]
fn ninjs_of_all_versions_is_one_article() {
    check(
        "a.json",
        r#"{"uri":"urn:c:1","type":"text","headline":"Quay closes","byline":"By Ann Lee","versioncreated":"2025-09-03T10:00:00+02:00",
            "language":"en-GB","body_html":"<p>It closed.</p><p>It opened.</p>","body_text":"It closed.","copyrightholder":"Corrow Press",
            "associations":{"main":{"type":"picture","description_text":"The quay."}}}"#,
        "id: urn:c:1
         headline: Quay closes
         day: 2025-09-03
         by: Ann Lee
         publisher: Corrow Press
         language: en
         body: It closed. ¶ It opened.
         captions: The quay.",
    );
    check(
        "a.json",
        r#"{"uri":"urn:c:2","standard":{"name":"ninjs","version":"3.0"},"firstCreated":"2025-09-03","versionCreated":"2025-09-04",
            "pubStatus":"withheld","headlines":[{"role":"short","value":"Quay"},{"role":"main","value":"Quay closes"}],
            "bodies":[{"contentType":"text/plain","value":"It closed."}],"language":"en"}"#,
        "id: urn:c:2
         headline: Quay closes
         day: 2025-09-03
         changed: 2025-09-04
         language: en
         body: It closed.
         notes: the provider has marked it as withheld",
    );
    check(
        "a.json",
        r#"{"uri":"urn:c:3","type":"picture","headline":"Quay","pubstatus":"usable"}"#,
        "refused: no article found in it: the item: a picture without a text; skipped",
    );
}

const RSS: &str = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Courier</title><link>https://courier.example/</link>
<language>en-gb</language><item><title>Quay &amp;#8217;closes&amp;#8217;</title><link>/quay</link><guid isPermaLink="false">c-1</guid>
<pubDate>Wed, 03 Sep 2025 23:30:00 -0500</pubDate><dc:creator>Ann Lee</dc:creator><category>Harbour</category>
<description>A week without ships.</description>
<content:encoded><![CDATA[<p>The quay&nbsp;closed.</p><figure><figcaption>The quay.</figcaption></figure><p>It rained.</p>]]></content:encoded></item>
<item><title>Pier</title><link>https://courier.example/pier</link><author>bo@courier.example (Bo Marsh)</author>
<description>It opened.</description><source url="x">Corrow Press</source></item>
<item><title>Only this</title></item><item/></channel></rss>"#;

#[test]
fn rss_entries_are_articles() {
    check(
        "a.xml",
        RSS,
        "(entry 4: it has neither title nor text; skipped)
         record: c-1
         id: c-1
         headline: Quay ’closes’
         standfirst: A week without ships.
         day: 2025-09-03
         by: Ann Lee
         publisher: The Courier
         section: Harbour
         url: https://courier.example/quay
         language: en
         body: The quay closed. ¶ It rained.
         captions: The quay.
         record: https://courier.example/pier
         id: https://courier.example/pier
         headline: Pier
         by: Bo Marsh
         publisher: Corrow Press
         url: https://courier.example/pier
         language: en
         body: It opened.
         notes: the feed has a summary of it alone
         record: 3
         headline: Only this
         publisher: The Courier
         language: en
         notes: there is nothing of it but a headline",
    );
}

#[test]
fn rss_in_rdf_is_read() {
    check(
        "a.rdf",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='x'><title>The Courier</title></channel>\
         <item rdf:about='https://courier.example/1'><title>Quay</title><description>It closed.</description>\
         <dc:date>2025-09-03T10:00:00+02:00</dc:date></item></rdf:RDF>",
        "record: https://courier.example/1
         id: https://courier.example/1
         headline: Quay
         day: 2025-09-03
         publisher: The Courier
         url: https://courier.example/1
         body: It closed.
         notes: the feed has a summary of it alone",
    );
}

#[test]
fn a_feed_that_breaks_off_gives_the_entries_before() {
    let cut = RSS.find("It opened").unwrap();
    let told = shown("a.xml", &RSS[..cut]);
    assert!(told.starts_with(
        "(the feed breaks off: it ends inside of `description` (line 8))\n(entry 2: the feed breaks off inside of it; skipped)\nrecord: c-1"
    ), "{told}");
    assert_eq!(told.matches("record:").count(), 1);
    check("a.xml", "<rss><channel><title>The", "refused: broken RSS: it ends inside of `title` (line 1)");
    check("a.xml", "<rss><channel/></rss>", "refused: no article found in it: the feed has no entries");
}

#[test]
fn a_feed_that_is_ill_formed_is_read_as_far_as_sense_allows() {
    check(
        "a.xml",
        "<rss><channel><item><title>Caf&eacute; & quay</title><description>It <br> closed.</description>\
         <item><title>Pier</title></item></channel></rss>",
        "(the feed is ill-formed: `br` has no end (line 1))
         record: 1
         headline: Café & quay
         body: It closed.
         notes: the feed has a summary of it alone
         record: 2
         headline: Pier
         notes: there is nothing of it but a headline",
    );
}

#[test]
fn atom_entries_are_articles() {
    check(
        "a.atom",
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title type='html'>Der &lt;b&gt;Bote&lt;/b&gt;</title>\
         <link href='https://bote.example/'/><author><name>Der Bote</name></author>\
         <entry><title>Kai</title><id>urn:b:1</id><link href='kai'/><link rel='enclosure' href='a.mp3'/>\
         <published>2025-09-03T01:00:00+02:00</published><updated>2025-09-04T01:00:00+02:00</updated>\
         <author><name>Ann Lee</name></author><author><name>Bo Marsh</name></author>\
         <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Der Kai ist <i>zu</i>.</p><p>Es regnet.</p></div></content></entry>\
         <entry><title>Pier</title><id>urn:b:2</id><updated>2025-09-05</updated><summary>Er ist offen.</summary>\
         <content type='image/png'>AAAA</content></entry></feed>",
        "record: urn:b:1
         id: urn:b:1
         headline: Kai
         day: 2025-09-03
         changed: 2025-09-04
         by: Ann Lee, Bo Marsh
         publisher: Der Bote
         url: https://bote.example/kai
         language: de
         body: Der Kai ist zu. ¶ Es regnet.
         record: urn:b:2
         id: urn:b:2
         headline: Pier
         day: 2025-09-05
         changed: 2025-09-05
         publisher: Der Bote
         language: de
         body: Er ist offen.
         notes: the feed tells no day of publication; that of the last update is taken; its content was not read: \
         image/png in base64; the feed has a summary of it alone",
    );
}

#[test]
fn of_a_feeds_many_authors_each_entry_has_the_first() {
    let authors: String = (1..=50).map(|nth| format!("<author><name>Ann Lee {nth}</name></author>")).collect();
    let first: Vec<String> = (1..=20).map(|nth| format!("Ann Lee {nth}")).collect();
    check(
        "a.atom",
        &format!("<feed>{authors}<entry><title>Kai</title><id>k</id></entry></feed>"),
        &format!(
            "record: k
             id: k
             headline: Kai
             by: {}
             notes: there is nothing of it but a headline",
            first.join(", ")
        ),
    );
}

#[test]
fn json_feed_items_are_articles() {
    check(
        "feed.json",
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"The Courier","language":"en","items":[
            {"id":"c1","url":"https://courier.example/1","title":"Quay","content_html":"<p>It closed.</p><p>It rained.</p>",
             "date_published":"2025-09-03T23:00:00-05:00","authors":[{"name":"Ann Lee"}],"tags":["Harbour"]},
            {"id":2,"content_text":"It opened."},{"id":"c3"}]}"#,
        "(entry 3: it has neither title nor text; skipped)
         record: c1
         id: c1
         headline: Quay
         day: 2025-09-03
         by: Ann Lee
         publisher: The Courier
         section: Harbour
         url: https://courier.example/1
         language: en
         body: It closed. ¶ It rained.
         record: 2
         id: 2
         publisher: The Courier
         language: en
         body: It opened.",
    );
}

#[test]
fn other_xml_is_refused_by_its_outermost_element() {
    check(
        "a.xml",
        "<?xml version='1.0'?><opml><body/></opml>",
        "refused: XML of another kind (its outermost element is `opml`) is not read; `onrecord help index` names what is",
    );
    check("a.xml", "no tag at all", "refused: broken XML: it has no outermost element");
}

#[test]
fn a_declared_charset_of_xml_is_obeyed() {
    let text = "<?xml version='1.0' encoding='iso-8859-2'?><rss><channel><item><title>Zażółć gęślą</title></item></channel></rss>";
    let (bytes, _, _) = encoding_rs::ISO_8859_2.encode(text);
    let path = EntryPath::new("a.xml");
    let reading = read(Source { path: &path, bytes: &bytes, modified: None }, &ReadRules::default()).unwrap();
    assert_eq!(reading.articles[0].headline.as_ref().unwrap().words, "Zażółć gęślą");
}

#[test]
fn xml_made_to_exhaust_is_read_or_refused() {
    let lol = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>";
    for text in [
        format!("{lol}<rss><channel><item><title>{}</title></item></channel></rss>", "&b;&a;".repeat(50_000)),
        format!("<rss><channel>{}", "<item>".repeat(100_000)),
        format!("<feed>{}", "<a>".repeat(100_000)),
        format!("<nitf>{}", "<p ".repeat(100_000)),
        format!("<nitf {}/>", "a='1' ".repeat(100_000)),
        format!("<newsMessage>{}", "</x>".repeat(100_000)),
        "<rss><![CDATA[".to_string(),
        format!("<NewsML><NewsItem>{}", "<NewsComponent>".repeat(10_000)),
        format!("<rss xmlns='{}", "x".repeat(100_000)),
    ] {
        let told = shown("a.xml", &text);
        assert!(told.len() < 600_000, "{}", told.len());
    }
}
