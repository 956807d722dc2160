//! Bytes to articles: formats, charsets, headline, day, byline and body, each with its evidence.
