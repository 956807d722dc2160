//! Names: first names with their gender, titles, and the words that tell a body from a person.

use std::collections::{HashMap, HashSet};
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
        ];
        let rows = lists.iter().flat_map(|(list, gender)| list.split_whitespace().map(|name| (name, *gender)));
        rows.collect()
    });
    table.get(name).copied()
}

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
    ("don", M, ""),
];

/// A word by which a body is known: `Ministry`, `Courier`.
pub fn is_body_word(word: &str) -> bool {
    static TABLE: OnceLock<HashSet<&'static str, FixedState>> = OnceLock::new();
    TABLE.get_or_init(|| BODY_WORDS.split_whitespace().collect()).contains(word)
}

const BODY_WORDS: &str = "academy administration agency airlines alliance army assembly associates association authority \
    bank board body borough broadcasting brotherhood bureau business cabinet campaign center centre chamber channel charity \
    chronicle church city club coalition college commission committee communications community company conference \
    confederation congress consortium corporation corp council country county court courier daily delegation department \
    dispatch embassy enterprise examiner exchange express federation fire firm force forces forum foundation front fund \
    gazette globe government group guard guardian hall herald hospital house inc industries initiative institute \
    institution interior journal judiciary kremlin labor labour league ledger legislature ltd magazine media mercury \
    military ministry mirror mission movement museum nation nations navy network news newspaper observer office \
    organisation organization outlet panel parliament partnership party pentagon poll police post press program \
    project prosecutor register regime registry republic reserve reuters review school secretariat senate service services \
    settlement shipping society standard star state station strategies studio sun survey syndicate systems team telegraph \
    television times transcript treasury tribune tribunal trust tv union university vatican volunteers wire world \
    campaigns companies agencies officials authorities studies study report article website blog site statement document \
    documents filing complaint lawsuit memo letter email emails poll polls data release records constitution law bill \
    paper store shop plant factory brewery line radio growers analysis audio video account findings figures numbers estimates regulator watchdog administrations ministries parties governments unions courts banks";

/// Lower-case nouns for groups that speak as one; the rest of lower-case heads are people.
pub fn is_place(name: &str) -> bool {
    static TABLE: OnceLock<HashSet<&'static str, FixedState>> = OnceLock::new();
    TABLE.get_or_init(|| PLACES.split(',').map(str::trim).collect()).contains(name)
}

const PLACES: &str = "new york,new jersey,new hampshire,new mexico,new orleans,new delhi,new zealand,north carolina,south carolina,\
north dakota,south dakota,west virginia,rhode island,los angeles,san francisco,san diego,las vegas,washington,united states,\
america,united kingdom,britain,great britain,england,scotland,wales,ireland,northern ireland,france,germany,italy,spain,portugal,\
russia,ukraine,poland,china,japan,india,pakistan,iran,iraq,syria,israel,turkey,egypt,libya,mexico,canada,brazil,argentina,\
australia,europe,asia,africa,north korea,south korea,saudi arabia,south africa,hong kong,middle east,latin america,puerto rico,\
moscow,beijing,london,paris,berlin,rome,madrid,tokyo,brussels,geneva,cairo,tehran,baghdad,damascus,kabul,afghanistan,ohio,\
florida,texas,california,iowa,michigan,nevada,colorado,pennsylvania,wisconsin,minnesota,illinois,indiana,georgia,virginia,arizona,\
utah,oregon,chicago,boston,philadelphia,miami,cleveland,atlanta,houston,dallas,detroit,denver,seattle,phoenix,manhattan,brooklyn,\
wall street,fifth avenue,capitol hill,silicon valley,super tuesday,election day,benghazi,nigeria,kenya,sudan,somalia,ethiopia,\
greece,sweden,norway,denmark,finland,netherlands,belgium,austria,switzerland,hungary,romania,bulgaria,serbia,croatia,cuba,venezuela,\
colombia,chile,peru,indonesia,malaysia,philippines,vietnam,thailand,myanmar,bangladesh,sri lanka,nepal,yemen,qatar,lebanon,jordan,\
north america,south america,massachusetts,maryland,missouri,alabama,mississippi,louisiana,tennessee,kentucky,arkansas,oklahoma,\
kansas,nebraska,montana,wyoming,idaho,alaska,hawaii,connecticut,vermont,maine,delaware";

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
