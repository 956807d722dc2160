//! The query language: text to tree to plan.

mod pattern;
mod plan;
pub mod spans;

pub use plan::{
    Clause, Counted, DISTANCE_MAX, DateRelation, DateState, DateTest, Field, HEADLINE_GAP, Leaf, PHRASE_PARTS_MAX,
    Passage, Plan, Stem, TermPattern, Unit, Word,
};
