"""The vocabulary of the lesser risk rules: statistics, health, law, superlatives, forecasts, dates, unnamed sources.

Words are looked up in sets, in lower case; a regular expression is run only where one of its words is there.
"""

import re

from claims.extraction.figures.not_figures import MONTHS
from claims.extraction.risks.inflect import forms, phrases

STATISTICAL = frozenset(
    """
    percent percentage percentages percentile median averaged averages doubled doubling tripled trebled quadrupled
    halved halving ninefold tenfold twofold threefold fourfold fivefold statistics statistic statistically
    thousands millions billions trillions per capita
    """.split()
) - frozenset(("per", "capita"))
STATISTICS = phrases(
    """
    a quarter of, a third of, an average of, average of, birth rate, death rate, dozens of, fewer than, five times
    four times, half of, hundreds of, inflation rate, interest rate, majority of, minority of, more than any
    most of the, on average, one in, one third, per capita, per cent, record number, scores of, ten times
    tens of thousands, the average, the number of, the rate of, three quarters, three times, times as many
    times higher, times more, times the, twice as, twice the, two thirds, unemployment rate
    """
)
HEALTH = (
    forms("vaccinate infect diagnose contaminate poison quarantine sterilise sterilize overdose")
    | frozenset(
        """
        vaccine vaccines vaccination vaccinations jab jabs dose doses dosage drug drugs medicine medicines
        medication medications cure cures cured symptom symptoms cancer cancers tumour tumours tumor tumors virus
        viruses viral covid flu influenza measles malaria tuberculosis cholera dengue ebola hepatitis meningitis
        polio disease diseases infection infections infectious contagious outbreak outbreaks epidemic pandemic
        bacteria bacterial bacterium parasite parasites salmonella listeria legionella toxic toxin toxins
        contamination carcinogen carcinogens carcinogenic asbestos radiation radioactive obese obesity diabetes
        diabetic dementia asthma allergy allergies allergic antibiotic antibiotics painkiller painkillers opioid
        opioids statin statins ibuprofen paracetamol aspirin insulin chemotherapy radiotherapy therapy therapies
        miscarriage abortion abortions pregnancy pregnant contraception contraceptive cryptosporidium
        cryptosporidiosis immune immunity mould mold lead hazardous unsafe recall recalled
        """.split()
    )
) - frozenset(("lead", "recall"))
HEALTH_ADVICE = phrases(
    """
    are safe, avoid drinking, bad for you, been recalled, blood pressure, boil all, boil drinking, boil its
    boil tap, boil the water, boil their, boil water, boil your, can cause, clinical trial, clinical trials
    cuts the risk, do not drink, do not eat, do not enter, do not touch, do not travel, do not use, don't drink
    don't eat, evacuate the, evacuated from, fallen ill, fell ill, first aid, food poisoning, good for you
    health advice, health officials, health risk, health risks, health warning, heart attack, heart attacks
    heart disease, heart failure, higher risk, increased risk, is safe, keep away, keep doors, keep windows
    life jacket, life jackets, linked to cancer, lower risk, may cause, mental health, must evacuate, not safe
    ordered to leave, perfectly safe, prevents, product recall, protect against, protects against, public health
    raises the risk, reduces the risk, risk of death, risk of fire, risk of infection, risk of injury
    risk of stroke, safe for, safe to drink, safe to eat, safe to enter, safe to return, safe to swim, safe to take
    safe to travel, safe to use, safety advice, safety risk, safety warning, seat belt, seat belts, shelter in place
    side effect, side effects, smoke alarms, stay at home, stay away, stay indoors, stay inside, stay off, taken ill
    told to leave, urged to leave, was recalled, wash hands, wash their hands, weakened immune, wear a mask
    wear masks, were recalled
    """
)
LEGAL = (
    forms(
        "sue prosecute indict convict acquit extradite testify arrest jail imprison sentence plead/pled perjure "
        "subpoena libel slander defame"
    )
    | frozenset(
        """
        court courts courtroom courthouse judge judges magistrate magistrates retrial lawsuit lawsuits plea pleas
        verdict verdicts jury juries juror jurors prosecutor prosecutors prosecution prosecutions defendant
        defendants plaintiff plaintiffs claimant claimants indictment indictments conviction convictions acquittal
        bail libellous defamation defamatory warrant warrants injunction injunctions subpoenas litigation litigant
        barrister barristers solicitor solicitors attorney attorneys lawyer lawyers counsel tribunal tribunals
        inquest inquests coroner testimony perjury felony felonies felon misdemeanour misdemeanor probation parole
        extradition copyright trademark infringement guilty murder manslaughter homicide rape fraud illegal
        illegally unlawful unlawfully lawful lawfully unconstitutional statute statutory detained detention
        remanded custody sentencing legally affidavit deposition
        """.split()
    )
) - frozenset(("sentences",))
LEGAL_MATTERS = phrases(
    """
    a ruling, a settlement, against the law, appeal against, appealed against, breach of contract, breach of the
    broke the law, charged with, charges against, charges of, civil case, class action, contempt of, count of
    counts of, court of appeal, criminal case, criminal charges, criminal inquiry, criminal investigation
    crown court, face charges, facing charges, high court, human rights act, in breach of, in violation of
    legal action, legal advice, legal case, legal challenge, legal costs, legal right, legal rights, legal team
    lost the appeal, out of court, patent, ruled against, ruled in, ruled that, settled with, settlement with
    supreme court, the law says, the ruling, under investigation, under oath, violation of, won the appeal
    """
)
NOT_LEGAL = phrases(
    """
    a sentence later, basketball court, clay court, clinical trial, clinical trials, court side, court yard
    custody of the ball, drug trial, food court, full court, good judge of, grass court, guilty pleasure, hard court
    hard courts, home court, judge a book, judges of the show, jury duty is, jury's out, legal tender
    life sentence structure, murder mystery, squash court, tennis court, tennis courts, the jury is out, time trial
    trial and error, trial period
    """
)
BEST = re.compile(
    r"(?:\b(?:the|its|his|her|their|our|my|a|an|this|last|world|nation|country|city|ever|one\sof)|"
    r"[’']s)\s(?:[\w-]+\s)?(?:(?:larg|bigg|high|low|old|young|long|short|fast|slow|rich|poor|strong|weak|hott|cold|"
    r"wett|dri|dead|bloodi|busi|great|heavi|tall|deep|earli|hard|tough|cheap|wid|bright|strict|broad|safe|rar|"
    r"costli|small|few|steep|sharp|quick|fin|near|clos)est|worst|best(?!\s(?:man|men|friends?|wishes|of\sluck))|"
    r"first(?!\s(?:aid|lady|name|minister|floor|half|place\sto|thing))|only|sole|most\s\w+|least\s\w+)\b|"
    r"\b(?:first|second|third)[-\s](?:ever|largest|biggest|highest|most|oldest|time)\b|\bfor\sthe\sfirst\stime\b|"
    r"\bsince\srecords\b|\b(?:never\s(?:before|been|had)|on\srecord|all[-\s]time|unprecedented|unique(?:ly)?|"
    r"unrivalled|unmatched|unparalleled|record(?:[-\s](?:high|low|breaking|number|year|profit|profits|sum|price|"
    r"loss|crowd|sales|time|heat|rainfall))|a\s(?:new\s)?(?:\w+\s)?record|more\sthan\sany(?:\sother)?|"
    r"longest-serving|historic|the\sonly)\b",
    re.IGNORECASE,
)
BEST_WORDS = frozenset(
    """
    first second third only sole most least worst best record records ever never unprecedented unique uniquely
    unrivalled unmatched unparalleled historic all any longest
    """.split()
)  # every match of BEST has one of these, or a word in -est
AHEAD = re.compile(
    r"\b(?:(?<!the )(?<!a )(?<!his )(?<!her )(?<!free )(?<!last )will|won[’']t|shall|would|is\sgoing\sto|"
    r"are\sgoing\sto|going\sto|(?:is|are|was|were|be|been)\s(?:\w+\s)?(?:expected|set|due|likely|unlikely|planned|"
    r"projected|forecast|scheduled|poised|predicted|hoped|feared)\s(?:to|by|for|that)|expects?\s(?:to|that)|"
    r"expected\sto|likely\sto|unlikely\sto|forecasts?|predict\w*|plans?\sto|planned\sto|planning\sto|intend\w*\sto|"
    r"aims?\sto|hop(?:es?|ed|ing)\s(?:to|that|for)|fears?\sthat|vow\w+|pledg\w+|promis\w+|should|ought\sto|must|"
    r"by\s20[2-9]\d|(?:could|may|might)\s(?:\w+\s)?(?:be|become|cost|lead|mean|take|face|rise|fall|lose|happen|"
    r"come|affect|result|see|reach|end|have|get|go|need|cause|return|remain)|in\smy\s(?:view|opinion)|I\s(?:think|"
    r"believe|hope|fear|expect|guess|suppose)|we\s(?:think|believe|hope|fear|expect))\b|[’']ll\b"
)
AHEAD_WORDS = frozenset(
    """
    will won't shall would going expected set due likely unlikely planned projected forecast forecasts scheduled
    poised predicted predict predicts predicting prediction hoped feared expects expect plan plans planning intend
    intends intended intending aim aims hope hopes hoping fear fears vow vows vowed pledge pledges pledged promise
    promises promised promising should ought must by could may might view opinion think believe guess suppose i'll
    we'll he'll she'll they'll it'll you'll there'll that'll
    """.split()
)
DATE_AGE_TITLE = re.compile(
    rf"\b(?:(?:19|20)\d\d|(?:{MONTHS})\.? \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})|(?:Mon|"
    rf"Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"\d{1,3}[- ]years?[- ]old|aged? \d{1,3}|, \d{1,3},|(?:was|is|turned|at) \d{1,3}(?=[.,])|"
    r"\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|(?:last|this|next) (?:week|month|year|January|March)|(?:President|"
    r"Prime Minister|Minister|Secretary|Senator|Sen\.|Rep\.|Gov\.|Governor|Mayor|Chancellor|Judge|Justice|General|"
    r"Gen\.|Colonel|Captain|Sergeant|Inspector|Superintendent|Chief|Professor|Prof\.|Dr\.?|Sir|Dame|Lord|Lady|King|"
    r"Queen|Prince|Princess|Pope|Bishop|Archbishop|[Ss]pokes(?:man|woman|person)|[Dd]irector|[Cc]hair(?:man|"
    r"woman)?|[Cc]hief executive|CEO|[Cc]aptain|[Cc]oach|[Mm]anager) [A-Z])"
)
ANONYMOUS = re.compile(
    r"\b(?:sources?|insiders?|(?:an?|one|another|the|senior|some|several|many|\w+) (?:[\w-]+ )?(?:officials?|"
    r"diplomats?|aides?|employees?|staffers?|advis[eo]rs?|lawmakers?|analysts?|experts?|critics?|observers?|"
    r"witness(?:es)?|residents?|activists?|people|person|workers?|colleagues?|friends?|neighbou?rs?|operatives?|"
    r"executives?|strategists?|veterans?|doctors?|man|woman|spokes(?:man|woman|person|people)|monitors?|officers?|"
    r"soldiers?|members?|investigators?|reports?)|people (?:familiar|close|briefed|with knowledge)|"
    r"(?:condition of )?anonym\w+|unnamed|not (?:authori[sz]ed|named|identified)|officials?|critics|experts|"
    r"analysts|witnesses|residents|some|many|others|reports)\b",
    re.IGNORECASE,
)
