//! Words with which newspapers head what is not the article: other stories, sign-up boxes,
//! readers' comments.

use std::sync::LazyLock;

use foldhash::HashMap;

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Links to other stories.
    Related,
    /// Newsletters, apps, channels, subscriptions.
    Signup,
    Comments,
    /// An advertisement, a share bar.
    Mark,
}

/// In lower case, without marks at the end.
const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Related,
        &[
            "read more", "read also", "also read", "see also", "more on this", "more on this story", "related",
            "related articles", "related article", "related stories", "related story", "related links",
            "related topics", "related news", "related content", "related coverage", "related posts", "recommended",
            "recommended for you", "recommended stories", "you may also like", "you might also like",
            "you may like", "most read", "most popular", "trending", "trending now", "top stories", "latest news",
            "latest stories", "don't miss", "must read", "more stories", "more news", "up next", "editor's picks",
            "editors' picks", "further reading", "keep reading", "what to read next", "read next", "partner news",
            "more for you", "more from us", "more like this", "in other news", "popular", "popular stories",
            "about the author", "about the authors", "über den autor", "zum autor", "sobre el autor", "sobre o autor",
            "à propos de l'auteur", "sull'autore", "table of contents", "contents", "inhaltsverzeichnis", "sommaire",
            "in this article", "similar articles", "also on", "the latest", "more to explore", "more top stories", "explore more",
            // German
            "lesen sie auch", "mehr zum thema", "auch interessant", "das könnte sie auch interessieren",
            "das könnte dich auch interessieren", "weitere artikel", "meistgelesen", "meistgelesene artikel",
            "zum thema", "lesen sie mehr", "lesen sie mehr zum thema", "lesetipps", "lesetipp", "mehr dazu",
            "passend dazu", "verwandte themen", "weiterlesen", "auch spannend", "mehr aus", "lies auch",
            "weitere themen", "weitere meldungen", "verwandte artikel", "empfehlungen für sie", "mehr lesen",
            // French
            "lire aussi", "à lire aussi", "a lire aussi", "sur le même sujet", "voir aussi", "à lire également",
            "les plus lus", "lire la suite", "articles liés", "à voir aussi", "dans la même rubrique", "à découvrir",
            // Spanish
            "lee también", "lea también", "te puede interesar", "te podría interesar", "noticias relacionadas",
            "relacionadas", "más leídas", "lo más leído", "ver también", "leer más", "también te puede interesar",
            "le puede interesar", "lea más", "más sobre", "artículos relacionados", "más noticias", "lee además",
            // Portuguese
            "leia também", "leia mais", "veja também", "saiba mais", "mais lidas", "notícias relacionadas",
            "você pode gostar", "últimas notícias", "leia ainda", "ler mais", "leia a seguir",
            // Italian
            "leggi anche", "leggi di più", "vedi anche", "potrebbe interessarti", "articoli correlati",
            "ti potrebbe interessare", "potrebbe interessarti anche", "i più letti", "leggi pure",
            // Dutch, Polish, Czech
            "lees ook", "lees meer", "meer over", "lees verder", "czytaj także", "czytaj też", "czytaj więcej",
            "zobacz także", "zobacz też", "zobacz również", "przeczytaj także", "czytaj również", "polecamy",
            "čtěte také", "přečtěte si také", "mohlo by vás zajímat", "související články",
            // Scandinavian, Finnish, Baltic
            "läs också", "läs även", "läs mer", "les også", "les mer", "les mer om", "læs også", "læs mere",
            "lue myös", "lue lisää", "loe ka", "skaitykite taip pat", "lasi arī",
            // Romanian, Hungarian, Serbian and Croatian, Greek, Turkish
            "citește și", "citeste si", "citiți și", "kapcsolódó cikkek", "ez is érdekelheti", "pročitajte još",
            "pročitajte i", "διαβάστε επίσης", "διαβάστε ακόμα", "διαβάστε ακόμη", "ilgili haberler", "son haberler",
            "bunlar da ilginizi çekebilir", "çok okunanlar",
            // Russian, Ukrainian, Bulgarian
            "читайте также", "по теме", "смотрите также", "популярное", "читать далее", "материалы по теме",
            "читайте також", "новости по теме", "прочетете още", "вижте още",
            // Arabic, Persian, Hebrew
            "اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "إقرأ أيضاً", "مواضيع ذات صلة", "قد يعجبك أيضا", "بیشتر بخوانید",
            "קראו גם", "קראו עוד",
            // Indic
            "यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें", "আরও পড়ুন", "আরো পড়ুন",
            // East and Southeast Asian
            "関連記事", "関連ニュース", "あわせて読みたい", "おすすめ記事", "続きを読む", "관련기사", "관련 기사", "관련 뉴스",
            "많이 본 기사", "相关阅读", "相关新闻", "延伸阅读", "推荐阅读", "相關新聞", "延伸閱讀", "baca juga",
            "berita terkait", "artikel terkait", "xem thêm", "tin liên quan", "đọc thêm",
        ],
    ),
    (
        Label::Signup,
        &[
            "newsletter", "newsletters", "our newsletter", "subscribe", "subscribe now", "subscribe to continue reading",
            "sign up", "sign up for our newsletter", "sign up to our newsletter", "subscribe to our newsletter",
            "already a subscriber", "join the conversation", "get the newsletter", "stay informed", "follow us",
            "support our journalism", "jetzt anmelden", "jetzt abonnieren", "abonnieren sie unseren newsletter",
            "inscrivez-vous à notre newsletter", "abonnez-vous", "suscríbete", "suscríbete a nuestra newsletter",
            "assine", "iscriviti alla newsletter", "abbonati", "подписывайтесь", "подпишитесь", "síguenos",
            "suivez-nous", "folgen sie uns", "seguici",
        ],
    ),
    (
        Label::Comments,
        &[
            "comments", "comment", "leave a comment", "leave a reply", "leave a reply cancel reply", "top comments",
            "top rated comments", "post a comment", "view comments", "add a comment", "write a comment", "kommentare",
            "kommentar schreiben", "ihr kommentar", "commentaires", "laisser un commentaire", "réagir",
            "comentarios", "deja un comentario", "deja una respuesta", "comentários", "deixe um comentário",
            "deixe uma resposta", "commenti", "lascia un commento", "reacties", "komentarze", "yorumlar",
            "комментарии", "комментарий", "добавить комментарий", "оставить комментарий", "добавить отзыв",
            "コメント", "댓글", "评论", "評論", "التعليقات",
        ],
    ),
    (
        Label::Mark,
        &[
            "empfohlener redaktioneller inhalt", "empfohlener externer inhalt", "externer inhalt",
            "ein klick für den datenschutz", "contenu externe", "external content", "contenido externo",
            "advert", "adverts", "advertisement", "ad", "ads", "advertising", "sponsored", "sponsored content", "paid content", "story continues",
            "article continues below", "article continues after advertisement", "story continues below advertisement",
            "story continues below this ad", "continue reading below", "continue reading", "read full story",
            "scroll to continue", "scroll down", "share", "share this", "share this article", "share article",
            "share this story", "tweet", "print", "email", "copy link", "save", "listen", "listen to this article",
            "watch", "play", "close", "back to top", "loading", "tags", "topics", "tags:",
            "anzeige", "werbung", "artikel teilen", "teilen", "drucken", "merken", "nach oben", "publicité", "partager",
            "partager cet article", "publicidad", "compartir", "publicidade", "compartilhe", "compartilhar", "continua após a publicidade",
            "pubblicità", "condividi", "advertentie", "delen", "reklama", "annons", "annonse", "annonce", "mainos", "reklam",
            "реклама", "поделиться", "広告", "광고", "廣告", "广告", "إعلان", "शेयर करें", "विज्ञापन",
        ],
    ),
];

/// Longer texts are no labels.
const LABEL_BYTES_MAX: usize = 80;

/// What a whole line announces.
pub(super) fn label(line: &str) -> Option<Label> {
    if line.len() > LABEL_BYTES_MAX {
        return None;
    }
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c)).to_lowercase().replace('’', "'");
    static MEANINGS: LazyLock<HashMap<&'static str, Label>> =
        LazyLock::new(|| LABELS.iter().flat_map(|(label, lines)| lines.iter().map(|line| (*line, *label))).collect());
    MEANINGS.get(line.as_str()).copied()
}

/// What the beginning of a line announces, where a colon or the like ends it: `Read more: …`.
pub(super) fn opening(line: &str) -> Option<Label> {
    let end = line.char_indices().take(40).find(|(_, c)| matches!(c, ':' | '|' | '»' | '>' | '：' | '–' | '→'))?.0;
    label(&line[..end])
}

/// Vowel signs of Indic scripts end words and are no letters.
fn is_mark(c: char) -> bool {
    ('\u{900}'..='\u{DFF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, whole: Option<Label>, begins: Option<Label>) {
        assert_eq!((label(line), opening(line)), (whole, begins), "{line}");
    }

    #[test]
    fn labels_are_whole_lines_or_stand_before_a_colon() {
        check("Read more", Some(Label::Related), None);
        check("RELATED ARTICLES:", Some(Label::Related), Some(Label::Related));
        check("Lesen Sie auch: Der Fluss steigt", None, Some(Label::Related));
        check("» Advertisement «", Some(Label::Mark), None);
        check("Comments", Some(Label::Comments), None);
        check("Don’t miss", Some(Label::Related), None);
        check("ये भी पढ़ें", Some(Label::Related), None);
    }

    #[test]
    fn sentences_are_no_labels() {
        check("Read more books, the mayor said: they help.", None, None);
        check("The most popular: apples.", None, None);
    }
}
