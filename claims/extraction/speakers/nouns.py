"""Nouns that stand for one another: "senator" for "Sen.", "survey" for "study", "the tycoon" for whoever is one."""

ALIKE = {
    "adm": "admiral", "capt": "captain", "col": "colonel", "dr": "doctor", "gen": "general", "gov": "governor",
    "lt": "lieutenant", "maj": "major", "prof": "professor", "rep": "representative", "rev": "reverend",
    "cllr": "councillor", "insp": "inspector", "supt": "superintendent",
    "sen": "senator", "sgt": "sergeant", "justice": "judge", "attorney": "lawyer", "barrister": "lawyer",
    "advisor": "adviser", "councilman": "councillor", "councilwoman": "councillor", "legislator": "lawmaker",
    "congressman": "representative", "congresswoman": "representative", "chair": "chairman",
    "chairwoman": "chairman", "frontrunner": "front-runner", "schoolteacher": "teacher", "firm": "company",
    "organization": "organisation", "organizer": "organiser", "physician": "doctor", "priest": "reverend",
}  # fmt: skip
NARROWER = {
    noun: tuple(others.split())
    for noun, others in {
        "lawmaker": "senator representative mp councillor delegate member",
        "politician": "senator representative mp governor mayor candidate nominee",
        "candidate": "nominee contender",
        "nominee": "candidate",
        "leader": "president chairman minister premier chief",
        "scientist": "researcher professor biologist physicist climatologist glaciologist",
        "researcher": "scientist professor",
        "officer": "captain sergeant lieutenant commander detective superintendent inspector constable",
        "study": "survey analysis research report review paper article",
        "research": "study article paper analysis",
        "survey": "poll study",
        "poll": "survey",
        "paper": "newspaper daily study article",
        "newspaper": "paper daily",
        "report": "study analysis audit review",
        "findings": "study report survey research",
        "journalist": "reporter anchor editor columnist correspondent broadcaster",
        "reporter": "journalist correspondent",
        "company": "airline bank manufacturer retailer operator carrier maker owner",
    }.items()
}
SPOUSES = {
    "husband": "m", "ex-husband": "m", "widower": "m", "wife": "f", "ex-wife": "f", "widow": "f",
}  # fmt: skip
PARTIES = {
    "democratic": "left", "democrat": "left", "labour": "left", "liberal": "left",
    "republican": "right", "gop": "right", "conservative": "right", "tory": "right",
}  # fmt: skip
PARTY_INITIALS = {"R": "republican", "D": "democratic", "C": "conservative", "L": "labour"}
POLITICAL = frozenset(
    """
    billionaire businessman candidate chancellor contender democrat front-runner governor hopeful lawmaker leader mayor
    minister mp nominee premier president representative republican secretary senator
    """.split()
)
EPITHETS = frozenset(
    """
    actor actress athlete billionaire businessman businesswoman candidate challenger champion comedian conservative
    contender democrat entrepreneur ex-president front-runner frontrunner heir heiress hopeful icon incumbent lady
    lawmaker liberal libertarian magnate maverick millionaire mogul musician native newcomer nominee novelist
    politician quarterback rapper republican showman singer socialist sprinter star striker teenager texan tycoon
    underdog veteran
    """.split()
)
PAIRS = frozenset("two pair couple men women".split())
GENERAL = frozenset(
    "agency charity company firm force group monitor newspaper organisation organization paper watchdog".split()
)
COMPANY = frozenset(
    """
    ag airline airlines airways aviation bakeries battery batteries beverages biotech brewery bros cars cement chemical
    chemicals co company construction corp corporation cosmetics dairy electric electronics energy engineering
    entertainment ferries financial foods freight gas gmbh group haulage holdings homes hotels hydro inc incorporated
    industries insurance investments limited lines llc logistics ltd manufacturer metals mining motors nv offshore oil
    petroleum pharmaceuticals plastics plc properties refining restaurants retailer robotics securities semiconductor
    shipping software solar steel stores supplier systems tankers technologies telecom telecoms textiles therapeutics
    trains
    """.split()
)
FORCES = frozenset("constabulary force guard police yard".split())
PRESS = frozenset(
    """
    argus chronicle courier daily dispatch echo enterprise examiner express gazette globe guardian herald inquirer
    journal ledger mail mercury mirror news newspaper observer paper post press record register review sentinel star
    sun telegraph times tribune weekly
    """.split()
)


def usual(noun: str) -> str:
    """A noun in the form under which it is remembered: "sen" and "senator" alike."""
    return ALIKE.get(noun, noun)


def may_be(noun: str, last: str, bodies: frozenset[str]) -> bool:
    """Whether "the company" may mean a body whose name ends in `last`, one of the `bodies`: a university is none."""
    if noun in ("company", "firm"):
        return last in COMPANY or last not in bodies
    if noun == "force":
        return last in FORCES
    if noun in ("paper", "newspaper"):
        return last in PRESS
    return last not in COMPANY and last not in PRESS
