"""Turns of phrase that say that people came to harm: each with the words of which one must be there first."""

import re

BODY_PART = (
    r"(?:arms?|legs?|feet|foot|toes?|hands?|fingers?|thumb|wrists?|ankles?|knees?|hips?|ribs?|neck|"
    r"spine|back|pelvis|"
    r"skull|jaw|nose|cheekbone|shoulder|shoulders|collarbone|eyes?|ears?|teeth|lungs?|spleen|ligaments?|"
    r"hamstring|"
    r"tendon|achilles|limbs?|thigh|shin|elbow|face|head|chest|stomach|scalp|throat)"
)
SOME = (  # people, as the object of what befell them
    r"(?:people|persons|person|m[ae]n|wom[ae]n|boys?|girls?|child|children|bab(?:y|ies)|toddlers?|"
    r"teenagers?|pupils?|"
    r"students?|famil(?:y|ies)|mothers?|fathers?|parents?|sons?|daughters?|brothers?|sisters?|husbands?|"
    r"wi(?:fe|ves)|"
    r"grand\w+|nephews?|nieces?|cousins?|uncles?|aunts?|relatives|loved ones|neighbou?rs?|colleagues?|"
    r"friends?|"
    r"comrades?|pensioners?|civilians?|villagers?|residents?|pedestrians?|cyclists?|drivers?|"
    r"passengers?|workers?|"
    r"miners?|soldiers?|sailors?|officers?|guards?|survivors?|climbers?|walkers?|trekkers?|hikers?|swimmers?|"
    r"fisherm[ae]n|migrants?|refugees?|crew\w*|deckhands?|patients?|worshippers?|crowds?|protesters?|"
    r"shoppers?|"
    r"demonstrators?|bystanders?|passers|teachers?|nurses?|doctors?|journalists?|hostages?|victims?|"
    r"farmers?|him|"
    r"her|them|us|me|others)"
)
VESSEL = (
    r"(?:bus|coach|minibus|car|lorry|truck|van|train|plane|jet|helicopter|ferry|boat|dinghy|canoe|ship|"
    r"trawler)"
)
BEFELL = tuple(  # each with the words of which one must be there before it is looked for
    (frozenset(words.split()), re.compile(f" (?:{turn}) "))
    for words, turn in (
        (
            "life lives",
            r"(?:claim\w*|costs?|costing|took|takes?|taken|taking|ended|loses?|lost|losing|"
            r"gave) (?:\w+ ){0,4}li(?:fe|ves)"
            r"(?! jackets?| savings| insurance| lessons?| sentence| easy| of its| on| member| as)|"
            r"lives (?:\w+ ){0,2}(?:claimed|taken|cut|ended)|life (?:changing|threatening)",
        ),
        (
            "death",
            r"(?:(?!bored|scared|frightened|sentenced|tickled|condemned)\w+ed|burnt|froze|frozen|"
            r"bled) to death",
        ),
        (
            "overboard sea",
            r"(?:swept|washed|fell|fallen|thrown|knocked|man|dragged|blown) (?:overboard|out to sea)",
        ),
        (
            "bruises cuts burns scratches grazes fractures lacerations gashes bruising",
            r"(?:with|for|from|suffer\w*|sustain\w*|had) (?:\w+ ){0,3}(?:bruis(?:es|ing)|cuts(?! in| to|"
            r" of)|burns|"
            r"scratches|grazes|fractures|lacerations|gashes)",
        ),
        (
            "broke broken broken fractured shattered tore torn severed crushed cut grazed twisted "
            "snapped injured hurt "
            "lost lose losing burned burnt amputated sprained dislocated slit pierced hit",
            r"(?:broken?|fractured|shattered|tore|torn|severed|crushed|cut|grazed|twisted|snapped|"
            r"injured|hurt|lost|losing|"
            r"lose|burned|burnt|amputated|sprained|dislocated|slit|pierced) (?:an? |the |his |her |"
            r"their |both |two |three |"
            rf"my |one |most of )(?:\w+ ){{0,2}}{BODY_PART}(?! to| count| line| off)|(?:bullet|shrapnel|"
            rf"knife|blade|glass) "
            rf"(?:\w+ ){{0,3}}{BODY_PART}|(?:hit|struck) in the {BODY_PART}",
        ),
        ("throat throats", r"throats? (?:had |has |have )?(?:was |were |been )?(?:cut|slit)"),
        (
            "stroke seizure miscarriage overdose arrest attack haemorrhage hemorrhage collapse breakdown",
            r"(?:had|has|suffer\w*|having) (?:an? )?(?:\w+ )?(?:stroke|seizure|miscarriage|overdose|"
            r"cardiac arrest|"
            r"heart attack|ha?emorrhage|relapse)",
        ),
        (
            "cases",
            r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozens of|"
            r"hundreds of) (?:\w+ )?cases of \w+",
        ),
        ("ventilators ventilator oxygen drip", r"on (?:a |an |the )?(?:ventilators?|oxygen|drip)"),
        (
            "hospital infirmary clinic ward surgery care",
            r"(?:rushed|taken|flown|admitted|carried|transferred|ferried|brought|airlifted|sent|put|"
            r"driven|discharged|"
            r"recovering|treated) (?:\w+ ){0,3}(?:to|into|in|at|from) (?:\w+ ){0,3}(?:hospital|"
            r"infirmary|clinic|ward|care)|"
            r"(?:underwent|undergone|undergoing|emergency|needed|needs) (?:\w+ )?surgery|"
            r"in (?:the )?\w+ hospital",
        ),
        (
            "condition",
            r"in (?:an? )?(?:critical|serious|stable|grave|poor|satisfactory|guarded) (?:\w+ )?condition",
        ),
        (
            "fire shots",
            r"(?:opened|opening|under|caught in|came under) (?:\w+ )?(?:fire|"
            r"crossfire)(?! from critics)|shots at",
        ),
        ("crossfire", r"(?:in|by) (?:the )?crossfire"),
        (
            "fired firing",
            rf"fir(?:ed|ing) (?:\w+ )?(?:into|at|on) (?:\w+ ){{0,2}}{SOME}|fir(?:ed|ing) into",
        ),
        (
            "bomb bombs device grenade shell shells missile missiles rocket rockets drone drones mortar "
            "blast explosion "
            "shelling airstrike strike strikes",
            r"(?:bombs?|device|grenade|shells?|missiles?|rockets?|drones?|mortar|blast|explosion|"
            r"shelling|airstrikes?|"
            r"strikes?) (?:\w+ ){0,3}(?:went off|exploded|detonated|hit|struck|tore|ripped|flattened|"
            r"levelled|leveled|"
            r"emptied|wiped)",
        ),
        ("wiped", rf"wiped out (?:\w+ ){{0,3}}{SOME}"),
        (
            "evacuated emptied evacuating evacuate",
            r"(?:was|were|been|being|be|had|have|has) (?:\w+ )?(?:evacuated|emptied)|evacuat(?:ed|ing|"
            r"e) (?:the|a|an|all|"
            r"their) (?:\w+ )?(?:\w*town|village|valley|island|city|camp|hospital|school|building|area|"
            r"homes?|coast|"
            r"district|ward|block)",
        ),
        (
            "fled flee fleeing abandoned abandon driven forced homes houses villages",
            r"(?:fled|flee|fleeing) (?:\w+ ){0,3}(?:homes?|houses|villages?|towns?|country|fighting|flames|floods?)|"
            r"(?:abandon\w*|left|leave|leaving|lost|losing|"
            r"from) (?:\w+ ){0,2}their "
            r"(?:\w+ )?(?:homes?|houses|villages?|farms|land)|(?:driven|forced|turned|chased|burned|"
            r"burnt) (?:from|out of|off)",
        ),
        (
            "refuge tents camps",
            r"(?:took|taken|taking|sought|seeking|found) refuge|(?:living|sleeping|slept|"
            r"live) in (?:\w+ )?tents",
        ),
        (
            "search searching searched looking digging hunt searches",
            rf"(?:search\w*|looking|digging|hunt) for (?:\w+ ){{0,4}}{SOME}",
        ),
        (
            "heard seen word news",
            r"(?:not|never) (?:been )?(?:heard|seen)(?: \w+){0,2}|no (?:word|news) (?:of|from) \w+",
        ),
        (
            "hope hopes",
            r"(?:hopes?|hoping) (?:\w+ ){0,2}(?:fad\w+|lost|given|dwindl\w+|of finding)|lost hope|"
            r"given up hope",
        ),
        (
            "coffins coffin graves burial buried",
            r"coffins?|graves (?:were|are) dug|buried (?:\w+ ){0,2}(?:school|village|houses|homes|"
            r"hamlet|alive|at sea)",
        ),
        (
            "remains",
            rf"remains of (?:\w+ ){{0,4}}{SOME}|remains (?:were|was|have been|had been) (?:found|"
            rf"recovered|identified|flown|returned)|skeletal remains",
        ),
        (
            "hit struck knocked ran run ploughed plowed rammed mowed bit crushed clipped killed injured "
            "buried lost trapped "
            "seized took drowned shot stabbed grabbed freed saved rescued",
            r"(?:hit|struck|knocked|ran|run|ploughed|plowed|rammed|mowed|crushed|clipped|killed|injured|"
            r"buried|lost|trapped|"
            r"seized|drowned|stabbed|grabbed|rescued|saved|freed) (?:down |over |into |"
            r"through )?(?:an? |the |his |her |their |its |"
            rf"at least |two |three |four |five |six |\d+ )(?:\w+ ){{0,2}}{SOME}",
        ),
        (
            "killed injured wounded maimed",
            r"(?:killed|killing|kills|injured|wounded|maimed) (?:\w+ )?(?:more|most|many|few|fewer|all|"
            r"at|up|over|thousands|hundreds)",
        ),
        (
            "aboard board",
            rf"with (?:\w+ ){{1,4}}(?:aboard|on board)|{VESSEL} (?:\w+ ){{0,6}}(?:plunged|overturned|"
            rf"capsized|sank)",
        ),
        (
            "capsized overturned plunged sank crashed collided derailed",
            rf"{VESSEL} (?:\w+ ){{0,3}}(?:capsized|overturned|plunged|sank|crashed|collided|derailed)",
        ),
        (
            "never not",
            r"(?:never|did not|does not) (?:came|come|return|returned|made|make|woke|wake|got|get|"
            r"regain\w*) (?:\w+ )?(?:back|home|it|"
            r"again|out|up|ashore|consciousness)(?! to (?:the )?(?:final|office|power|court))",
        ),
        (
            "saved revived resuscitated pronounced",
            r"(?:could not|couldn't|unable to|failed to|not) be (?:saved|revived)|(?:save|"
            r"revive) (?:him|her|them)|pronounced dead",
        ),
        (
            "window blaze flames wreck wreckage rubble roof cab burning sinking",
            r"(?:escap\w+|got|climb\w+|jump\w+|leapt|rescu\w+|freed|pluck\w+|winch\w+|dug|cut|pulled|"
            r"dragged) (?:\w+ ){0,4}"
            r"(?:window|blaze|flames|wreck\w*|rubble|roof|cab|burning|sinking)",
        ),
        ("breathed slipped", r"breathed (?:his|her|their) last|slipped away"),
        (
            "own",
            r"(?:killed|shot|hanged|harmed|harm|kill|drowned) (?:himself|herself|themselves)|(?:by|"
            r"at) (?:his|her) own hand",
        ),
    )
)
