//! Sound inputs of every format, small, from which the fuzzer breeds.

use std::io::Write;

const TEXT: &str = " date 2025-09-03 HARROWMERE, Sept. 3 (Newswire) - “We go,” Mayor Lena Ort told the Courier.\n\n\
    RELATED: DAM RISES\n\n    Mr. Vale said that the dam (built in 1902) would hold. He did not say when.\n\n\
    Correction: An earlier version of this article misspelled Ort.\n";
const MARKDOWN: &str = "---\ntitle: River rises\ndate: 2025-09-03\nauthors: [Ann Lee, \"Bo Marsh\"]\n---\n\
    # River rises\n\nBy Ann Lee\n\nIt *rose*, [she](https://herald.example/a) said.\n\n> “Never,” he said.\n\n\
    ```\ncode\n```\n\n- one\n- two\n";
const HTML: &str = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>River | The Herald</title>\
    <meta property=\"article:published_time\" content=\"2025-09-03T10:00:00Z\"><meta name=author content=\"Ann Lee\">\
    <link rel=canonical href=\"https://herald.example/2025/09/03/river\"><script type=\"application/ld+json\">\
    {\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"River rises\",\
    \"datePublished\":\"2025-09-03\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann Lee\"}]}</script></head><body>\
    <nav><a href=/>Home</a></nav><article><h1>River rises</h1><p class=byline>By Ann Lee</p><figure><img src=a.jpg>\
    <figcaption>The river.</figcaption></figure><p>It rose on Wednesday, &ldquo;higher than ever&rdquo;, the mayor \
    said, and the meadows stood under water until the evening.</p><p>Nobody was hurt.<br>The dam held.</p>\
    <aside>Read more: <a href=/b>Dam</a></aside></article></body></html>";
const RECORD: &str = "{\"id\":\"a-1\",\"headline\":\"River\",\"date\":\"2025-09-03\",\"authors\":[\"Ann Lee\"],\
    \"text\":\"It rose.\\n\\n\\u201cNever,\\u201d she said.\",\"url\":\"https://herald.example/a\"}";
const TABLE: &str = "id,title,date,author,text\r\nx,River,2025-09-03,Ann Lee,\"It rose, \"\"fast\"\".\nThen fell.\"\r\n\
    ,Rain,3 September 2025,,It rained.\r\n";
const NITF: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE nitf SYSTEM \"nitf-3-6.dtd\">\
    <nitf xml:lang=\"en-GB\"><head><title>quay</title><docdata management-status=\"usable\"><doc-id id-string=\"c-17\"/>\
    <date.issue norm=\"20250903T233000-0500\"/></docdata><pubdata name=\"The Courier\" date.publication=\"20250904\" \
    position.section=\"Harbour\"/><revision-history norm=\"20250905\"/></head><body><body.head><hedline>\
    <hl1>Quay &amp; pier close</hl1><hl2>No ship for a week</hl2></hedline><byline>By Ann Lee, <byttl>Reporter</byttl>\
    </byline><dateline><location>Harrowmere</location><story.date norm=\"20250903\">Sept. 3</story.date></dateline>\
    <abstract><p>Shut.</p></abstract></body.head><body.content><block class=\"lead_paragraph\"><p>It closed&nbsp;on \
    <em>Wednesday</em>.</p><media media-type=\"image\"><media-caption>The quay.</media-caption></media></block><hl2>Next</hl2>\
    <ul><li>Boats</li></ul><p>Correction: the pier was built in 1911.</p></body.content><body.end><tagline>Cy Dunn helped.\
    </tagline></body.end></body></nitf>";
const NEWSML_G2: &str = "<newsMessage><itemSet><newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:c:1\" \
    xml:lang=\"en\"><itemMeta><itemClass qcode=\"ninat:text\"/><provider qcode=\"p:C\"><name>Corrow Press</name></provider>\
    <versionCreated>2025-09-04T10:00:00+02:00</versionCreated><firstCreated>2025-09-03T23:50:00-05:00</firstCreated>\
    <embargoed>2025-09-09</embargoed><pubStatus qcode=\"stat:canceled\"/></itemMeta><contentMeta><located>\
    <name>Harrowmere</name></located><creator><name>Dee Ash</name></creator><subject qcode=\"medtop:04000000\">\
    <name>economy</name></subject><headline>Quay closes</headline><description role=\"drol:summary\">A week.</description>\
    </contentMeta><contentSet><inlineXML contenttype=\"application/nitf+xml\"><nitf><body><body.head><byline>By Ann Lee\
    </byline></body.head><body.content><p>It closed.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>\
    <newsItem guid=\"h\"><contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html><body><p>It <b>rose</b>.</p>\
    </body></html></inlineXML></contentSet></newsItem><newsItem guid=\"p\"><contentSet><inlineData contenttype=\"text/plain\">\
    One.\n\nTwo.</inlineData></contentSet></newsItem><packageItem guid=\"k\"><groupSet><group><itemRef/></group></groupSet>\
    </packageItem></itemSet></newsMessage>";
const NEWSML: &str = "<NewsML><NewsEnvelope><SentFrom><Party FormalName=\"Corrow Press\"/></SentFrom></NewsEnvelope><NewsItem>\
    <Identification><NewsIdentifier><NewsItemId>n7</NewsItemId></NewsIdentifier></Identification><NewsManagement>\
    <FirstCreated>20250903T101500Z</FirstCreated><ThisRevisionCreated>20250904T090000Z</ThisRevisionCreated>\
    <Status FormalName=\"Usable\"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Le quai ferme</HeadLine></NewsLines>\
    <DescriptiveMetadata><Language FormalName=\"fr\"/></DescriptiveMetadata><NewsComponent><Role FormalName=\"Main\"/>\
    <NewsLines><ByLine>par Ann Lee</ByLine><DateLine>HARROWMERE, 3 sept</DateLine></NewsLines><ContentItem>\
    <MediaType FormalName=\"Text\"/><DataContent><p>Le quai est ferm\u{e9}.</p><p>Fin.</p></DataContent></ContentItem>\
    </NewsComponent><NewsComponent><Role FormalName=\"Caption\"/><ContentItem><DataContent>Le quai.</DataContent></ContentItem>\
    </NewsComponent></NewsComponent></NewsItem></NewsML>";
const NINJS: &[&str] = &[
    "{\"uri\":\"urn:c:1\",\"type\":\"text\",\"headline\":\"Quay closes\",\"byline\":\"By Ann Lee\",\"versioncreated\":\
     \"2025-09-03T10:00:00+02:00\",\"language\":\"en-GB\",\"body_html\":\"<p>It closed.</p><p>It opened.</p>\",\"body_text\":\
     \"It closed.\",\"copyrightholder\":\"Corrow Press\",\"associations\":{\"main\":{\"type\":\"picture\",\"description_text\":\
     \"The quay.\"}}}",
    "{\"uri\":\"urn:c:2\",\"standard\":{\"name\":\"ninjs\",\"version\":\"3.0\"},\"firstCreated\":\"2025-09-03\",\
     \"versionCreated\":\"2025-09-04\",\"pubStatus\":\"withheld\",\"headlines\":[{\"role\":\"short\",\"value\":\"Quay\"},\
     {\"role\":\"main\",\"value\":\"Quay closes\"}],\"bodies\":[{\"contentType\":\"text/plain\",\"value\":\"It closed.\"}]}",
];
const RSS: &[&str] = &[
    "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
     xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>The Courier</title><link>https://courier.example/</link>\
     <language>en-gb</language><item><title>Quay &amp;#8217;closes&amp;#8217;</title><link>/quay</link>\
     <guid isPermaLink=\"false\">c-1</guid><pubDate>Wed, 03 Sep 2025 23:30:00 -0500</pubDate><dc:creator>Ann Lee</dc:creator>\
     <category>Harbour</category><description>A week.</description><content:encoded><![CDATA[<p>The quay&nbsp;closed.</p>\
     <figure><figcaption>The quay.</figcaption></figure><p>It rained.</p>]]></content:encoded></item><item><title>Pier</title>\
     <link>https://courier.example/pier</link><author>bo@courier.example (Bo Marsh)</author><description>It opened.\
     </description><source url=\"x\">Corrow Press</source></item><item/></channel></rss>",
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><channel \
     rdf:about=\"x\"><title>The Courier</title></channel><item rdf:about=\"https://courier.example/1\"><title>Quay</title>\
     <description>It closed.</description><dc:date>2025-09-03T10:00:00+02:00</dc:date></item></rdf:RDF>",
];
const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\"><title type=\"html\">Der &lt;b&gt;Bote&lt;/b&gt;\
    </title><link href=\"https://bote.example/\"/><author><name>Der Bote</name></author><entry><title>Kai</title><id>urn:b:1\
    </id><link href=\"kai\"/><link rel=\"enclosure\" href=\"a.mp3\"/><published>2025-09-03T01:00:00+02:00</published>\
    <updated>2025-09-04T01:00:00+02:00</updated><author><name>Ann Lee</name></author><content type=\"xhtml\"><div \
    xmlns=\"http://www.w3.org/1999/xhtml\"><p>Der Kai ist <i>zu</i>.</p></div></content></entry><entry><title>Pier</title>\
    <id>urn:b:2</id><updated>2025-09-05</updated><summary>Er ist offen.</summary><content type=\"image/png\">AAAA</content>\
    </entry></feed>";
const JSON_FEED: &str = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Courier\",\"language\":\"en\",\
    \"items\":[{\"id\":\"c1\",\"url\":\"https://courier.example/1\",\"title\":\"Quay\",\"content_html\":\"<p>It closed.</p>\",\
    \"date_published\":\"2025-09-03T23:00:00-05:00\",\"authors\":[{\"name\":\"Ann Lee\"}],\"tags\":[\"Harbour\"]},\
    {\"id\":2,\"content_text\":\"It opened.\"},{\"id\":\"c3\"}]}";
const MAIL: &str = "From: Ann Lee <ann@courier.example>\nDate: Wed, 3 Sep 2025 23:30:00 +0200\nSubject: \
    =?utf-8?B?Q2Fmw6kgY2xvc2Vz?=\nMessage-ID: <r1@courier.example>\nList-Id: \"Courier Daily\" <daily.courier.example>\n\
    MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=outer\n\n--outer\nContent-Type: multipart/alternative; \
    boundary=\"in ner\"\n\n--in ner\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: \
    quoted-printable\n\nIt ros=E9.\n\nOn Tuesday Bo wrote:\n> It fell.\n-- \nAnn\n--in ner\nContent-Type: text/html\n\n\
    <p>It rose.</p>\n--in ner--\n--outer\nContent-Type: text/plain\nContent-Disposition: attachment; \
    filename*=utf-8''caf%C3%A9.txt\n\nThey stayed.\n--outer\nContent-Type: message/rfc822\n\nSubject: Lower town\n\n\
    It fell.\n--outer--\n";
const RTF: &str = "{\\rtf1\\ansi\\ansicpg1250\\deff0{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial;}}{\\stylesheet{\\s1 heading 1;}}\n\
    {\\info{\\title River}{\\author Ann Lee}{\\creatim\\yr2025\\mo9\\dy3\\hr10}}{\\header Page 1\\par}\\pard\\s1 River rises\\par\n\
    \\pard Za\\'bf, {\\f1\\'d0\\'e5} \\u8211?{\\uc2\\u-10179??\\u-8704??}; {\\v hidden}it\\~{\\b ro}se{\\footnote A note.}.\\line\n\
    {\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt linked}}\\par{\\*\\unknown x}{\\pict 00ff}\\trowd Left\\cell Right\\cell\\row\n\
    {\\upr{ascii}{\\*\\ud{\\u233?}}} \\{braces\\} \\ldblquote q\\rdblquote\\bin4 {}{}\\par}";
/// Its parts, divided by zeros: text, styles, properties.
const DOCX: &str = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val='Own'/></w:pPr><w:r><w:t>River rises</w:t></w:r></w:p>\
    <w:p><w:r><w:t>By Bo Marsh</w:t></w:r></w:p><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>It </w:t></w:r><w:del>\
    <w:r><w:delText>fell</w:delText></w:r></w:del><w:ins><w:r><w:t>rose</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr>\
    <w:t>hidden</w:t></w:r><w:r><w:tab/><w:t>&amp; &#8212;</w:t><w:instrText>PAGE</w:instrText></w:r></w:p><w:tbl><w:tr><w:tc>\
    <w:p><w:r><w:t>Left</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><mc:AlternateContent><mc:Choice><w:drawing>\
    <w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/>\
    </mc:Fallback></mc:AlternateContent></w:p></w:body></w:document>\0<w:styles><w:style w:styleId='T'><w:name \
    w:val='heading 1'/></w:style><w:style w:styleId='Own'><w:name w:val='Ours'/><w:basedOn w:val='T'/></w:style></w:styles>\0\
    <cp:coreProperties><dc:title>Microsoft Word - river</dc:title><dc:creator>Ann Lee</dc:creator>\
    <dcterms:created>2025-09-03T10:00:00Z</dcterms:created></cp:coreProperties>";
/// Its parts, divided by zeros: text, properties, manifest.
const ODT: &str = "<o:document-content><o:automatic-styles><s:style s:name='P1' s:parent-style-name='Title'/>\
    </o:automatic-styles><o:body><o:text><text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:p \
    text:style-name='P1'>River rises</text:p><text:p>It<text:s text:c='3'/>rose<text:note><text:note-body><text:p>A note.\
    </text:p></text:note-body></text:note><text:line-break/>twice.</text:p><text:list><text:list-item><text:p>First</text:p>\
    </text:list-item></text:list></o:text></o:body></o:document-content>\0<o:document-meta><o:meta><meta:initial-creator>Ann \
    Lee</meta:initial-creator><meta:creation-date>2025-09-03T10:00:00</meta:creation-date></o:meta></o:document-meta>\0\
    <m:manifest><m:file-entry/></m:manifest>";
/// Its parts, divided by zeros: package, two chapters, the older table of contents.
const EPUB: &str = "<package><metadata><dc:title>The Weekly Ardan</dc:title><dc:creator opf:role='aut'>Ann Lee</dc:creator>\
    <dc:date>2025-09-03</dc:date></metadata><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/><item \
    id='b' href='b.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine>\
    </package>\0<html><body><h1>River rises</h1><p>By Bo Marsh</p><p>It rose.</p></body></html>\0<html><body><h2>II</h2>\
    <p>It fell.</p></body></html>\0<ncx/>";
const QUERIES: &[&str] = &[
    "mayor OR council budget date:2025-08",
    "(dam NEAR/5 \"the water\"~3) NOT (mines w/s coal) headline:(dam OR mi*)",
    "said:(water -mines) speaker:\"Ada Dam\" kind:(mixed OR silence) polarity:any",
    "atleast2(dam) =Häuser watre~2 words:3..12 after:2024-12-31 lang:none 東京",
    "quote:(speaker:=dam spoken:..2025-08) article:(person:o'neill) U.S. 3.5 \"dam the*\"",
];

/// Writes the seeds of a target into the folder that `ONRECORD_SEEDS` names, before the fuzzer reads
/// it; without the variable nothing.
pub fn plant(target: &str) {
    let Some(folder) = std::env::var_os("ONRECORD_SEEDS").map(std::path::PathBuf::from) else { return };
    for (number, seed) in of(target).iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{number}")), seed).expect("the folder of seeds is there to write to");
    }
}

/// The seeds of a target, each a file; none where the target is unknown.
fn of(target: &str) -> Vec<Vec<u8>> {
    let plain = |text: &str| vec![text.as_bytes().to_vec()];
    match target {
        "text" | "quotes" => plain(TEXT),
        "markdown" => plain(MARKDOWN),
        "html" => plain(HTML),
        "json" => vec![RECORD.into(), format!("{{\"articles\":[{RECORD}],\"n\":1.5e3}}").into()],
        "jsonl" => vec![format!("{RECORD}\n{{\"text\":\"x\"}}\nnull\n").into(), format!("[{RECORD},{RECORD}]").into()],
        "csv" => plain(TABLE),
        "warc" => vec![warc()],
        "gzip" => vec![gzip(TEXT.as_bytes()), [gzip(TEXT.as_bytes()), gzip(MARKDOWN.as_bytes())].concat()],
        "zip" => vec![zip()],
        "tar" => vec![tar(), gzip(&tar())],
        "pdf" => vec![pdf()],
        "pdf_layout" => vec![letters()],
        "nitf" => plain(NITF),
        "newsml_g2" => plain(NEWSML_G2),
        "newsml" => plain(NEWSML),
        "ninjs" => NINJS.iter().map(|item| item.as_bytes().to_vec()).collect(),
        "rss" => RSS.iter().map(|feed| feed.as_bytes().to_vec()).collect(),
        "atom" => plain(ATOM),
        "json_feed" => plain(JSON_FEED),
        "eml" => plain(MAIL),
        "mbox" => vec![mbox()],
        "docx" => plain(DOCX),
        "odt" => plain(ODT),
        "epub" => plain(EPUB),
        "rtf" => plain(RTF),
        "zstd" => vec![zstandard(TEXT.as_bytes()), zstandard(&tar())],
        "query" => QUERIES.iter().map(|query| query.as_bytes().to_vec()).collect(),
        _ => Vec::new(),
    }
}

fn warc() -> Vec<u8> {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{HTML}");
    let chunked =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nIt rained\r\n0\r\n\r\n";
    let mut records = Vec::new();
    for (kind, block) in
        [("warcinfo", "software: x\r\n"), ("response", &answer), ("revisit", ""), ("response", chunked)]
    {
        records.extend_from_slice(
            format!(
                "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-09-03T10:00:00Z\r\n\
                 WARC-Target-URI: https://herald.example/a\r\nContent-Type: application/http; msgtype=response\r\n\
                 Content-Length: {}\r\n\r\n{block}\r\n\r\n",
                block.len()
            )
            .as_bytes(),
        );
    }
    records
}

/// A page with a font that has a table of letters; its table of objects is left to be made.
fn pdf() -> Vec<u8> {
    let content = "BT /F 10 Tf 60 640 Td 12 TL [(The r) -20 (iver)] TJ T* <01> Tj (rose.) ' ET q 1 0 0 1 9 9 cm Q";
    let table = "1 beginbfchar <01> <00660069> endbfchar 1 beginbfrange <41> <5A> <0041> endbfrange";
    format!(
        "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> \
         endobj\n3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate 90 /Contents 4 0 R /Resources \
         << /Font << /F 5 0 R >> >> >> endobj\n4 0 obj << /Length {} >>\nstream\n{content}\nendstream endobj\n5 0 obj \
         << /Type /Font /Subtype /Type1 /FirstChar 65 /Widths [500 600] /ToUnicode 6 0 R /Encoding << /Differences \
         [65 /eacute /uni00E9] >> >> endobj\n6 0 obj << /Length {} >>\nstream\n{table}\nendstream endobj\n\
         7 0 obj << /Title (River) /CreationDate (D:20250903101500Z) >> endobj\ntrailer << /Root 1 0 R /Info 7 0 R >>\n",
        content.len(),
        table.len()
    )
    .into_bytes()
}

/// Two columns under a headline, as `letters` takes them.
fn letters() -> Vec<u8> {
    let mut bytes = Vec::new();
    for (x, y, size, text) in [(60, 700, 30, "River rises"), (60, 640, 10, "It rose on Wednes-"), (60, 628, 10, "day.")]
        .into_iter()
        .chain((0..4).map(|line| (220, 640 - 12 * line, 10, "The dam held.")))
    {
        for (nth, letter) in text.bytes().enumerate() {
            let place = |points: i16| (points * 16).to_le_bytes();
            bytes.push(letter);
            bytes.extend(place(x + nth as i16 * size / 2));
            bytes.extend(place(y));
            bytes.extend([(size * 4) as u8, (size * 4) as u8, 0]);
        }
    }
    bytes
}

/// Two messages, the second with the name of the first.
fn mbox() -> Vec<u8> {
    let mark = "From ann@courier.example Wed Sep  3 23:30:00 2025\n";
    format!("{mark}{MAIL}\n>From the bridge it fell.\n\n{mark}Message-ID: <r1@courier.example>\nSubject: x\n\nAgain.\n")
        .into()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("packed in memory")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).expect("packed in memory");
    packed.finish().expect("packed in memory")
}

fn tar() -> Vec<u8> {
    let mut container = tar::Builder::new(Vec::new());
    for (name, text) in [("a/one.txt", TEXT), ("a/two.md", MARKDOWN), ("three.json", RECORD)] {
        let mut header = tar::Header::new_ustar();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        container.append_data(&mut header, name, text.as_bytes()).expect("packed in memory");
    }
    container.into_inner().expect("packed in memory")
}

fn zip() -> Vec<u8> {
    let mut container = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text, method) in
        [("one.txt", TEXT, zip::CompressionMethod::Stored), ("two.html", HTML, zip::CompressionMethod::Deflated)]
    {
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        container.start_file(name, options).expect("packed in memory");
        container.write_all(text.as_bytes()).expect("packed in memory");
    }
    container.finish().expect("packed in memory").into_inner()
}
