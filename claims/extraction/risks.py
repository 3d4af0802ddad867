"""What makes a claim need a second pair of eyes: one table, a rule a row, with the sentence that the page shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from claims.extraction.figures import MONTHS
from claims.extraction.types import Figure


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at: the claim's words, its kind and figures, its source mention and cue, its speakers' kinds.

    `alone`: no other speaker of the article, nor the article itself, gives any of its figures.
    """

    words: str
    kind: str
    figures: tuple[Figure, ...] = ()
    source: str = ""
    cue: str = ""
    speaker_kinds: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One risk. `high` by default or not; `lowered_by`: the kind of evidence that ends a high risk, or ""."""

    name: str
    sentence: str
    high: bool
    fires: Callable[[Facts], bool]
    lowered_by: str = ""


def has(words: str, flags: int = re.IGNORECASE) -> Callable[[Facts], bool]:
    """A test for any of `words`, a regular expression of whole words."""
    pattern = re.compile(rf"\b(?:{words})\b", flags)
    return lambda facts: bool(pattern.search(facts.words))


HARM = (
    r"kill(?:s|ed|ing|ings)?|dead|die[sd]?|dying|deaths?|toll|injur(?:e|es|ed|ing|y|ies)|wound(?:s|ed|"
    r"ing)?|hurt|maimed|"
    r"casualt(?:y|ies)|fatal(?:ly|ity|ities)?|missing|bod(?:y|ies)|corpses?|victims?|hostages?|drown(?:ed|"
    r"ing)?|perish(?:ed)?|"
    r"hospitali[sz]ed|survivors?|massacred?|slain|slaughter(?:ed)?|murder(?:ed|s)?|shot|stabbed|beheaded|"
    r"executed|trapped|"
    r"lost (?:his|her|their) li(?:fe|ves)|(?:claimed|lost|cost) (?:[\w-]+ )?lives|lives (?:lost|claimed)|"
    r"suicides?|"
    r"unaccounted for|displaced|homeless|abducted|kidnapped|evacuated|burn(?:ed|s)|burnt|sickened|"
    r"poisoned|infected"
)
QUANTITY = (
    r"a|an|no|no[- ]one|nobody|none|several|some|many|dozens?|scores?|hundreds?|thousands?|millions?|both|"
    r"all|couple|"
    r"his|her|their|man|woman|child(?:ren)?|boy|girl|baby|toddler|teenagers?|civilians?|people|soldiers?|"
    r"fighters?|toll"
)
ACCUSING = (
    r"accus\w+|alleg\w+|blam\w+|charged (?:with|over)|charges? (?:of|against)|guilty|convict\w*|"
    r"corrupt\w*|fraud\w*|"
    r"brib\w+|kickbacks?|lie[sd]?|lying|liars?|murder\w*|manslaughter|launder\w+|misle\w+|deceiv\w+|"
    r"deceit|abus\w+|"
    r"assault\w*|rap(?:e|ed|ist|ists|ing)|harass\w*|molest\w*|grop\w+|stole|steal\w*|stolen|theft|"
    r"embezzl\w+|cover[- ]?up|"
    r"covered up|cheat\w*|racis[tm]\w*|sexis[tm]|terroris[tm]s?|war crimes?|genocide|atrocit\w+|tortur\w+|"
    r"illegal\w*|unlawful\w*|"
    r"violat\w+|breach\w*|neglig\w+|negligence|reckless\w*|responsib\w+|behind|to blame|at fault|sued|"
    r"suing|lawsuits?|complicit|complicity|"
    r"conspir\w+|scandals?|misconduct|wrongdoing|malpractice|plagiari\w+|failed to|refused to|ignored|"
    r"concealed|hid|hidden|"
    r"suppress\w+|silenc\w+|manipulat\w+|rigg\w+|tamper\w+|falsif\w+|fabricat\w+|forg(?:ed|ery)|hack\w*|"
    r"leaked|spied|spying|espionage|"
    r"treason|crimes?|criminal\w*|dishonest\w*|hypocri\w+|incompeten\w+|bigot\w*|propaganda|smear\w*|"
    r"aggression|attacked|"
    r"threaten\w*|intimidat\w+|blackmail\w*|extort\w+|exploit\w*|discriminat\w+|bully\w*|bullied|"
    r"trafficking|traffickers?|smuggl\w+|"
    r"murderers?|killers?|killed by|shot by|poison\w+|sabotag\w+|defraud\w*|evad\w+|evasion|dodg\w+|"
    r"condemn\w*|denounc\w+|"
    r"disgrac\w+|false(?:ly)?|unfit|crook\w*|con (?:man|artist)|scam\w*|swindl\w+|mismanag\w+|betray\w*|"
    r"undermin\w+|interfer\w+|"
    r"meddl\w+|collu\w+|fault\w*|flout\w*|defied|overcharg\w+|underpaid|withheld|destroyed evidence|"
    r"jailed|arrest\w*|"
    r"suspected|suspects?|mistreat\w+|endanger\w+|dump(?:ed|ing)|pollut\w+|price[- ]fixing|insider trading"
)
STATISTIC = (
    r"per ?cent|percentage|percentile|average[ds]?|median|rates?|ratio|index|polls?|polled|survey\w*|"
    r"majority|minority|"
    r"two[- ]thirds|one[- ]third|a third|a quarter|half of|(?:one|two|three) in (?:\w+)|doubled?|tripled?|"
    r"trebled?|quadrupled?|halved|"
    r"(?:twice|three times|four times|ten times) (?:as|the|more)|ninefold|tenfold|\w+fold|fewer|"
    r"statistics?|figures|data|"
    r"dozens|scores of|hundreds|thousands|tens of thousands|millions|billions"
)
HEALTH = (
    r"vaccin\w*|jabs?|dos(?:e|es|age)|drugs?|medicines?|medication|cures?d?|symptoms?|cancer\w*|virus\w*|"
    r"covid\S*|flu|measles|"
    r"diseases?|infect\w+|contagious|outbreak\w*|epidemic|pandemic|treat(?:s|ed|ment|ments)|patients?|"
    r"diagnos\w+|doctors?|hospitals?|"
    r"clinical|surgery|therap\w+|side effects?|overdos\w+|toxic\w*|contaminat\w+|poison\w*|carcinogen\w*|"
    r"asbestos|radiation|"
    r"obes\w+|diabet\w+|heart (?:attack|disease)|stroke|dementia|asthma|pregnan\w+|abortions?|mental health|"
    r"boil (?:\w+ )?water|(?:un)?safe to (?:eat|drink|use|take|swim|return)|do not (?:drink|eat|use|enter|"
    r"travel)|evacuat\w+|"
    r"shelter in place|stay (?:indoors|inside|away|at home)|keep windows|recalled|product recall|"
    r"allerg\w+|mask(?:s|ed)?|quarantin\w+|"
    r"safety (?:advice|warning|risk)s?|health (?:advice|warning|risk|officials?)s?|hazard\w*|"
    r"risk of (?:death|injury|infection)"
)
LEGAL = (
    r"courts?|judges?|magistrates?|trials?|retrial|sentenc\w+|lawsuits?|plead\w*|pleas?|pled|verdicts?|"
    r"jur(?:y|ies|ors?)|"
    r"prosecut\w+|defendants?|plaintiffs?|charg(?:ed|es)|indict\w+|arrest\w*|convict\w*|acquit\w*|"
    r"appeal(?:ed|s)?|bail|rul(?:ed|ing|ings)|"
    r"contempt|libel\w*|defam\w+|slander\w*|custody|warrants?|injunctions?|subpoena\w*|suspects?|suing|"
    r"sued|sues|settle(?:d|ment)|"
    r"unlawful\w*|illegal\w*|legal(?:ly)?|laws?|lawyers?|attorneys?|barristers?|solicitors?|tribunals?|"
    r"inquests?|testif\w+|testimony|under oath|"
    r"perjury|felon\w*|misdemeano\w+|probation|parole|prison|jail\w*|detain\w*|detention|extradit\w+|"
    r"copyright|patents?|guilty|"
    r"murder\w*|manslaughter|rape|crimes?|criminal\w*|fraud|constitution\w*|unconstitutional|legislat\w+|"
    r"statut\w+"
)
SUPERLATIVE = (
    r"first(?! aid| lady| name| minister)|last ever|(?:the|his|her|its|their|world[’']s|country[’']s|"
    r"nation[’']s) (?:only|sole)|only (?:\w+ )?(?:one|person|woman|man|country|company|time)|"
    r"the most|the least|(?:larg|bigg|high|low|old|young|long|short|fast|slow|rich|poor|strong|weak|hott|"
    r"cold|wett|dri|dead|bloodi|busi|great|heavi|tall|deep|near|late|earli|hard|tough|wors|cheap|wid|"
    r"bright|smart|strict|clos|broad|safe|rar|simpl|costli)est|"
    r"worst|best|record(?:[- ](?:\w+))?|never before|never (?:been|had)|unprecedented|unique|unrivalled|"
    r"all[- ]time|historic|for the first time|"
    r"since records began|second[- ](?:largest|biggest|highest)|leading|greatest|longest-serving|"
    r"more than any(?: other)?|ever"
)
FORECAST = (
    r"will|won[’']t|shall|would|expect(?:s|ed)? to|is set to|are set to|due to|likely|unlikely|forecasts?|"
    r"predict\w*|project(?:s|ed) (?:to|that)|"
    r"plans? to|intends? to|going to|by 20[2-9]\d|could|may|might|should|ought|must|hopes?|hoped|hoping|"
    r"fears?|think|thinks|believe[sd]?|"
    r"in my (?:view|opinion)|promis\w+|vow\w+|pledg\w+"
)
DATE_AGE_TITLE = re.compile(
    rf"\b(?:(?:19|20)\d\d|(?:{MONTHS})\.? \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})|(?:Mon|"
    rf"Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"\d{1,3}[- ]years?[- ]old|aged? \d{1,3}|, \d{1,3},|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|(?:last|this|"
    r"next) (?:week|month|year|January|March)|"
    r"(?:President|Prime Minister|Minister|Secretary|Senator|Sen\.|Rep\.|Gov\.|Governor|Mayor|Chancellor|"
    r"Judge|Justice|General|Gen\.|Colonel|Captain|"
    r"Sergeant|Inspector|Superintendent|Chief|Professor|Prof\.|Dr\.?|Sir|Dame|Lord|Lady|King|Queen|Prince|"
    r"Princess|Pope|Bishop|Archbishop|"
    r"[Ss]pokes(?:man|woman|person)|[Dd]irector|[Cc]hair(?:man|woman)?|[Cc]hief executive|CEO|[Cc]aptain|"
    r"[Cc]oach|[Mm]anager) [A-Z])"
)
DURATION = re.compile(r"(?:second|minute|hour|day|week|month|year|decade)", re.IGNORECASE)
ANONYMOUS = re.compile(
    r"\b(?:sources?|insiders?|(?:an?|one|another|the|senior|some|several|many|"
    r"\w+) (?:[\w-]+ )?(?:officials?|diplomats?|aides?|employees?|staffers?|"
    r"advis[eo]rs?|lawmakers?|analysts?|experts?|critics?|observers?|witness(?:es)?|residents?|activists?|"
    r"people|person|workers?|"
    r"colleagues?|friends?|neighbou?rs?|operatives?|executives?|strategists?|veterans?|doctors?|man|woman|"
    r"spokes(?:man|woman|person|people)|"
    r"monitors?|officers?|soldiers?|members?|investigators?|reports?)|people (?:familiar|close|briefed|"
    r"with knowledge)|"
    r"(?:condition of )?anonym\w+|unnamed|not (?:authori[sz]ed|named|identified)|officials?|critics|"
    r"experts|analysts|witnesses|residents|some|many|others|reports)\b",
    re.IGNORECASE,
)


def _casualty(facts: Facts) -> bool:
    """Harm to people with any quantity beside it; a quantity may be as little as "a man"."""
    return _harm(facts) and (bool(facts.figures) or _quantity(facts))


def _statistic(facts: Facts) -> bool:
    """A figure that is more than a small count, or the vocabulary of statistics."""
    return _statistical(facts) or any(_weighs(figure) for figure in facts.figures)


def _weighs(figure: Figure) -> bool:
    value = figure.high if figure.low is None else figure.low
    measured = figure.unit and not DURATION.match(figure.unit)
    return bool(measured) or figure.bound != "exact" or (value or 0) >= 10


def _unnamed(facts: Facts) -> bool:
    """No speaker with a name: an unnamed person or group, or a mention that names nobody."""
    if facts.kind == "own voice":
        return False
    if facts.speaker_kinds:
        return all(kind in ("unnamed", "group") for kind in facts.speaker_kinds)
    return not facts.source or bool(ANONYMOUS.search(facts.source)) or not re.search(r"[A-Z]", facts.source)


def _single(facts: Facts) -> bool:
    """A casualty figure or statistic that nobody else gives."""
    return facts.alone and (_casualty(facts) or _statistic(facts))


def _accuses(facts: Facts) -> bool:
    """An accusing word, be it the cue itself ("accused", "blamed"), and somebody to whom it may apply."""
    return (_accusing(facts) or _accusing(Facts(facts.cue, facts.kind))) and _names_somebody(facts)


def _names_somebody(facts: Facts) -> bool:
    """Somebody or something with a name stands in the claim, or a pronoun or "the" that points to one."""
    return bool(
        re.search(
            r"[A-ZÀ-Þ]|\b(?:he|she|they|it|his|her|their|its|him|them|you|we|our|the|who)\b", facts.words
        )
    )


_harm, _quantity, _statistical = has(HARM), has(QUANTITY), has(STATISTIC)
_accusing = has(ACCUSING)

RULES: tuple[Rule, ...] = (
    Rule("casualty", "Says how many people were killed, hurt, taken or are missing.", True, _casualty),
    Rule("statistic", "Rests on a figure.", True, _statistic),
    Rule("accusation", "Accuses a person or an organisation.", True, _accuses),
    Rule("unnamed_source", "Nobody is named as saying so.", True, _unnamed),
    Rule("single_source", "A figure that one source alone gives.", True, _single),
    Rule("health", "Touches health or safety: somebody may act on it.", True, has(HEALTH)),
    Rule("legal", "Touches courts, crime or the law.", True, has(LEGAL)),
    Rule("quote", "A direct quotation, until a recording or transcript is attached.", True,
         lambda facts: facts.kind in ("quoted", "mixed"), lowered_by="recording"),
    Rule("date_age_title", "Holds a date, an age or a title.", False, lambda it: bool(DATE_AGE_TITLE.search(it.words))),
    Rule("superlative", "Says first, only, largest or the like.", False, has(SUPERLATIVE)),
    Rule("forecast", "Says what will be, or what somebody thinks: may not be checkable.", False, has(FORECAST)),
)  # fmt: skip


def find_risks(facts: Facts) -> tuple[str, ...]:
    """Names of the rules that fire, in the table's order."""
    return tuple(rule.name for rule in RULES if rule.fires(facts))
