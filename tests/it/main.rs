//! Behaviour, one module per feature, in one binary.

/// Small articles, written down in a line.
mod articles;
/// A folder for local stores.
mod local_home;
/// Plans, written down in a line.
mod plans;
/// What every store must answer, fact by fact.
mod scenarios;
/// Order, pages and facets, as every store must give them.
mod scenarios_order;
/// What every store must make of changes.
mod scenarios_store;
