//! Spanish. The report stands behind what is said, turned round (`dijo Marsh`), in dialogues
//! between dashes; its subject is often left out. What is reported without marks follows `que`,
//! or stands alone before its report.

use std::sync::OnceLock;

use super::class as is;
use super::names::Gender::{Female as F, Male as M, Unknown as U};
use super::tongue::Table;

pub(super) static TABLE: Table = Table {
    words: &[
        (is::CUE | is::VERB, "dice dicen dijo dijeron decía decían reconoce reconocen reconoció reconocieron responde responden respondió respondieron admite admiten admitió advierte advierten advirtió promete prometen prometió prometieron sostiene sostienen sostuvo sostuvieron mantiene mantuvo sugiere sugirió pide piden pidió pidieron exige exigen exigió insiste insisten insistió escribe escriben escribió cuenta cuentan contó contaron recuerda recuerdan recordó niega niegan negó negaron desmiente desmienten desmintió repite repitió añade añaden añadió añadieron espeta espetó concluye concluyó discrepa predice predijo augura auguró defiende defendió asegura apunta teme temen temió cree creen calcula calculan garantiza garantizó prevé coincide coincidió arguye arguyó aduce adujo agradece agradeció expuso expone propone propuso sentencia sentenció suelta soltó relata relataba detalla"),
        (is::CUE | is::PAST, "dicho reconocido respondido admitido advertido prometido sostenido mantenido sugerido pedido exigido insistido escrito contado recordado negado desmentido repetido añadido concluido defendido saber"),
        (is::DENIAL, "niega niegan negó negaron negado desmiente desmienten desmintió desmentido rechazó"),
        (is::CUE_BY_MARKS | is::VERB, "habla habló hablan sonríe sonrió ríe rió llama llamó elogió elogia celebra celebró queja quejó bromea bromeó califica calificó describe describió tacha tachó"),
        (is::PRONOUN | is::SUBJECT, "él ella ellos ellas yo nosotros usted esto eso"),
        (is::PRONOUN, "se le les lo la los las me nos te mismo misma"),
        (is::DETERMINER, "el la los las un una unos unas su sus este esta estos estas ese esa esos esas aquel aquella mi mis nuestro nuestra varios varias algunos algunas muchos muchas cada ningún ninguna todos todas otro otra"),
        (is::PREPOSITION, "a al de del en con por para sin sobre entre hasta desde hacia contra tras según ante bajo durante mediante"),
        (is::AUXILIARY | is::VERB, "es son era eran fue fueron ha han había habían está están estaba estaban será serán hay hubo puede pueden debe deben va van tiene tienen quiso hizo hace sigue quiere queda quedan"),
        (is::NEGATION, "no nunca jamás ni nada ningún ninguna tampoco"),
        (is::ADVERB, "también además aún todavía ya luego después entonces así igualmente ayer hoy asimismo incluso sin embargo más lejos respecto precisamente finalmente posteriormente actualmente sí solo sólo apenas casi quizá tal tampoco antes siempre ahora aquí allí mientras"),
        (is::SUBORDINATOR, "que si cuando porque pues como donde mientras aunque cómo qué quién por qué cuándo dónde cuánto"),
        (is::RELATIVE, "que quien quienes cual cuyo cuya donde"),
        (is::COORDINATOR, "y e o u pero sino ni"),
        (is::TIME, "lunes martes miércoles jueves viernes sábado domingo ayer hoy mañana noche tarde enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre semana mes año"),
    ],
    verbs: &[
        (is::CUE | is::VERB, "declar afirm asegur explic señal indic anunci coment subray confirm manifest precis aclar lament opin protest replic contest critic denunci avis agreg expres asever apunt matiz reiter enfatiz recalc argument alert estim consider inform revel confes rememor sentenci zanj ironiz ", "a an ó aron aba aban"),
        (is::CUE | is::VERB, "relat narr inst public reclam valor resalt destac proclam jur alegr aleg not observ plante recomend aconsej vaticin pronostic detall calcul invit acus", "a an ó aron aba aban"),
        (is::CUE | is::PAST, "declar afirm asegur explic señal indic anunci coment subray confirm manifest precis aclar lament opin protest replic contest critic denunci avis agreg expres asever apunt matiz reiter enfatiz recalc argument alert estim consider inform revel confes relat narr inst public public reclam valor resalt destac proclam jur aleg observ plante recomend aconsej vaticin pronostic detall calcul", "ado"),
    ],
    abbreviations: "sr sra srta dr dra d dña ud uds prof ee uu av avda núm pág etc art mons gral",
    pronouns: &[("él", M), ("ella", F), ("ellos", M), ("ellas", F), ("yo", U), ("nosotros", U), ("este", M), ("esta", F), ("aquel", M), ("usted", U)],
    articles: &[("el", M), ("la", F), ("un", M), ("una", F), ("su", U), ("los", U), ("las", U), ("este", M), ("esta", F), ("del", M), ("al", M), ("sus", U), ("unos", U), ("unas", U)],
    indefinite: "un una unos unas varios varias algunos algunas muchos muchas",
    titles: &[("sr", M), ("sra", F), ("srta", F), ("señor", M), ("señora", F), ("don", M), ("doña", F), ("d", M), ("dr", M), ("dra", F), ("doctor", M), ("doctora", F), ("mons", M)],
    women: "alcaldesa ministra presidenta directora jefa portavoz abogada fiscal jueza diputada senadora gobernadora consejera concejala regidora escritora autora actriz campeona madre hija hermana mujer alumna ganadora tesorera experta investigadora historiadora economista profesora maestra médica enfermera farmacéutica vecina testigo pasajera viajera agricultora viticultora comerciante entrenadora jugadora capitana piloto práctica especialista responsable secretaria candidata reina princesa policía comisaria empleada trabajadora sindicalista activista periodista editora cantante música pastora patrona dueña propietaria inquilina estudiante letrada magistrada dirigente doctora científica",
    men: "alcalde ministro presidente director jefe portavoz abogado fiscal juez diputado senador gobernador consejero concejal regidor escritor autor actor campeón padre hijo hermano hombre alumno ganador tesorero experto investigador historiador economista profesor maestro médico enfermero farmacéutico vecino testigo pasajero viajero agricultor viticultor comerciante entrenador jugador capitán piloto práctico especialista responsable secretario candidato rey príncipe comisario empleado trabajador sindicalista activista periodista editor cantante músico pastor patrón dueño propietario inquilino estudiante letrado magistrado dirigente doctor científico técnico negociador naviero comandante perito politólogo inspector rival compositor banquero exbanquero obispo general",
    people: "portavoz fiscal testigo economista especialista responsable sindicalista activista periodista vecinos expertos testigos familiares fuentes autoridades agentes",
    bodies: "ministerio ayuntamiento policía fiscalía sindicato asociación agencia sociedad empresa compañía grupo partido gobierno tribunal corte consejo comisión consejería confederación junta mutua clínica hospital centro organismo organización diario periódico revista federación club provincia región operadora oposición jurado universidad instituto banco iglesia ejército dirección colectivo unión bomberos guardia autoridad concejo ciudad municipio parlamento senado congreso asamblea fundación oficina cadena radio firma editorial constructora patronal audiencia defensoría protección alcaldía cámara liga comité ong delegación",
    generic: "empresa compañía sociedad centro organización organismo institución asociación sindicato club diario revista grupo firma operadora entidad administración",
    firms: "empresa compañía sociedad operadora grupo firma constructora diario revista periódico",
    documents: "informe informes estudio encuesta datos texto auto sentencia documento documentos plan recuento investigaciones pesquisas indicios informaciones análisis querella ley nota artículo cifras estadísticas estimaciones estimación hipótesis comunicado",
    compounds: false,
    according: &["según", "de acuerdo con", "a juicio de", "en opinión de", "en palabras de", "a decir de"],
    according_first: &["para"],
    according_behind: "",
    that: "que si",
    having: "haber",
    silences: &[
        "no quiso responder", "no quiso comentar", "no quiso decir", "no quiso hablar", "no quisieron comentar", "no quisieron responder", "no quiso pronunciarse", "declinó", "declinaron", "no se ha pronunciado", "no se pronunció", "guardó silencio", "guardaron silencio", "rehusó comentar", "rehusó responder", "no respondió a las preguntas", "no ha respondido",
    ],
    nouns: OnceLock::new(),
    days: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "hoy", "ayer"],
    not_days: "hasta desde antes para por",
};
