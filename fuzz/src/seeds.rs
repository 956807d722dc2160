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
        "gzip" => vec![gzip(TEXT.as_bytes()), zstd::encode_all(TEXT.as_bytes(), 3).expect("packed in memory")],
        "zip" => vec![zip()],
        "tar" => vec![tar(), gzip(&tar())],
        "pdf" => vec![pdf()],
        "pdf_layout" => vec![letters()],
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
