//! Small words of the languages written in Latin letters, and letters that few of them have.
//!
//! The commonest articles, prepositions, conjunctions, pronouns and auxiliaries of each: what
//! running words of the language cannot do without, whatever they are about.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

/// The languages of the tables, by bit.
pub(super) const LANGUAGES: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is that for it with as was on be at by this have from or had but not are which you were they \
         their been has would will one all there more when who said its new than out up about after year years than \
         other into could over only time people first two also most between under week month before because against \
         while where some any he she his her him our we my your what if so no did does do can may should must \
         one two three four five six seven eight nine ten first second third each every such those these then now \
         day days weeks months today yesterday monday tuesday wednesday thursday friday saturday sunday january february \
         march april may june july august september october november december spring summer autumn winter morning \
         night high low open closed close full half long short great small old good best next last early late past \
         name note part place world work home house state city country government council court police school \
         company business market money price prices share shares sale sales profit loss net pay paid record report \
         reports figures total rate rates trade bank tax cost costs end ended since yet still here there down off back \
         away again ago see make take come go get give given use used find call called set held hold left put told",
    ),
    (
        "de",
        "der die das und ist in den dem des ein eine einen einem einer eines zu mit sich auf für nicht von im auch es \
         an werden wird wurde wurden aus er sie hat haben als noch nach wie bei oder nur sein seine seiner ihre ihrer um \
         aber kann können sind war waren durch zum zur über vor bis dass daß mehr unter man sei soll wenn wir ich ihr \
         hatte gegen vom schon diese dieser dieses keine kein sowie zwischen jahr jahre jahren worden ohne muss müssen \
         sagte beim am",
    ),
    (
        "fr",
        "le la les de des du et est un une en que qui dans pour par sur au aux ce cette ces il elle ils elles ne pas plus se \
         son sa ses avec sont été être ou mais comme leur leurs nous vous je on fait ont avait même aussi après sans si \
         sous entre depuis dont peut très bien deux où était selon contre avant ans vers chez cela encore tout tous \
         toute toutes lors ainsi donc lorsque afin utilisé fichier",
    ),
    (
        "es",
        "el la los las de del y en que un una es por con para se no su sus lo como más pero al le ha este esta estos \
         estas o fue son está han ser sin sobre entre también hasta desde cuando muy había todo todos ya me donde sido \
         tiene porque según contra durante años dos e les puede hay así sólo solo otro otros otra ante tras después \
         dijo si nos esto ese eso eran parte",
    ),
    (
        "it",
        "il lo la i gli le di del della dei delle degli dello e è un una uno in che per con non si da dal dalla al alla \
         nel nella nei nelle sul sulla come più anche ma sono ha ho hanno o questo questa suo sua suoi loro essere stato \
         stata dopo anni tra fra se ci quando ancora molto fatto era erano due cui dall dell nell sull all perché solo \
         può viene così già senza contro secondo file",
    ),
    (
        "pt",
        "o a os as de do da dos das e em no na nos nas que um uma para por com não se é ao à aos às foi mais como mas pelo \
         pela são ser ou seu sua seus suas também já até está pode tem ele ela isso este esta entre sobre quando \
         muito anos após sem foram depois num numa eles você dois nem mesmo ainda segundo contra há era ter disse só",
    ),
    (
        "nl",
        "de het een en van in is dat op te zijn met voor niet die er aan om ook als bij door of uit naar maar dan hij wordt \
         worden werd nog over heeft hebben wel geen tot zich kan dit deze meer ze onder was had al na zij haar hun \
         wij je jaar tegen tussen waar omdat veel moet zou zal kunnen volgens wat wie waren",
    ),
    (
        "sv",
        "och att det i en som är av för på den med till har de ett inte om han men var vid från sig så nu kan också där när \
         eller hon blir ska skulle alla vi vara efter under hade sin mot sina mycket över bara dem år än andra ut upp \
         inom utan mellan detta denna dessa finns kommer säger enligt varit sedan genom vad hur inga ingen",
    ),
    (
        "da",
        "og at det i en er af til på den de for med ikke som et der har om han men var fra sig så kan også ved eller \
         hun bliver skal skulle alle vi efter under havde sin mod være meget over blev dem år end andre ud op \
         hvor uden mellem dette denne disse noget siger ifølge været siden deres kun hvad hvis nogle mere blive når \
         jeg ville af man bruges",
    ),
    (
        "no",
        "og å det i en er av til på den de for med ikke som et at har om han men var fra seg så kan også ved eller \
         hun blir skal skulle alle vi etter under hadde sin mot være mye over ble dem år enn andre ut opp \
         hvor uten mellom dette denne disse noe sier ifølge vært siden deres bare hva hvis noen mer bli når \
         jeg ville man brukes ei eit ein ikkje frå vere dei eg kva",
    ),
    (
        "fi",
        "ja on ei se että oli ovat joka mutta hän kun niin myös kuin tai sen jos ole olla ollut sekä jotka voi tämä tämän \
         mukaan vain nyt vielä jo hänen kanssa mitä jälkeen ovat eivät sitä kaikki ennen sekä koska siitä siinä tässä \
         joita jonka voidaan pitää vuonna vuoden ettei olisi enemmän noin kuten",
    ),
    (
        "pl",
        "i w na z do się nie że jest o to jak po co ale za od przez dla oraz przy jego jej ich są był była było były \
         tym tego ten ta te który która które których może już tylko także ze lub czy być będzie został została pod \
         między przed bez tak jako kiedy jeśli można roku nad gdy we",
    ),
    (
        "cs",
        "a v na se je že s z do to o k i po pro jako ale za by si od jsou byl byla bylo byli který která které kteří \
         nebo při tak už jeho jejich podle jen také jsem může až jak co ve ze před není když této tento pouze mezi \
         bude další kde nebo své než roku pokud být není však",
    ),
    (
        "sk",
        "a v na sa je že s z do to o k aj po pre ako ale za by si od sú bol bola bolo boli ktorý ktorá ktoré ktorí \
         alebo pri tak už jeho ich podľa len tiež som môže až čo vo zo pred nie keď táto tento iba medzi \
         bude ďalší kde svoje než roku ak byť však nebol",
    ),
    (
        "hu",
        "a az és hogy nem is egy van volt de meg ez csak el már még vagy ha mint azt ki be kell fel után szerint lehet \
         le nincs pedig majd mert ezt amely aki ami akkor minden között által több illetve alatt ezek azok lesz \
         voltak ben ban nak nek után alapján olyan",
    ),
    (
        "ro",
        "și şi de în la a cu pe nu o un din că care să pentru este au mai sau fi ce se al ale lui prin fost iar sunt \
         ar dar după ca cel cea cele cei acest această acestui între fără dacă când asupra către doar ei lor \
         poate anul spus sa său despre decât fie toate",
    ),
    (
        "tr",
        "ve bir bu için ile da de olarak olan çok daha en gibi sonra kadar ancak ya ama değil var ne o her şu ki ise \
         göre veya olduğu oldu olduğunu tarafından yok tüm kendi bunu iki önce edilen ilk ettiği biri bile yeni \
         dedi üzere nasıl içinde diye hem",
    ),
    (
        "vi",
        "và của là có được cho các một trong không với những này để người từ khi đến đã về như ra tại vào trên bị cũng \
         ở nhưng hay sẽ theo nếu thì nhiều năm lại còn bằng phải sau việc đang nhất hơn do",
    ),
    (
        "hr",
        "i u na je se da za od su s o koji koja koje ne kako bi iz što sa ili to do kao će nije biti po ali samo \
         više nego nakon prema između već te bio bila bilo sve ako ovaj ova tijekom godine kad kada još može zbog \
         njegov ima nisu jer",
    ),
    (
        "sl",
        "in je v na se za da so ki z s pa ne kot iz ali po od bi o pri bo tudi ni ga jih še kar ter lahko že tako kako \
         ta to samo več med zaradi če bil bila bilo ko vse biti pred brez tem nad letu leta sta smo",
    ),
    (
        "et",
        "ja on ei et see oli ka kui ning mis aga oma tema selle või kes seda ole ta siis nii välja veel kuid pole \
         olema pärast enne kas saab peab olid mida nende mitte ainult kohta juba iga poolt vaid sest aastal",
    ),
    (
        "lv",
        "un ir no ar uz par tiek ka kas kā lai bet tas pēc nav vai gan arī to šo pie bija kad tad jau būs var tika \
         līdz bez kuru tikai starp gada ja jo viņš viņa šī tā savu ne",
    ),
    (
        "lt",
        "ir kad į iš su yra buvo ar kaip bet nuo tai už po dėl apie taip pat per tik jau prie jo jos jų kuris kuri \
         kurie nėra bus gali iki tarp metų ne būti savo šis ši tačiau arba nors kai",
    ),
    (
        "ca",
        "el la els les de del dels i en que un una és per amb no al als a es l se ha més com però va són aquest aquesta \
         seva seu van ser o han estat hi entre també fins des quan molt sobre tot sense després segons ho on si pot \
         perquè anys dos nou",
    ),
    (
        "gl",
        "o a os as de do da dos das e en no na nos nas que un unha para por con non se é ao á aos ás foi máis como pero polo \
         pola son ser ou seu súa tamén xa ata está pode ten isto este esta entre sobre cando moi anos despois sen \
         foron unha eles dous nin mesmo aínda segundo contra hai era ter dixo só",
    ),
    (
        "id",
        "yang dan di dengan untuk pada dari ini dalam tidak itu ke akan adalah oleh juga telah karena sebagai atau ada \
         mereka bisa dapat sudah kata saat tersebut lebih bahwa seperti hanya kami kita ia dia tahun para setelah \
         antara masih menjadi namun serta harus anda sebuah jika",
    ),
    (
        "is",
        "og að í á er sem það ekki til um við með var en fyrir eru hann af hefur frá því verið hún þetta þá eða hafa \
         ég þess eftir þar eins vera þeir voru upp var sé sér mjög nú yfir hjá þegar",
    ),
    (
        "sq",
        "e të në dhe për me një që i nga është se më do ka u si nuk kjo ky por janë duke edhe tek ishte pas kanë ose \
         mund tij saj këtë pa sipas këto ato shumë kur deri vetëm",
    ),
    (
        "af",
        "die en van in het is nie 'n wat dat vir met te om op ook aan as by deur sy hy was sal word kan tot uit maar \
         moet oor hulle ons haar daar na nog al hierdie wees of",
    ),
    (
        "eu",
        "eta da ez du bat dira izan dute den duen dela baina ere edo egin zen beste hau bere zuen ditu baino \
         dituzte gehiago arte dago ko hori nahi behar bezala egiten ari dagoen zituen",
    ),
    (
        "cy",
        "y yn a i o mae ar yr ei wedi bod gan am ac fod ond oedd eu â na er gyda hyn cael cyn hon sydd nid oes dim \
         wrth drwy neu chi gael roedd wedi'i hwn",
    ),
    (
        "ga",
        "an na a agus ar i le is do go de bhí tá ag nach níl ach leis sa ní seo sin aon dá chun gur bhfuil mar nó \
         faoi ó iad féin sé sí déan más",
    ),
];

/// Letters that among these languages only those named have, by themselves no proof: names travel.
const LETTERS: &[(&str, &str)] = &[
    ("ß", "de"),
    ("łżśźćń", "pl"),
    ("řůě", "cs"),
    ("ľŕĺ", "sk"),
    ("őű", "hu"),
    ("țș", "ro"),
    ("ğı", "tr"),
    ("ơư", "vi"),
    ("ñ¿¡", "es"),
    ("ãõ", "pt"),
    ("ąęėįų", "lt"),
    ("āēīņķģ", "lv"),
    ("þð", "is"),
];

/// What the tables know of a word: a bit for each language that has it.
pub(super) fn languages_of(word: &str) -> u32 {
    type Table = HashMap<&'static str, u32, FixedState>;
    static TABLE: OnceLock<Table> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = Table::default();
        for (bit, (_, words)) in LANGUAGES.iter().enumerate() {
            words.split_whitespace().for_each(|word| *table.entry(word).or_insert(0) |= 1 << bit);
        }
        table
    });
    table.get(word).copied().unwrap_or(0)
}

/// A bit for each language to which the word's letters point.
pub(super) fn languages_of_letters(word: &str) -> u32 {
    if word.is_ascii() {
        return 0;
    }
    let points = |code: &str| LANGUAGES.iter().position(|(known, _)| *known == code).map_or(0, |bit| 1u32 << bit);
    let told = LETTERS.iter().filter(|(letters, _)| word.contains(|c| letters.contains(c)));
    told.fold(0, |bits, (_, code)| bits | points(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_bit() {
        assert!(LANGUAGES.len() <= 32);
        assert_eq!(languages_of("zwischen"), 1 << 1);
        assert_eq!(languages_of("zymurgy"), 0);
        assert_eq!(languages_of_letters("łódź").count_ones(), 1);
    }
}
