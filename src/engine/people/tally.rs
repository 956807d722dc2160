//! What a person said, counted: one pass over the columns of quotes.

use std::collections::HashMap;

use crate::index::Statement;
use crate::language::tokens;
use crate::model::{ArticleId, Bucket, Day, Polarity};
use crate::query::StatementKind;

/// Counts of one person. Quotes are affirmed ones; silences and what was denied or only supposed
/// stand apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub quotes: u64,
    /// Articles with a quote.
    pub articles: u64,
    pub silences: u64,
    /// Quotes that are denied, negated, hypothetical or questioned.
    pub other_polarity: u64,
    /// Of publication, of the first and the last quote.
    pub first: Option<Day>,
    pub last: Option<Day>,
    /// Most frequent first.
    pub roles: Vec<RoleCount>,
    /// Quotes under each name as documents have it, most frequent first.
    pub names: Vec<Bucket>,
    /// Direct, mixed, indirect.
    pub kinds: Vec<Bucket>,
    /// Stated, resolved, inferred.
    pub certainties: Vec<Bucket>,
    /// By year of publication, in order; those of no single year last, with an empty value.
    pub years: Vec<Bucket>,
    /// Names of persons named inside, most frequent first.
    pub about: Vec<Bucket>,
}

/// A role as articles have it, with quotes and silences under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleCount {
    pub role: String,
    pub count: u64,
    pub first: Option<Day>,
    pub last: Option<Day>,
    /// The names that it stands with.
    pub names: Vec<String>,
}

/// A tally that is being made.
#[derive(Default)]
pub(super) struct Counter {
    tally: Tally,
    last_article: Option<ArticleId>,
    roles: HashMap<String, Role>,
    counts: HashMap<(Column, String), u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Name,
    Kind,
    Certainty,
    Year,
    About,
}

#[derive(Default)]
struct Role {
    written: HashMap<String, u64>,
    names: Vec<String>,
    count: u64,
    first: Option<Day>,
    last: Option<Day>,
}

impl Counter {
    /// Counts a statement of the person; `whole` counts what only the person's page shows.
    pub fn add(&mut self, statement: &Statement<'_>, whole: bool) {
        let name = statement.speaker.unwrap_or_default();
        let StatementKind::Quote(kind) = statement.kind else {
            self.tally.silences += 1;
            self.add_role(statement, name);
            return;
        };
        if statement.polarity != Polarity::Affirmed {
            self.tally.other_polarity += 1;
            return;
        }
        self.tally.quotes += 1;
        if self.last_article != Some(statement.key.article) {
            self.last_article = Some(statement.key.article);
            self.tally.articles += 1;
        }
        if let Some(days) = statement.published {
            widen(&mut self.tally.first, &mut self.tally.last, days.first(), days.last());
        }
        self.add_role(statement, name);
        self.count(Column::Name, name);
        if whole {
            self.count(Column::Kind, kind.word());
            self.count(Column::Certainty, statement.certainty.word());
            let ends =
                statement.published.map(|days| [days.first(), days.last()].map(|day| day.to_string()[..4].to_string()));
            let year = ends.filter(|[first, last]| first == last).map_or(String::new(), |[year, _]| year);
            self.count(Column::Year, &year);
            statement.about.iter().for_each(|name| self.count(Column::About, name));
        }
    }

    fn count(&mut self, column: Column, value: &str) {
        *self.counts.entry((column, value.to_string())).or_default() += 1;
    }

    fn add_role(&mut self, statement: &Statement<'_>, name: &str) {
        let Some(words) = statement.role.and_then(role_words) else { return };
        let role = self.roles.entry(folded(words)).or_default();
        role.count += 1;
        *role.written.entry(words.to_string()).or_default() += 1;
        if !role.names.iter().any(|other| other == name) {
            role.names.push(name.to_string());
        }
        if let Some(days) = statement.published {
            widen(&mut role.first, &mut role.last, days.first(), days.last());
        }
    }

    /// The tally; names inside are told by `person`, what it makes alike is counted together.
    pub fn done(mut self, person: impl Fn(&str) -> String) -> Tally {
        let mut roles: Vec<RoleCount> = self.roles.into_values().map(Role::counted).collect();
        roles.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.role.cmp(&right.role)));
        self.tally.roles = roles;
        let mut about: HashMap<String, u64> = HashMap::new();
        let (mut kinds, mut certainties) = (HashMap::new(), HashMap::new());
        for ((column, value), count) in self.counts {
            let bucket = |value| Bucket { value, count };
            match column {
                Column::Name => self.tally.names.push(bucket(value)),
                Column::Year => self.tally.years.push(bucket(value)),
                Column::Kind => drop(kinds.insert(value, count)),
                Column::Certainty => drop(certainties.insert(value, count)),
                Column::About => *about.entry(person(&value)).or_default() += count,
            }
        }
        self.tally.kinds = in_order(&crate::model::QuoteKind::ALL.map(|kind| kind.word()), &kinds);
        self.tally.certainties =
            in_order(&crate::model::Certainty::ALL.map(|certainty| certainty.word()), &certainties);
        self.tally.about = ranked(about);
        self.tally
            .years
            .sort_by(|left, right| (left.value.is_empty(), &left.value).cmp(&(right.value.is_empty(), &right.value)));
        self.tally.names.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value)));
        self.tally
    }
}

impl Role {
    fn counted(mut self) -> RoleCount {
        self.names.sort();
        let most =
            self.written.into_iter().max_by(|left, right| left.1.cmp(&right.1).then_with(|| right.0.cmp(&left.0)));
        let role = most.map(|(words, _)| words).unwrap_or_default();
        RoleCount { role, count: self.count, first: self.first, last: self.last, names: self.names }
    }
}

/// The values in this order, those that are not there left out.
fn in_order(values: &[&str], counts: &HashMap<String, u64>) -> Vec<Bucket> {
    let bucket = |value: &&str| Some(Bucket { value: (*value).to_string(), count: *counts.get(*value)? });
    values.iter().filter_map(bucket).collect()
}

/// Most frequent first, then by value.
pub(super) fn ranked(counts: HashMap<String, u64>) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = counts.into_iter().map(|(value, count)| Bucket { value, count }).collect();
    buckets.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value)));
    buckets
}

fn widen(first: &mut Option<Day>, last: &mut Option<Day>, from: Day, to: Day) {
    *first = Some(first.map_or(from, |day| day.min(from)));
    *last = Some(last.map_or(to, |day| day.max(to)));
}

/// The role without what only joins it to its sentence: `The mayor of Ardan,` is `mayor of Ardan`.
fn role_words(role: &str) -> Option<&str> {
    const LEADING: &[&str] = &["the", "a", "an", "his", "her", "its", "their", "our", "my"];
    let role = role.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '(' | ')'));
    let words = match role.split_once(' ') {
        Some((first, rest)) if LEADING.contains(&first.to_lowercase().as_str()) => rest.trim_start(),
        _ => role,
    };
    (!words.is_empty()).then_some(words)
}

fn folded(words: &str) -> String {
    tokens(words).into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
}

/// Words of roles that say something: `former` and `of` are in roles of everybody.
pub(super) fn telling_words(role: &str) -> Vec<String> {
    const SILENT: &[&str] = &[
        "former", "then", "new", "acting", "outgoing", "late", "deputy", "of", "for", "in", "at", "the", "and", "a",
        "an",
    ];
    let words = tokens(role).into_iter().map(|token| token.text);
    words.filter(|word| word.len() > 1 && !SILENT.contains(&word.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_taken_out_of_their_sentence() {
        let check = |role: &str, expected: Option<&str>| assert_eq!(role_words(role), expected, "{role}");
        check("The mayor of Ardan,", Some("mayor of Ardan"));
        check("Premier", Some("Premier"));
        check("its leader", Some("leader"));
        check("the", Some("the"));
        check(" , ", None);
    }
}
