//! What the user says of persons: entries of `people.toml`, checked, and applied to the groups that
//! spelling made.
//!
//! A rule names a person and the names that are this person's. It joins what spelling kept apart,
//! takes out what spelling put together, and shares a name that several bear by the quote's role or
//! by its article. Nothing is written anywhere: without the rule everything is as before.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::grouping::Group;
use super::spelling::{Parts, Shape, body_parts};
use crate::index::NameCount;
use crate::model::Day;
use crate::query::{Clause, DateRelation, DateTest, Field, Passage, QuoteClause, Share};

/// One entry of `people.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonRule {
    /// The name shown, and one of the names meant.
    pub name: String,
    pub aliases: Vec<String>,
    /// Names that are somebody else's.
    pub not: Vec<String>,
    pub wikidata: Option<String>,
    /// The names are this person's only there.
    pub when: Option<When>,
}

/// Where a name that several bear is one person's: all that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// Words of the speaker's role.
    pub role: Option<String>,
    /// Words of the publisher's name.
    pub publisher: Option<String>,
    /// Words of the article's path.
    pub path: Option<String>,
    /// The article was published on these days, both included.
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// The entries of `people.toml`, free of contradictions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleRules {
    rules: Vec<PersonRule>,
}

/// What is wrong with the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFault {
    /// Place of the entry, from 0.
    pub entry: usize,
    pub key: &'static str,
    pub sentence: String,
    pub hint: String,
}

impl PeopleRules {
    /// # Errors
    /// Names without letters, names that are given twice or are excluded by their own entry.
    pub fn new(rules: Vec<PersonRule>) -> Result<PeopleRules, RuleFault> {
        let fault = |entry, key, sentence: String, hint: &str| RuleFault { entry, key, sentence, hint: hint.into() };
        let mut shown: HashMap<String, usize> = HashMap::new();
        let mut without_when: HashMap<String, usize> = HashMap::new();
        for (entry, rule) in rules.iter().enumerate() {
            for (key, name) in rule.named().chain(rule.not.iter().map(|name| ("not", name))) {
                if fold_of(name).is_empty() {
                    return Err(fault(entry, key, format!("`{name}` holds no letter and no digit"), "write a name"));
                }
            }
            if let Some(before) = shown.insert(fold_of(&rule.name), entry) {
                let sentence = format!("`{}` is the name of person {} already", rule.name, before + 1);
                return Err(fault(entry, "name", sentence, "make one entry of the two, or tell the names apart"));
            }
            let names: BTreeSet<String> = rule.named().map(|(_, name)| fold_of(name)).collect();
            if let Some(name) = rule.not.iter().find(|name| names.contains(&fold_of(name))) {
                let sentence = format!("`{name}` is this person's name, and is said not to be");
                return Err(fault(entry, "not", sentence, "remove it from one of the two places"));
            }
            for (key, name) in rule.named().filter(|_| rule.when.is_none()) {
                let before = without_when.insert(fold_of(name), entry);
                if let Some(before) = before.filter(|before| *before != entry) {
                    let sentence = format!("`{name}` is given to person {} already", before + 1);
                    let hint = "leave it to one of them, or say `when` it is whose: when = { role = \"mayor\" }";
                    return Err(fault(entry, key, sentence, hint));
                }
            }
            if let Some(when) = &rule.when {
                when.check().map_err(|(sentence, hint)| fault(entry, "when", sentence, hint))?;
            }
        }
        Ok(PeopleRules { rules })
    }

    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    pub(super) fn entry(&self, at: usize) -> &PersonRule {
        &self.rules[at]
    }
}

impl PersonRule {
    /// Key and name of all that is this person's.
    fn named(&self) -> impl Iterator<Item = (&'static str, &String)> {
        std::iter::once(("name", &self.name)).chain(self.aliases.iter().map(|name| ("aliases", name)))
    }
}

impl When {
    fn check(&self) -> Result<(), (String, &'static str)> {
        if *self == When::default() {
            return Err(("nothing is asked in it".to_string(), "there are role, publisher, path, from, to"));
        }
        for (key, words) in [("role", &self.role), ("publisher", &self.publisher), ("path", &self.path)] {
            if words.as_ref().is_some_and(|words| Passage::of_name(words).is_none()) {
                return Err((format!("`{key}` holds no letter and no digit"), "write words that stand there"));
            }
        }
        match (self.from, self.to) {
            (Some(from), Some(to)) if to < from => {
                Err((format!("it ends on {to}, before it begins on {from}"), "exchange the two days"))
            }
            _ => Ok(()),
        }
    }

    /// What must hold of the article.
    fn around(&self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        for (field, words) in [(Field::Publisher, &self.publisher), (Field::Path, &self.path)] {
            let passage = words.as_deref().and_then(Passage::of_name);
            clauses.extend(passage.map(|passage| Clause::Passage(field, passage)));
        }
        if self.from.is_some() || self.to.is_some() {
            let test = DateTest { from: self.from, to: self.to, relation: DateRelation::Inside };
            clauses.push(Clause::Published(test));
        }
        clauses
    }

    fn role(&self) -> Option<QuoteClause> {
        self.role.as_deref().and_then(Passage::of_name).map(QuoteClause::Role)
    }

    fn speaks(&self) -> QuoteClause {
        let around = self.around().into_iter().map(|clause| QuoteClause::Article(Box::new(clause)));
        QuoteClause::All(self.role().into_iter().chain(around).collect())
    }
}

/// The name where `mine` holds and none of the others does. `None`: wherever no other does.
fn share(name: &str, mine: Option<&When>, others: &[&When]) -> Share {
    let not_speaks = others.iter().map(|other| QuoteClause::Not(Box::new(other.speaks())));
    // A role is the speaker's: of who is only named it tells nothing.
    let told = others.iter().filter(|other| other.role.is_none());
    let not_around = told.map(|other| Clause::Not(Box::new(Clause::All(other.around()))));
    let speaks = std::iter::once(QuoteClause::Everything).chain(mine.map(When::speaks)).chain(not_speaks);
    let around = std::iter::once(Clause::Everything).chain(mine.into_iter().flat_map(When::around)).chain(not_around);
    Share { name: name.to_string(), speaks: QuoteClause::All(speaks.collect()), around: Clause::All(around.collect()) }
}

/// One way to write a name in all its writings.
pub(super) fn fold_of(name: &str) -> String {
    body_parts(name).surname.join(" ")
}

/// A person to be: names as indices, before anything is counted or shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub rule: Option<usize>,
    pub names: Vec<usize>,
    pub shares: Vec<Share>,
    /// Drafts that it may be.
    pub choices: Vec<usize>,
}

/// The persons, and what of the rules fits nothing.
pub(super) struct Applied {
    pub drafts: Vec<Draft>,
    pub notices: Vec<String>,
}

/// Makes persons of the groups, as the rules want them.
pub(super) fn applied(rules: &PeopleRules, names: &[NameCount], parts: &[Parts], groups: Vec<Group>) -> Applied {
    let rules = &rules.rules;
    let mut by_fold: HashMap<String, Vec<usize>> = HashMap::new();
    if !rules.is_empty() {
        for (at, count) in names.iter().enumerate() {
            by_fold.entry(fold_of(&count.name)).or_default().push(at);
        }
    }
    let named = |name: &str| by_fold.get(&fold_of(name)).map(Vec::as_slice).unwrap_or_default();
    let mut claims = Claims::default();
    for (number, rule) in rules.iter().enumerate() {
        for (_, name) in rule.named() {
            for at in named(name) {
                match rule.when {
                    None => claims.whole.entry(*at).or_insert(number),
                    Some(_) => {
                        let sharing = claims.shared.entry(*at).or_default();
                        if sharing.last() != Some(&number) {
                            sharing.push(number);
                        }
                        continue;
                    }
                };
            }
        }
        claims.excluded.extend(rule.not.iter().flat_map(|name| named(name)).map(|at| (number, *at)));
    }
    let mut drafts: Vec<Draft> = (0..rules.len()).map(|rule| Draft { rule: Some(rule), ..Draft::default() }).collect();
    dealt(&mut drafts, &claims, parts, groups);
    shared(&mut drafts, &claims, rules, names, parts);
    Applied { drafts, notices: unmatched(rules, |name| !named(name).is_empty()) }
}

/// What the rules say of names, by the name's index.
#[derive(Default)]
struct Claims {
    whole: HashMap<usize, usize>,
    /// Rules with a condition, in their order.
    shared: BTreeMap<usize, Vec<usize>>,
    excluded: BTreeSet<(usize, usize)>,
}

/// Deals the groups out to the rules' drafts and to drafts of their own.
fn dealt(drafts: &mut Vec<Draft>, claims: &Claims, parts: &[Parts], groups: Vec<Group>) {
    let is_strong = |name: &usize| matches!(parts[*name].shape, Shape::Full | Shape::Whole);
    let mut draft_of: Vec<usize> = Vec::with_capacity(groups.len());
    let mut open: Vec<(usize, Group)> = Vec::new();
    for (number, group) in groups.into_iter().enumerate() {
        let all_weak = !group.names.iter().any(is_strong);
        let decisive = group.names.iter().filter(|name| all_weak || is_strong(name));
        let owners: BTreeSet<usize> = decisive.filter_map(|name| claims.whole.get(name)).copied().collect();
        let owner = if owners.len() == 1 { owners.first().copied() } else { None };
        let mut left =
            Draft { choices: owners.iter().copied().filter(|_| owner.is_none()).collect(), ..Draft::default() };
        let mut excluded: Vec<usize> = Vec::new();
        for name in &group.names {
            match claims.whole.get(name).copied().or(owner) {
                Some(rule) if claims.excluded.contains(&(rule, *name)) => excluded.push(*name),
                Some(rule) => drafts[rule].names.push(*name),
                None => left.names.push(*name),
            }
        }
        let first = owner.or_else(|| claims.whole.get(&group.names[0]).copied());
        draft_of.push(first.unwrap_or(drafts.len()));
        if !left.names.is_empty() || first.is_none() {
            drafts.push(left);
        }
        drafts.extend(excluded.into_iter().map(|name| Draft { names: vec![name], ..Draft::default() }));
        if !group.choices.is_empty() {
            open.push((number, group));
        }
    }
    for (number, group) in open {
        let chosen: BTreeSet<usize> = group.choices.iter().map(|choice| draft_of[*choice]).collect();
        let own = draft_of[number];
        if drafts[own].rule.is_some() {
            continue;
        }
        match (chosen.len(), chosen.first()) {
            // The rules made one person of all whom the surname could mean.
            (1, Some(only)) if group.by_surname && group.choices.len() > 1 => {
                let names = std::mem::take(&mut drafts[own].names);
                drafts[*only].names.extend(names);
            }
            _ => drafts[own].choices = chosen.into_iter().collect(),
        }
    }
}

/// Shares out the names that several rules, or a rule and the rest, bear.
fn shared(drafts: &mut Vec<Draft>, claims: &Claims, rules: &[PersonRule], names: &[NameCount], parts: &[Parts]) {
    for (name, sharing) in &claims.shared {
        let Some(rest) = drafts.iter().position(|draft| draft.names.contains(name)) else { continue };
        let whens: Vec<&When> = sharing.iter().filter_map(|rule| rules[*rule].when.as_ref()).collect();
        let text = &names[*name].name;
        for (place, rule) in sharing.iter().enumerate() {
            drafts[*rule].shares.push(share(text, Some(whens[place]), &whens[..place]));
        }
        drafts[rest].names.retain(|other| other != name);
        drafts[rest].shares.push(share(text, None, &whens));
        // Whom the weaker names mean is open now, where no rule says it.
        let is_open = |name: &usize| {
            matches!(parts[*name].shape, Shape::Initial | Shape::Lone) && !claims.whole.contains_key(name)
        };
        let (open, settled): (Vec<usize>, Vec<usize>) =
            std::mem::take(&mut drafts[rest].names).into_iter().partition(is_open);
        drafts[rest].names = settled;
        let choices: Vec<usize> = std::iter::once(rest).chain(sharing.iter().copied()).collect();
        drafts.extend(open.into_iter().map(|name| Draft {
            names: vec![name],
            choices: choices.clone(),
            ..Draft::default()
        }));
    }
}

/// Sentences about what no name of the archive is like.
fn unmatched(rules: &[PersonRule], is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut notices = Vec::new();
    for (number, rule) in rules.iter().enumerate() {
        let place = format!("people.toml, person {} ({})", number + 1, rule.name);
        let known = rule.named().any(|(_, name)| is_known(name));
        if !known {
            notices.push(format!("{place}: nobody in the archive has one of these names"));
        }
        let aliases = rule.aliases.iter().filter(|_| known).map(|name| ("aliases", name));
        for (key, name) in aliases.chain(rule.not.iter().map(|name| ("not", name))) {
            if !is_known(name) {
                notices.push(format!("{place}: nobody in the archive is called `{name}` ({key})"));
            }
        }
    }
    notices
}
