//! English: the words that report, and the closed classes around them.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::class as is;

/// The classes of a word in lower case, with a straight apostrophe.
pub fn classes(word: &str) -> u32 {
    table().get(word).copied().unwrap_or(0)
}

type Table = HashMap<&'static str, u32, FixedState>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::with_capacity_and_hasher(4096, FixedState::default());
        let mut add = |word: &'static str, classes: u32| *table.entry(word).or_insert(0) |= classes;
        for (flags, rows) in VERBS {
            for row in rows.lines() {
                let forms: Vec<&'static str> = row.split_whitespace().collect();
                for (at, form) in forms.iter().enumerate() {
                    let of_form = match at {
                        0 => is::BASE,
                        1 => 0,
                        row_end if row_end + 1 == forms.len() => is::GERUND,
                        _ => is::PAST,
                    };
                    add(form, flags | of_form | is::VERB);
                }
            }
        }
        for (flags, words) in WORDS {
            words.split_whitespace().for_each(|word| add(word, *flags));
        }
        table
    })
}

/// Verbs that report: base, third person, past (and participle where it differs), -ing.
const VERBS: &[(u32, &str)] = &[
    (
        is::CUE | is::INVERTS,
        "say says said saying
         add adds added adding
         argue argues argued arguing
         assert asserts asserted asserting
         claim claims claimed claiming
         conclude concludes concluded concluding
         declare declares declared declaring
         explain explains explained explaining
         insist insists insisted insisting
         note notes noted noting
         observe observes observed observing
         recall recalls recalled recalling
         remark remarks remarked remarking
         reply replies replied replying
         respond responds responded responding
         state states stated stating
         suggest suggests suggested suggesting
         write writes wrote written writing
         tweet tweets tweeted tweeting
         acknowledge acknowledges acknowledged acknowledging
         admit admits admitted admitting
         concede concedes conceded conceding
         contend contends contended contending
         caution cautions cautioned cautioning
         counter counters countered countering
         joke jokes joked joking
         lament laments lamented lamenting
         maintain maintains maintained maintaining
         predict predicts predicted predicting
         quip quips quipped quipping
         reiterate reiterates reiterated reiterating
         report reports reported reporting
         repeat repeats repeated repeating
         stress stresses stressed stressing
         emphasize emphasizes emphasized emphasizing
         emphasise emphasises emphasised emphasising
         testify testifies testified testifying
         complain complains complained complaining
         announce announces announced announcing
         confirm confirms confirmed confirming
         estimate estimates estimated estimating
         confess confesses confessed confessing
         allege alleges alleged alleging
         boast boasts boasted boasting
         brag brags bragged bragging
         elaborate elaborates elaborated elaborating
         recount recounts recounted recounting
         relate relates related relating
         attest attests attested attesting
         aver avers averred averring
         opine opines opined opining
         posit posits posited positing
         quote quotes quoted quoting
         reason reasons reasoned reasoning
         retort retorts retorted retorting
         rejoin rejoins rejoined rejoining
         theorize theorizes theorized theorizing
         speculate speculates speculated speculating
         surmise surmises surmised surmising
         underscore underscores underscored underscoring
         volunteer volunteers volunteered volunteering
         warn warns warned warning
         fret frets fretted fretting
         gush gushes gushed gushing
         grumble grumbles grumbled grumbling
         bemoan bemoans bemoaned bemoaning
         profess professes professed professing
         proclaim proclaims proclaimed proclaiming
         disclose discloses disclosed disclosing
         indicate indicates indicated indicating
         reveal reveals revealed revealing
         hint hints hinted hinting
         imply implies implied implying
         mention mentions mentioned mentioning
         agree agrees agreed agreeing
         post posts posted posting
         opt opts opted opting
         advise advises advised advising
         affirm affirms affirmed affirming
         reaffirm reaffirms reaffirmed reaffirming
         guess guesses guessed guessing
         answer answers answered answering
         comment comments commented commenting
         point points pointed pointing
         recommend recommends recommended recommending
         demand demands demanded demanding
         offer offers offered offering",
    ),
    (
        is::CUE_TO,
        "tell tells told telling
         assure assures assured assuring
         remind reminds reminded reminding
         inform informs informed informing
         notify notifies notified notifying
         convince convinces convinced convincing
         persuade persuades persuaded persuading
         warn warns warned warning
         advise advises advised advising",
    ),
    (
        is::CUE_INFINITIVE,
        "promise promises promised promising
         pledge pledges pledged pledging
         vow vows vowed vowing
         threaten threatens threatened threatening
         offer offers offered offering
         swear swears swore sworn swearing
         claim claims claimed claiming",
    ),
    (
        is::CUE | is::INVERTS,
        "promise promises promised promising
         pledge pledges pledged pledging
         vow vows vowed vowing
         swear swears swore sworn swearing
         deny denies denied denying",
    ),
    (is::DENIAL | is::CUE_NOUN, "deny denies denied denying\ndispute disputes disputed disputing"),
    (
        is::CUE_TO | is::CUE_INFINITIVE | is::CUE_QUESTION,
        "tell tells told telling
         urge urges urged urging
         ask asks asked asking
         order orders ordered ordering
         invite invites invited inviting
         implore implores implored imploring
         beg begs begged begging
         exhort exhorts exhorted exhorting
         instruct instructs instructed instructing",
    ),
    (
        is::CUE_QUESTION | is::INVERTS,
        "ask asks asked asking\nwonder wonders wondered wondering\ninquire inquires inquired inquiring
         question questions questioned questioning\nexplain explains explained explaining\ndescribe describes described describing
         recall recalls recalled recalling\nnote notes noted noting\nreveal reveals revealed revealing\nrecount recounts recounted recounting\nsay says said saying",
    ),
    (
        is::CUE_NOUN,
        "announce announces announced announcing
         acknowledge acknowledges acknowledged acknowledging
         predict predicts predicted predicting
         allege alleges alleged alleging
         cite cites cited citing
         propose proposes proposed proposing
         suggest suggests suggested suggesting
         reveal reveals revealed revealing
         report reports reported reporting
         estimate estimates estimated estimating
         note notes noted noting
         confirm confirms confirmed confirming
         claim claims claimed claiming
         mention mentions mentioned mentioning
         describe describes described describing
         explain explains explained explaining
         recall recalls recalled recalling
         admit admits admitted admitting
         reiterate reiterates reiterated reiterating
         emphasize emphasizes emphasized emphasizing
         stress stresses stressed stressing",
    ),
    (
        is::CUE_NAMING,
        "call calls called calling
         dub dubs dubbed dubbing
         label labels labeled labelled labeling
         brand brands branded branding
         describe describes described describing
         deem deems deemed deeming
         dismiss dismisses dismissed dismissing
         denounce denounces denounced denouncing
         slam slams slammed slamming
         blast blasts blasted blasting
         deride derides derided deriding
         decry decries decried decrying
         praise praises praised praising
         accuse accuses accused accusing
         characterize characterizes characterized characterizing
         hail hails hailed hailing
         mock mocks mocked mocking
         condemn condemns condemned condemning",
    ),
    (
        is::CUE_BY_MARKS | is::INVERTS,
        "begin begins began begun beginning
         continue continues continued continuing
         cry cries cried crying
         exclaim exclaims exclaimed exclaiming
         fume fumes fumed fuming
         laugh laughs laughed laughing
         mumble mumbles mumbled mumbling
         murmur murmurs murmured murmuring
         mutter mutters muttered muttering
         shout shouts shouted shouting
         scream screams screamed screaming
         shrug shrugs shrugged shrugging
         sigh sighs sighed sighing
         smile smiles smiled smiling
         snap snaps snapped snapping
         whisper whispers whispered whispering
         yell yells yelled yelling
         chant chants chanted chanting
         chime chimes chimed chiming
         scoff scoffs scoffed scoffing
         bark barks barked barking
         beam beams beamed beaming
         reminisce reminisces reminisced reminiscing
         implore implores implored imploring
         protest protests protested protesting
         rage rages raged raging
         snarl snarls snarled snarling
         taunt taunts taunted taunting
         venture ventures ventured venturing
         interject interjects interjected interjecting
         interrupt interrupts interrupted interrupting
         marvel marvels marveled marvelled marveling
         muse muses mused musing
         offer offers offered offering
         plead pleads pleaded pleading
         thunder thunders thundered thundering
         read reads read reading
         think thinks thought thinking
         close closes closed closing
         deadpan deadpans deadpanned deadpanning
         demand demands demanded demanding
         finish finishes finished finishing
         growl growls growled growling
         joke jokes joked joking
         roar roars roared roaring
         sing sings sang sung singing
         summarize summarizes summarized summarizing
         vent vents vented venting
         chuckle chuckles chuckled chuckling
         gripe gripes griped griping
         wonder wonders wondered wondering
         call calls called calling
         echo echoes echoed echoing
         warn warns warned warning
         urge urges urged urging
         tease teases teased teasing
         react reacts reacted reacting",
    ),
    // No cues; known so that clauses and their subjects are found.
    (
        0,
        "be is was being\nhave has had having\ngo goes went gone going\ndo does did doing\nmake makes made making\ntake takes took taken taking
         get gets got gotten getting\ncome comes came coming\nsee sees saw seen seeing\nknow knows knew known knowing
         want wants wanted wanting\nuse uses used using\nfind finds found finding\ngive gives gave given giving
         work works worked working\nfeel feels felt feeling\ntry tries tried trying\nleave leaves left leaving
         keep keeps kept keeping\nlet lets let letting\nbegin begins began begun beginning\nseem seems seemed seeming
         help helps helped helping\nshow shows showed shown showing\nhear hears heard hearing\nplay plays played playing
         run runs ran running\nmove moves moved moving\nlive lives lived living\nbelieve believes believed believing
         hold holds held holding\nbring brings brought bringing\nhappen happens happened happening\nsit sits sat sitting
         stand stands stood standing\nlose loses lost losing\npay pays paid paying\nmeet meets met meeting
         include includes included including\nlearn learns learned learning\nchange changes changed changing
         lead leads led leading\nwatch watches watched watching\nfollow follows followed following\nstop stops stopped stopping
         create creates created creating\nspeak speaks spoke spoken speaking\nallow allows allowed allowing
         spend spends spent spending\ngrow grows grew grown growing\nopen opens opened opening\nwalk walks walked walking
         win wins won winning\nremember remembers remembered remembering\nlove loves loved loving\nconsider considers considered considering
         appear appears appeared appearing\nbuy buys bought buying\nserve serves served serving\ndie dies died dying
         send sends sent sending\nbuild builds built building\nstay stays stayed staying\nfall falls fell fallen falling
         cut cuts cut cutting\nreach reaches reached reaching\nkill kills killed killing\nremain remains remained remaining
         need needs needed needing\nbecome becomes became becoming\nput puts put putting\nmean means meant meaning
         look looks looked looking\nturn turns turned turning\nstart starts started starting\nhelp helps helped helping
         expect expects expected expecting\nsupport supports supported supporting\nvote votes voted voting\nface faces faced facing
         fight fights fought fighting\nhope hopes hoped hoping\nplan plans planned planning\nlike likes liked liking
         decide decides decided deciding\nreturn returns returned returning\nraise raises raised raising\npass passes passed passing
         refuse refuses refused refusing\ndecline declines declined declining\nfail fails failed failing\nreject rejects rejected rejecting
         break breaks broke broken breaking\nmiss misses missed missing\nhurt hurts hurt hurting\nthink thinks thought thinking",
    ),
];

const WORDS: &[(u32, &str)] = &[
    (
        is::PRONOUN | is::SUBJECT,
        "i he she they we it who you one somebody someone nobody everyone everybody both others many some several he's she's they're it's i'm we're you're he'd she'd they'd i've we've they've you've i'd we'd you'd i'll he'll she'll they'll we'll it'll that's there there's this these those which",
    ),
    (is::PRONOUN, "him her them us me itself himself herself themselves whom"),
    (
        is::DETERMINER,
        "the a an his her its their my our your this that these those every each no some any all another one two three four five six seven eight nine ten several many most both few such",
    ),
    (
        is::PREPOSITION,
        "of in on at for from with by about to into over under after before during against between among through without within across around near since until despite behind beyond toward towards upon off above below amid via per like inside outside",
    ),
    (
        is::AUXILIARY,
        "is are was were be been being am has have had having do does did isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't",
    ),
    (
        is::MODAL | is::AUXILIARY,
        "will would can could may might shall should must won't wouldn't can't couldn't shouldn't cannot mustn't",
    ),
    (
        is::NEGATION,
        "not never n't didn't doesn't don't hasn't haven't hadn't wouldn't won't couldn't can't isn't wasn't weren't nor neither cannot shouldn't aren't hardly",
    ),
    (
        is::ADVERB,
        "also twice later then once now again often always already just only still even recently previously repeatedly earlier first finally first eventually immediately simply famously publicly privately reportedly soon further instead ever never not too however meanwhile",
    ),
    (
        is::SUBORDINATOR,
        "that because when while if whether although though as since unless until after before where how why what than once so whereas",
    ),
    (is::COORDINATOR, "and but or nor yet"),
    (is::ACCORDING, "according"),
    (is::TRANSLATED, "translation translated translator interpreter"),
    (
        is::NOUN,
        "answer blast brand call caution claim comment counter cry demand estimate guess hint invite joke label lament laugh mention note offer order pledge point post praise promise protest question quip quote rage reason remark report request retort scoff scream shout shrug sigh smile snap state stress taunt title tweet vow whisper wonder yell echo roar chant complaint counter read rate dispute answers calls claims comments demands estimates hints jokes labels laments laughs mentions notes offers orders pledges points posts promises protests questions quotes remarks reports requests states tweets vows shouts brands disputes reasons titles",
    ),
    (is::RELATIVE, "who which whose whom that where when"),
    (is::QUESTION_WORD, "what why how who when where whether which if"),
    (
        is::TIME,
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today yesterday tonight last week month year morning afternoon evening night recently earlier later this jan feb aug sept oct nov dec ago weekend spring summer fall winter",
    ),
];

/// Verbs that take a clause without `that` whatever its verb: what follows them is said.
pub fn says(word: &str) -> bool {
    matches!(
        word,
        "say"
            | "says"
            | "said"
            | "saying"
            | "added"
            | "adds"
            | "adding"
            | "argue"
            | "argues"
            | "argued"
            | "insists"
            | "insisted"
            | "claims"
            | "claimed"
            | "told"
            | "tells"
    )
}

/// Forms of `be`: a participle behind one is passive.
pub fn is_being(word: &str) -> bool {
    matches!(word, "is" | "was" | "were" | "be" | "been" | "are" | "being" | "wasn't" | "isn't" | "weren't")
}

/// Auxiliaries that open a question, and are no names: `Will` and `May` may be.
pub fn asks(word: &str) -> bool {
    matches!(
        word,
        "Did"
            | "Does"
            | "Do"
            | "Has"
            | "Have"
            | "Had"
            | "Would"
            | "Could"
            | "Should"
            | "Can"
            | "Is"
            | "Was"
            | "Are"
            | "Were"
    )
}

/// Words that open a clause before or behind the main one.
pub fn subordinates(word: &str) -> bool {
    matches!(
        word,
        "while"
            | "although"
            | "though"
            | "since"
            | "when"
            | "after"
            | "because"
            | "if"
            | "before"
            | "once"
            | "unless"
            | "as"
            | "whereas"
            | "While"
            | "Although"
            | "Though"
            | "Since"
            | "When"
            | "After"
            | "Because"
            | "If"
            | "Before"
            | "Once"
            | "Unless"
            | "As"
            | "Whereas"
    )
}

/// Verbs of which only a clause with `that` is a report.
pub fn wants_that(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "agree", "point", "post", "opt", "hint", "imp", "relat", "mention", "quot", "advis", "reason", "guess",
        "offer", "respond", "answer", "repeat",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
        || matches!(word, "state" | "states" | "comments" | "remarks" | "reports" | "comment" | "report")
}

/// Whether a word that has lost its beginning stands behind an apostrophe: `’em`, `’90s`.
pub fn is_elided(rest: &str) -> bool {
    const ELIDED: &[&str] = &["em", "til", "till", "cause", "tis", "twas", "n", "round", "bout", "cuz", "un"];
    let word: &str = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s')
        || word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit())
        || ELIDED.contains(&word)
}

/// Words with a stop that do not end a sentence.
pub fn is_abbreviation(word: &str) -> bool {
    const KNOWN: &[&str] = &[
        "adm", "al", "ala", "ariz", "ark", "assn", "atty", "aug", "ave", "brig", "bros", "calif", "capt", "cmdr", "co",
        "col", "colo", "conn", "corp", "cpl", "dec", "del", "dept", "dist", "dr", "esq", "feb", "fla", "fr", "ft",
        "ga", "gen", "gov", "hon", "ill", "inc", "ind", "jan", "jr", "kan", "ky", "la", "lt", "ltd", "maj", "mass",
        "md", "messrs", "mich", "minn", "miss", "mo", "mr", "mrs", "ms", "mt", "neb", "nev", "no", "nov", "oct",
        "okla", "ore", "pa", "ph", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "sr",
        "st", "supt", "tenn", "tex", "treas", "va", "vs", "vt", "wash", "wis", "wyo",
    ];
    let mut characters = word.chars();
    let single = characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none();
    // `D-Ohio`, `R-Fla`: the state counts.
    let last = word.rsplit('-').next().unwrap_or(word);
    single || word.contains('.') || KNOWN.binary_search(&last).is_ok()
}
