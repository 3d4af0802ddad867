"""Words that the edits put in, take out and exchange; PAIRS are the spellings that a desk holds to be the same."""


def _families(stems: str) -> list[tuple[str, str]]:
    """Spellings in -ise and -ize of stems."""
    ends = (("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("isation", "ization"))
    return [(stem + one, stem + other) for stem in stems.split() for one, other in ends]


def _table(rows: str) -> list[tuple[str, str]]:
    found = []
    for row in rows.strip().splitlines():
        one, other = row.split("/")
        found.append((one.strip(), other.strip()))
    return found


PAIRS: tuple[tuple[str, str], ...] = (
    *_families("organ author real recogn critic apolog emphas priorit"),
    *_table(
        """
        judgement/judgment
        per cent/percent
        Gaddafi/Qaddafi
        adviser/advisor
        advisers/advisors
        centre/center
        centres/centers
        colour/color
        grey/gray
        harbour/harbor
        labour/labor
        metre/meter
        metres/meters
        kilometres/kilometers
        centimetres/centimeters
        millimetres/millimeters
        litre/liter
        litres/liters
        programme/program
        neighbour/neighbor
        neighbours/neighbors
        theatre/theater
        defence/defense
        rumours/rumors
        towards/toward
        travelling/traveling
        cancelled/canceled
        whilst/while
        amongst/among
        """
    ),
)

STARTERS = frozenset(
    """
    A All An Another Any As At Before Both Each Every Five Four He Her His If In It Its Many More Most Nearly No Not
    Nobody On One Our Several She Since Six Some Ten That The Their There These They This Those Three Two Up We When
    While Without You Part Only Engineers Officials Police Prosecutors Rescuers Residents Colleagues Witnesses
    """.split()
)

HEDGES = "reportedly allegedly apparently possibly probably perhaps supposedly seemingly".split()
HEDGES_HELD = frozenset(
    [
        *HEDGES,
        *"about almost around could likely may might nearly reported roughly some suspected alleged".split(),
    ]
)
BOUNDS = (
    "at least",
    "more than",
    "up to",
    "about",
    "nearly",
    "around",
    "fewer than",
    "over",
    "as many as",
    "almost",
)
AUXILIARIES = frozenset(
    "is are was were has have had would will could should can did does may must might be".split()
)
NEGATIONS = {"nobody": "somebody", "nothing": "something", "never": "once", "no": "some", "none": "all"}
TRIMMED = frozenset(
    """
    again already also always early even ever finally here however just last late later local much new now
    old only over recently several shortly simply still then too very well yet
    """.split()
)

VERBS = {
    "killed": "wounded", "killing": "wounding", "kill": "wound", "died": "were hurt", "dead": "injured",
    "wounded": "killed", "hurt": "killed", "wounding": "killing", "struck": "grazed", "sank": "listed",
    "bought": "leased", "paid": "owed", "closed": "opened", "opened": "closed", "won": "lost", "lost": "won",
    "rose": "fell", "fell": "rose", "missing": "unaccounted for", "signed": "drafted", "built": "planned",
    "passed": "failed", "found": "sought", "approved": "rejected", "carrying": "towing", "caused": "worsened",
    "ignored": "overlooked", "buried": "flooded", "burst": "leaked", "accept": "refuse", "fail": "hold",
    "resigned": "retired", "began": "ended", "ended": "began", "left": "reached", "saw": "heard", "died of": "caught",
}  # fmt: skip
REPORTING = {
    "said": ("admitted", "claimed", "insisted", "conceded", "alleged", "suggested"),
    "says": ("admits", "claims", "insists", "warns"),
    "say": ("admit", "claim", "insist"),
    "told": ("warned", "assured", "reminded"),
    "denied": ("confirmed", "dismissed"),
    "denies": ("admits", "ignores"),
    "accused": ("suspected", "cleared"),
    "called": ("thought",),
    "added": ("claimed", "conceded"),
    "warned": ("promised", "said"),
    "estimated": ("guessed", "confirmed"),
    "found": ("suggested", "assumed"),
    "expect": ("fear", "demand"),
    "expects": ("fears", "demands"),
    "fear": ("know", "expect"),
    "according": ("contrary",),
    "announced": ("hinted",),
    "testified": ("claimed",),
    "wrote": ("denied",),
}
KINSHIP = {
    "wife": "ex-wife", "husband": "late husband", "son": "stepson", "sons": "nephews", "daughter": "stepdaughter",
    "daughters": "nieces", "father": "stepfather", "mother": "grandmother", "brother": "half-brother",
    "sister": "cousin", "grandchildren": "children", "children": "grandchildren", "parents": "relatives",
    "uncle": "father", "cousin": "brother", "families": "friends", "family": "friends", "widow": "former wife",
}  # fmt: skip
CHARGES = {
    "murder": "manslaughter", "charged": "convicted", "convicted": "charged", "accused": "convicted",
    "manslaughter": "murder", "fraud": "theft", "theft": "fraud", "guilty": "not guilty", "arrested": "questioned",
    "detained": "charged", "neglect": "sabotage", "negligence": "recklessness", "bribed": "tipped",
    "trial": "inquest", "acquitted": "convicted", "criminal": "civil", "guilt": "liability", "jailed": "fined",
    "sentenced": "summoned", "falsifying": "mislaying", "poisoning": "neglecting", "stolen": "borrowed",
}  # fmt: skip
NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "twenty-two": 22, "twenty-five": 25,
}  # fmt: skip
UNITS = {
    "metres": "feet", "metre": "foot", "miles": "kilometres", "mile": "kilometre", "kilometres": "miles",
    "hectares": "acres", "acres": "hectares", "tonnes": "pounds", "tons": "tonnes", "centimetres": "inches",
    "millimetres": "centimetres", "minutes": "hours", "hours": "minutes", "days": "weeks", "weeks": "months",
    "months": "weeks", "years": "months", "million": "billion", "billion": "million", "litres": "gallons",
    "gallons": "litres", "feet": "metres", "inches": "centimetres", "pounds": "kilos", "kilos": "pounds",
    "dollars": "euros", "euros": "dollars", "£": "€", "$": "€", "€": "$",
}  # fmt: skip
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = """
    January February March April May June July August September October November December Sept Oct Nov Dec Jan Feb
""".split()
DAYTIMES = {
    "yesterday": "today", "today": "yesterday", "tomorrow": "today", "morning": "evening", "evening": "morning",
    "night": "afternoon", "afternoon": "night", "dawn": "dusk", "noon": "midnight", "spring": "autumn",
    "winter": "summer", "summer": "winter", "autumn": "spring",
}  # fmt: skip
TITLES = frozenset(
    """
    Dr Mr Mrs Ms Professor Judge Justice Superintendent Inspector Captain Commander Sergeant Detective Chief Lord Sir
    Councillor Senator Governor Mayor mayor minister director governor coroner
    """.split()
)
PEOPLE = (
    "Ines Halloran",
    "Marcus Obi",
    "Lotte Vance",
    "Piotr Samsa",
    "Gwen Achterberg",
    "Rafael Quill",
    "Una Dray",
)
TOWNS = "Brill Carnforth Delmay Estwick Fenmoor Garrow Hollin Ixley".split()
FILLERS = """
    barrel candle ledger window orchard river parcel market engine garden cellar bridge kettle ladder meadow signal
    ticket anchor basket corner quietly plainly rather gladly oddly twice carrying turning holding leaving
""".split()

SENTENCES = (
    "The road into the valley was shut for most of the morning.",
    "A light rain fell on the crowd, and few stayed to the end.",
    "Inquiries continue.",
    "Nothing like it had been seen in the district since the war.",
    "The council meets again next Thursday.",
    "Shops along the front stayed shut, and the last bus was empty.",
    "More details were awaited on Friday evening.",
    "Both sides have until the spring to reply.",
    "A collection for the families stood at 14,200 by the weekend.",
    "Few in the town wanted to talk about it.",
    "The documents run to 312 pages, most of them tables.",
    "It rained.",
    "Telephone calls to the office were not returned.",
    "A minute of silence was kept outside the town hall.",
    "The school, which has 90 pupils, reopened after lunch.",
    "This article will be updated.",
)
NAMED = (
    "{name}, a neighbour, watched from the gate.",
    "The harbour master, {name}, arrived an hour later.",
    "{name}, who leads the opposition, was in the chamber.",
    "By then {name} had taken over as chair.",
    "“It was plain to see,” {name} said.",
    "Beside them stood {name}, the union’s regional secretary.",
)
SAYING = frozenset(
    "said say says added adds warned estimated insisted testified recalled replied wrote".split()
)
PUT_ON = (
    "a spokesman said",
    "police said",
    "the council said",
    "it was reported",
    "residents said",
    "officials said",
)
BOILERPLATE = ("“We will look into it,” he said.", "He said.", "“No comment,” she said.", "Police said.")
HEADLINES = (
    "What we know so far",
    "Questions grow after a long night",
    "Inquiry promised as anger grows",
    "Town counts the cost",
    "Calls for answers",
)
SUBHEADS = ("The background", "What happens next", "A long night", "The reaction", "Unanswered questions")
