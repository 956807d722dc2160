//! Names: first names with their gender, titles, particles.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Female,
    Male,
    Unknown,
}

impl Gender {
    /// Whether one person can be both.
    pub fn fits(self, other: Gender) -> bool {
        self == Gender::Unknown || other == Gender::Unknown || self == other
    }
}

/// The gender of a first name in lower case; `None` when it is none that is known.
pub fn first_name(name: &str) -> Option<Gender> {
    static TABLE: OnceLock<HashMap<&'static str, Gender, FixedState>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let lists = [
            (include_str!("first_names_male.txt"), Gender::Male),
            (include_str!("first_names_female.txt"), Gender::Female),
            (EITHER, Gender::Unknown),
        ];
        let rows = lists.iter().flat_map(|(list, gender)| list.split_whitespace().map(|name| (name, *gender)));
        rows.collect()
    });
    table.get(name).copied()
}

/// First names of women and of men.
const EITHER: &str = "alex angel ariel ashley aubrey avery bailey blair cameron carey carmen casey chris claude courtney \
    dakota dana darcy devin drew elliot emerson finley frances francis gale hayden jackie jaden jamie jan jean jess jessie \
    jo jody joey jordan jules kelly kelsey kerry kim kit lee lesley leslie lindsay logan lou lynn marion mel \
    micah morgan nicky noel parker pat peyton quinn reese regan riley robbie robin rory rowan sam sandy sasha shannon \
    shay shelby sidney skyler stacy stevie sydney taylor terry tracy val vivian whitney xuan yuki andrea \
    nikola simone ngoc ming jun min hong hui ji jin yan ying alaa nour noor ihsan kamal-eddin sukhdeep gurpreet harpreet \
    manpreet jaspreet amandeep mandeep akira hikaru kaoru makoto nao rin shinobu tamika tenzin pema karma dorji phurba";

/// A word that stands before a name and is none: what it says of the gender, and the noun by which
/// its bearer is called.
pub fn title(word: &str) -> Option<(Gender, &'static str)> {
    static TABLE: OnceLock<HashMap<&'static str, (Gender, &'static str), FixedState>> = OnceLock::new();
    let table = TABLE.get_or_init(|| TITLES.iter().map(|(title, gender, noun)| (*title, (*gender, *noun))).collect());
    table.get(word).copied()
}

use Gender::{Female as F, Male as M, Unknown as U};

const TITLES: &[(&str, Gender, &str)] = &[
    ("mr", M, ""),
    ("mrs", F, ""),
    ("ms", F, ""),
    ("miss", F, ""),
    ("dr", U, "doctor"),
    ("prof", U, "professor"),
    ("professor", U, "professor"),
    ("doctor", U, "doctor"),
    ("sir", M, ""),
    ("dame", F, ""),
    ("lord", M, "lord"),
    ("lady", F, "lady"),
    ("president", U, "president"),
    ("vice", U, ""),
    ("senator", U, "senator"),
    ("sen", U, "senator"),
    ("sens", U, ""),
    ("rep", U, "congressman"),
    ("reps", U, ""),
    ("representative", U, "representative"),
    ("congressman", M, "congressman"),
    ("congresswoman", F, "congresswoman"),
    ("governor", U, "governor"),
    ("gov", U, "governor"),
    ("mayor", U, "mayor"),
    ("judge", U, "judge"),
    ("justice", U, "justice"),
    ("secretary", U, "secretary"),
    ("minister", U, "minister"),
    ("prime", U, ""),
    ("premier", U, "premier"),
    ("chancellor", U, "chancellor"),
    ("king", M, "king"),
    ("queen", F, "queen"),
    ("prince", M, "prince"),
    ("princess", F, "princess"),
    ("pope", M, "pope"),
    ("rev", U, "reverend"),
    ("reverend", U, "reverend"),
    ("gen", U, "general"),
    ("general", U, "general"),
    ("col", U, "colonel"),
    ("colonel", U, "colonel"),
    ("lt", U, ""),
    ("lieutenant", U, "lieutenant"),
    ("sgt", U, "sergeant"),
    ("sergeant", U, "sergeant"),
    ("capt", U, "captain"),
    ("captain", U, "captain"),
    ("maj", U, ""),
    ("major", U, "major"),
    ("chief", U, "chief"),
    ("director", U, "director"),
    ("chairman", M, "chairman"),
    ("chairwoman", F, "chairwoman"),
    ("chair", U, "chair"),
    ("speaker", U, "speaker"),
    ("spokesman", M, "spokesman"),
    ("spokeswoman", F, "spokeswoman"),
    ("ambassador", U, "ambassador"),
    ("sheriff", U, "sheriff"),
    ("officer", U, "officer"),
    ("detective", U, "detective"),
    ("coach", U, "coach"),
    ("superintendent", U, "superintendent"),
    ("inspector", U, "inspector"),
    ("attorney", U, "attorney"),
    ("archbishop", M, "archbishop"),
    ("bishop", U, "bishop"),
    ("cardinal", M, "cardinal"),
    ("imam", M, "imam"),
    ("rabbi", U, "rabbi"),
    ("father", M, "father"),
    ("sister", F, "sister"),
    ("brother", M, "brother"),
    ("admiral", U, "admiral"),
    ("commander", U, "commander"),
    ("manager", U, "manager"),
    ("candidate", U, "candidate"),
    ("nominee", U, "nominee"),
    ("state", U, ""),
    ("deputy", U, "deputy"),
    ("councilman", M, "councilman"),
    ("councilwoman", F, "councilwoman"),
    ("commissioner", U, "commissioner"),
    ("treasurer", U, "treasurer"),
    ("sheikh", M, ""),
    ("ayatollah", M, ""),
    ("emperor", M, "emperor"),
    ("sultan", M, "sultan"),
    ("count", M, ""),
    ("former", U, ""),
    ("ex", U, ""),
    ("republican", U, ""),
    ("democrat", U, ""),
    ("democratic", U, ""),
    ("gop", U, ""),
    ("house", U, ""),
    ("senate", U, ""),
    ("defense", U, ""),
    ("treasury", U, ""),
    ("foreign", U, ""),
    ("staff", U, ""),
    ("campaign", U, ""),
    ("adviser", U, "adviser"),
    ("advisor", U, "adviser"),
    ("analyst", U, "analyst"),
    ("editor", U, "editor"),
    ("host", U, "host"),
    ("ceo", U, "chief executive"),
    ("assemblyman", M, "assemblyman"),
    ("assemblywoman", F, "assemblywoman"),
    ("herr", M, ""),
    ("frau", F, ""),
    ("madame", F, ""),
    ("monsieur", M, ""),
    ("leader", U, "leader"),
    ("majority", U, ""),
    ("minority", U, ""),
    ("whip", U, "whip"),
    ("strategist", U, "strategist"),
    ("señor", M, ""),
    ("señora", F, ""),
    ("senhor", M, ""),
    ("signor", M, ""),
    ("signora", F, ""),
    ("mister", M, ""),
    ("messrs", M, ""),
    ("pres", U, "president"),
    ("presidents", U, ""),
    ("professors", U, "professor"),
    ("gens", U, "general"),
    ("govs", U, "governor"),
    ("drs", U, "doctor"),
    ("hon", U, ""),
    ("alderman", M, "alderman"),
    ("alderwoman", F, "alderwoman"),
    ("pastor", U, "pastor"),
    ("deacon", U, "deacon"),
    ("monsignor", M, "monsignor"),
    ("patriarch", M, "patriarch"),
    ("emir", M, "emir"),
    ("crown", U, ""),
    ("baroness", F, "baroness"),
    ("baron", M, "baron"),
    ("duke", M, "duke"),
    ("duchess", F, "duchess"),
    ("empress", F, "empress"),
    ("cpl", U, "corporal"),
    ("corporal", U, "corporal"),
    ("pvt", U, "private"),
    ("adm", U, "admiral"),
    ("cmdr", U, "commander"),
    ("brig", U, ""),
    ("brigadier", U, "brigadier"),
    ("marshal", U, "marshal"),
    ("sheik", M, ""),
    ("mullah", M, "mullah"),
    ("mufti", M, "mufti"),
    ("haji", M, ""),
    ("datuk", M, ""),
    ("comrade", U, ""),
    ("congressperson", U, "congressman"),
    ("delegate", U, "delegate"),
    ("del", U, "delegate"),
    ("assemblymember", U, "assemblyman"),
    ("councilmember", U, "councilman"),
    ("councillor", U, "councillor"),
    ("councilor", U, "councillor"),
    ("mp", U, ""),
    ("mep", U, ""),
    ("lawmaker", U, "lawmaker"),
    ("spokesperson", U, "spokesperson"),
    ("chairperson", U, "chairman"),
    ("principal", U, "principal"),
    ("rector", U, "rector"),
    ("provost", U, "provost"),
    ("prosecutor", U, "prosecutor"),
    ("counsel", U, "counsel"),
    ("consul", U, "consul"),
    ("envoy", U, "envoy"),
    ("economist", U, "economist"),
    ("historian", U, "historian"),
    ("pollster", U, "pollster"),
    ("anchor", U, "anchor"),
    ("co-anchor", U, "anchor"),
    ("co-host", U, "host"),
    ("co-chair", U, "chair"),
    ("co-chairman", M, "chairman"),
    ("co-founder", U, "founder"),
    ("founder", U, "founder"),
    ("owner", U, "owner"),
    ("author", U, "author"),
    ("columnist", U, "columnist"),
    ("reporter", U, "reporter"),
    ("correspondent", U, "correspondent"),
    ("journalist", U, "journalist"),
    ("moderator", U, "moderator"),
    ("activist", U, "activist"),
    ("lawyer", U, "lawyer"),
    ("researcher", U, "researcher"),
    ("scientist", U, "scientist"),
    ("vice-president", U, "president"),
    ("under-secretary", U, "secretary"),
    ("undersecretary", U, "secretary"),
    ("solicitor", U, ""),
    ("agent", U, "agent"),
    ("trooper", U, "trooper"),
    ("constable", U, "constable"),
    ("executive", U, "executive"),
    ("assistant", U, "assistant"),
    ("associate", U, ""),
    ("acting", U, ""),
    ("ag", U, "attorney"),
    ("then", U, ""),
    ("then-president", U, "president"),
    ("then-candidate", U, "candidate"),
    ("longtime", U, ""),
    ("retired", U, ""),
];

/// Words that join the parts of a name.
pub fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "von"
            | "der"
            | "den"
            | "de"
            | "la"
            | "le"
            | "du"
            | "da"
            | "dos"
            | "das"
            | "do"
            | "del"
            | "della"
            | "di"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "ben"
            | "ter"
            | "ten"
            | "zu"
            | "af"
            | "av"
            | "y"
            | "e"
            | "bint"
            | "san"
            | "ap"
            | "ab"
            | "abu"
            | "umm"
            | "vom"
            | "zum"
            | "zur"
            | "dei"
            | "degli"
            | "dal"
            | "dalla"
            | "dello"
            | "lo"
            | "ul"
            | "ud"
            | "binti"
            | "ould"
    )
}

/// What somebody is who is called by this noun.
pub fn noun_gender(noun: &str) -> Gender {
    if noun.ends_with("woman")
        || matches!(
            noun,
            "mother"
                | "daughter"
                | "sister"
                | "wife"
                | "actress"
                | "girl"
                | "widow"
                | "queen"
                | "princess"
                | "lady"
                | "aunt"
                | "niece"
                | "grandmother"
                | "businesswoman"
        )
    {
        return Gender::Female;
    }
    let male = noun.ends_with("man") && !matches!(noun, "human" | "woman" | "german" | "roman" | "ottoman");
    if male
        || matches!(
            noun,
            "father"
                | "son"
                | "brother"
                | "husband"
                | "actor"
                | "boy"
                | "widower"
                | "king"
                | "prince"
                | "uncle"
                | "nephew"
                | "grandfather"
        )
    {
        return Gender::Male;
    }
    Gender::Unknown
}
