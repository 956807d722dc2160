//! The slow and obvious store.
