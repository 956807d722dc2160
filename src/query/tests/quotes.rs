//! Quotes asked for: which conditions stand together, what is meant where nothing is said.

use super::plans::{noted, noted_passage, noted_word};
use super::*;

/// A clause on quotes in the notation of plans.
pub fn noted_quote(clause: &QuoteClause) -> String {
    let all = |parts: &[QuoteClause], between: &str| {
        format!("({})", parts.iter().map(noted_quote).collect::<Vec<_>>().join(between))
    };
    let words = |words: Vec<&str>| words.join("|");
    match clause {
        QuoteClause::Everything => "everything".to_string(),
        QuoteClause::Nothing => "nothing".to_string(),
        QuoteClause::All(parts) => all(parts, " & "),
        QuoteClause::Any(parts) => all(parts, " | "),
        QuoteClause::Not(of) => format!("!{}", noted_quote(of)),
        QuoteClause::Boost(of, factor) => format!("{}*{factor}", noted_quote(of)),
        QuoteClause::Word(word) => noted_word(word),
        QuoteClause::Said(passage) => format!("said[{}]", noted_passage(passage)),
        QuoteClause::Speaker(name) => format!("speaker[{}]", noted_name(name)),
        QuoteClause::About(name) => format!("about[{}]", noted_name(name)),
        QuoteClause::Person(name) => format!("person[{}]", noted_name(name)),
        QuoteClause::Role(passage) => format!("role[{}]", noted_passage(passage)),
        QuoteClause::Kind(kinds) if kinds.len() == 3 && !kinds.contains(&StatementKind::Silence) => "quotes".into(),
        QuoteClause::Kind(kinds) => words(kinds.iter().map(|kind| fields::kind_name(*kind)).collect()),
        QuoteClause::Certainty(all) => words(all.iter().map(|certainty| certainty.word()).collect()),
        QuoteClause::Polarity(all) if all.len() == 5 => "any polarity".into(),
        QuoteClause::Polarity(all) => words(all.iter().map(|polarity| polarity.word()).collect()),
        QuoteClause::Spoken(test) => {
            let end = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
            format!("spoken {}..{}", end(test.from), end(test.to))
        }
        QuoteClause::Article(of) => format!("article{{{}}}", noted(of)),
    }
}

/// `=` stands before a name without variants.
pub fn noted_name(name: &Name) -> String {
    match name {
        Name::Asked { passage, variants } => {
            format!("{}{}", if *variants { "" } else { "=" }, noted_passage(passage))
        }
        Name::Written(names) => names.join(" / "),
    }
}

fn none() -> QuoteFlags<'static> {
    QuoteFlags::default()
}

fn quotes_understood(text: &str, options: &ParseOptions<'_>, flags: &QuoteFlags<'_>) -> String {
    match parse_quotes(text, options, flags) {
        Ok(query) => query.understood,
        Err(refusal) => format!("refused: {}", refusal.message),
    }
}

/// What is understood of a question about quotes; canonical text as itself, strictly.
pub fn check_quotes(text: &str, expected: &str) {
    assert_eq!(quotes_understood(text, &options(ParseMode::Lenient), &none()), expected, "{text}");
    assert_eq!(quotes_understood(expected, &options(ParseMode::Strict), &none()), expected, "{expected}");
}

fn check_quote_plan(text: &str, expected: &str) {
    let plan = parse_quotes(text, &options(ParseMode::Lenient), &none()).expect(text).plan;
    assert_eq!(noted_quote(&plan.root), expected, "{text}");
}

fn check_article_plan(text: &str, expected: &str) {
    let plan = parse(text, &options(ParseMode::Lenient)).expect(text).plan;
    assert_eq!(noted(&plan.root), expected, "{text}");
}

#[test]
fn conditions_side_by_side_hold_of_the_same_quote() {
    check("speaker:ort", "speaker:ort");
    check("speaker:ort said:dam", "quote:(speaker:ort AND said:dam)");
    check("speaker:ort said:dam after:2025-08", "quote:(speaker:ort AND said:dam) AND date:2025-09-01..");
    check("flood speaker:ort mayor said:dam", "flood AND quote:(speaker:ort AND said:dam) AND mayor");
    check("(speaker:ort said:dam) about:vale", "quote:(speaker:ort AND said:dam AND about:vale)");
    check("(speaker:ort OR speaker:vale) said:dam", "quote:((speaker:ort OR speaker:vale) AND said:dam)");
    check("speaker:(ort OR vale) kind:direct", "quote:(speaker:(ort OR vale) AND kind:direct)");
    check("(speaker:ort said:dam) OR flood", "quote:(speaker:ort AND said:dam) OR flood");
    check("speaker:ort OR (about:ort said:dam)", "speaker:ort OR quote:(about:ort AND said:dam)");
    check("speaker:ort (said:dam OR flood)", "speaker:ort AND (said:dam OR flood)");
    check("speaker:ort person:vale", "speaker:ort AND person:vale");
    check("quote:(speaker:ort person:vale)", "quote:(speaker:ort AND person:vale)");
    check("quote:(speaker:ort flood*)", "quote:(speaker:ort AND flood*)");
    check("quote:(speaker:ort) quote:(speaker:vale)", "quote:(speaker:ort) AND quote:(speaker:vale)");
    check("quote:dam speaker:ort about:ort", "quote:dam AND quote:(speaker:ort AND about:ort)");
    check("article:(speaker:ort) speaker:vale", "quote:(speaker:ort) AND speaker:vale");
    check("article:(-speaker:ort) speaker:vale", "NOT quote:(speaker:ort) AND speaker:vale");
    check("article:(speaker:ort flood) said:dam", "(speaker:ort AND flood) AND said:dam");
}

#[test]
fn an_exclusion_beside_a_condition_is_about_the_same_quote() {
    check("speaker:ort NOT said:dam", "quote:(speaker:ort AND NOT said:dam)");
    check("speaker:ort -said:dam flood", "quote:(speaker:ort AND NOT said:dam) AND flood");
    check("NOT said:dam", "NOT said:dam");
    check("flood -said:dam -speaker:ort", "flood AND NOT said:dam AND NOT speaker:ort");
    check("-(speaker:ort said:dam)", "NOT quote:(speaker:ort AND said:dam)");
    let affirmed = "affirmed & quotes";
    check_article_plan("speaker:ort -said:dam", &format!("quoted{{(speaker[ort] & !said[dam] & {affirmed})}}"));
    check_article_plan("-said:dam", &format!("(everything & !quoted{{(said[dam] & {affirmed})}})"));
    check_article_plan("a -said:dam", &format!("(a & !quoted{{(said[dam] & {affirmed})}})"));
    check_article_plan(
        "speaker:ort OR -said:dam",
        &format!("(quoted{{(speaker[ort] & {affirmed})}} | (everything & !quoted{{(said[dam] & {affirmed})}}))"),
    );
}

#[test]
fn affirmed_quotes_are_meant_unless_said_otherwise() {
    check_quote_plan("", "(affirmed & quotes)");
    check_quote_plan("dam", "(dam & affirmed & quotes)");
    check_quote_plan("dam OR ort", "((dam | ort) & affirmed & quotes)");
    check_quote_plan("-dam", "(everything & !dam & affirmed & quotes)");
    check_quote_plan("dam polarity:denied", "(dam & denied & quotes)");
    check_quote_plan("dam polarity:(denied OR negated)", "(dam & denied|negated & quotes)");
    check_quote_plan("polarity:any", "(any polarity & quotes)");
    check_quote_plan("-polarity:affirmed", "(everything & !affirmed & quotes)");
    check_quote_plan("dam kind:direct", "(dam & direct & affirmed)");
    check_quote_plan("dam kind:silence", "(dam & silence & affirmed)");
    check_quote_plan("kind:(silence OR direct)", "(silence|direct & affirmed)");
    check_quote_plan("-kind:direct", "(everything & !direct & affirmed & quotes)");
    check_quote_plan("-kind:silence", "(everything & !silence & affirmed)");
    // An alternative that names none means the default.
    check_quote_plan(
        "speaker:ort OR (speaker:vale polarity:denied)",
        "(((speaker[ort] & affirmed) | (speaker[vale] & denied)) & quotes)",
    );
    check_quote_plan("dam (kind:silence OR speaker:ort)", "(dam & (silence | (speaker[ort] & quotes)) & affirmed)");
    check_quote_plan("(dam OR polarity:denied) polarity:any", "((dam | denied) & any polarity & quotes)");
    check_article_plan("polarity:denied", "quoted{(denied & quotes)}");
    check_article_plan(
        "speaker:ort OR (said:dam polarity:denied)",
        "(quoted{(speaker[ort] & affirmed & quotes)} | quoted{(said[dam] & denied & quotes)})",
    );
}

#[test]
fn words_of_a_question_about_quotes_stand_inside_them() {
    check_quotes("", "");
    check_quotes("dam \"will hold\" speaker:ort", "dam AND \"will hold\" AND speaker:ort");
    check_quotes("dam w/5 hold", "dam NEAR/5 hold");
    check_quotes("quote:(dam hold) OR mayor", "(dam AND hold) OR mayor");
    check_quotes("article:(flood OR drought) dam", "article:(flood OR drought) AND dam");
    check_quotes("article:flood date:2025", "article:flood AND date:2025-01-01..2025-12-31");
    check_quotes("article:(speaker:vale said:no) dam", "article:(quote:(speaker:vale AND said:no)) AND dam");
    check_quotes("article:(quote:(dam article:flood))", "article:(quote:(dam AND article:flood))");
    check_quotes("text:(flood w/s mayor) dam", "text:(flood w/s mayor) AND dam");
    check_quotes("article:(atleast2(flood) w/p mayor)", "article:(atleast2(flood) AND mayor)");
    check_quotes("headline:(flood speaker:ort)", "headline:flood AND speaker:ort");
    let plan = "(mines/mine & said[will hold] & article{headline[flood]} & article{in 2025-01-01..2025-12-31} & \
                article{(mines/mine | text[a b])} & affirmed & quotes)";
    check_quote_plan("Mines \"will hold\" headline:flood date:2025 article:(Mines OR \"a b\")", plan);
    check_quote_plan("said:Mines =Mines", "(said[mines]*2 & affirmed & quotes)");
    check_quote_plan("gold gold", "(gold*2 & affirmed & quotes)");
    check_quote_plan(
        "article:-flood",
        "(article{(everything & !flood)} & affirmed & quotes)"
            .replace("article{(everything & !flood)}", "everything & !article{flood}")
            .as_str(),
    );
    check_quote_plan("person:ort article:(person:vale)", "(person[ort] & article{person[vale]} & affirmed & quotes)");
    check_quote_plan("(a w/3 b) \"c d\"~2", "(said[(a ~3 b)] & said[c d ~2] & affirmed & quotes)");
}

#[test]
fn names_have_variants_unless_written_with_an_equals_sign() {
    check("speaker:Putin's", "speaker:Putin");
    check("speaker:\"Putin\"", "speaker:Putin");
    check("speaker:=Putin", "speaker:=Putin");
    check("speaker:\"Lena Ort\"", "speaker:\"Lena Ort\"");
    check("speaker:=\"Lena Ort\"", "speaker:=\"Lena Ort\"");
    check("speaker:=“Ort”", "speaker:=Ort");
    check("speaker:=O'Neill", "speaker:=\"O'Neill\"");
    check("about:(=zel*y OR =Ort~1)", "about:(=zel*y OR =Ort~1)");
    check("role:\"senator\" said:\"dam\"", "quote:(role:=senator AND said:=dam)");
    check("=\"very words\" byline:=\"Lena Ort\"", "\"very words\" AND byline:\"Lena Ort\"");
    check("speaker:(Lena Ort)", "speaker:(Lena AND Ort)");
    let check_name = |text: &str, expected: &str| check_quote_plan(text, &format!("({expected} & affirmed & quotes)"));
    check_name("speaker:Ort", "speaker[ort]");
    check_name("speaker:\"Ort\"", "speaker[ort]");
    check_name("speaker:=Ort", "speaker[=ort]");
    check_name("about:\"Lena Ort\"", "about[lena ort]");
    check_name("about:=\"Lena Ort\"", "about[=lena ort]");
    check_name("person:=Or*", "person[={or*}]");
    check_name("speaker:(Ort OR =Vale)", "(speaker[ort] | speaker[=vale])");
    // Several words are those of one name.
    check_name("about:(Lena Ort)", "about[lena ort ~400]");
    check_name("about:(Lena Ort lena)", "about[lena ort ~400]");
    check_name("about:(Lena =Ort)", "about[=lena ort ~400]");
    check_name("about:(Lena Ort -Vale)", "about[lena ort ~400] & !about[vale]");
    check_name("about:(Lena (Ort OR Vale))", "about[lena] & (about[ort] | about[vale])");
    check_name("speaker:(Lena NEAR/2 Ort)", "speaker[(lena ~2 ort)]");
    check_article_plan("person:(Lena Ort) -person:=Vale", "(person[lena ort ~8] & !person[=vale])");
    check_article_plan("person:(Ort OR Vale)", "(person[ort] | person[vale])");
    check_article_plan("person:(-Ort)", "(everything & !person[ort])");
}

#[test]
fn fields_around_other_fields_are_taken_apart() {
    check("said:(dam hold date:2025)", "quote:(said:dam AND said:hold) AND date:2025-01-01..2025-12-31");
    check("said:(dam speaker:ort)", "quote:(said:dam AND speaker:ort)");
    check("speaker:(ort headline:dam)", "speaker:ort AND headline:dam");
    check("headline:(dam speaker:ort) flood", "(headline:dam AND speaker:ort) AND flood");
    check("headline:((a OR b) said:c)", "headline:(a OR b) AND said:c");
    check("headline:(a byline:(b said:c))", "headline:a AND (byline:b AND said:c)");
    check("speaker:(ort^2 lang:en)", "speaker:(ort^2) AND lang:en");
    check("speaker:((ort lang:en)^2)", "speaker:ort AND lang:en");
    check("said:(dam^2 lang:en)", "said:(dam^2) AND lang:en");
    check("headline:(quote:(dam ort))", "quote:(dam AND ort)");
    let within = ParseOptions { within: Some("headline"), ..options(ParseMode::Lenient) };
    assert_eq!(understood_with("dam speaker:ort quote:flood", &within), "headline:dam AND speaker:ort AND quote:flood");
    assert_eq!(quotes_understood("dam speaker:ort", &within, &none()), "headline:dam AND speaker:ort");
}

#[test]
fn kinds_certainties_and_days_are_read() {
    check("kind:Direct kind:silence", "quote:(kind:direct AND kind:silence)");
    check("certainty:(stated OR resolved)", "certainty:stated OR certainty:resolved");
    check("polarity:ANY polarity:questioned", "quote:(polarity:any AND polarity:questioned)");
    check("spoken:2025-09", "spoken:2025-09-01..2025-09-30");
    check("spoken:\"last week\" spoken:>2024", "quote:(spoken:2025-08-25..2025-08-31 AND spoken:2025-01-01..)");
    check(
        "spoken:[2025 TO 2025-03] -spoken:2025-02",
        "quote:(spoken:2025-01-01..2025-03-31 AND NOT spoken:2025-02-01..2025-02-28)",
    );
    check_article_plan("spoken:2025-09-03", "quoted{(spoken 2025-09-03..2025-09-03 & affirmed & quotes)}");
    check_article_plan(
        "certainty:(stated OR resolved)",
        "(quoted{(stated & affirmed & quotes)} | quoted{(resolved & affirmed & quotes)})",
    );
    check_refused("kind:loud", "kind: takes direct, mixed, indirect or silence, not \"loud\"");
    check_refused("certainty:sure", "stated, resolved or inferred");
    check_refused("polarity:not", "affirmed, denied, negated, hypothetical, questioned or any");
    check_refused("spoken:none", "none is asked of date:");
    check_refused("spoken:someday", "2025-09-03");
    check_refused("spoken:", "2025-09-03");
    check("paid in kind:", "paid AND in AND kind");
}

#[test]
fn what_quotes_do_not_have_is_refused() {
    check_refused("said:(dam w/s hold)", "w/s and w/p look for sentences in an article's text, not in quotes");
    check_refused("quote:(dam w/p hold)", "not in quotes");
    check_refused("speaker:(lena w/s ort)", "not in quotes");
    check_refused("said:(atleast2(dam))", "atleast counts in an article's text, not in quotes");
    check_refused("quote:(atleast2(dam))", "not in quotes");
    check_refused("said:(\"a b\"~2 w/3 c)", "loose phrase");
    let quotes = |text: &str| quotes_understood(text, &options(ParseMode::Lenient), &none());
    assert!(quotes("dam w/s hold").contains("not in quotes"));
    assert!(quotes("atleast2(dam)").contains("not in quotes"));
    assert_eq!(quotes("article:(dam w/s hold)"), "article:(dam w/s hold)");
    let refusal = parse("said:atleast3(dam)", &options(ParseMode::Lenient)).expect_err("refused");
    assert_eq!(refusal.suggestion.as_deref(), Some("article:(atleast3(…))"));
}

#[test]
fn flags_of_quotes_are_parts_of_the_question() {
    let lenient = options(ParseMode::Lenient);
    let check = |text: &str, options: ParseOptions<'_>, flags: QuoteFlags<'_>, expected: &str| {
        assert_eq!(quotes_understood(text, &options, &flags), expected, "{text}");
        if let Ok(query) = parse_quotes(text, &options, &flags) {
            let again = parse_quotes(expected, &self::options(ParseMode::Strict), &none()).expect(expected);
            assert_eq!(again.plan, query.plan, "the same question without flags: {expected}");
        }
    };
    let by = QuoteFlags { speaker: Some("Lena Ort"), about: Some("=Vale"), ..none() };
    check("dam", lenient, by, "dam AND speaker:\"Lena Ort\" AND about:=Vale");
    check("", lenient, QuoteFlags { speaker: Some("OR"), ..none() }, "speaker:or");
    check("", lenient, QuoteFlags { speaker: Some("=Lena Ort"), ..none() }, "speaker:=\"Lena Ort\"");
    check("", lenient, QuoteFlags { role: Some("senator"), ..none() }, "role:=senator");
    let kinds = QuoteFlags { kind: Some("direct, mixed"), certainty: Some("stated"), polarity: Some("any"), ..none() };
    check("a OR b", lenient, kinds, "(a OR b) AND (kind:direct OR kind:mixed) AND certainty:stated AND polarity:any");
    let dated = ParseOptions { from: Some("2025"), ..lenient };
    let spoken = QuoteFlags { spoken: Some("2025-09"), ..none() };
    check("a", dated, spoken, "a AND date:2025-01-01.. AND spoken:2025-09-01..2025-09-30");
    let any = ParseOptions { any: true, ..lenient };
    check("a said:b speaker:c headline:d -e", any, none(), "(a OR said:b) AND speaker:c AND headline:d AND NOT e");
    assert_eq!(understood_with("a said:b \"c d\"", &any), "(a OR \"c d\") AND said:b");
    let refused = |flags: QuoteFlags<'_>| parse_quotes("", &lenient, &flags).expect_err("refused").rendered;
    assert_eq!(refused(QuoteFlags { kind: Some("direct,loud"), ..none() }), "--kind direct,loud\n       ^^^^^^^^^^^");
    assert_eq!(refused(QuoteFlags { speaker: Some("…"), ..none() }), "--speaker …\n          ^");
    assert_eq!(refused(QuoteFlags { spoken: Some("soonish"), ..none() }), "--spoken soonish\n         ^^^^^^^");
}

#[test]
fn every_name_of_a_plan_can_be_exchanged() {
    let upper = |name: &Name| match name {
        Name::Asked { passage, .. } => Name::Written(vec![noted_passage(passage).to_uppercase()]),
        written => written.clone(),
    };
    let mut seen = 0;
    let mut change = |name: &Name| {
        seen += 1;
        upper(name)
    };
    let mut plan = parse("speaker:a (b OR -about:c) person:d", &options(ParseMode::Lenient)).expect("a query").plan;
    map_names(&mut plan, &mut change);
    assert_eq!(
        noted(&plan.root),
        "(quoted{(speaker[A] & affirmed & quotes)} & (b | (everything & \
                                   !quoted{(about[C] & affirmed & quotes)})) & person[D])"
    );
    let mut plan =
        parse_quotes("(speaker:a OR person:b^2) -about:c article:(speaker:d)", &options(ParseMode::Lenient), &none())
            .expect("a query")
            .plan;
    map_quote_names(&mut plan, &mut change);
    assert_eq!(
        noted_quote(&plan.root),
        "((speaker[A] | person[B]) & !about[C] & article{quoted{(speaker[D] & \
                                         affirmed & quotes)}} & affirmed & quotes)"
    );
    assert_eq!(seen, 7);
}

#[test]
fn a_name_becomes_all_that_its_bearers_are_called() {
    let share = Share {
        name: "Ort".into(),
        speaks: QuoteClause::Certainty(vec![crate::model::Certainty::Stated]),
        around: Clause::Language("en".into()),
    };
    let mut meant = |name: &Name| match name {
        Name::Asked { variants: true, .. } => Some(Meant {
            names: vec!["Lena Ort".into(), "L. Ort".into()],
            in_text: vec!["Lena Ort".into()],
            shares: Vec::new(),
        }),
        _ => None,
    };
    let mut plan = parse("speaker:ort -person:=vale person:ort", &options(ParseMode::Lenient)).expect("a query").plan;
    expand_names(&mut plan, &mut meant);
    assert_eq!(
        noted(&plan.root),
        "(quoted{(speaker[Lena Ort / L. Ort] & affirmed & quotes)} & !person[=vale] & (person[=ort] | \
         person[Lena Ort] | quoted{(speaker[Lena Ort / L. Ort] & affirmed & quotes)}))"
    );
    let mut shared = |_: &Name| Some(Meant { shares: vec![share.clone()], ..Meant::default() });
    let text = "speaker:ort about:ort";
    let mut plan = parse_quotes(text, &options(ParseMode::Lenient), &none()).expect(text).plan;
    expand_quote_names(&mut plan, &mut shared);
    assert_eq!(
        noted_quote(&plan.root),
        "((speaker[] | (speaker[Ort] & stated)) & (about[] | (about[Ort] & article{in en})) & affirmed & quotes)"
    );
}

#[test]
fn a_passage_matches_a_name_as_a_field_of_its_own() {
    let check = |asked: &str, name: &str, holds: bool| {
        let plan = parse_quotes(&format!("speaker:{asked}"), &options(ParseMode::Strict), &none()).expect(asked).plan;
        let QuoteClause::All(parts) = plan.root else { panic!("{asked} has defaults") };
        let QuoteClause::Speaker(Name::Asked { passage, .. }) = &parts[0] else { panic!("{asked} asks for a name") };
        assert_eq!(passage.matches_name(name), holds, "{asked} {name}");
    };
    check("ort", "Lena Ort", true);
    check("ort", "Lena Ortega", false);
    check("ort*", "Lena Ortega", true);
    check("muller", "Jo Müller", true);
    check("\"lena ort\"", "Lena Ort", true);
    check("\"lena ort\"", "Ort, Lena", false);
    check("(lena ort)", "Ort, Lena Maria", true);
    check("(lena ort)", "Lena Vale", false);
    check("(lena NEAR/1 ort)", "Lena M. Ort", false);
    check("o'neill", "Shaun O’Neill Jr.", true);
    check("zelensky~1", "Volodymyr Zelenskyy", true);
}

#[test]
fn questions_about_quotes_have_variants() {
    let check = |text: &str, days: &str, overlapping: &str, undated: &str| {
        let plan = parse_quotes(text, &options(ParseMode::Lenient), &none()).expect(text).plan;
        let shown = |plan: Option<QuotePlan>| plan.map_or("none".to_string(), |plan| noted_quote(&plan.root));
        let end = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
        let found = quote_resolved_days(&plan).map(|(from, to)| format!("{}..{}", end(from), end(to)));
        assert_eq!(found.as_deref().unwrap_or("none"), days, "{text}");
        assert_eq!(shown(quote_overlap_variant(&plan)), overlapping, "{text}");
        assert_eq!(shown(quote_undated_variant(&plan)), undated, "{text}");
    };
    let rest = "affirmed & quotes";
    check("dam spoken:2025", "none", "none", "none");
    check(
        "dam date:2025 from:2025-03",
        "2025-03-01..2025-12-31",
        &format!("(dam & {rest} & article{{overlaps 2025-03-01..2025-12-31}})"),
        &format!("(dam & {rest} & article{{dated none}})"),
    );
    check("after:2025 before:2025", "2026-01-01..2024-12-31", "none", &format!("({rest} & article{{dated none}})"));
    let plan = parse("flood speaker:ort date:2025", &options(ParseMode::Lenient)).expect("a query").plan;
    let related = related_variant(&plan).map(|plan| noted(&plan.root)).expect("words of the text");
    assert!(related.starts_with("(related[flood] & quoted{(speaker[ort]"), "{related}");
    let overlap = overlap_variant(&plan).map(|plan| noted(&plan.root)).expect("dates");
    assert!(overlap.contains("quoted{(speaker[ort]"), "{overlap}");
    let quotes_alone = parse("speaker:ort said:dam", &options(ParseMode::Lenient)).expect("a query").plan;
    assert_eq!(related_variant(&quotes_alone), None);
}

#[test]
fn words_and_names_of_quotes_are_lit() {
    let shown = |leaves: Vec<Leaf>| -> Vec<String> {
        let shown = |leaf: Leaf| match leaf.what {
            Counted::Word(word) => format!("{}:{}", leaf.field.name(), word.token),
            Counted::Passage(passage) => format!("{}:{}", leaf.field.name(), noted_passage(&passage)),
        };
        leaves.into_iter().map(shown).collect()
    };
    let text = "gold said:\"a b\" speaker:ort -about:vale -(said:c -role:d) person:e kind:direct";
    let plan = parse(text, &options(ParseMode::Lenient)).expect(text).plan;
    assert_eq!(shown(positive_leaves(&plan)), ["text:gold", "said:a b", "speaker:ort", "person:e"]);
    let text = "gold -oil about:vale article:(flood -storm headline:dam)";
    let mut plan = parse_quotes(text, &options(ParseMode::Lenient), &none()).expect(text).plan;
    map_quote_names(&mut plan, &mut |_| Name::Written(vec!["Jo Vale".into(), "…".into(), "Vale".into()]));
    assert_eq!(shown(quote_leaves(&plan)), ["said:gold", "person:(jo vale | vale)", "text:flood", "headline:dam"]);
}

#[test]
fn two_speakers_of_one_quote_are_noticed() {
    let said = "Remark speaker:vale: one quote has one speaker, and both are asked of the same quote";
    check_notices("speaker:ort speaker:vale", &format!("{said} (try: quote:(speaker:a) quote:(speaker:b))"));
    check_notices(
        "a -(speaker:ort kind:direct speaker:vale)",
        &format!("{said} (try: quote:(speaker:a) quote:(speaker:b))"),
    );
    check_notices("speaker:ort -speaker:vale about:ort", "");
    check_notices("quote:(speaker:ort) quote:(speaker:vale)", "");
    check_notices("speaker:(ort OR vale) said:dam", "");
    let quotes = parse_quotes("speaker:ort speaker:vale", &options(ParseMode::Strict), &none()).expect("no mistake");
    assert_eq!(quotes.notices[0].suggestion.as_deref(), Some("speaker:(a OR b)"));
}
