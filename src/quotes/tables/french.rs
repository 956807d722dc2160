//! French. The report stands behind what is said, or is put into it (`incise`), with verb and
//! subject turned round (`a déclaré Marsh`, `dit-elle`); what is reported without marks follows
//! `que`, or stands alone before its report.

use std::sync::OnceLock;

use super::class as is;
use super::names::Gender::{Female as F, Male as M, Unknown as U};
use super::tongue::Table;

pub(super) static TABLE: Table = Table {
    words: &[
        (is::CUE | is::VERB, "dit disent disait disaient écrit écrivent écrivait répond répondent répondait répondit reconnaît reconnait reconnaissait admet admettent admettait promet promettent promettait prévient préviennent prévenait soutient soutiennent soutenait maintient maintiennent craint craignent prédit conclut poursuit poursuivait reprend rappelle rappellent complète suggère considère considèrent espère espèrent répète répètent lançait annonçait dément démentent nie nient convient croit avertit garantit redit révèle révèlent décrit interroge s'interroge"),
        (is::CUE | is::PAST, "dit écrit répondu reconnu admis promis prévenu soutenu maintenu craint prédit conclu poursuivi repris démenti nié averti garanti savoir valoir remarquer convenu révélé décrit"),
        (is::DENIAL, "nie nient niait nié dément démentent démenti réfute réfutent réfuté conteste contestent contesté"),
        (is::CUE_BY_MARKS | is::VERB, "sourit rit soupire exclame souvient réjouit réjouissait indigne emporte désole amuse inquiète agace parle parlait évoque évoquait salue saluait appelle souffle félicite étonne"),
        (is::CUE_BY_MARKS | is::PAST, "réjoui indigné emporté félicité souvenu exclamé amusé agacé salué parlé évoqué appelé soufflé"),
        (is::PRONOUN | is::SUBJECT, "il elle on ils elles je j' nous vous tu ce c' cela -t-il -t-elle -t-on -il -elle -on -ils -elles -t-ils -t-elles -je"),
        (is::PRONOUN, "se s' lui leur l' le la les me m' te t' y en moi eux"),
        (is::DETERMINER, "le la les l' un une des du de d' son sa ses leur leurs notre nos votre vos mon ma mes ce cet cette ces plusieurs quelques certains chaque aucun aucune tous toutes"),
        (is::PREPOSITION, "à au aux de du des d' en dans par pour sur sous avec sans chez vers entre contre depuis pendant après avant dès devant derrière malgré selon jusqu' parmi lors auprès face près"),
        (is::AUXILIARY | is::VERB, "est sont était étaient a ont avait avaient fut sera seront aura auront serait seraient aurait auraient fait font peut peuvent doit doivent va vont veut ai avons suis reste faut"),
        (is::NEGATION, "ne n' pas jamais rien aucun aucune ni"),
        (is::ADVERB, "aussi encore déjà ensuite puis alors enfin toutefois cependant également d'ailleurs ainsi notamment hier aujourd'hui mardi récemment pourtant bien même plus enfin désormais parallèlement finalement actuellement ici là maintenant toujours seulement surtout certes"),
        (is::SUBORDINATOR, "que qu' si quand lorsque parce car puisque comme où pourquoi comment combien"),
        (is::RELATIVE, "qui que qu' dont où lequel laquelle lesquels"),
        (is::COORDINATOR, "et ou mais ni or"),
        (is::TIME, "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui matin soir janvier février mars avril mai juin juillet août septembre octobre novembre décembre semaine mois année"),
    ],
    verbs: &[
        (is::CUE | is::VERB, "déclar ajout affirm expliqu précis assur indiqu soulign estim annonc confirm racont témoign confi répliqu protest lanc martel not observ insist jur avou confess regrett déplor dénonc critiqu jug pens argu plaid analys résum gliss tranch clam ironis plaisant exig réclam demand détaill propos rassur sugger compar ", "e ent ait aient a èrent"),
        (is::CUE | is::VERB, "pest râl constat comment relat rapport réagi rétorqu recommand calcul argument fustig tonn conseill préconis signal relev énonc proclam revendiqu accus redout regrett prophétis", "e ent ait aient a èrent"),
        (is::CUE | is::PAST, "déclar ajout affirm expliqu précis assur indiqu soulign estim annonc confirm racont témoign confi répliqu protest lanc martel not observ insist jur avou confess regrett déplor dénonc critiqu jug pens argu plaid analys résum gliss tranch clam ironis plaisant exig réclam demand détaill propos rassur suggér rappel complét considér espér répét pest râl constat comment relat rapport rétorqu recommand calcul argument fustig tonn conseill préconis signal relev énonc proclam revendiqu accus redout", "é ée és ées"),
    ],
    abbreviations: "m mm mme mmes mlle me dr pr st ste av bd etc cf env min max tél art",
    pronouns: &[
        ("il", M), ("elle", F), ("-il", M), ("-elle", F), ("-t-il", M), ("-t-elle", F), ("ils", M), ("elles", F), ("-ils", M), ("-elles", F), ("-t-ils", M), ("-t-elles", F), ("on", U), ("-on", U), ("-t-on", U), ("lui", M), ("je", U), ("-je", U), ("nous", U), ("celui-ci", M), ("celle-ci", F),
    ],
    articles: &[("le", M), ("la", F), ("l'", U), ("un", M), ("une", F), ("sa", F), ("ce", M), ("cet", M), ("cette", F), ("les", U), ("des", U), ("du", M), ("au", M), ("leur", U), ("ses", U), ("mon", M), ("ma", F)],
    indefinite: "un une des plusieurs certains quelques",
    titles: &[("m", M), ("mme", F), ("mlle", F), ("me", U), ("dr", U), ("docteur", U), ("monsieur", M), ("madame", F), ("pr", U), ("professeur", U)],
    women: "maire maires ministre présidente directrice cheffe porte-parole avocate procureure juge députée sénatrice préfète conservatrice écrivaine autrice comédienne actrice championne mère fille soeur sœur femme élève lauréate trésorière adjointe experte chercheuse historienne économiste professeure institutrice médecin infirmière pharmacienne habitante voisine témoin passagère voyageuse agricultrice vigneronne commerçante restauratrice entraîneuse joueuse capitaine gardienne pilote spécialiste responsable secrétaire conseillère candidate reine princesse policière commissaire enquêtrice employée salariée ouvrière syndicaliste militante journaliste éditrice libraire chanteuse musicienne réalisatrice négociatrice éleveuse bergère patronne gérante propriétaire locataire étudiante étudiant",
    men: "président directeur chef avocat procureur député sénateur préfet conservateur écrivain auteur comédien acteur champion père fils frère homme lauréat trésorier adjoint expert chercheur historien professeur instituteur infirmier pharmacien habitant voisin passager voyageur agriculteur vigneron commerçant restaurateur entraîneur joueur gardien conseiller candidat roi prince policier enquêteur employé salarié ouvrier militant éditeur chanteur musicien réalisateur négociateur éleveur berger patron gérant armateur commandant généraliste docteur négociant marchand politologue opérateur-radio banquier rival adversaire",
    people: "porte-parole ministre maire médecin juge pilote spécialiste responsable secrétaire économiste journaliste libraire propriétaire locataire témoin capitaine commissaire syndicaliste riverains habitants experts chercheurs policiers élus enseignants parents témoins",
    bodies: "ministère mairie ville police gendarmerie préfecture parquet syndicat association agence société entreprise compagnie groupe parti gouvernement tribunal cour conseil commission caisse clinique hôpital établissement journal magazine fédération club département région commune opérateur opposition jury université institut banque église armée direction collectif union comité ligue chambre ordre observatoire organisation ong fondation bureau office autorité parlement sénat assemblée rédaction chaîne radio firme maison exploitant constructeur pompiers",
    generic: "entreprise société compagnie établissement organisation organisme centre institution association syndicat club journal magazine groupe firme opérateur administration",
    firms: "entreprise société compagnie opérateur groupe firme exploitant constructeur journal magazine",
    documents: "données étude études rapport enquête sondage texte informations loi projet chiffres document documents plan décret jugement article estimations statistiques prévisions éléments communiqué",
    compounds: false,
    according: &["selon", "d' après", "de l' avis de", "à en croire", "aux yeux de", "de l' avis"],
    according_first: &["pour"],
    according_behind: "",
    that: "que qu' si",
    having: "avoir être n'avoir",
    silences: &[
        "n' a pas souhaité", "n' ont pas souhaité", "n' a pas voulu", "n' ont pas voulu", "ne souhaite pas commenter", "s' est pas exprimé", "s' est pas exprimée", "s' est refusé", "a gardé le silence", "s' est tu", "s' est tue", "a refusé de commenter", "a refusé de répondre", "n' a pas répondu à nos questions", "n' a pas donné suite",
    ],
    nouns: OnceLock::new(),
    days: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "aujourd'hui", "hier"],
    not_days: "jusqu'à jusqu'au avant dès depuis d'ici pour à",
};
