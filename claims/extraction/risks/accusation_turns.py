"""Turns of phrase that reproach somebody: each with the words of which one must be there before it is looked for."""

import re

KIN = (
    r"(?:cousins?|brothers?|sisters?|sons?|daughters?|friends?|wife|husband|nephews?|nieces?|relatives|allies|"
    r"donors?|cronies|family|in laws?|party members|supporters)(?:'s)?"
)
PEOPLE = (
    r"(?:he|she|they|you|it|nobody|no one|who|company|council|police|managers?|bosses|owners?|landlord|ministers?|"
    r"government|officials|hospital|school|firm|doctors?|agency|authorities|club|operator|contractor|developers?|"
    r"bank|trust|ministry|army|union)"
)
NEGATED = (
    r"(?:never|did not|didn't|do not|don't|does not|doesn't|would not|wouldn't|had not|hadn't|has not|hasn't|"
    r"have not|haven't|won't|will not|not|even)"
)
DUTY = (
    r"(?:tell|told|warn|warned|inform|informed|check|checked|inspect|inspected|test|tested|act|acted|listen|"
    r"listened|answer|answered|respond|responded|disclose|disclosed|report|reported|declare|declared|pay|paid|came|"
    r"come|visit|visited|fix|fixed|repair|repaired|replace|replaced|maintain|maintained|treat|treated|investigate|"
    r"investigated|consult|consulted|admit|apologise|apologised|apologize|apologized|explain|explained|protect|"
    r"protected|help|helped|stop|stopped|intervene|intervened|look|looked|follow|followed|care|cared|bother|"
    r"bothered|lifted a finger)"
)
TURNS = tuple(
    (frozenset(words.split()), re.compile(f" (?:{turn}) "))
    for words, turn in (
        ("should", r"should (?:never |not )?have (?:been )?(?!scored|won|gone|got|had)\w+"),
        ("chose choosing", r"(?:chose|choosing) (?:\w+ ){1,3}over"),
        (
            "billed charged billing charging",
            r"(?:billed|charged|billing|charging) (?:\w+ ){1,3}for (?:\w+ ){0,4}(?:never|not|twice)",
        ),
        (
            "suspect suspected suspects",
            r"(?:they|he|she|it|we|i|officials|police|investigators|detectives|prosecutors|officers) (?:had |"
            r"have )?suspect(?:s|ed)?",
        ),
        (
            "never",
            r"(?:they|you|company|council|ministers?|bosses|managers|landlord|owners?|firm|agency) (?:had |have |"
            r"has )?never \w+",
        ),
        (
            "made forced ordered told",
            r"(?:was|were|been|being) (?:made|forced|ordered|told) to (?:stand|sign|lie|work|sleep|kneel|strip|"
            r"confess|pay|hide|leave|delete|destroy|change|keep quiet|falsify|ignore)",
        ),
        (
            "use used uses using",
            r"(?:use|used|uses|using) (?:\w+ ){1,4}(?:as|for) (?:an? |his |her |their )?(?:\w+ )?(?:weapons?|"
            r"shields?|stores?|cover|pawns?|bait|slaves?|labour|labor|leverage|hostages?)",
        ),
        ("orders", r"(?:take|takes|took|taking|under|on) (?:his |her |their |its )?orders from"),
        ("treat treats treated treating", r"treat(?:s|ed|ing)? (?:\w+ ){1,4}(?:as|like) \w+"),
        (
            "broke smashed seized confiscated",
            r"(?:broke|smashed|seized|confiscated) (?:her|his|our|their|my) "
            r"(?!arm|leg|wrist|ankle|hip|nose|silence|record|fast)\w+",
        ),
        ("missed", r"missed (?:\w+ ){0,2}(?:tests?|deadlines?|payments?|inspections?|warnings?|signs)"),
        (
            "threw throwing hurled",
            r"(?:threw|throwing|hurled) (?:\w+ ){0,2}(?:coins?|stones?|bottles?|punch(?:es)?|rocks?|bricks?|"
            r"acid) at",
        ),
        ("changed changing moved", r"(?:changed|changing) the rules|moved the goalposts"),
        (
            "punished sacked fired dismissed pushed removed",
            r"(?:punished|sacked|fired|dismissed|pushed out|removed|forced out) for \w+ing",
        ),
        (
            "promised promises",
            r"(?:had promised|promised us|promised them|promises were|promised (?:\w+ ){0,4}(?:but|and then|"
            r"for \w+ years))",
        ),
        ("dived dive", r"dived? (?:for|to win|in the box)"),
        ("left leaving omitted", r"(?:left out|leaving out|omitted) (?:the |any |all )?\w+"),
        (
            "never not didn't don't doesn't wouldn't hadn't hasn't haven't won't nobody",
            rf"{PEOPLE} (?:ever |had |have |has )?(?:{NEGATED} )*(?:\w+ )?{DUTY}",
        ),
        (
            "without",
            r"without (?:\w+ ){0,2}(?:consent|permission|licence|license|warrant|tender|asking|telling|warning|"
            r"authority|approval|paying|authorisation|authorization|trial|consulting|knowledge|insurance|notice|"
            r"informing|evidence)",
        ),
        (
            "let letting",
            r"(?:let|letting) (?:\w+ ){1,3}(?:run|leak|flow|spill|seep|rot|die|drown|burn|starve|suffer|go hungry)",
        ),
        (
            "wrong",
            r"wrong (?:knee|leg|arm|foot|eye|kidney|side|dose|drug|medicine|patient|baby|body|man|woman|house)",
        ),
        (
            "put puts putting placed placing",
            r"(?:put|puts|putting|placed|placing) (?:\w+ ){1,2}(?:before|above|ahead of|over) (?:\w+ )?(?:safety|"
            r"people|patients|lives|truth|care|country|health|passengers|residents|children|workers)",
        ),
        (
            "job jobs contract contracts post posts seat seats grant grants",
            rf"(?:jobs?|contracts?|posts?|seats?|grants?) (?:\w+ )?(?:to|for) (?:\w+ )?(?:his|her|their|its|"
            rf"the) (?:\w+ )?{KIN}",
        ),
        (
            "cousin brother sister son daughter wife husband nephew friend",
            rf"{KIN} (?:got|won|received|was given|were given|was handed) (?:\w+ )"
            r"{0,2}(?:job|contract|contracts|post|grant|seat)",
        ),
        (
            "left leaving leaves",
            r"(?:left|leaving|leaves) (?:\w+ ){1,3}(?:on (?:a|the) (?:\w+ )?(?:trolley|floor|street|pavement)|"
            r"in (?:a|the) (?:\w+ )?(?:corridor|cold|dark|heat|rain|lurch)|to (?:die|rot|fend|drown|starve)|"
            r"without (?:food|water|heating|help|care))",
        ),
        (
            "made making invented",
            r"(?:made|making) (?:(?:it|them|things|this|that) )?up "
            r"(?!of |for |his mind|her mind|their minds|ground |most |about )\w+",
        ),
        (
            "touched touching kissed kissing",
            r"(?:touched|touching|kissed|kissing) (?:her|him|me|them|us|girls|boys|women|pupils|patients|a girl|"
            r"a boy|a woman)",
        ),
        (
            "paid paying pay pays",
            r"(?:paid|paying|pays?) (?:off )?(?:the |a |an |two |three |some |several )?(?:referees?|"
            r"witness(?:es)?|judges?|inspectors?|jurors?|police|officers?|guards?|voters|opponents?|him off|"
            r"her off|them off)",
        ),
        (
            "sold selling sells sell",
            r"(?:sold|sells?|selling) (?:\w+ ){0,4}(?:data|locations?|secrets?|details|pills|tablets|drugs|"
            r"cocaine|heroin|votes|fakes)",
        ),
        (
            "bought buying buy",
            r"(?:bought|buying|buy|buys) (?:votes?|voters|silence|his silence|her silence|influence|witnesses)",
        ),
        (
            "burned burnt took stole bombed destroyed ruined poisoned taken stolen",
            r"(?:burned|burnt|took|stole|bombed|destroyed|ruined|poisoned|taken|stolen) (?:down )?our",
        ),
        (
            "drinking texting drink drunk",
            r"(?:driv\w+|drove|wheel)(?: \w+){0,4} (?:drinking|drunk|texting)|(?:had|have|has) been "
            r"(?:drinking|texting)|was texting",
        ),
        (
            "asleep",
            r"(?:pilots?|drivers?|guards?|officers?|crew|he|she|they) (?:was|were|fell|had fallen) asleep",
        ),
        ("instead", r"(?:used|using|bought|fitted|laid|poured|supplied|gave|given) (?:\w+ ){1,3}instead of"),
        (
            "copied copying",
            r"(?:copied|copying) (?:\w+ ){0,3}(?:pages?|passages?|work|essay|answers?|signatures?|design|code|"
            r"from)",
        ),
        ("set sets", r"(?:second|double|two|secret) sets? of (?:books|accounts)"),
        (
            "banned illegal",
            r"(?:banned|illegal) (?:\w+ ){0,2}(?:substances?|drugs?|fuel|additives?|weapons?|chemicals?|workers)",
        ),
        (
            "live force rubber gas",
            r"live (?:rounds|ammunition|fire)|(?:excessive|undue|brute|deadly) force|rubber bullets|tear gas",
        ),
        (
            "spent spending",
            r"(?:spent|spending) (?:\w+ ){0,3}(?:on|money on) (?:\w+ ){0,3}(?:holidays?|yachts?|flights|cars|"
            r"villas?|parties|jewellery|jewelry|gambling|luxury|himself|herself|themselves)",
        ),
        (
            "drive drives driving force forced forcing",
            r"(?:driv\w+|forc\w+) (?:\w+ ){0,2}(?:tenants?|residents|families|people|us|them) out",
        ),
        (
            "knew know known",
            r"(?:they|he|she|you|it|company|council|bosses|managers|ministers|owners?) (?:\w+ )?(?:knew|had known)",
        ),
        ("shook shaking shaken", r"(?:shook|shaking|shaken) (?:\w+ ){0,3}down"),
    )
)
