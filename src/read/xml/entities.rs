//! What an entity stands for: a character by number, HTML's names, and plain declarations.

use std::borrow::Cow;
use std::collections::HashMap;

use encoding_rs::WINDOWS_1252;

/// A longer name or number is none.
const NAME_BYTES_MAX: usize = 40;
/// A declaration stands for a few words, not for a text.
const DECLARED_BYTES_MAX: usize = 200;
/// Bytes that declared entities may add to one document.
const ADDED_BYTES_MAX: usize = 64 << 10;

/// Characters that HTML 4 gives a name, and the letters of European languages that HTML 5 adds, each
/// behind its name. (HTML's list in quick-xml has wrong characters for hundreds of names.)
const NAMED: &str = "\
    amp & apos ' lt < gt > iexcl ¡ cent ¢ pound £ curren ¤ yen ¥ brvbar ¦ sect § uml ¨ copy © ordf ª laquo « \
    not ¬ reg ® macr ¯ deg ° plusmn ± sup2 ² sup3 ³ acute ´ micro µ para ¶ middot · cedil ¸ sup1 ¹ ordm º \
    raquo » frac14 ¼ frac12 ½ frac34 ¾ iquest ¿ Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ \
    Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò \
    Oacute Ó Ocirc Ô Otilde Õ Ouml Ö times × Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý THORN Þ \
    szlig ß agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê \
    euml ë igrave ì iacute í icirc î iuml ï eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö divide \
    ÷ oslash ø ugrave ù uacute ú ucirc û uuml ü yacute ý thorn þ yuml ÿ Amacr Ā amacr ā Abreve Ă abreve ă \
    Aogon Ą aogon ą Cacute Ć cacute ć Ccirc Ĉ ccirc ĉ Cdot Ċ cdot ċ Ccaron Č ccaron č Dcaron Ď dcaron ď \
    Dstrok Đ dstrok đ Emacr Ē emacr ē Edot Ė edot ė Eogon Ę eogon ę Ecaron Ě ecaron ě Gcirc Ĝ gcirc ĝ Gbreve \
    Ğ gbreve ğ Gdot Ġ gdot ġ Gcedil Ģ Hcirc Ĥ hcirc ĥ Hstrok Ħ hstrok ħ Itilde Ĩ itilde ĩ Imacr Ī imacr ī \
    Iogon Į iogon į Idot İ imath ı inodot ı IJlig Ĳ ijlig ĳ Jcirc Ĵ jcirc ĵ Kcedil Ķ kcedil ķ kgreen ĸ \
    Lacute Ĺ lacute ĺ Lcedil Ļ lcedil ļ Lcaron Ľ lcaron ľ Lmidot Ŀ lmidot ŀ Lstrok Ł lstrok ł Nacute Ń \
    nacute ń Ncedil Ņ ncedil ņ Ncaron Ň ncaron ň napos ŉ ENG Ŋ eng ŋ Omacr Ō omacr ō Odblac Ő odblac ő OElig \
    Œ oelig œ Racute Ŕ racute ŕ Rcedil Ŗ rcedil ŗ Rcaron Ř rcaron ř Sacute Ś sacute ś Scirc Ŝ scirc ŝ Scedil \
    Ş scedil ş Scaron Š scaron š Tcedil Ţ tcedil ţ Tcaron Ť tcaron ť Tstrok Ŧ tstrok ŧ Utilde Ũ utilde ũ \
    Umacr Ū umacr ū Ubreve Ŭ ubreve ŭ Uring Ů uring ů Udblac Ű udblac ű Uogon Ų uogon ų Wcirc Ŵ wcirc ŵ \
    Ycirc Ŷ ycirc ŷ Yuml Ÿ Zacute Ź zacute ź Zdot Ż zdot ż Zcaron Ž zcaron ž fnof ƒ circ ˆ tilde ˜ Alpha Α \
    Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο \
    Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε \
    zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ \
    upsilon υ phi φ chi χ psi ψ omega ω thetasym ϑ upsih ϒ piv ϖ dash ‐ hyphen ‐ ndash – mdash — horbar ― \
    Verbar ‖ Vert ‖ lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil \
    ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € image ℑ weierp ℘ real ℜ trade ™ alefsym ℵ \
    larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ uArr ⇑ rArr ⇒ dArr ⇓ hArr ⇔ forall ∀ part ∂ exist ∃ \
    empty ∅ nabla ∇ isin ∈ notin ∉ ni ∋ prod ∏ sum ∑ minus − lowast ∗ radic √ prop ∝ infin ∞ ang ∠ and ∧ or \
    ∨ cap ∩ cup ∪ int ∫ there4 ∴ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ nsub ⊄ sube ⊆ supe \
    ⊇ oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ lang 〈 rang 〉 blank ␣ loz ◊ spades ♠ \
    clubs ♣ hearts ♥ diams ♦";
/// The same for what cannot be seen, or not be written here.
const UNSEEN: &[(&str, &str)] = &[
    ("emsp", "\u{2003}"),
    ("ensp", "\u{2002}"),
    ("lrm", "\u{200E}"),
    ("nbsp", "\u{A0}"),
    ("quot", "\""),
    ("rlm", "\u{200F}"),
    ("shy", "\u{AD}"),
    ("thinsp", "\u{2009}"),
    ("zwj", "\u{200D}"),
    ("zwnj", "\u{200C}"),
];

/// The entities of one document.
#[derive(Default)]
pub(super) struct Entities {
    declared: HashMap<String, String>,
    added_bytes: usize,
}

impl Entities {
    /// Takes the declarations of a DOCTYPE: those that are plain words.
    pub(super) fn declare(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declaration.trim_start().split_once(char::is_whitespace) else { continue };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((value, _)) = rest[1..].split_once(quote) else { continue };
            if value.len() <= DECLARED_BYTES_MAX && !value.contains(['&', '<', '%']) {
                self.declared.entry(name.to_string()).or_insert_with(|| value.to_string());
            }
        }
    }

    /// The characters for `&name;`; `None` where nobody knows.
    pub(super) fn resolve(&mut self, name: &str) -> Option<Cow<'static, str>> {
        if let Some(known) = known(name) {
            return Some(known);
        }
        let value = self.declared.get(name)?;
        self.added_bytes += value.len();
        (self.added_bytes <= ADDED_BYTES_MAX).then(|| Cow::Owned(value.clone()))
    }
}

/// By number or by HTML's name.
fn known(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else { return named(name).map(Cow::Borrowed) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Browsers read these numbers as Windows-1252; no text means the control characters.
    if let Ok(byte @ 0x80..=0x9F) = u8::try_from(code) {
        return Some(Cow::Owned(WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned()));
    }
    let character = char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))?;
    Some(Cow::Owned(character.to_string()))
}

fn named(name: &str) -> Option<&'static str> {
    if let Some((_, character)) = UNSEEN.iter().find(|(known, _)| *known == name) {
        return Some(character);
    }
    let mut words = NAMED.split_ascii_whitespace();
    while let (Some(known), Some(character)) = (words.next(), words.next()) {
        if known == name {
            return Some(character);
        }
    }
    None
}

/// A text with its entities resolved; those that nobody knows stay as typed.
pub(in crate::read) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(NAME_BYTES_MAX).position(|b| b == b';');
        let resolved = end.and_then(|end| Some((known(rest.get(1..end)?)?, end + 1)));
        let (characters, length) = resolved.unwrap_or((Cow::Borrowed("&"), 1));
        plain.push_str(&characters);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(unescaped(text), expected, "{text}");
    }

    #[test]
    fn names_numbers_and_what_is_neither() {
        check("&amp;&lt;&gt;&quot;&apos;", "&<>\"'");
        check("Ko&ccaron;i&cacute; &Scaron;&eacute;f &alpha;&Epsilon; &rArr;&hearts;", "Kočić Šéf αΕ ⇒♥");
        check("&nbsp;&shy;&ldquo;&hellip;", "\u{A0}\u{AD}“…");
        check("&#8217;&#x2019;&#146;", "’’’");
        check("&foo; &#0; &#xD800; &; & &amp", "&foo; &#0; &#xD800; &; & &amp");
    }

    #[test]
    fn every_name_has_one_character() {
        let words: Vec<&str> = NAMED.split_ascii_whitespace().collect();
        assert!(words.len() > 500 && words.len().is_multiple_of(2));
        for pair in words.chunks(2) {
            assert!(pair[0].bytes().all(|b| b.is_ascii_alphanumeric()) && pair[1].chars().count() == 1, "{pair:?}");
        }
    }
}
