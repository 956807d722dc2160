//! What belongs to one language: the words that report, and the words around them.

pub(super) mod english;
mod french;
mod german;
pub(super) mod names;
pub(super) mod sorts;
mod spanish;
pub(super) mod tongue;
mod verbs;

/// What a word can be, as bits: the same word may be several things.
pub(super) mod class {
    /// Reports speech and takes a clause: `said`, `argues`.
    pub const CUE: u32 = 1;
    /// Reports speech only next to a quotation: `laughed`, `began`.
    pub const CUE_BY_MARKS: u32 = 1 << 1;
    /// Takes a hearer before what is said: `told`.
    pub const CUE_TO: u32 = 1 << 2;
    /// Takes `to` and a verb: `promised`.
    pub const CUE_INFINITIVE: u32 = 1 << 3;
    /// Takes what is said as a noun: `announced`, `denied`.
    pub const CUE_NOUN: u32 = 1 << 4;
    /// A form in -ing.
    pub const GERUND: u32 = 1 << 5;
    /// A base form: after an auxiliary or a plural subject.
    pub const BASE: u32 = 1 << 6;
    /// A past form, which may be a participle.
    pub const PAST: u32 = 1 << 7;
    /// Names what somebody is: `called`, `described`.
    pub const CUE_NAMING: u32 = 1 << 8;
    pub const PRONOUN: u32 = 1 << 9;
    pub const DETERMINER: u32 = 1 << 10;
    pub const PREPOSITION: u32 = 1 << 11;
    pub const AUXILIARY: u32 = 1 << 12;
    pub const NEGATION: u32 = 1 << 13;
    pub const ADVERB: u32 = 1 << 14;
    /// `that`, `because`, `when`: opens a clause.
    pub const SUBORDINATOR: u32 = 1 << 15;
    pub const COORDINATOR: u32 = 1 << 16;
    pub const RELATIVE: u32 = 1 << 17;
    /// A day, month or other word of time.
    pub const TIME: u32 = 1 << 18;
    pub const MODAL: u32 = 1 << 19;
    /// Takes `if`, `whether`, a question word: `asked`.
    pub const CUE_QUESTION: u32 = 1 << 20;
    /// Means that it is not so: `denied`.
    pub const DENIAL: u32 = 1 << 21;
    /// A finite verb that is no cue, as far as the tables know.
    pub const VERB: u32 = 1 << 22;
    /// May stand before its subject after a quotation: `said Hill`.
    pub const INVERTS: u32 = 1 << 23;
    pub const QUESTION_WORD: u32 = 1 << 24;
    /// A pronoun in the place of a subject: `he`, `they`.
    pub const SUBJECT: u32 = 1 << 25;
    /// A form that is as often a noun: `report`, `claims`.
    pub const NOUN: u32 = 1 << 26;
    /// The first word of `according to`.
    pub const ACCORDING: u32 = 1 << 27;
    /// Tells that the words were said in another language.
    pub const TRANSLATED: u32 = 1 << 28;
    /// Reports only with its other half: `teilte` with `mit`.
    pub const SEPARABLE: u32 = 1 << 29;
    /// The other half: `mit`, `hinzu`.
    pub const HALF: u32 = 1 << 30;
    /// A form by which German shows that somebody else says so: `sei`, `habe`.
    pub const CONJUNCTIVE: u32 = 1 << 31;

    pub const ANY_CUE: u32 = CUE | CUE_BY_MARKS | CUE_TO | CUE_INFINITIVE | CUE_NOUN | CUE_NAMING | CUE_QUESTION;
}
