//! What the words before a date make of it: a day of publication, of a change, or of something else.

use crate::language::fold;

/// What stands before a date says so of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Label {
    #[default]
    None,
    Published,
    Changed,
    /// A birthday, an event, a copyright.
    Other,
}

/// Words folded, by what they make of the date behind them.
const PUBLISHED: &[&str] = &[
    "published",
    "publication",
    "posted",
    "issued",
    "released",
    "created",
    "veroffentlicht",
    "veroeffentlicht",
    "publiziert",
    "erschienen",
    "erstellt",
    "erstellungsdatum",
    "erscheinungsdatum",
    "veroffentlichung",
    "publie",
    "publiee",
    "paru",
    "parue",
    "publicado",
    "publicada",
    "publicacion",
    "pubblicato",
    "gepubliceerd",
    "geplaatst",
    "geschrieben",
    "ecrit",
    "datum",
    "fecha",
    "date",
    "опубликовано",
    "eingestellt",
    "gepostet",
];
const CHANGED: &[&str] = &[
    "updated",
    "update",
    "modified",
    "edited",
    "revised",
    "aktualisiert",
    "aktualisierung",
    "geandert",
    "anderung",
    "uberarbeitet",
    "stand",
    "actualise",
    "modifie",
    "modifiee",
    "jour",
    "actualizado",
    "actualizada",
    "actualizacion",
    "modificado",
    "aggiornato",
    "bijgewerkt",
    "atualizado",
    "oppdatert",
    "uppdaterad",
    "opdateret",
    "обновлено",
    "modification",
];
const OTHER: &[&str] = &[
    "born",
    "geboren",
    "copyright",
    "until",
    "bis",
    "expires",
    "joined",
    "since",
    "seit",
    "accessed",
    "retrieved",
    "abgerufen",
    "deadline",
    "gultig",
    "registriert",
    "registered",
    "mitglied",
    "beitritt",
    "termin",
    "beginn",
    "starts",
    "ends",
    "from",
];

/// What the words before a date make of it; the last that says something counts.
pub(super) fn label(before: &str) -> Label {
    if before.contains('©') {
        return Label::Other;
    }
    let folded = fold(before);
    for word in folded.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= 3) {
        for (words, label) in [(PUBLISHED, Label::Published), (CHANGED, Label::Changed), (OTHER, Label::Other)] {
            if words.contains(&word) {
                return label;
            }
        }
    }
    Label::None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_telling_word_counts() {
        for (before, expected) in [
            ("Published on", Label::Published),
            ("Erstmals veröffentlicht am", Label::Published),
            ("Publié le", Label::Published),
            ("Mis à jour le", Label::Changed),
            ("Zuletzt aktualisiert:", Label::Changed),
            ("Published 3 September, last updated", Label::Changed),
            ("Updated, first published", Label::Published),
            ("Last update:", Label::Changed),
            ("© The Courier", Label::Other),
            ("By Ann Lee |", Label::None),
        ] {
            assert_eq!(label(before), expected, "{before}");
        }
    }
}
