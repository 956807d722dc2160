//! Behaviour, one module per feature, in one binary.

/// What keeps an index whole: one writer, crashes, older and foreign folders.
mod archive;
/// Small articles, written down in a line.
mod articles;
/// What is cited is found again, and says when it has changed.
mod citations;
/// The program as it is run.
mod cli;
/// Files that hold many articles.
mod containers;
/// Printings of one story: one hit, and who changed what.
mod copies;
/// What the user puts right.
mod corrections;
/// Days asked for and days published, in every time zone.
mod days;
/// What is said of one store is true of the other: random articles, random plans.
mod equality;
/// Feeds and news formats in a corpus.
mod feeds;
/// Figures on texts that are not ours, held as floors.
mod figures;
/// What was forgotten is in no file, and stays out.
mod forget;
/// A folder with a corpus in it, and the program run there.
mod home;
/// Files made to bring a run down.
#[cfg(unix)]
mod hostile;
/// What an ingest does with every file of the corpus.
mod ingest;
/// Samples judged by hand, and figures of annotated articles.
mod judging;
/// One archive in three languages.
mod languages;
/// What must hold of any store by the definitions alone, on random articles.
mod laws;
/// A folder for local stores.
mod local_home;
/// Mail and documents in a corpus.
mod mail;
/// Containers, made for a test.
#[path = "../../src/read/tests/packed.rs"]
mod packed;
/// Days, headlines and people of web pages on texts that are not ours.
mod page_fields;
/// Who is one person.
mod people;
/// Plans, written down in a line.
mod plans;
/// Random archives with copies planted in them.
mod planted;
/// Quotes asked for, and shown under the hits of a search.
mod quotes_cli;
/// Random articles, histories and plans.
mod random;
/// Random query texts, sound and broken.
mod random_queries;
/// Random quotes and silences, and random questions about them.
mod random_statements;
/// What every store must answer, fact by fact.
mod scenarios;
/// Order, pages and facets, as every store must give them.
mod scenarios_order;
/// Order, pages, facets and names of quotes, as every store must give them.
mod scenarios_quotes;
/// What every store must make of changes.
mod scenarios_store;
/// What a query typed by a person finds.
mod scenarios_text;
/// Articles score as if no quotes were there.
mod scores_alone;
/// What is shown of a hit, and what is lit in it.
mod snippets;
/// What articles report as said, and questions about it, written down in a line.
mod statements;
/// Where words come from.
mod trace;
