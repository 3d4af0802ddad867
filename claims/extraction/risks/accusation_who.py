"""Who charges somebody with a wrong, by cue, place or part; and who may be meant."""

import re

# Cues whose content is what somebody is charged with: a charge made, owned to or denied.
CHARGING_CUES = re.compile(
    r"\b(?:accus\w+|alleg\w+|blam\w+|den(?:y|ies|ied|ying)|admit\w*|confess\w*|conced\w+|fin(?:ed|ing)|apologi\w+|"
    r"censur\w+|reprimand\w*|regret\w*|own(?:ed|s)? up|suspect\w*|charg(?:e[ds]?|ing)|plead\w*|pled|condemn\w*|"
    r"denounc\w+|refut\w+|rebut\w*|repudiat\w+|implicat\w+|indict\w*|convict\w*|ruled|slam(?:s|med|ming)?|"
    r"lambast\w*|attack(?:s|ed|ing)|criticis\w+|criticiz\w+|rebuk\w+|scold\w*|lash(?:ed|es) out)\b",
    re.IGNORECASE,
)
# Those who speak to reproach somebody, the words in which they do, and whom they may mean.
CRITIC = re.compile(
    r"\b(?:unions?|opposition|campaign\w*|critics?|rights groups?|watchdogs?|auditors?|ombudsman|regulators?|"
    r"inspectors?|inspection|investigators?|investigation|audit|inquiry|whistle-?blowers?|former (?:employee|"
    r"worker|nurse|guard|aide|manager)s?|widow|victims?|survivors?|neighbou?rs?|tenants?|residents|villagers|"
    r"rivals?|rebels|activists?|families|relatives|parents?|mothers?|fathers?|sisters?|brothers?|wife|husband|"
    r"partner|guards?|witness(?:es)?|(?:lawyer|attorney) for|complainants?|leaked|report|review|findings|memo|"
    r"e-?mails?|letter)\b",
    re.IGNORECASE,
)
AGAINST = frozenset(
    """
    never not no nobody nothing without too cut cuts cutting kept left leaving put late slow danger dangerous
    broken cheap cheaper cheapest profit profits wrong worse worst bad badly secret secretly warned warnings
    warning knew deaf blind instead despite didn't don't doesn't wasn't weren't isn't won't wouldn't couldn't
    hadn't haven't hasn't lost refused
    """.split()
)
BODIES = frozenset(  # somebody else than a critic who speaks of them
    """
    company firm council ministry minister ministers government officials police army forces regime managers
    management bosses directors board owners owner landlord developers developer operator contractor hospital
    trust bank party administration authorities agency club federation university school mayor governor president
    soldiers troops officers guards crew doctors nurses staff executives brand rival opponent captain airline
    airport factory mine charity
    """.split()
)
FOES = frozenset(
    """
    rival rivals opponent opponents rebels regime enemy enemies militants insurgents terrorists gang gangs
    predecessor predecessors attackers invaders occupiers junta militia militias cartel separatists
    """.split()
)
ACTOR = frozenset(
    """
    he she they it you company firm council ministry minister ministers government officials police army forces
    regime managers management bosses directors board owners owner landlord developers developer operator
    contractor hospital trust bank party administration authorities agency club federation university school group
    mayor governor
    """.split()
)
# Where a charge is what one comes to hear.
ARENA = re.compile(
    r"\b(?:courts?(?!\srecords)|jury|jurors|tribunal|inquest|prosecut\w+|indictment|lawsuit|charge sheet|"
    r"complaint|affidavit|plaintiffs?|claimants?|barrister|whistle-?blower|detectives?|inquiry|hearing)\b|\bKC\b|"
    r"\bQC\b",
    re.IGNORECASE,
)
PROCEDURE = re.compile(
    r"\b(?:trials?|hearing|adjourn\w*|bail|remand\w*|expected to|sentencing|next (?:week|month)|jur(?:y|or|ors)|"
    r"verdicts?|continues|evidence|witness(?:es)?|deliberat\w+|appeal\w*)\b",
    re.IGNORECASE,
)
CHARGED = re.compile(  # in the article's own words; "denied a win" charges nobody
    r"\b(?:accus(?:e[sd]?|ing)|alleg(?:e[sd]?|ing)|den(?:y|ies|ied|ying)(?=\s(?:that|any|all|having|the|it|being|"
    r"wrongdoing|\w+ing|(?:\w+\s){0,2}(?:counts?|charges?))\b))\b",
    re.IGNORECASE,
)
TURNED_DOWN = re.compile(
    r"\b(?:reject\w*|dismiss\w*|disput\w+|refut\w+|rebut\w*|repudiat\w+)\b", re.IGNORECASE
)
A_CHARGE = re.compile(
    r"\W{0,2}(?:(?:the|any|all|his|her|their)\s)?(?:charge|claim|suggestion|allegation|accusation|idea|notion|"
    r"rumou?r)s?\s(?:that|of)\b",
    re.IGNORECASE,
)
NO_CHARGE = re.compile(  # "denied the charge", "admitted no wrongdoing": what is denied stands elsewhere
    r"\W{0,3}(?:(?:the|all|any|these|those|his|her|their|both|such)\s+){0,3}(?:charges?|criticisms?|claims?|"
    r"allegations?|accusations?|everything|it|this|that|them|rumou?rs?|reports?|suggestions?|"
    r"no\s+wrongdoing)\W{0,3}",
    re.IGNORECASE,
)
SOMEBODY = frozenset(
    """
    he she they him her them his their theirs you your who whose it its we our us company firm firms companies
    council councils ministry minister ministers government governments officials official police officers officer
    army military forces troops soldiers regime rebels militants management managers bosses boss directors
    director board owners owner landlord landlords developers developer operator contractor contractors school
    hospital trust bank banks party administration authorities authority agency department club federation union
    church university movement group gang defendant suspect suspects man woman men women driver captain pilot
    staff doctors doctor nurse nurses teacher teachers priest bishop coach manager steward stewards president
    mayor governor senator councillor somebody someone nobody else lawmakers politicians politician leaders leader
    opposition security services
    """.split()
)
