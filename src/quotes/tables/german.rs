//! German. The report stands behind what is said and is turned round (`„…“, sagte Marsch`); what
//! is reported without marks stands in the conjunctive, with or without `dass`.

use std::sync::OnceLock;

use super::class as is;
use super::names::Gender::{Female as F, Male as M, Unknown as U};
use super::tongue::Table;

pub(super) static TABLE: Table = Table {
    words: &[
        (
            is::CUE | is::VERB,
            "sprach spricht sprachen rief riefen schrieb schrieben schreibt schreiben verriet verrät riet hieß heißt klagt klagte widersprach widerspricht verspricht versprach versprachen versprechen unterstrich unterstreicht befand beschrieb beschreibt entgegnete gestand gesteht schwor bat empfahl empfiehlt bestritt bestreitet bestritten schilderte lässt ließ mitteilte mitteilten mitteilt angab angaben hinzufügte ankündigte bekanntgab bekräftigte",
        ),
        (
            is::DENIAL,
            "bestritt bestreitet bestritten dementierte dementiert dementierten leugnete leugnet verneinte verneint",
        ),
        (
            is::CUE | is::PAST,
            "gesagt erklärt erzählt berichtet betont geschrieben gesprochen behauptet versichert versprochen angekündigt mitgeteilt bestätigt gewarnt gefordert hinzugefügt eingeräumt zugegeben geantwortet genannt gerufen erläutert beteuert verkündet",
        ),
        (
            is::SEPARABLE | is::VERB,
            "teilt teilte teilten teilen fügt fügte fügten kündigt kündigte kündigten räumt räumte räumten gibt gab gaben hebt hob hoben stellt stellte stellten macht machte machten fährt fuhr fuhren wirft warf warfen weist wies wiesen führt führte führten legt legte sagt sagte sagten sah sieht gab hält hielt lehnt lehnte ruft stimmt stimmte pflichtet pflichtete sprach spricht deutet deutete",
        ),
        (is::HALF, "mit hinzu an ein zu bekannt hervor klar fest deutlich fort vor aus nach darauf bei"),
        (
            is::CUE_BY_MARKS | is::VERB,
            "lachte lacht seufzte seufzt scherzte scherzt schimpfte schimpft jubelte jubelt fluchte wetterte wettert spottete spottet lobte lobt lobten sieht mahnt mahnte erinnert erinnerte nannte nennt nannten nennen bezeichnete bezeichnet denkt dachte",
        ),
        (is::PRONOUN | is::SUBJECT, "er sie es man wir ich ihr"),
        (is::PRONOUN, "sich ihm ihn ihnen mich mir uns dir dich selbst dessen deren"),
        (
            is::DETERMINER,
            "der die das den dem des ein eine einen einem einer eines sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere dieser diese dieses diesem diesen jeder jede jedes kein keine keinen mehrere viele einige manche alle beide dessen deren",
        ),
        (
            is::PREPOSITION,
            "in im an am auf aus bei beim mit nach von vom zu zum zur über unter vor für gegen ohne um durch seit bis wegen während trotz zwischen hinter neben gegenüber laut ab per binnen angesichts ins ans aufs innerhalb",
        ),
        (
            is::AUXILIARY | is::VERB,
            "ist sind war waren hat haben hatte hatten wird werden wurde wurden kann können konnte konnten muss müssen musste mussten soll sollen sollte will wollen wollte wollten darf dürfen mag bin bleibt blieb geht ging steht stand kommt kam lag liegt gilt fehlt braucht",
        ),
        (
            is::CONJUNCTIVE | is::AUXILIARY | is::VERB,
            "sei seien habe hätte hätten werde würde würden könne könnten könnte müsse müssten müsste solle wolle dürfe dürften wäre wären gebe gäbe komme käme gehe ginge stehe liege fehle fehlten bleibe lasse wisse brauche sehe halte hielten nehme mache gelte bestehe stünden lägen kämen führe prüfe greife",
        ),
        (is::NEGATION, "nicht nie niemals kein keine nichts weder"),
        (
            is::ADVERB,
            "auch noch schon dann später nun zudem außerdem jedoch aber weiter zuletzt gleich sofort dazu wieder bereits offenbar allerdings dagegen hingegen anschließend gestern heute daraufhin schließlich einmal da hier so doch gleichzeitig ganz kurz nur sogar immer damals derzeit zunächst etwa rund jetzt vorerst deshalb deswegen trotzdem außerdem ebenfalls ebenso insgesamt konkret denn allein",
        ),
        (
            is::SUBORDINATOR,
            "dass daß ob weil wenn als während nachdem bevor obwohl da damit sodass wie warum weshalb wer was wo wann wohin denn",
        ),
        (is::RELATIVE, "der die das dem den dessen deren denen welcher welche welches wo"),
        (is::COORDINATOR, "und oder aber sondern doch sowie"),
        (
            is::TIME,
            "montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern montagabend dienstagabend mittwochabend donnerstagabend freitagabend abend morgen mittag nachmittag nacht januar februar märz april mai juni juli august september oktober november dezember woche jahr monat",
        ),
    ],
    verbs: &[
        (
            is::CUE | is::VERB,
            "sag erklär erzähl bemerk mein beton schilder äußer erläuter versicher bekräftig bestätig beteuer behaupt berichtig kritisier prophezei forder ergänz präzisier kommentier argumentier warn mutmaß schätz frag beklag bedauer erwider bekunde versicher bekenn verkünd beschwör beschwer",
            "t te ten en",
        ),
        (
            is::CUE | is::VERB,
            "bericht antwort vermut behaupt vermeld meld red entgegn begründ verkünd urteil",
            "et ete eten en te t",
        ),
        (
            is::CUE_BY_MARKS | is::VERB,
            "glaub hoff staun frotzel poltert ätz schwärm resümier bilanzier freu ärger rätsel",
            "t te ten",
        ),
    ],
    abbreviations: "dr prof bzw ca evtl ggf inkl nr str usw vgl hl st mio mrd abs art bd geb gest jr sen tel",
    pronouns: &[("er", M), ("sie", F), ("es", U), ("man", U), ("ich", U), ("wir", U)],
    articles: &[
        ("der", M),
        ("die", F),
        ("das", U),
        ("ein", M),
        ("eine", F),
        ("sein", M),
        ("seine", F),
        ("ihr", M),
        ("ihre", F),
        ("dessen", U),
        ("deren", U),
        ("dieser", M),
        ("diese", F),
        ("einer", F),
        ("des", M),
        ("dem", M),
        ("den", M),
    ],
    indefinite: "ein eine einer mehrere einige viele manche",
    titles: &[("herr", M), ("herrn", M), ("frau", F), ("dr", U), ("prof", U), ("professor", M), ("professorin", F)],
    women: "sprecherin chefin leiterin ministerin meisterin trainerin winzerin landwirtin ärztin rätin anwältin verteidigerin richterin präsidentin händlerin autorin schäferin reederin verlegerin kapitänin zeugin prüferin nachbarin direktorin intendantin dezernentin lotsin mitarbeiterin führerin beraterin wartin vorsteherin kennerin herausforderin schauspielerin schriftstellerin mandantin expertin forscherin pfarrerin bischöfin kanzlerin königin polizistin beamtin studentin schülerin lehrerin bäuerin unternehmerin gründerin kommissarin ermittlerin anwohnerin bewohnerin besitzerin eigentümerin mutter tochter schwester sängerin künstlerin kandidatin sekretärin wissenschaftlerin historikerin ökonomin virologin journalistin reporterin kollegin regisseurin musikerin gewinnerin siegerin erin orin istin antin entin login",
    men: "sprecher chef leiter minister meister trainer winzer landwirt arzt rat anwalt verteidiger richter präsident vorsitzender händler autor schäfer reeder verleger kapitän zeuge prüfer nachbar direktor intendant dezernent lotse abgeordneter mitarbeiter führer berater wart vorsteher kenner herausforderer schauspieler schriftsteller mandant experte forscher professor pfarrer bischof kanzler könig polizist beamter student schüler lehrer bauer unternehmer gründer kommissar ermittler anwohner bewohner besitzer eigentümer vater sohn bruder sänger künstler kandidat sekretär beauftragter wissenschaftler historiker ökonom virologe journalist reporter kollege regisseur musiker gewinner sieger jähriger komponist politiker angeklagter",
    people: "vorsitzende abgeordnete beauftragte angeklagte jährige beamten polizisten zeugen experten anwohner leute bürger",
    bodies: "ministerium amt verband behörde polizei gewerkschaft gesellschaft stadt gemeinde verwaltung krankenhaus klinik hospital kasse bank partei fraktion regierung gericht gerichtshof hof anwaltschaft agentur zeitung magazin blatt sender verein kirche universität hochschule institut unternehmen firma konzern bahn feuerwehr kreis jury kommission ausschuss kammer stiftung bündnis opposition betreiber vorstand beirat museum theater bundeswehr armee parlament senat gmbh ag anstalt dienst zentrum initiative",
    generic: "unternehmen firma konzern behörde haus krankenhaus klinik blatt zeitung magazin sender verein verband gewerkschaft betreiber gesellschaft gericht partei organisation institut ministerium",
    firms: "unternehmen firma konzern betreiber hersteller magazin blatt zeitung sender",
    documents: "angaben bericht berichte berichten medienbericht medienberichten umfrage umfragen studie studien urteil gesetz plan warnmeldung statistik zahlen daten prognose papier gutachten protokoll text informationen erkenntnisse erkenntnissen vertrag verordnung beschluss entwurf gerüchten schätzungen dokument dokumenten unterlagen",
    compounds: true,
    according: &[
        "nach angaben",
        "laut angaben",
        "nach worten",
        "nach den worten",
        "nach einschätzung",
        "nach ansicht",
        "nach meinung",
        "nach aussage",
        "nach auskunft",
        "nach darstellung",
        "laut",
    ],
    according_first: &[],
    according_behind: "zufolge",
    that: "dass daß ob warum weshalb wer was wann wo wie",
    having: "",
    silences: &[
        "wollte nicht äußern",
        "wollten nicht äußern",
        "wollte nicht kommentieren",
        "wollten nicht kommentieren",
        "wollte nichts sagen",
        "wollte nicht sagen",
        "wollte keine angaben machen",
        "äußerte sich nicht",
        "äußerten sich nicht",
        "schwieg",
        "schwiegen",
        "schweigt",
        "ließ offen",
        "reagierte nicht auf anfrage",
        "lehnte kommentar ab",
        "äußerte sich zunächst nicht",
    ],
    nouns: OnceLock::new(),
    days: ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "heute", "gestern"],
    not_days: "bis ab seit vor nach für zum",
};
