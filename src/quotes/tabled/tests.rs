use expect_test::{Expect, expect};

use crate::model::{Article, Polarity};
use crate::quotes::statements;
use crate::quotes::trial;

fn article(language: &str, text: &str) -> Article {
    Article { language: Some(language.to_string()), ..trial::article(text) }
}

/// A line for each quote: what it is, who is named, when, the words; and for each silence.
fn check(language: &str, text: &str, expected: Expect) {
    let article = article(language, text);
    let statements = statements(&article);
    let mut shown = String::new();
    for quote in statements.quotes {
        let speaker = quote.speaker.as_ref();
        let speaker = speaker.map_or("nobody".to_string(), |found| format!("{} ({})", found.name, found.kind.word()));
        let words: Vec<&str> = quote.spans.iter().map(|span| span.of(&article.text)).collect();
        let polarity = match quote.polarity {
            Polarity::Affirmed => String::new(),
            other => format!("{} ", other.word()),
        };
        let day = quote.spoken.as_ref().map_or(String::new(), |spoken| format!(" on {}", spoken.label()));
        shown += &format!("{} {polarity}{speaker}{day}: {}\n", quote.kind.word(), words.join(" … "));
    }
    for silence in statements.silences {
        let speaker = silence.speaker.as_ref().map_or("nobody", |speaker| &speaker.name);
        shown += &format!("silent {speaker}: {}\n", silence.span.of(&article.text));
    }
    expected.assert_eq(&shown);
}

#[test]
fn german_reports_stand_behind_and_are_turned_round() {
    check(
        "de",
        "On 2025-09-10\n„Das Dach ist alt“, sagte Bürgermeisterin Wiebke Marsch am Dienstag. „Wir bauen neu“, so Marsch, „und zwar bald.“\n\
         Das Geld sei da, fügte sie hinzu. Marsch erklärte, dass der Rat zustimme.\n\
         Der Landwirt Onno Venn bestritt, dass er gefragt worden sei. Laut Venn fehlen zwei Millionen.\n\
         »So geht das nicht«, rief er. Er wollte sich dazu nicht weiter äußern.",
        expect![[r#"
            direct Wiebke Marsch (person) on 2025-09-09: Das Dach ist alt
            direct Wiebke Marsch (person): Wir bauen neu … und zwar bald.
            indirect Wiebke Marsch (person): Das Geld sei da
            indirect Wiebke Marsch (person): der Rat zustimme
            indirect denied Onno Venn (person): er gefragt worden sei
            indirect Onno Venn (person): fehlen zwei Millionen
            direct Onno Venn (person): So geht das nicht
            silent Onno Venn: Er wollte sich dazu nicht weiter äußern.
        "#]],
    );
}

#[test]
fn german_bodies_and_the_unnamed() {
    check(
        "de",
        "Das Umweltministerium teilte mit, der Zaun sei zu niedrig. Ein Sprecher sagte, man werde ihn prüfen.\n\
         Nach Angaben des Wasserverbands kostet er drei Millionen. Einem Gutachten zufolge ist er alt.\n\
         „Wir warten noch“, hieß es.",
        expect![[r#"
            indirect Umweltministerium (body): der Zaun sei zu niedrig
            indirect ein Sprecher (unnamed): man werde ihn prüfen
            indirect Wasserverband (body): kostet er drei Millionen
            indirect nobody: ist er alt
            direct Wasserverband (body): Wir warten noch
        "#]],
    );
}

#[test]
fn french_reports_stand_behind_and_inside() {
    check(
        "fr",
        "On 2025-09-10\n«\u{a0}Le toit est vieux\u{a0}», a déclaré mardi la maire, Maëlle Marsch. «\u{a0}Il faut, a-t-elle ajouté, le refaire.\u{a0}»\n\
         Selon elle, l'argent est là. M. Venn nie que la mairie l'ait prévenu.\n\
         Le berger Ronan Venn a répondu que le mur tenait. L’argent manque, regrette-t-il.\n\
         — On verra bien, lance Ronan Venn. Pas avant mai.\n\
         La préfecture n'a pas souhaité commenter ce chiffre.",
        expect![[r#"
            direct Maëlle Marsch (person) on 2025-09-09: Le toit est vieux
            direct Maëlle Marsch (person): Il faut … le refaire.
            indirect Maëlle Marsch (person): l'argent est là
            indirect denied Ronan Venn (person): la mairie l'ait prévenu
            indirect Ronan Venn (person): le mur tenait
            indirect Ronan Venn (person): L’argent manque
            direct Ronan Venn (person): On verra bien … Pas avant mai
            silent préfecture: La préfecture n'a pas souhaité commenter ce chiffre.
        "#]],
    );
}

#[test]
fn spanish_reports_leave_their_subject_out() {
    check(
        "es",
        "On 2025-09-10\n«El tejado está viejo», dijo el martes la alcaldesa, Manuela Marsch. Añadió que hay dinero.\n\
         —No lo sé —contestó el pastor Román Venn, que vive al lado—. Ya veremos.\n\
         Según Venn, el muro aguanta. “Nadie me avisó”, se quejó.\n\
         El Ministerio de Cultura negó que el plan exista. Un portavoz aseguró que no hay prisa.\n\
         Marsch guardó silencio.",
        expect![[r#"
            direct Manuela Marsch (person) on 2025-09-09: El tejado está viejo
            indirect Manuela Marsch (person): hay dinero
            direct Román Venn (person): No lo sé … Ya veremos
            indirect Román Venn (person): el muro aguanta
            direct Román Venn (person): Nadie me avisó
            indirect denied Ministerio de Cultura (body): el plan exista
            indirect un portavoz (unnamed): no hay prisa
            silent Manuela Marsch: Marsch guardó silencio.
        "#]],
    );
}

#[test]
fn titles_and_single_words_are_no_quotes() {
    check("de", "Der Film „Die Nacht“ läuft wieder. Die „Alte Dame“ wurde gesprengt.", expect![""]);
    check("fr", "La troupe joue « Le Malade imaginaire ». La « Vieille Dame » a été dynamitée.", expect![""]);
    check("es", "Se representa «El alcalde de Zalamea». La «Vieja Dama» fue dinamitada.", expect![""]);
}

#[test]
fn no_text_makes_it_panic() {
    let pieces = [
        "„", "“", "«", "»", "—", " – ", "\"", "sagte", " a-t-il ", "qu'", "l'", "-t-elle", ", ", ". ", "Laut ",
        "selon", ": ", "Marsch ", "é", "que ",
    ];
    for seed in 0..3000u64 {
        let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut text = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text += pieces[(state >> 33) as usize % pieces.len()];
        }
        for language in ["de", "fr", "es"] {
            let article = article(language, &text);
            for quote in statements(&article).quotes {
                assert!(quote.spans.iter().all(|span| !span.of(&article.text).is_empty()), "{text}");
            }
        }
    }
}
