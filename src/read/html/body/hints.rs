//! What class names, ids and roles say of an element: words of many newsrooms, none of one alone.
//!
//! A value is divided into names at blanks, a name into words at marks and capitals:
//! `story__relatedLinks` is `story`, `related`, `links`.

use std::ops::BitOr;
use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

/// A set of things that names say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints(u32);

impl Hints {
    pub(super) const NONE: Hints = Hints(0);
    /// The article's text.
    pub(super) const BODY: Hints = Hints(1);
    /// `itemprop="articleBody"`.
    pub(super) const BODY_ITEM: Hints = Hints(1 << 1);
    pub(super) const STANDFIRST: Hints = Hints(1 << 2);
    pub(super) const CAPTION: Hints = Hints(1 << 3);
    pub(super) const NAVIGATION: Hints = Hints(1 << 4);
    pub(super) const RELATED: Hints = Hints(1 << 5);
    pub(super) const COMMENTS: Hints = Hints(1 << 6);
    pub(super) const SHARING: Hints = Hints(1 << 7);
    pub(super) const SIGNUP: Hints = Hints(1 << 8);
    pub(super) const ADVERTISING: Hints = Hints(1 << 9);
    pub(super) const CONSENT: Hints = Hints(1 << 10);
    pub(super) const AUTHOR: Hints = Hints(1 << 11);
    pub(super) const FACTS: Hints = Hints(1 << 12);
    pub(super) const GALLERY: Hints = Hints(1 << 13);
    pub(super) const WIDGET: Hints = Hints(1 << 14);
    pub(super) const HIDDEN: Hints = Hints(1 << 15);
    pub(super) const SIDE: Hints = Hints(1 << 16);
    pub(super) const HEADLINE: Hints = Hints(1 << 17);
    pub(super) const PULLED: Hints = Hints(1 << 18);
    // Words that mean something in company only.
    const NOUN: Hints = Hints(1 << 24);
    const PART: Hints = Hints(1 << 25);
    const CORE: Hints = Hints(1 << 26);

    /// Whatever is no text of the article.
    pub(super) const ASIDE: Hints = Hints(
        Self::NAVIGATION.0
            | Self::RELATED.0
            | Self::COMMENTS.0
            | Self::SHARING.0
            | Self::SIGNUP.0
            | Self::ADVERTISING.0
            | Self::CONSENT.0
            | Self::AUTHOR.0
            | Self::FACTS.0
            | Self::WIDGET.0
            | Self::HIDDEN.0
            | Self::SIDE.0,
    );
    /// What is left out even within a line.
    pub(super) const ASIDE_INLINE: Hints = Hints(
        Self::RELATED.0 | Self::SHARING.0 | Self::SIGNUP.0 | Self::ADVERTISING.0 | Self::HIDDEN.0 | Self::COMMENTS.0,
    );

    pub(super) fn any(self, of: Hints) -> bool {
        self.0 & of.0 != 0
    }

    fn without(self, other: Hints) -> Hints {
        Hints(self.0 & !other.0)
    }
}

impl BitOr for Hints {
    type Output = Hints;

    fn bitor(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }
}

const WORDS: &[(Hints, &[&str])] = &[
    (
        Hints::NOUN,
        &[
            "article", "articles", "story", "entry", "post", "news", "blog", "detail", "details", "single", "artikel",
            "articulo", "noticia", "nota", "notizia", "articolo", "artigo", "materia", "beitrag", "haber", "berita",
            "artykul", "clanek", "cikk", "art",
        ],
    ),
    (
        Hints::PART,
        &[
            "content",
            "contents",
            "text",
            "txt",
            "copy",
            "corpo",
            "cuerpo",
            "contenu",
            "contenido",
            "conteudo",
            "contenuto",
            "inhalt",
            "texto",
            "texte",
            "testo",
            "tekst",
            "paragraph",
            "paragraphs",
            "prose",
            "icerik",
        ],
    ),
    (Hints(Hints::PART.0 | Hints::CORE.0), &["body"]),
    (
        Hints(Hints::NOUN.0 | Hints::PART.0),
        &[
            "articlebody",
            "articletext",
            "articlecontent",
            "storybody",
            "storytext",
            "storycontent",
            "bodytext",
            "bodycopy",
            "postcontent",
            "postbody",
            "entrycontent",
            "entrybody",
            "newsbody",
            "newstext",
            "newscontent",
            "fulltext",
            "richtext",
            "bodycontent",
            "contentbody",
            "artikeltext",
            "wysiwyg",
            "maintext",
            "textbody",
            "contenttext",
        ],
    ),
    (
        Hints::STANDFIRST,
        &[
            "standfirst",
            "subtitle",
            "subheadline",
            "subheading",
            "deck",
            "dek",
            "lede",
            "lead",
            "intro",
            "summary",
            "chapeau",
            "chapo",
            "vorspann",
            "sapo",
            "bajada",
            "entradilla",
            "sumario",
            "abstract",
            "sommario",
            "description",
            "subtitulo",
            "undertitle",
            "ingress",
            "manchet",
            "leadtext",
            "perex",
        ],
    ),
    (Hints::HEADLINE, &["headline", "title", "heading", "titel", "titulo", "titre"]),
    (
        Hints::CAPTION,
        &[
            "caption",
            "captions",
            "figcaption",
            "credit",
            "credits",
            "legend",
            "imagecaption",
            "copyright",
            "photographer",
            "attribution",
            "bildunterschrift",
            "fotocredit",
            "photocredit",
            "imagecredit",
            "leyenda",
            "legende",
        ],
    ),
    (
        Hints::NAVIGATION,
        &[
            "nav",
            "navbar",
            "navigation",
            "navi",
            "menu",
            "menus",
            "submenu",
            "breadcrumb",
            "breadcrumbs",
            "crumbs",
            "pagination",
            "pager",
            "paging",
            "footer",
            "masthead",
            "sitemap",
            "toolbar",
            "topbar",
            "offcanvas",
            "hamburger",
            "megamenu",
            "skiplink",
            "colophon",
            "toc",
        ],
    ),
    (Hints::SIDE, &["sidebar", "aside", "rail", "marginal", "sidecolumn"]),
    (
        Hints::RELATED,
        &[
            "related",
            "relateds",
            "recommended",
            "recommendation",
            "recommendations",
            "recommend",
            "recirc",
            "recirculation",
            "teaser",
            "teasers",
            "trending",
            "popular",
            "mostread",
            "readmore",
            "seealso",
            "outbrain",
            "taboola",
            "mgid",
            "plista",
            "upnext",
            "suggested",
            "suggestions",
            "relacionadas",
            "relacionados",
            "relacionado",
            "relacionada",
            "correlati",
            "similar",
            "promo",
            "promos",
            "promotion",
            "promotions",
            "promobox",
            "promoted",
            "relatedposts",
            "relatedlinks",
            "relatedarticles",
            "yarpp",
            "interlink",
            "readalso",
            "morestories",
            "latest",
            "inread",
            "crosslinks",
            "linkbox",
            "relatednews",
        ],
    ),
    (
        Hints::COMMENTS,
        &[
            "comment",
            "comments",
            "commenting",
            "disqus",
            "respond",
            "commentlist",
            "kommentar",
            "kommentare",
            "comentarios",
            "commentaires",
            "livefyre",
            "viafoura",
            "replies",
            "commentbox",
        ],
    ),
    (
        Hints::SHARING,
        &[
            "share",
            "sharing",
            "shares",
            "sharer",
            "sharebar",
            "sharedaddy",
            "social",
            "socials",
            "socialbar",
            "addthis",
            "addtoany",
            "a2a",
            "sharethis",
            "follow",
            "compartir",
            "teilen",
            "partager",
            "socialmedia",
            "sharebuttons",
            "whatsapp",
        ],
    ),
    (
        Hints::SIGNUP,
        &[
            "newsletter",
            "newsletters",
            "subscribe",
            "subscription",
            "subscriptions",
            "signup",
            "login",
            "register",
            "registration",
            "abonnement",
            "abonnieren",
            "membership",
            "donate",
            "donation",
            "donations",
            "regwall",
            "cta",
            "optin",
            "mailchimp",
        ],
    ),
    (
        Hints::ADVERTISING,
        &[
            "ad",
            "ads",
            "adv",
            "advert",
            "adverts",
            "advertisement",
            "advertisements",
            "advertising",
            "advertorial",
            "adslot",
            "adunit",
            "adsense",
            "adbox",
            "dfp",
            "gpt",
            "banner",
            "banners",
            "sponsor",
            "sponsored",
            "sponsors",
            "werbung",
            "anzeige",
            "anzeigen",
            "publicidad",
            "publicite",
            "pubblicita",
            "reklam",
            "reklama",
            "adsbygoogle",
            "mpu",
            "leaderboard",
            "billboard",
        ],
    ),
    (Hints::CONSENT, &["cookie", "cookies", "consent", "gdpr", "onetrust", "cookiebar", "cookiebanner"]),
    (
        Hints::AUTHOR,
        &[
            "author",
            "authors",
            "byline",
            "bylines",
            "bio",
            "biography",
            "contributor",
            "contributors",
            "autor",
            "autoren",
            "auteur",
            "autore",
            "avatar",
            "authorbox",
            "authorbio",
            "firma",
        ],
    ),
    (
        Hints::FACTS,
        &[
            "date",
            "timestamp",
            "datetime",
            "meta",
            "metadata",
            "metainfo",
            "postmeta",
            "tag",
            "tags",
            "taglist",
            "keywords",
            "topics",
            "categories",
            "kicker",
            "eyebrow",
            "readtime",
            "hashtags",
            "tagcloud",
            "schlagworte",
            "pubdate",
            "dateline",
        ],
    ),
    (Hints::GALLERY, &["gallery", "slideshow", "carousel", "lightbox", "slider", "slick", "swiper", "galerie"]),
    (
        Hints::WIDGET,
        &["widget", "widgets", "poll", "quiz", "survey", "rating", "ratings", "player", "videoplayer", "podcast"],
    ),
    (
        Hints::HIDDEN,
        &[
            "hidden",
            "visuallyhidden",
            "invisible",
            "modal",
            "popup",
            "popover",
            "tooltip",
            "overlay",
            "toast",
            "dialog",
            "screenreader",
            "hide",
            "rollover",
            "dropdown",
            "flyout",
        ],
    ),
    (Hints::PULLED, &["pullquote", "pulled"]),
];

/// Two words of one name, one after the other.
const PAIRS: &[(Hints, &str, &str)] = &[
    (Hints::RELATED, "read", "more"),
    (Hints::RELATED, "read", "also"),
    (Hints::RELATED, "also", "read"),
    (Hints::RELATED, "more", "from"),
    (Hints::RELATED, "more", "on"),
    (Hints::RELATED, "more", "stories"),
    (Hints::RELATED, "more", "news"),
    (Hints::RELATED, "most", "read"),
    (Hints::RELATED, "most", "popular"),
    (Hints::RELATED, "most", "viewed"),
    (Hints::RELATED, "see", "also"),
    (Hints::RELATED, "lire", "aussi"),
    (Hints::RELATED, "leia", "mais"),
    (Hints::RELATED, "leia", "tambem"),
    (Hints::RELATED, "leggi", "anche"),
    (Hints::RELATED, "lea", "tambien"),
    (Hints::RELATED, "up", "next"),
    (Hints::RELATED, "next", "post"),
    (Hints::RELATED, "prev", "post"),
    (Hints::RELATED, "previous", "post"),
    (Hints::RELATED, "also", "like"),
    (Hints::RELATED, "link", "box"),
    (Hints::SIGNUP, "sign", "up"),
    (Hints::SIGNUP, "sign", "in"),
    (Hints::HIDDEN, "sr", "only"),
    (Hints::HIDDEN, "screen", "reader"),
    (Hints::HIDDEN, "visually", "hidden"),
    (Hints::STANDFIRST, "sub", "title"),
    (Hints::STANDFIRST, "sub", "headline"),
    (Hints::STANDFIRST, "sous", "titre"),
    (Hints::SIDE, "right", "column"),
    (Hints::PULLED, "pull", "quote"),
];

/// Longer values are generated, and say nothing.
const NAMES_BYTES_MAX: usize = 2_000;
const WORD_BYTES_MAX: usize = 24;

/// What a class, an id or the like says.
pub(super) fn of_names(value: &str) -> Hints {
    if value.len() > NAMES_BYTES_MAX {
        return Hints::NONE;
    }
    // "hidden md:block" hides on small screens alone.
    let responsive = value.contains(':');
    let found = value.split_ascii_whitespace().fold(Hints::NONE, |hints, name| hints | of_name(name));
    if responsive { found.without(Hints::HIDDEN) } else { found }
}

fn of_name(name: &str) -> Hints {
    let mut found = Hints::NONE;
    let mut parts = 0;
    let mut before = String::new();
    for word in words(name) {
        let hints = of_word(&word);
        parts += usize::from(hints.any(Hints::PART));
        found = found | hints;
        if let Some((hint, ..)) = PAIRS.iter().find(|(_, first, second)| *second == word && *first == before) {
            found = found | *hint;
        }
        before = word;
    }
    let named = found.any(Hints::PART) && (found.any(Hints::NOUN) || (found.any(Hints::CORE) && parts > 1));
    if named && !found.any(Hints::ASIDE | Hints::CAPTION | Hints::STANDFIRST | Hints::HEADLINE) {
        found = found | Hints::BODY;
    }
    found.without(Hints::NOUN | Hints::PART | Hints::CORE)
}

fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let mut lower = false;
        let end = rest.char_indices().find(|(_, c)| {
            let ends = !c.is_alphanumeric() || (lower && c.is_uppercase());
            lower = c.is_lowercase();
            ends
        });
        let (word, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!word.is_empty()).then(|| word.to_lowercase())
    })
}

fn of_word(word: &str) -> Hints {
    if word.len() > WORD_BYTES_MAX {
        return Hints::NONE;
    }
    static MEANINGS: LazyLock<HashMap<&'static str, Hints>> = LazyLock::new(|| {
        let mut meanings = HashMap::new();
        for (hints, word) in WORDS.iter().flat_map(|(hints, words)| words.iter().map(move |word| (*hints, *word))) {
            let all = meanings.entry(word).or_insert(Hints::NONE);
            *all = *all | hints;
        }
        meanings
    });
    MEANINGS.get(word).copied().unwrap_or_default()
}

pub(super) fn of_itemprop(value: &str) -> Hints {
    value.split_ascii_whitespace().fold(Hints::NONE, |all, name| {
        all | match name {
            "articleBody" | "reviewBody" => Hints::BODY_ITEM,
            "alternativeHeadline" | "description" | "abstract" => Hints::STANDFIRST,
            "headline" => Hints::HEADLINE,
            "caption" | "copyrightHolder" | "creditText" => Hints::CAPTION,
            "author" => Hints::AUTHOR,
            "datePublished" | "dateModified" | "keywords" => Hints::FACTS,
            "comment" => Hints::COMMENTS,
            _ => Hints::NONE,
        }
    })
}

pub(super) fn of_role(value: &str) -> Hints {
    match value.trim() {
        "navigation" | "banner" | "contentinfo" | "menu" | "menubar" | "toolbar" | "tablist" | "search" | "form" => {
            Hints::NAVIGATION
        }
        "complementary" => Hints::SIDE,
        "dialog" | "alertdialog" | "tooltip" | "alert" => Hints::HIDDEN,
        _ => Hints::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &str, has: Hints, lacks: Hints) {
        let found = of_names(names);
        assert!(found.any(has) || has == Hints::NONE, "{names}");
        assert!(!found.any(lacks), "{names}");
    }

    #[test]
    fn the_text_is_named_by_a_noun_and_a_part() {
        for names in ["article-body", "StoryBody_text__x1", "entry-content wide", "c-article__content", "body-text"] {
            check(names, Hints::BODY, Hints::ASIDE);
        }
        for names in ["content", "article-body-related", "body", "article-title", "page-content", "text-center"] {
            check(names, Hints::NONE, Hints::BODY);
        }
    }

    #[test]
    fn what_is_beside_the_article_is_named_in_one_word_or_two() {
        check("relatedLinks", Hints::RELATED, Hints::BODY);
        check("box read-more", Hints::RELATED, Hints::NONE);
        check("c-newsletter__box", Hints::SIGNUP, Hints::NONE);
        check("readership more", Hints::NONE, Hints::ASIDE);
        check("load-more-padding", Hints::NONE, Hints::ASIDE);
    }

    #[test]
    fn what_is_hidden_on_small_screens_alone_is_not_hidden() {
        check("hidden", Hints::HIDDEN, Hints::NONE);
        check("hidden md:block", Hints::NONE, Hints::HIDDEN);
    }
}
