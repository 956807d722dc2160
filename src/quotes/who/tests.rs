//! Whom quotes are attributed to, rule by rule.

use expect_test::{Expect, expect};

use crate::quotes::trial::article;
use crate::quotes::{explained, statements};

/// A line for each quote: `"words" — speaker [kind, certainty, rule, role]`.
fn check(text: &str, expected: Expect) {
    let article = article(text);
    let mut shown = String::new();
    for quote in statements(&article).quotes {
        let words: Vec<&str> = quote.spans.iter().map(|span| span.of(&article.text)).collect();
        let speaker = quote.speaker.as_ref().map_or("nobody", |speaker| speaker.name.as_str());
        let kind = quote.speaker.as_ref().map_or("-", |speaker| speaker.kind.word());
        let role = quote.speaker.as_ref().and_then(|speaker| speaker.role.as_deref());
        let role = role.map_or(String::new(), |role| format!(", {role}"));
        let (certainty, rule) = (quote.certainty.word(), quote.rule.word());
        shown += &format!("“{}” — {speaker} [{kind}, {certainty}, {rule}{role}]\n", words.join(" … "));
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_full_name_is_stated_and_a_surname_resolved() {
    check(
        "“The bridge is closed,” said Hedda Marsh. Marsh said the river had risen. “Nobody crosses,” Ms. Marsh added.",
        expect![[r#"
            “The bridge is closed,” — Hedda Marsh [person, stated, full_name]
            “the river had risen” — Hedda Marsh [person, resolved, part_of_name]
            “Nobody crosses,” — Hedda Marsh [person, resolved, part_of_name]
        "#]],
    );
}

#[test]
fn titles_are_kept_as_the_role() {
    check(
        "Ostrey Mayor Hedda Marsh said the bridge was closed.\n\
         Former harbor chief Ivo Lindqvist said it would open. Lindqvist said he was sure.\n\
         “We wait,” said Dr. Amina Diallo. “We hope,” Prof. Diallo said.",
        expect![[r#"
            “the bridge was closed” — Hedda Marsh [person, stated, full_name, Ostrey Mayor]
            “it would open” — Ivo Lindqvist [person, stated, full_name, Former harbor chief]
            “he was sure” — Ivo Lindqvist [person, resolved, part_of_name, Former harbor chief]
            “We wait,” — Amina Diallo [person, stated, full_name]
            “We hope,” — Amina Diallo [person, resolved, part_of_name, Prof.]
        "#]],
    );
}

#[test]
fn appositives_are_roles_and_hide_no_name() {
    check(
        "Hugh Hill, a doctor at the Ostrey Clinic, a small house by the river, said the beds were full.\n\
         Sen. Carla Voss, D-Ostrey, a critic of the plan, said the money was gone.\n\
         “Stay at home,” said the clinic's director, Olga Petrenko.\n\
         One of her deputies, Jonas Brandt, 41, said the tests were slow.",
        expect![[r#"
            “the beds were full” — Hugh Hill [person, stated, full_name, doctor at the Ostrey Clinic]
            “the money was gone” — Carla Voss [person, stated, full_name, critic of the plan]
            “Stay at home,” — Olga Petrenko [person, stated, full_name, clinic's director]
            “the tests were slow” — Jonas Brandt [person, stated, full_name, one of her deputies]
        "#]],
    );
}

#[test]
fn the_speaker_may_stand_behind_the_verb() {
    check(
        "“It rained,” said Mona Ferrant, 59, of Ostrey.\n\
         “It poured,” said an old friend at the mill, Bela Kertesz.\n\
         The dam will hold, wrote Rasmus Ekdal of the Water Board.",
        expect![[r#"
            “It rained,” — Mona Ferrant [person, stated, full_name]
            “It poured,” — Bela Kertesz [person, stated, full_name, old friend at the mill]
            “The dam will hold” — Rasmus Ekdal [person, stated, full_name]
        "#]],
    );
}

#[test]
fn of_two_with_one_surname_title_place_and_count_decide() {
    check(
        "Hedda Marsh leads the council. Hedda Marsh has led it since 2011. Her husband, Tom Marsh, is a baker.\n\
         The council met on Monday. There was no vote. It was cold in the hall, and the stove had gone out at noon.\n\
         “We had no wood,” Marsh said.\n\
         “I only bake,” Mr. Marsh said.\n\
         Tom Marsh sighed. “She never sleeps,” Marsh said.",
        expect![[r#"
            “We had no wood,” — Hedda Marsh [person, resolved, part_of_name]
            “I only bake,” — Tom Marsh [person, resolved, part_of_name]
            “She never sleeps,” — Tom Marsh [person, resolved, part_of_name]
        "#]],
    );
}

#[test]
fn pronouns_mean_the_subject_or_who_spoke_last() {
    check(
        "Hedda Marsh met Ivo Lindqvist at the port. “The sea is high,” she said. He said the port would close.\n\
         Marsh, who has led the council since 2011, said she would stay. “I do not leave,” she said.\n\
         Zsolvi Arbenz keeps the lighthouse. She is 70. “I saw it,” she said.",
        expect![[r#"
            “The sea is high,” — Hedda Marsh [person, resolved, pronoun]
            “the port would close” — Ivo Lindqvist [person, resolved, pronoun]
            “she would stay” — Hedda Marsh [person, resolved, part_of_name]
            “I do not leave,” — Hedda Marsh [person, resolved, pronoun]
            “I saw it,” — Zsolvi Arbenz [person, resolved, pronoun]
        "#]],
    );
}

#[test]
fn names_that_hang_on_others_are_no_subjects() {
    check(
        "Marsh spokeswoman Ines Roth criticized the port. “A poor show,” she said.\n\
         Rep. Anna Keel introduced Ivo Lindqvist on Monday. “He knows the sea,” she said.\n\
         Carl Oster said the port was shut. He had voted against Peter Vane. “I was right,” he said.",
        expect![[r#"
            “A poor show,” — Ines Roth [person, resolved, pronoun, Marsh spokeswoman]
            “He knows the sea,” — Anna Keel [person, resolved, pronoun, Rep.]
            “the port was shut” — Carl Oster [person, stated, full_name]
            “I was right,” — Carl Oster [person, resolved, pronoun]
        "#]],
    );
}

#[test]
fn who_and_which_mean_the_name_before() {
    check(
        "The prize went to Mona Ferrant, who said she would share it.\n\
         The report blames the Harbor Board, which said it had no money.",
        expect![[r#"
            “she would share it” — Mona Ferrant [person, resolved, relative]
            “it had no money” — Harbor Board [body, resolved, relative]
        "#]],
    );
}

#[test]
fn descriptions_mean_the_person_introduced_so() {
    check(
        "Florin Senator Carla Voss and Ostrey Senator Karl Heim disagree.\n\
         The Florin senator said the money was gone. The Ostrey senator said it was not.\n\
         Hugh Hill, a doctor, opened the clinic. “It is full,” the doctor said. “It is full,” a doctor said.\n\
         The Foreign Ministry met. The ministry said nothing had changed.",
        expect![[r#"
            “the money was gone” — Carla Voss [person, resolved, description, Florin Senator]
            “it was not” — Karl Heim [person, resolved, description, Ostrey Senator]
            “It is full,” — Hugh Hill [person, resolved, description, doctor]
            “It is full,” — a doctor [unnamed, resolved, unnamed]
            “nothing had changed” — Foreign Ministry [body, resolved, description]
        "#]],
    );
}

#[test]
fn quotes_float_to_who_spoke_or_is_announced() {
    check(
        "“It rained,” Mona Ferrant said. “It poured.”\n\
         “Then the dam broke.”\n\
         Ivo Lindqvist was more cautious. “The dam held for an hour longer than we had feared.”\n\
         Hedda Marsh had one answer:\n\
         “Build it again, and build it higher than the last one.”\n\
         “No one will pay for any of that, not this year!” Lindqvist pressed. The hall was quiet.",
        expect![[r#"
            “It rained,” — Mona Ferrant [person, stated, full_name]
            “It poured.” — Mona Ferrant [person, inferred, floating]
            “Then the dam broke.” — Mona Ferrant [person, inferred, floating]
            “The dam held for an hour longer than we had feared.” — Ivo Lindqvist [person, inferred, floating]
            “Build it again, and build it higher than the last one.” — Hedda Marsh [person, inferred, floating]
            “No one will pay for any of that, not this year!” — Ivo Lindqvist [person, inferred, floating]
        "#]],
    );
}

#[test]
fn i_is_the_columnist() {
    check(
        "By Mona Ferrant\nI said it would rain, and I told the mayor that the dam was old.",
        expect![[r#"
        “it would rain” — Mona Ferrant [person, resolved, first_person]
        “the dam was old” — Mona Ferrant [person, resolved, first_person]
    "#]],
    );
}

#[test]
fn bodies_are_no_persons() {
    check(
        "Marsh's office said the mayor was ill. The Lindqvist campaign said it was sad.\n\
         The White Tower said the talks went on. The OSCW confirmed that they had failed.\n\
         The University of Ostrey said it would close. Port officials denied that they knew.\n\
         The Ostrey Courier reported that the port was shut. A Courier poll found that most people agreed.\n\
         Teck, the mining company, said it would pay.",
        expect![[r#"
            “the mayor was ill” — Marsh's office [body, stated, body_name]
            “it was sad” — Lindqvist campaign [body, stated, body_name]
            “the talks went on” — White Tower [body, stated, body_name]
            “they had failed” — OSCW [body, stated, body_name]
            “it would close” — University of Ostrey [body, stated, body_name]
            “they knew” — Port officials [body, stated, body_name]
            “the port was shut” — Ostrey Courier [body, stated, body_name]
            “it would pay” — Teck [body, stated, body_name]
        "#]],
    );
}

#[test]
fn what_is_written_speaks_for_its_author() {
    check(
        "Hedda Marsh wept. Her statement said that the dam was lost.\n\
         Ivo Lindqvist's answer was short: “We leave.”\n\
         The river will rise, according to a report by the Water Board.\n\
         The river will fall, according to a letter from Mona Ferrant.",
        expect![[r#"
            “the dam was lost” — Hedda Marsh [person, resolved, pronoun]
            “The river will rise” — Water Board [body, resolved, body_name]
            “The river will fall” — Mona Ferrant [person, resolved, full_name]
        "#]],
    );
}

#[test]
fn the_unnamed_are_never_persons() {
    check(
        "A spokesman for the mayor said the bridge was closed. Officials said it was not.\n\
         Aides to Hedda Marsh said she slept. Prosecutors said nobody was held.\n\
         One Marsh adviser said it was late. Several Liberals said they would leave. Witnesses said it burned.\n\
         A senator said it was over.",
        expect![[r#"
            “the bridge was closed” — a spokesman for the mayor [unnamed, resolved, unnamed]
            “it was not” — officials [unnamed, resolved, unnamed]
            “nobody was held” — prosecutors [unnamed, resolved, unnamed]
            “it was late” — one Marsh adviser [unnamed, resolved, unnamed]
            “they would leave” — several Liberals [unnamed, resolved, unnamed]
            “it burned” — witnesses [unnamed, resolved, unnamed]
            “it was over” — a senator [unnamed, resolved, unnamed]
        "#]],
    );
}

#[test]
fn names_of_the_world_are_names() {
    check(
        "“We vote,” said Nguyen Van Tho. “We wait,” said Oluwaseun Adebayo-Cole. “We hope,” said Rhys ap Gwilym.\n\
         “Yes,” said Fatima al-Zahrawi. “No,” said Ludo van der Meersch. “Never,” van der Meersch said.\n\
         “Now,” said Seán O'Dowd Jr. “Soon,” said J. R. Okonjo. “Today,” O'Dowd said.\n\
         “Good,” said Xochil Ytzac. “Better,” Ytzac said. “Best,” said I. Charles Pemberton III.",
        expect![[r#"
            “We vote,” — Nguyen Van Tho [person, stated, full_name]
            “We wait,” — Oluwaseun Adebayo-Cole [person, stated, full_name]
            “We hope,” — Rhys ap Gwilym [person, stated, full_name]
            “Yes,” — Fatima al-Zahrawi [person, stated, full_name]
            “No,” — Ludo van der Meersch [person, stated, full_name]
            “Never,” — Ludo van der Meersch [person, resolved, part_of_name]
            “Now,” — Seán O'Dowd Jr [person, stated, full_name]
            “Soon,” — J. R. Okonjo [person, stated, full_name]
            “Today,” — Seán O'Dowd Jr [person, resolved, part_of_name]
            “Good,” — Xochil Ytzac [person, stated, full_name]
            “Better,” — Xochil Ytzac [person, resolved, part_of_name]
            “Best,” — I. Charles Pemberton III [person, stated, full_name]
        "#]],
    );
}

#[test]
fn a_capital_alone_makes_no_name() {
    check(
        "Hedda Marsh spoke. Yesterday Marsh said the dam was old. Angrily Marsh said it would break.\n\
         When asked, Marsh said she did not know. In the last weeks the council said little.\n\
         Marsh has long said that the dam was old. Marsh also said it leaked.",
        expect![[r#"
            “the dam was old” — Hedda Marsh [person, resolved, part_of_name]
            “it would break” — Hedda Marsh [person, resolved, part_of_name]
            “she did not know” — Hedda Marsh [person, resolved, part_of_name]
            “the dam was old” — Hedda Marsh [person, resolved, part_of_name]
            “it leaked” — Hedda Marsh [person, resolved, part_of_name]
        "#]],
    );
}

#[test]
fn labels_are_names() {
    check(
        "MARSH: The dam is old.\nLINDQVIST: The dam is fine.\nHedda Marsh and Ivo Lindqvist met on Monday.",
        expect![[r#"
            “The dam is old.” — Hedda Marsh [person, resolved, label]
            “The dam is fine.” — Ivo Lindqvist [person, resolved, label]
        "#]],
    );
}

#[test]
fn an_interview_is_with_the_person_it_names_first() {
    check(
        "Mona Ferrant runs the mill.\nQ: Is it old?\nA: It is.\nQ: Will it stand?\nA: It will.",
        expect![[r#"
        “Is it old?” — nobody [-, inferred, turn]
        “It is.” — Mona Ferrant [person, inferred, turn]
        “Will it stand?” — nobody [-, inferred, turn]
        “It will.” — Mona Ferrant [person, inferred, turn]
    "#]],
    );
}

#[test]
fn acronyms_are_the_bodies_that_introduce_them() {
    check(
        "The World Water Board (WWB) met in Ostrey. The WWB said the wells were dry. WHO said they were not.",
        expect![[r#"
            “the wells were dry” — World Water Board [body, resolved, body_name]
            “they were not” — WHO [body, stated, body_name]
        "#]],
    );
}

#[test]
fn an_appositive_before_who_belongs_to_the_name_before_it() {
    check(
        "“We march,” said Ines Roth, 32, a former clerk of the Lindqvist campaign in Ostrey who said she would come.\n\
         “I am no clerk.”",
        expect![[r#"
            “We march,” — Ines Roth [person, stated, full_name]
            “she would come” — Ines Roth [person, resolved, relative]
            “I am no clerk.” — Ines Roth [person, inferred, floating]
        "#]],
    );
}

#[test]
fn another_name_for_the_last_subject_is_inferred() {
    check(
        "Hedda Marsh left the hall. The former mayor of the town said she was tired.\n\
         Ivo Lindqvist stayed with Karl Heim. Karl Heim slept. The Ostrey lawyer said he was awake.",
        expect![[r#"
            “she was tired” — Hedda Marsh [person, inferred, description]
            “he was awake” — the Ostrey lawyer [unnamed, resolved, unnamed]
        "#]],
    );
}

#[test]
fn a_report_among_the_words_of_a_quote_tells_whose_they_are() {
    check(
        "Karl Heim said it was late. He left the hall at once.\n\
         \"It is a long road and nobody has paid for it,” said Ines Roth of the Port Board. \"Nobody will.\"\n\
         Or maybe it was early, Ivo Lindqvist says. “Several people came before the doors were open.”",
        expect![[r#"
            “it was late” — Karl Heim [person, stated, full_name]
            “It is a long road and nobody has paid for it,” — Ines Roth [person, stated, full_name]
            “Nobody will.” — Ines Roth [person, inferred, floating]
            “maybe it was early” — Ivo Lindqvist [person, stated, full_name]
            “Several people came before the doors were open.” — Ivo Lindqvist [person, inferred, floating]
        "#]],
    );
}

/// `speaker: name (reason), …` for each quote.
fn check_considered(text: &str, expected: Expect) {
    let explained = explained(&article(text));
    let mut shown = String::new();
    for (quote, considered) in explained.statements.quotes.iter().zip(&explained.quotes) {
        let others: Vec<String> =
            considered.iter().map(|other| format!("{} ({})", other.name, other.reason.words())).collect();
        let speaker = quote.speaker.as_ref().map_or("nobody", |speaker| speaker.name.as_str());
        shown += &format!("{speaker}: {}\n", others.join(", "));
    }
    expected.assert_eq(&shown);
}

#[test]
fn who_else_might_have_been_meant_is_told() {
    check_considered(
        "Hedda Marsh met Tom Marsh, Ines Roth and Ivo Lindqvist. “It rained,” Ms. Marsh said. “It poured,” she said.\n\
         “I saw Bela Kertesz,” Lindqvist said. “He was wet.”",
        expect![[r#"
            Hedda Marsh: Tom Marsh (pronoun or title of another gender)
            Hedda Marsh: Ivo Lindqvist (pronoun or title of another gender), Ines Roth (not the last subject or speaker), Tom Marsh (pronoun or title of another gender)
            Ivo Lindqvist: 
            Ivo Lindqvist: Hedda Marsh (did not speak last), Ines Roth (did not speak last), Tom Marsh (did not speak last)
        "#]],
    );
}

/// What the quotes are about, whom they were told.
#[test]
fn persons_named_inside_and_hearers_are_told() {
    let article = article(
        "Hedda Marsh and Ivo Lindqvist lead the port.\n\
         “[Lindqvist] never sleeps, and neither does Marsh,” Mona Ferrant told the Ostrey Courier, smiling.",
    );
    let quote = &statements(&article).quotes[0];
    assert_eq!(quote.about, ["Ivo Lindqvist", "Hedda Marsh"]);
    assert_eq!(quote.told_to.as_deref(), Some("the Ostrey Courier"));
}

/// A megabyte of nothing but names: a step that looked at all of them for each would never end.
#[test]
fn a_text_of_nothing_but_names_is_read_to_its_end() {
    let mut words = String::new();
    for nth in 0..120_000 {
        words.push_str(["Hedda Marsh", "Ivo", "Xyz Qrs", "“Marsh” said", "the"][nth * 7 % 5]);
        words.push(if nth % 97 == 0 { '\n' } else { ' ' });
    }
    let article = article(&words);
    let statements = statements(&article);
    assert!(statements.quotes.iter().all(|quote| quote.extent().end <= words.len()));
}

#[test]
fn a_name_behind_a_comma_belongs_to_whom_it_stands_with() {
    check(
        "The envoy, Anselm Ekwall, came on Monday.\n\
         “He is well,” said a spokeswoman for the envoy, Anselm Ekwall.\n\
         “We are well too,” said a spokeswoman for the works, Carla Roth.",
        expect![[r#"
            “He is well,” — a spokeswoman for the envoy [unnamed, resolved, unnamed]
            “We are well too,” — Carla Roth [person, stated, full_name, spokeswoman for the works]
        "#]],
    );
}

#[test]
fn parts_of_a_transcript_are_nobody() {
    check(
        "QUESTION: Who pays for it?\nROTH: The town pays for all of it.\nQUESTION: And who then?",
        expect![[r#"
        “Who pays for it?” — question [unnamed, resolved, label]
        “The town pays for all of it.” — ROTH [person, resolved, label]
        “And who then?” — question [unnamed, resolved, label]
    "#]],
    );
}

#[test]
fn it_means_a_body_of_its_own_paragraph_alone() {
    check(
        "The ministry said that the dam was old. It added that the weir was older.\n\
         “Keep out,” it says in chalk over the door.",
        expect![[r#"
            “the dam was old” — ministry [body, resolved, description]
            “the weir was older” — ministry [body, inferred, pronoun]
            “Keep out,” — nobody [-, inferred, none]
        "#]],
    );
}
