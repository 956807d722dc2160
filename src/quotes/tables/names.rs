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

/// What a word tells of the name or phrase it stands in, as bits.
pub mod sort {
    /// A body is known by it wherever it stands: `Ministry`.
    pub const BODY: u8 = 1;
    /// Names a body, and families too: `Post`, `Law`.
    pub const BODY_OR_FAMILY: u8 = 1 << 1;
    /// Something written or counted: `report`, `poll`.
    pub const DOCUMENT: u8 = 1 << 2;
    /// Words of somebody: `statement`, `answer`.
    pub const WORDS: u8 = 1 << 3;
    /// People of one kind: `Republicans`, `Muslim`.
    pub const GROUP: u8 = 1 << 4;
    /// Ends the names of places and things: `Street`.
    pub const THING: u8 = 1 << 5;
}

/// An institution of a state: `the ministry` is one where `the company` may be any.
pub fn is_institution(word: &str) -> bool {
    matches!(
        word,
        "ministry"
            | "government"
            | "court"
            | "police"
            | "parliament"
            | "army"
            | "military"
            | "navy"
            | "kremlin"
            | "pentagon"
            | "vatican"
            | "treasury"
            | "cabinet"
            | "senate"
            | "congress"
            | "embassy"
            | "legislature"
            | "judiciary"
            | "administration"
            | "department"
    )
}

/// The bits of a word in lower case.
pub fn sorts(word: &str) -> u8 {
    static TABLE: OnceLock<HashMap<&'static str, u8, FixedState>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = HashMap::with_hasher(FixedState::default());
        for (bits, words) in SORTS {
            words.split_whitespace().for_each(|word| *table.entry(word).or_insert(0) |= bits);
        }
        table
    });
    table.get(word).copied().unwrap_or(0)
}

/// A word by which a body is known: `Ministry`, `Courier`.
pub fn is_body_word(word: &str) -> bool {
    sorts(word) & (sort::BODY | sort::BODY_OR_FAMILY | sort::DOCUMENT) != 0
}

const SORTS: &[(u8, &str)] = &[
    (
        sort::BODY,
        "academy administration administrations agencies agency airline airlines airways alliance assembly associates \
         association associations authorities authority blog board borough brewery broadcasting brotherhood bureau \
         business cabinet caucus center centre charity club coalition college commission commissioners committee \
         communications companies company confederation conference congress consortium consulting consulate corp \
         corporation council courts daily delegation department embassy enterprise enterprises examiner exchange \
         factory federation firm firms forces foundation gazette government governments growers guardian herald \
         hospital inc industries initiative institute institution judiciary kremlin laboratories labour legislature \
         llc ltd magazine magazines media military ministries ministry movement museum nation nations network networks \
         newspaper newspapers opposition organisation organisations organization organizations outlet outlets pac \
         panel parliament partnership party parties pentagon plant police program project publisher publishers radio \
         regime registry regulator republic reserve reuters school schools secretariat senate service services \
         settlement shipping society squad standard station store strategies studio studios subcommittee super-pac officials \
         syndicate systems team teamsters telegraph television think-tank times treasury tribunal tribune trust tv \
         union unions university vatican volunteers watchdog website campaign campaigns corps navy army airforce \
         chronicle dispatch inquirer observer courier city constitution country county interior news office offices state states world",
    ),
    (
        sort::BODY_OR_FAMILY,
        "bank banks bill chamber channel church court express fire force forum front \
         fund globe group groups guard hall house journal labor law league ledger line mercury mirror mission paper post \
         press prosecutor register settlement shop site sun star west wire",
    ),
    (
        sort::DOCUMENT,
        "ad ads affidavit analysis article articles audio audit book census column complaint data document documents \
         editorial estimate estimates filing filings findings figures footage indictment lawsuit memo memos notes numbers \
         page playbook poll polls ranking readout recording records release report reports review story studies study \
         survey surveys tally tape transcript transcripts tweets video website",
    ),
    (
        sort::WORDS,
        "account ad affidavit aide-memoire announcement answer article blog book column comment comments complaint \
         declaration editorial email emails e-mail e-mails essay explanation filing interview lawsuit letter letters \
         memo memoir message messages note op-ed post posts reaction rebuttal release remark remarks reply report response \
         retort song speech statement statements story study testimony tweet tweets words",
    ),
    (
        sort::GROUP,
        "african africans american americans arab arabs argentine asian asians australian australians british briton britons \
         canadian canadians catholic catholics chinese christian christians conservative conservatives cuban cubans czech \
         danish democrat democrats dutch egyptian egyptians english european europeans evangelical evangelicals filipino \
         french german germans greek greeks hispanic hispanics hungarian indian indians iranian iranians iraqi iraqis \
         irish israeli israelis italian italians japanese jew jewish jews korean koreans kurdish kurds latino latinos \
         liberal liberals libertarian mexican mexicans muslim muslims nigerian palestinian palestinians polish \
         portuguese protestant republican republicans russian russians saudi scottish serb serbian socialist socialists \
         spanish swedish swiss syrian syrians taliban tory tories turk turkish turks ukrainian ukrainians welsh gop \
         independents progressives moderates insiders leaders lawmakers aides allies advisers supporters critics",
    ),
    (
        sort::THING,
        "act airport amendment avenue award awards bay beach belt boulevard bridge building castle cathedral creek day \
         desert festival flight forest games garden gate harbor harbour heights highway hill hills island islands lake \
         mall mountain mountains park pass plaza plan prize province region river road sea square stadium street summit \
         tower towers treaty university valley village war week weekend wall worlds debate deal research security computer motor motors \
         cup championship primary caucuses convention",
    ),
];

/// Names of places that stand where names of people may.
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
