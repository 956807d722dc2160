//! Everything a face may ask: ingest, search, show, status, check, forget.
