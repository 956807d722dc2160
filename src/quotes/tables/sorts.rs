//! What words tell of the names and phrases they stand in: bodies, documents, groups, places.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::names::{Gender, noun_gender, title};

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
         business cabinet caucus center centers centre centres charity club coalition college commission commissioners committee \
         communications companies company confederation conference congress consortium consulting consulate corp \
         corporation council courts daily delegation department embassy enterprise enterprises examiner exchange \
         factory federation firm firms forces foundation gazette government governments growers guardian herald \
         hospital inc industries initiative institute institution judiciary kremlin laboratories labour legislature \
         llc ltd magazine magazines media military ministries ministry movement museum nation nations network networks \
         newspaper newspapers opposition organisation organisations organization organizations outlet outlets pac \
         panel parliament partnership party parties pentagon plant police program project publisher publishers radio \
         regime registry regulator republic reserve reuters school schools secretariat senate service services \
         settlement shipping society squad standard station store strategies studio studios subcommittee officials \
         syndicate systems team telegraph television think-tank times treasury tribunal tribune trust tv \
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
         cup championship primary caucuses convention technologies solutions securities holdings partners logistics \
         electronics pharmaceuticals labs foods resources properties investments capital ventures entertainment software \
         energy oil gas steel mining petroleum insurance financial finance bancorp telecom mobile wireless aerospace \
         dynamics motorsport airlines hotels stores studios pictures games sciences arts rights enforcement affairs",
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
wall street,fifth avenue,capitol hill,silicon valley,nigeria,kenya,sudan,somalia,ethiopia,\
greece,sweden,norway,denmark,finland,netherlands,belgium,austria,switzerland,hungary,romania,bulgaria,serbia,croatia,cuba,venezuela,\
colombia,chile,peru,indonesia,malaysia,philippines,vietnam,thailand,myanmar,bangladesh,sri lanka,nepal,yemen,qatar,lebanon,jordan,\
north america,south america,massachusetts,maryland,missouri,alabama,mississippi,louisiana,tennessee,kentucky,arkansas,oklahoma,\
kansas,nebraska,montana,wyoming,idaho,alaska,hawaii,connecticut,vermont,maine,delaware";

/// What people are called by: `baker`, `economist`; not `new`, `frustrated`.
pub fn is_role_noun(word: &str) -> bool {
    let known = |words: &str| words.split_whitespace().any(|known| known == word);
    let ends = || ROLE_ENDS.split_whitespace().any(|end| word.ends_with(end));
    title(word).is_some_and(|(_, noun)| !noun.is_empty())
        || noun_gender(word) != Gender::Unknown
        || word.len() > 3 && ends() && !known(NO_ROLES)
        || known(ROLES)
}

const ROLE_ENDS: &str = "er or ist ian ant ent man men ee ess eer crat smith";

const NO_ROLES: &str = "former other another older younger either never senior junior prior major minor recent current \
    different important center later over under";

const ROLES: &str = "advocate agent aide ally architect associate attorney candidate chef chief clerk coach colleague \
    confidante cop critic delegate deputy executive expert fan fellow friend graduate guard guest guru head hero host \
    laureate legend magnate mate model mogul monk native neighbour nun nurse operative partner pilot poet priest refugee \
    relative representative rival scholar sheriff spokespeople spouse star surrogate teen tycoon veteran \
    whistleblower wife witness youth";
