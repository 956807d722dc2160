//! Quotations: between which marks stands speech, and which words report it.

use super::{Attributed, Finder};
use crate::model::{QuoteKind, Span};
use crate::quotes::scan::{Kind, Quoted, Tok};
use crate::quotes::tables::{class as is, english};

/// A quotation of fewer words floats only when it is a whole sentence.
const FLOATING_WORDS_MIN: usize = 4;
/// A quotation of that many words is speech even where its sentence goes on.
const LONG_WORDS_MIN: usize = 9;
/// Tokens between a cue and the quotation it reports.
const REACH: usize = 40;

impl Finder<'_, '_> {
    /// The quotations of a sentence.
    pub(super) fn quotations(&mut self, from: usize, to: usize) {
        let within: Vec<usize> = self.page.quoted_between(from, to).collect();
        for (nth, &at) in within.iter().enumerate() {
            if self.taken[at] {
                continue;
            }
            let quoted = self.page.quoted[at];
            let floor = if nth == 0 { from } else { (self.page.quoted[within[nth - 1]].close + 1).min(quoted.open) };
            let tail = self.tail(quoted, to).filter(|_| quoted.open == floor || !self.is_title(quoted));
            if let Some(found) = tail.or_else(|| self.head(floor, quoted)) {
                self.taken[at] = true;
                let content = self.page.content(quoted);
                let mut spans: Vec<_> = content.into_iter().collect();
                let mut kind = QuoteKind::Direct;
                // `The bridge is "a promise," Hill said.`: the clause begins before the mark.
                let start = self.clause_start(quoted.open, floor);
                let leads = nth == 0 && found.end > quoted.close && self.opens_clause(start, quoted.open);
                if let Some(content) = content.filter(|_| leads) {
                    spans = vec![Span::new(self.page.toks[start].start, content.end)];
                    kind = QuoteKind::Mixed;
                }
                // `The bridge, Hill said, "is a promise."`
                if let Some((start, end)) = self.before_report(floor, &found, quoted) {
                    spans.insert(0, self.page.span(start, end));
                    kind = QuoteKind::Mixed;
                }
                // `"…," she said, "…"`: the same speech goes on.
                let mut end = found.end;
                for &next in &within[nth + 1..] {
                    let follows = self.page.quoted[next];
                    let between = &self.page.toks[end.min(follows.open)..follows.open];
                    let led =
                        matches!(self.page.toks[follows.open - 1].kind, Kind::Comma | Kind::Dash | Kind::Semicolon);
                    let goes_on = follows.open >= end
                        && between.len() <= 12
                        && led
                        && found.end > quoted.close
                        && !between.iter().any(|tok| tok.has(is::ANY_CUE) && tok.has(is::GERUND))
                        && !between.iter().any(|tok| {
                            tok.has(is::VERB) && !tok.has(is::GERUND) || tok.kind == Kind::Stop && !tok.quoted
                        })
                        && between.last().is_none_or(|tok| {
                            matches!(tok.kind, Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Colon)
                        });
                    if !goes_on {
                        break;
                    }
                    self.taken[next] = true;
                    spans.extend(self.page.content(follows));
                    end = follows.close + 1;
                }
                self.push(kind, spans, Some(found), (from, to));
            } else if self.floats(quoted, from, to) {
                self.taken[at] = true;
                let spans = self.page.content(quoted).into_iter().collect();
                self.push(QuoteKind::Direct, spans, None, (from, to));
            }
        }
    }

    /// The words before a report between commas that a quotation goes on: not those of an
    /// adverbial (`On Tuesday, Hill said, "…"`).
    fn before_report(&self, floor: usize, found: &Attributed, quoted: Quoted) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        let (sayer, _) = found.sayer.filter(|sayer| found.end == quoted.open && sayer.0 > floor)?;
        let comma = sayer.checked_sub(1).filter(|at| toks[*at].kind == Kind::Comma && *at > floor)?;
        let goes_on = toks.get(quoted.open + 1).is_some_and(|tok| tok.is_word() && !tok.cap);
        let start = self.clause_start(comma, floor);
        let before = &toks[start..comma];
        let words = before.iter().filter(|tok| tok.is_word()).count();
        let own = !before.iter().any(|tok| tok.quoted) && start.checked_sub(1).is_none_or(|at| !toks[at].quoted);
        (goes_on && words >= 2 && own && toks[quoted.open - 1].kind == Kind::Comma).then_some((start, comma))
    }

    /// A whole sentence between marks with nothing around it.
    fn floats(&self, quoted: Quoted, from: usize, to: usize) -> bool {
        let toks = &self.page.toks;
        let words = self.words(quoted);
        let alone = quoted.open == from
            && (quoted.close + 1 >= to || toks[quoted.close + 1..to].iter().all(|tok| !tok.is_word()));
        // `'The long way home'` above a section is a heading.
        if matches!(self.page.word(quoted.open), "'") && self.out.len() == self.first_out && words < LONG_WORDS_MIN {
            return false;
        }
        if !alone && quoted.open == from && words >= LONG_WORDS_MIN {
            return self
                .page
                .inner_end(quoted.close)
                .is_some_and(|end| matches!(toks[end].kind, Kind::Stop | Kind::Comma));
        }
        if !alone {
            return words >= LONG_WORDS_MIN && quoted.open > from && toks[quoted.open - 1].kind == Kind::Colon;
        }
        let stopped =
            self.page.inner_end(quoted.close).is_some_and(|end| matches!(toks[end].kind, Kind::Stop | Kind::Comma))
                || quoted.close >= toks.len();
        words >= FLOATING_WORDS_MIN || (stopped && words > 0 && self.out.len() > self.first_out)
    }

    /// Whether the words before a quotation are the beginning of the clause it stands in: not a
    /// report of their own, not a mere `but`.
    fn opens_clause(&self, start: usize, open: usize) -> bool {
        let before = &self.page.toks[start..open];
        let words = before.iter().filter(|tok| tok.is_word()).count();
        words >= 2
            && before.last().is_some_and(|tok| tok.is_word())
            && !before.iter().any(|tok| {
                tok.quoted || tok.has(is::CUE | is::CUE_TO) && !tok.has(is::CUE_NAMING) && !tok.has(is::BASE)
            })
    }

    /// The report behind a quotation: `said Hill`, `Hill told the Courier on Tuesday`.
    pub(super) fn tail(&self, quoted: Quoted, to: usize) -> Option<Attributed> {
        let toks = &self.page.toks;
        let inner = toks[self.page.inner_end(quoted.close)?].kind;
        let mut at = quoted.close + 1;
        let outer = toks.get(at).filter(|_| at < to)?.kind;
        if !(matches!(inner, Kind::Comma | Kind::Stop | Kind::Dash) || matches!(outer, Kind::Comma | Kind::Dash)) {
            // `"We will not go" Hill said.`: the comma is forgotten.
            let found = self.report_at(at, to).filter(|_| self.words(quoted) >= FLOATING_WORDS_MIN)?;
            let reach = if self.words(quoted) >= LONG_WORDS_MIN { 9 } else { 3 };
            let near = found.cue.0 <= at + reach && toks[found.cue.0].has(is::CUE) && found.told.is_none();
            return (near && self.ends_report(found.cue.1.max(found.end), to)).then_some(found);
        }
        while at < to && matches!(toks[at].kind, Kind::Comma | Kind::Dash | Kind::Other) {
            at += 1;
        }
        let found = self.report_at(at, to)?;
        // `On the radio programme “Tides,” Hill said the bridge was safe.`
        let within = quoted.open > 0 && self.page.toks[quoted.open - 1].is_word() && self.words(quoted) <= 3;
        let cue_end = found.told.map_or(found.cue.1, |(_, end)| end).max(found.sayer.map_or(0, |(_, end)| end));
        (!within || self.ends_report(cue_end, to)).then_some(found)
    }

    /// A report that begins at `at`.
    pub(super) fn report_at(&self, at: usize, to: usize) -> Option<Attributed> {
        let toks = &self.page.toks;
        let first = toks.get(at).filter(|_| at < to)?;
        if first.has(is::ACCORDING) && at + 2 < to {
            let end = self.phrase_after(at + 2, to)?;
            return Some(Attributed { sayer: Some((at + 2, end)), cue: (at, at + 2), told: None, end });
        }
        if first.has(is::INVERTS) && !first.has(is::GERUND) && !first.cap {
            let ends = self.phrase_after(at + 1, to).filter(|_| self.page.word(at + 1) != "that");
            // `said he was` is no inversion.
            let goes_on = |end: usize| toks.get(end).is_some_and(|tok| tok.has(is::AUXILIARY | is::MODAL) && end < to);
            if let Some(end) = ends.filter(|end| !goes_on(*end)) {
                return Some(Attributed { sayer: Some((at + 1, end)), cue: (at, at + 1), told: None, end });
            }
            return None;
        }
        let starts =
            first.cap || first.has(is::DETERMINER | is::SUBJECT) || (first.kind == Kind::Word && first.class == 0);
        if !starts || first.quoted {
            return None;
        }
        let mut aside = false;
        for (verb, tok) in toks.iter().enumerate().take(to.min(at + REACH)).skip(at + 1) {
            if aside && tok.quoted && verb < at + 24 {
                continue;
            }
            if matches!(tok.kind, Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Open) || tok.quoted {
                return None;
            }
            if tok.kind == Kind::Comma {
                aside = !aside;
                continue;
            }
            if aside || tok.cap {
                continue;
            }
            if self.puts_it(verb)
                || tok.has(is::ANY_CUE)
                    && !(tok.class & is::ANY_CUE == is::CUE_NOUN || tok.class & is::ANY_CUE == is::CUE_NAMING)
                    && !self.is_noun(verb)
            {
                let group = self.group_start(verb);
                if group <= at || self.is_passive(group, verb) {
                    return None;
                }
                let sayer = self.subject_before(group, at)?;
                let told = self.hearer(verb, to);
                return Some(Attributed {
                    sayer: Some(sayer),
                    cue: (verb, verb + 1),
                    told,
                    end: self.adjuncts_end(told.map_or(verb + 1, |(_, end)| end), to),
                });
            }
            if tok.has(is::VERB | is::AUXILIARY) && !tok.has(is::ANY_CUE | is::GERUND) && !self.leads_to_cue(verb, to) {
                return None;
            }
        }
        None
    }

    /// `as Hill put it`, `Hill went on`, `Hill shot back`
    fn puts_it(&self, at: usize) -> bool {
        matches!(
            (self.page.word(at), self.page.word(at + 1)),
            ("put" | "puts", "it" | "this")
                | ("went" | "goes", "on")
                | ("shot" | "fired" | "shoots" | "fires" | "hit", "back")
        )
    }

    fn leads_to_cue(&self, at: usize, to: usize) -> bool {
        self.page.toks[at].has(is::AUXILIARY)
            && (at + 1..to.min(at + 4)).any(|next| self.page.toks[next].has(is::ANY_CUE))
    }

    /// `was closed`: nobody says anything.
    pub(super) fn is_passive(&self, group: usize, verb: usize) -> bool {
        self.page.toks[verb].has(is::PAST) && (group..verb).any(|at| english::is_being(self.page.word(at)))
    }

    /// A form that is a noun where it stands: `the report`, `a claim`.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        let toks = &self.page.toks;
        let tok = toks[at];
        if at == 0 {
            return tok.has(is::BASE);
        }
        let before = toks[at - 1];
        let word = self.page.word(at - 1);
        // `another said`, `one in three say`
        if english::says(self.page.word(at)) && !tok.has(is::GERUND) {
            return matches!(word, "the" | "a" | "no" | "of");
        }
        let possessive = word.ends_with("'s") || word.ends_with("’s") || word.ends_with('’');
        // `the two write`, `another argues`, `a mother of three replied`: these are no articles.
        let verbal = !tok.has(is::NOUN | is::PAST | is::GERUND) || tok.has(is::PAST) && english::counts(word);
        let article =
            before.has(is::DETERMINER) && (!before.has(is::SUBJECT) || tok.has(is::NOUN) && tok.has(is::BASE));
        if article && !verbal || possessive && !matches!(word, "he's" | "she's" | "it's") {
            return true;
        }
        if before.has(is::PREPOSITION) && !tok.has(is::GERUND) {
            return true;
        }
        if tok.has(is::PAST) {
            return false;
        }
        // `coastal states that have moved`, `claims of fraud`.
        if tok.has(is::NOUN) && !tok.has(is::BASE | is::GERUND) {
            let next = toks.get(at + 1);
            let predicate =
                |tok: &Tok| tok.has(is::AUXILIARY | is::VERB) && !tok.has(is::GERUND | is::SUBJECT) && !tok.cap;
            if self.lacks_determiner(at) {
                return true;
            }
            let told_of = self.page.word(at + 1) == "that" && toks.get(at + 2).is_some_and(predicate);
            return told_of
                || matches!(self.page.word(at + 1), "of" | "from" | "by" | "about")
                || next.is_some_and(predicate);
        }
        // `reports`, `claim` behind an adjective: nobody says.
        tok.has(is::BASE)
            && tok.has(is::NOUN)
            && !(before.has(is::SUBJECT | is::MODAL | is::AUXILIARY | is::ADVERB)
                || word == "to"
                || word.ends_with('s')
                || before.cap
                || matches!(before.kind, Kind::Right | Kind::Comma))
    }

    /// A noun phrase without article, name or pronoun: `in coastal states`. Before a verb in -s there
    /// would be one: `the commission states`.
    fn lacks_determiner(&self, at: usize) -> bool {
        let toks = &self.page.toks;
        let mut start = at;
        while start > 0 && at - start < 6 {
            let tok = &toks[start - 1];
            let word = self.page.word(start - 1);
            if tok.cap
                || tok.has(is::DETERMINER | is::PRONOUN | is::SUBJECT | is::RELATIVE)
                || !tok.is_word()
                || tok.quoted
            {
                return false;
            }
            if tok.has(is::VERB | is::AUXILIARY | is::PREPOSITION) && !tok.has(is::NOUN) {
                return start < at && !word.ends_with("ly");
            }
            start -= 1;
        }
        false
    }

    /// A title of a work: `"The Long Bridge"`.
    fn is_title(&self, quoted: Quoted) -> bool {
        let end = quoted.close.min(self.page.toks.len());
        let words: Vec<&Tok> = self.page.toks[quoted.open + 1..end].iter().filter(|tok| tok.is_word()).collect();
        let minor = is::DETERMINER | is::PREPOSITION | is::COORDINATOR;
        (2..=8).contains(&words.len())
            && words.first().is_some_and(|tok| tok.cap)
            && words.iter().all(|tok| tok.cap || tok.kind == Kind::Number || tok.has(minor))
            && words.iter().filter(|tok| tok.cap).count() >= 2
    }

    /// Whether the words between a verb and a title are no hearer: `told ABC's “The Morning”`.
    fn names_work(&self, verb: usize, open: usize) -> bool {
        let word = self.page.word(open - 1);
        self.hearer(verb, open).is_none() || word.ends_with("'s") || word.ends_with("’s")
    }

    /// Who is told: the noun phrase behind `told`.
    pub(super) fn hearer(&self, verb: usize, to: usize) -> Option<(usize, usize)> {
        let toks = &self.page.toks;
        if !toks[verb].has(is::CUE_TO) {
            return None;
        }
        let from = verb + 1;
        let first = toks.get(from).filter(|_| from < to)?;
        if first.quoted || !first.is_word() || first.has(is::SUBORDINATOR | is::TIME | is::PREPOSITION) {
            return None;
        }
        if first.has(is::PRONOUN) {
            return Some((from, from + 1));
        }
        let mut end = from;
        while end < to && end - from < 10 {
            let tok = toks[end];
            let stops = tok.quoted
                || !(tok.is_word())
                || tok.has(is::TIME | is::SUBORDINATOR | is::SUBJECT | is::AUXILIARY)
                || (tok.has(is::PREPOSITION) && self.page.word(end) != "of")
                || (end > from && tok.has(is::DETERMINER) && !toks[end - 1].has(is::PREPOSITION));
            if stops {
                break;
            }
            end += 1;
        }
        (end > from).then_some((from, end))
    }

    /// Behind `on Tuesday`, `in a statement`.
    pub(super) fn adjuncts_end(&self, from: usize, to: usize) -> usize {
        let toks = &self.page.toks;
        let mut at = from;
        while at < to {
            let tok = toks[at];
            if tok.quoted || !tok.is_word() || tok.has(is::SUBORDINATOR) && !tok.has(is::PREPOSITION) {
                break;
            }
            at += 1;
        }
        at
    }

    /// The report before a quotation: `Hill said: "…"`.
    fn head(&self, floor: usize, quoted: Quoted) -> Option<Attributed> {
        let toks = &self.page.toks;
        let open = quoted.open;
        let before = open.checked_sub(1).filter(|at| *at >= floor)?;
        let led = matches!(toks[before].kind, Kind::Comma | Kind::Colon);
        let verb = self.head_verb(floor.max(open.saturating_sub(REACH)), before);
        // `Said Hill, "…"`
        if verb.is_none() && led && toks[floor].cap && toks[floor].has(is::INVERTS) && open - floor < REACH {
            let end = self.phrase_after(floor + 1, open)?;
            return Some(Attributed { sayer: Some((floor + 1, end)), cue: (floor, floor + 1), told: None, end: open });
        }
        let Some(verb) = verb else {
            return (toks[before].kind == Kind::Colon && self.words(quoted) >= 3 && !self.is_title(quoted))
                .then(|| self.colon(floor, before))
                .flatten();
        };
        let between = before - verb;
        if between > usize::from(led) && self.is_title(quoted) && self.names_work(verb, open) {
            return None;
        }
        // `said the bridge was "a promise"`: the quotation is part of a clause.
        let clause = (verb + 1..=before).any(|at| {
            let tok = toks[at];
            tok.has(is::AUXILIARY | is::VERB) && !tok.has(is::GERUND | is::PREPOSITION) && !self.is_noun(at)
                || tok.has(is::SUBJECT) && !tok.has(is::DETERMINER)
        });
        let told = self.hearer(verb, open).is_some();
        if led && clause && !told && toks[verb].has(is::CUE) {
            return None;
        }
        if toks[verb].class & is::ANY_CUE == is::CUE_BY_MARKS && !led && between > 0 {
            return None;
        }
        if !led {
            // `said "…"`, `told the Courier "…"`.
            let told = self.hearer(verb, open);
            let direct = between == 0 || told.is_some_and(|(_, end)| end == open);
            // `chanting “No contract!” as they went`
            let by_marks = toks[verb].class & is::ANY_CUE == is::CUE_BY_MARKS && between == 0;
            let part = self.words(quoted) < 3 && !self.ends_whole(quoted) || self.goes_on(quoted) && !by_marks;
            if !direct || part || toks[verb].has(is::CUE_TO) && self.is_title(quoted) {
                return None;
            }
        }
        let group = self.group_start(verb);
        let sayer = if toks[verb].has(is::GERUND) && group == verb {
            self.last_sayer.or_else(|| self.main_subject(floor, verb))
        } else {
            self.subject_before(group, floor).or_else(|| self.main_subject(floor, verb))
        };
        Some(Attributed { sayer, cue: (verb, verb + 1), told: self.hearer(verb, open), end: open })
    }

    /// The verb that reports the quotation behind `before`: the nearest, with no other in between.
    fn head_verb(&self, low: usize, before: usize) -> Option<usize> {
        let toks = &self.page.toks;
        for at in (low..=before).rev() {
            let tok = toks[at];
            if tok.quoted || matches!(tok.kind, Kind::Stop | Kind::Semicolon) {
                return None;
            }
            let cue = if self.puts_it(at) { is::CUE } else { tok.class & is::ANY_CUE };
            if cue != 0 && !tok.cap && cue != is::CUE_NOUN && cue & is::CUE_NAMING == 0 && !self.is_noun(at) {
                return Some(at);
            }
            let other = tok.has(is::AUXILIARY | is::VERB) && !tok.cap && !tok.has(is::GERUND | is::PREPOSITION);
            if other && toks[before].kind != Kind::Colon {
                return None;
            }
        }
        None
    }

    fn ends_whole(&self, quoted: Quoted) -> bool {
        self.page.inner_end(quoted.close).is_some_and(|end| self.page.toks[end].kind == Kind::Stop)
    }

    /// The sentence runs on behind the quotation: its words are part of a clause.
    fn goes_on(&self, quoted: Quoted) -> bool {
        let toks = &self.page.toks;
        let inner = self.page.inner_end(quoted.close).map(|end| toks[end].kind);
        !matches!(inner, Some(Kind::Stop | Kind::Comma)) && toks.get(quoted.close + 1).is_some_and(|tok| tok.is_word())
    }

    /// `Hill: "…"`; `Her answer was clear: "…"`.
    fn colon(&self, floor: usize, colon: usize) -> Option<Attributed> {
        let toks = &self.page.toks;
        let verb = (floor..colon).find(|at| toks[*at].has(is::AUXILIARY | is::VERB) && !toks[*at].cap);
        let sayer = match verb {
            Some(verb) => self.subject_before(self.group_start(verb), floor),
            None => (colon > floor && colon - floor <= 8 && toks[floor].cap).then_some((floor, colon)),
        };
        let end = (colon + 1).min(toks.len());
        sayer.map(|sayer| Attributed { sayer: Some(sayer), cue: (colon, end), told: None, end })
    }
}
