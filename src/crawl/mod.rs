//! Walks a corpus folder and tells what is new, changed, same and gone.
