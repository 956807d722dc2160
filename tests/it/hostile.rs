//! Archives are hostile: every file here is made to bring a run down, and none may. Each is refused
//! or cut short by a sentence that names why, nothing is written outside `index/`, and the article
//! beside it is found.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress};

use super::home::{Home, article};
use super::packed::{gzip, tar, tar_header, zip};

/// A corpus with one good article in it.
fn besieged() -> Home {
    Home::new(&[("good.txt", &article("2025-09-03", "harvest"))])
}

fn put(home: &Home, name: &str, bytes: &[u8]) {
    fs::write(home.at("corpus").join(name), bytes).unwrap();
}

/// Everything in the home but the index, with its size.
fn outside(home: &Home) -> BTreeMap<PathBuf, u64> {
    let entries = walkdir::WalkDir::new(home.at("")).into_iter().map(Result::unwrap);
    let outside = entries.filter(|entry| !entry.path().starts_with(home.at("index")));
    outside.map(|entry| (entry.path().to_path_buf(), entry.metadata().unwrap().len())).collect()
}

/// Indexes; the good article is found, the summary holds these sentences, and nothing has changed
/// outside of the index.
#[track_caller]
fn check(home: &Home, sentences: &[&str]) -> String {
    // What is kept beside the index is made by the first run.
    home.wants(0, &["index", "-q", "--include", "good.txt"]);
    let before = outside(home);
    let told = home.wants(0, &["index", "-v"]);
    for sentence in sentences {
        assert!(told.contains(sentence), "{sentence}\nis not said in\n{told}");
    }
    assert_eq!(home.total("harvest"), 1, "{told}");
    let kept = |path: &PathBuf| !path.starts_with(home.at("index.kept"));
    let after = outside(home);
    let names = |listing: &BTreeMap<PathBuf, u64>| {
        listing
            .iter()
            .filter(|(path, _)| kept(path) && path.is_file())
            .map(|(p, s)| (p.clone(), *s))
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&after), names(&before), "written outside of the index");
    told
}

/// A deflated stream of so many mebibytes of one byte: one block, again and again.
fn deflated(byte: u8, mebibytes: usize) -> Vec<u8> {
    let mebibyte = vec![byte; 1 << 20];
    let mut compress = Compress::new(Compression::best(), false);
    let mut block = |flush| {
        let mut out = Vec::with_capacity(1 << 16);
        compress.compress_vec(&mebibyte, &mut out, flush).unwrap();
        out
    };
    // After a full flush nothing refers to what was before.
    let first = block(FlushCompress::Full);
    let again = block(FlushCompress::Full);
    let mut stream = first;
    (1..mebibytes).for_each(|_| stream.extend_from_slice(&again));
    // An empty last block.
    stream.extend_from_slice(&[0x03, 0x00]);
    stream
}

fn text(word: &str) -> Vec<u8> {
    article("2025-09-04", word).into_bytes()
}

#[test]
fn bombs_are_named() {
    let home = besieged();
    put(&home, "bomb.gz", &gzip_of(deflated(b' ', 200), 200));
    put(&home, "overlap.zip", &overlapping(&deflated(b' ', 10), 10 << 20, 300));
    put(&home, "bomb.pdf", &pdf_with(&zlib(deflated(b' ', 1200))));
    let mut sentences = vec![
        "bomb.gz: broken gzip: it inflates to more than 250 times its size and is taken for a bomb",
        "overlap.zip: no article found in it",
    ];
    if cfg!(feature = "pdf") {
        sentences.push("bomb.pdf: its pages unpack to more than a page can hold and are taken for a bomb");
    }
    check(&home, &sentences);
}

/// The stream as a gzip file.
fn gzip_of(deflated: Vec<u8>, mebibytes: u32) -> Vec<u8> {
    let mut file = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];
    file.extend(deflated);
    file.extend([0; 4]);
    file.extend((mebibytes << 20).to_le_bytes());
    file
}

fn zlib(deflated: Vec<u8>) -> Vec<u8> {
    [&[0x78, 0x9C][..], &deflated, &[0; 4]].concat()
}

/// A ZIP whose members are all the same bytes of the file (Fifield, “A better zip bomb”, WOOT 2019).
fn overlapping(deflated: &[u8], size: u32, members: u16) -> Vec<u8> {
    let name = b"a.txt";
    let fields = |signature: u32, made_by: bool| {
        let mut fields = signature.to_le_bytes().to_vec();
        if made_by {
            fields.extend(20_u16.to_le_bytes());
        }
        // Version, flags, method, time, date, checksum, sizes, length of the name and of extras.
        for value in [20_u16, 0, 8, 0, 0x5B23] {
            fields.extend(value.to_le_bytes());
        }
        fields.extend(0_u32.to_le_bytes());
        fields.extend((deflated.len() as u32).to_le_bytes());
        fields.extend(size.to_le_bytes());
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend(0_u16.to_le_bytes());
        fields
    };
    let mut file = fields(0x0403_4B50, false);
    file.extend(name);
    file.extend(deflated);
    let directory = file.len();
    for _ in 0..members {
        file.extend(fields(0x0201_4B50, true));
        file.extend([0; 2 + 2 + 2 + 4 + 4]);
        file.extend(name);
    }
    let length = file.len() - directory;
    file.extend(0x0605_4B50_u32.to_le_bytes());
    file.extend([0; 4]);
    file.extend(members.to_le_bytes());
    file.extend(members.to_le_bytes());
    file.extend((length as u32).to_le_bytes());
    file.extend((directory as u32).to_le_bytes());
    file.extend([0; 2]);
    file
}

/// A document of one page with this stream, deflated, as its content.
fn pdf_with(content: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |file: &mut Vec<u8>, bytes: &[u8]| {
        places.push(file.len());
        let number = places.len();
        file.extend(format!("{number} 0 obj\n").as_bytes());
        file.extend(bytes);
        file.extend(b"\nendobj\n");
    };
    object(&mut file, b"<< /Type /Catalog /Pages 2 0 R >>");
    object(&mut file, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>");
    object(&mut file, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>");
    let head = format!("<< /Filter /FlateDecode /Length {} >>\nstream\n", content.len());
    object(&mut file, &[head.as_bytes(), content, b"\nendstream"].concat());
    let start = file.len();
    file.extend(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    file.extend(format!("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    file
}

#[test]
fn containers_in_containers_end_somewhere() {
    let home = besieged();
    let mut nested = zip(&[("deep.txt", &text("abyss"))]);
    for _ in 0..7 {
        nested = zip(&[("inner.zip", &nested), ("beside.txt", &text("ledge"))]);
    }
    put(&home, "nested.zip", &nested);
    check(&home, &["containers are nested more than 5 deep; skipped"]);
    assert_eq!((home.total("abyss"), home.total("ledge")), (0, 5));
}

#[test]
fn names_lead_nowhere() {
    let home = besieged();
    let mut container = tar::Builder::new(Vec::new());
    let body = text("escape");
    for name in ["../../outside.txt", "/tmp/onrecord-hostile/absolute.txt", "a/../../b.txt"] {
        container.append(&tar_header(name, body.len(), tar::EntryType::Regular), body.as_slice()).unwrap();
    }
    for kind in [tar::EntryType::Symlink, tar::EntryType::Link] {
        let mut link = tar_header("link.txt", 0, kind);
        link.set_link_name("/etc/passwd").unwrap();
        link.set_cksum();
        container.append(&link, &[][..]).unwrap();
    }
    put(&home, "paths.tar", &container.into_inner().unwrap());
    put(&home, "paths.zip", &zip(&[("../../outside.txt", &body), ("/etc/onrecord-hostile", &body)]));
    check(&home, &["paths.tar: passed over: "]);
    assert_eq!(home.total("escape"), 5, "a name is only a name");
    assert!(!home.at("../outside.txt").exists() && !home.at("outside.txt").exists());
}

#[test]
fn what_comes_before_a_break_is_kept() {
    let home = besieged();
    let records: String = (0..2000)
        .map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Ledger {} of the {n}th day.\"}}\n", n * 7919 % 9973))
        .collect();
    let cut = |bytes: Vec<u8>, parts: usize| bytes[..bytes.len() * parts / 4].to_vec();
    put(&home, "cut.jsonl.gz", &cut(gzip(records.as_bytes()), 3));
    let members: [(&str, &[u8]); 2] = [("a.txt", &text("anchor")), ("b.txt", &text("bollard").repeat(40))];
    put(&home, "cut.tar", &cut(tar(&members), 2));
    put(&home, "cut.zip", &cut(zip(&members), 3));
    let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nThe capstan was turned on Monday.\r\n";
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/a\r\nContent-Type: application/http\r\n\
         Content-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    put(&home, "cut.warc", &cut(record.repeat(2).into_bytes(), 3));
    let told = check(
        &home,
        &[
            "cut.zip: broken ZIP",
            "cut.jsonl.gz: it breaks off after",
            "cut.tar: ",
            "cut.warc: it breaks off after one article",
        ],
    );
    assert!(home.total("ledger") > 500, "{told}");
    assert_eq!((home.total("anchor"), home.total("capstan")), (1, 1), "{told}");
}

#[test]
fn files_that_lie_about_their_format_are_read_as_what_they_are() {
    let home = besieged();
    put(&home, "picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    put(&home, "page.json", b"<!DOCTYPE html><p>It rose.");
    put(&home, "prose.gz", &text("gunwale"));
    put(&home, "prose.pdf", &text("halyard"));
    put(&home, "prose.zip", &text("jib"));
    put(&home, "noise.txt", &(0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<u8>>());
    check(
        &home,
        &[
            "picture.html: PNG is not a format that is read",
            "page.json: broken JSON",
            "noise.txt: not text: the file holds binary data",
        ],
    );
    assert_eq!(["gunwale", "halyard", "jib"].map(|word| home.total(word)), [1, 1, 1]);
}

#[test]
fn endless_lines_end() {
    let home = besieged();
    put(&home, "line.jsonl", &[b"{\"text\":\"", vec![b'x'; 100 << 20].as_slice()].concat());
    put(&home, "line.txt", &vec![b'y'; 70 << 20]);
    check(&home, &["line.jsonl: ", "line.txt: longer than the 67108864 bytes an article may have"]);
}

#[test]
fn deep_nesting_is_no_abyss() {
    let home = besieged();
    let depth = 100_000;
    put(&home, "deep.html", format!("<html><body>{}<p>It rose.", "<div><b>".repeat(depth)).as_bytes());
    put(&home, "deep.json", format!("{{\"text\":{}", "[".repeat(depth)).as_bytes());
    put(&home, "deep.jsonl", format!("{{\"text\":\"It rose.\",\"x\":{}", "{\"x\":".repeat(depth)).as_bytes());
    put(&home, "deep.xml", format!("<?xml version=\"1.0\"?>{}", "<a>".repeat(depth)).as_bytes());
    let entities = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>";
    put(&home, "entities.xml", format!("<?xml version=\"1.0\"?>{entities}").as_bytes());
    put(&home, "deep.md", format!("{}river", "> ".repeat(depth)).as_bytes());
    check(&home, &["deep.json: ", "deep.jsonl: ", "deep.xml: ", "entities.xml: "]);
}

#[test]
fn hostile_names_and_links_out_of_the_root() {
    let home = besieged();
    let named = |name: &[u8]| home.at("corpus").join(OsStr::from_bytes(name));
    fs::write(named(b"bell\x07\x1b[31m.txt"), text("keel")).unwrap();
    fs::write(named(b"latin\xe9.txt"), text("mast")).unwrap();
    fs::write(named(b"broken\xff\n.gz"), b"\x1F\x8B\x08\0").unwrap();
    home.write("secret.txt", &article("2025-09-04", "bilge"));
    symlink(home.at("secret.txt"), named(b"out.txt")).unwrap();
    symlink(home.at(""), named(b"out")).unwrap();
    symlink("loop", named(b"loop")).unwrap();
    let told = check(&home, &[]);
    assert!(!told.contains(['\x07', '\x1b']), "{told:?}");
    assert_eq!(["keel", "mast", "bilge"].map(|word| home.total(word)), [1, 1, 0], "{told}");
}

#[test]
fn broken_documents_are_refused_by_name() {
    let home = besieged();
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(b"BT /F 10 Tf (It rose.) Tj ET").unwrap();
    let whole = pdf_with(&packed.finish().unwrap());
    put(&home, "cut.pdf", &whole[..60]);
    put(&home, "fontless.pdf", &whole);
    let sentences: &[&str] = match cfg!(feature = "pdf") {
        true => &["cut.pdf: broken PDF: ", "fontless.pdf: no text in it: its pages are blank"],
        false => &["cut.pdf: PDF is not read by this build of onrecord"],
    };
    check(&home, sentences);
}
