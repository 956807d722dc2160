//! English verbs, those that report first; each row is one verb in all its forms.

use super::class as is;

/// Verbs that report: base, third person, past (and participle where it differs), -ing.
pub(super) const VERBS: &[(u32, &str)] = &[
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
         clarify clarifies clarified clarifying
         specify specifies specified specifying
         forecast forecasts forecasted forecasting
         reassert reasserts reasserted reasserting
         restate restates restated restating
         hypothesize hypothesizes hypothesized hypothesizing
         stipulate stipulates stipulated stipulating
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
         react reacts reacted reacting
         start starts started starting
         charge charges charged charging
         boom booms boomed booming",
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
