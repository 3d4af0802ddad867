"""A worked example for each family of desk edits: what goes in, what may come out, and what became of each claim."""

import re
from collections.abc import Iterator

import pytest

from tests.support.desk_edits import Edited, edited, families
from tests.support.marked import Marked, parse

SAID = "{s1:Police} {q1:said} {c1:a bridge had closed}."
QUOTE = "{c1:“A bridge has closed,”} {s1:Mara Dell} {q1:said}."
STRAIGHT = QUOTE.replace("“", '"').replace("”", '"')
SHE = "{o1:Mara Dell came.} / {o2:Rain fell.} {s1:She} {q1:said} {c1:a bridge had closed}."
SIX = "{o1:A.} / {o2:B.} / {o3:C.} / {o4:D.} / {o5:E.} / {o6:F.}"
LONG = "The old ship sank in the bay at dawn today."
LIVE = f"Top / {{o1:{LONG}}} {{o2:Rain fell.}} / One. / Two. / Three. / Four. / Five."


def one_less(names: str) -> Iterator[tuple[str, str]]:
    """What is left of paragraphs where one is cut, and the ends."""
    for gone in names:
        rest = "".join(f" / {name}." for name in names if name != gone)
        yield rest, " ".join(["kept", *("lost" if name == gone else "kept" for name in names)])


# Family, marked text, and what may come out: a pattern and the end of each claim in order ("!": another speaker's now).
# Paragraphs are parted by " / ".
EXAMPLES: list[tuple[str, str, dict[str, str]]] = [
    ("cut_word", "{o1:Two men later fled.}", {"Two men fled.": "changed"}),
    ("cut_clause", "{o1:The big old ship, built in 1971, sank.}", {"The big old ship sank.": "changed"}),
    (
        "trim_end",
        "{o1:The big old ship sank here, taking its crew.}",
        {"The big old ship sank here.": "changed"},
    ),
    ("cut_sentence", "{o1:A sank.} {o2:B fell.}", {"B fell.": "lost kept", "A sank.": "kept lost"}),
    ("cut_paragraph", SIX, {f"A.{rest}": ends for rest, ends in one_less("BCDEF")}),
    ("cut_from_the_end", SIX, {"A. / B. / C. / D. / E.": "kept kept kept kept kept lost"}),
    ("cut_top", f"Top / {SIX}", {"B. / C. / D. / E. / F.": "lost kept kept kept kept kept"}),
    ("move_sentence", "{o1:A sank.} {o2:B fell.} / C.", {"(?!A sank. B fell. / C.\n).*": "kept kept"}),
    ("move_paragraph", "Top / {o1:A.} / {o2:B.} / {o3:C.}", {"Top / .*": "kept kept kept"}),
    (
        "move_section",
        "Top / {o1:A.} / {o2:B.} / {o3:C.}",
        {"Top / [ABC]. / [ABC]. / [ABC].": "kept kept kept"},
    ),
    ("swap_sentences", "{o1:A sank.} / {o2:B fell.}", {"B fell. / A sank.": "kept kept"}),
    ("restructure", f"Top / {SIX}", {"Top( / [A-F].){6}": "kept kept kept kept kept kept"}),
    ("merge_paragraphs", "{o1:A sank.} / {o2:B fell.}", {"A sank. B fell.": "kept kept"}),
    ("split_paragraph", "{o1:A sank.} {o2:B fell.}", {"A sank. / B fell.": "kept kept"}),
    ("to_bullets", "{o1:A sank}. {o2:B fell}.", {"[-•*] A sank.?\n[-•*] B fell.?": "kept kept"}),
    ("to_bullets", "{o1:A sank.} C.", {"[-•*] A sank[.]\n.*": "kept", "[-•*] A sank\n.*": "reworded"}),
    ("from_bullets", "• {o1:A sank.} / • {o2:B fell.}", {"A sank. B fell.": "kept kept"}),
    ("other_line_ends", "{o1:A sank.} / B.", {"A sank.\r\n\r\nB.\r": "kept"}),
    ("single_spaced", "Top / {o1:A sank.} / B.", {"Top\nA sank.\nB.": "kept"}),
    (
        "wrapped_lines",
        "Top / {o1:" + "word " * 16 + "end.}",
        {"Top / (word )*word\nword( word)* end.": "reworded"},
    ),
    ("straight_quotes", QUOTE, {STRAIGHT: "reworded"}),
    ("curly_quotes", STRAIGHT, {QUOTE: "reworded"}),
    ("single_or_double", QUOTE, {"‘A bridge has closed,’ Mara Dell said.": "reworded"}),
    ("angled_quotes", QUOTE, {"«A bridge has closed,» Mara Dell said.": "reworded"}),
    (
        "dashes",
        "{o1:Ships – old – sank.}",
        {"Ships( ?)(—|--)\\1old\\1\\2\\1sank.": "reworded", "Ships.*–.*": "kept"},
    ),
    ("spaces", "{o1:A very old ship sank.}", {"A\\s+very\\s+old\\s+ship\\s+sank.": "reworded"}),
    ("house_spelling", "{o1:It grew 5 per cent.}", {"It grew 5 percent.": "reworded"}),
    ("house_spelling", "{o1:Grey seas off Gaddafi Harbour.}", {"Gray seas off Gaddafi Harbour.": "reworded"}),
    ("serial_comma", "{o1:Cars, vans and bikes sank.}", {"Cars, vans, and bikes sank.": "changed"}),
    (
        "serial_comma",
        "{s1:Al, Bo and Cy} {q1:said} {c1:it sank}.",
        {"Al, Bo, and Cy said it sank.": "changed"},
    ),
    ("question_mark", "{o1:A ship sank.}", {"A ship sank[?!]": "changed"}),
    ("capitals", "{o1:The minister.}", {"The Minister.": "changed"}),
    ("figure", "{o1:It took 7.}", {"It took [1-689].": "changed"}),
    ("figure_in_words", "{o1:He saw twenty-two.}", {"He saw 22.": "changed"}),
    ("bound_out", "{s1:Police} {q1:say} at least {c1:22 died}.", {"Police say 22 died.": "changed"}),
    ("bound_in", "{o1:Here $22 went.}", {"Here [a-z ]+ \\$22 went.": "changed"}),
    ("unit", "{o1:It was 5 miles off.}", {"It was 5 kilometres off.": "changed"}),
    ("unit", "{o1:It rose 5 per cent.}", {"It rose 5 percentage points.": "changed"}),
    ("date", "{o1:It may end at dawn.}", {"It may end at dusk.": "changed"}),
    ("verb", "{o1:Two men were killed there.}", {"Two men were wounded there.": "changed"}),
    ("reporting_verb", SAID, {"Police (admitt|claim|insist|conced|alleg|suggest)ed a bridge .*": "changed"}),
    ("kinship", "{o1:He met his wife there.}", {"He met his ex-wife there.": "changed"}),
    ("charge", "{o1:He denied murder there.}", {"He denied manslaughter there.": "changed"}),
    ("name", "{o1:He met Dell there.}", {"He met [A-Z][a-z]+ there.": "changed"}),
    ("short_name", "{o1:He met Mara Dell there.}", {"He met Dell there.": "changed"}),
    ("title", "{o1:He met Mrs Dell there.}", {"He met ([A-Z][a-z]+ )?Dell there.": "changed"}),
    ("typo", "{o1:He ran badly.}", {"He ran (bdaly|baldy|badyl).": "changed"}),
    ("hedge_in", "{o1:It sank.}", {".*(ly|erhaps)\\b.*": "changed"}),
    ("small_word_in", "{o1:It sank.}", {"\\w+ it sank.|It \\w+ sank.|It sank \\w+.": "changed"}),
    ("hedge_out", "{o1:He saw about ten.}", {"He saw ten.": "changed"}),
    ("negation_in", "{o1:It was safe.}", {"It was not safe.": "changed"}),
    ("negation_in", "{s1:He} {q1:ordered} {c1:calm}.", {"He ordered not calm.": "changed"}),
    ("negation_out", "{o1:It was not safe.}", {"It was safe.": "changed"}),
    ("attribution_to_the_end", SAID, {"A bridge had closed, police said.": "reworded"}),
    ("attribution_to_the_front", QUOTE, {"Mara Dell said: “A bridge has closed.”": "reworded"}),
    (
        "attribution_to_the_middle",
        "{c1:All roads, all rails, shut}, {s1:he} {q1:said}.",
        {"All roads, he said, all rails, shut.": "kept", "All roads, all rails, he said, shut.": "kept"},
    ),
    ("attribution_away", SAID, {"A bridge had closed.": "changed"}),
    ("attribution_put_on", "{o1:A ship sank.}", {"A ship sank, [a-z ]+ (said|reported).": "changed"}),
    ("speaker_replaced", QUOTE, {"“A bridge has closed,” \\w+ \\w+ said.": "changed"}),
    ("cut_antecedent", f"Top / {SHE}", {"Top / Rain fell. She said a bridge had closed.": "lost kept kept!"}),
    ("rival_before", SHE, {"Mara Dell came. / Rain fell. .+ She said .*": "kept kept kept!"}),
    ("antecedent_renamed", SHE, {"\\w+ \\w+ came. / Rain fell. She said .*": "lost kept kept!"}),
    ("repeated", LIVE, {f"Top / {LONG} Rain fell. / .*{LONG}.*": "kept kept"}),
    ("near_duplicate", LIVE, {".*The old ship sank in .*": "kept kept", f".*{LONG}.*": "kept kept"}),
    ("replaced_by_near", LIVE, {"Top / Rain fell. / One. / .* .* .* .*": "lost kept"}),
    ("two_to_choose_from", LIVE, {f"Top / Rain fell. / One. / .*{LONG}.*{LONG}.*": "ambiguous kept"}),
    ("new_paragraph", "Top / {o1:A.} / B.", {"Top / .+": "kept"}),
    ("new_sentence_in", "{o1:A sank.}", {".+ A sank.|A sank. .+": "kept"}),
    ("subheads", "Top / {o1:A sank.}", {"Top( / [A-Z][a-z ]+)* / A sank.( / .+)?": "kept"}),
    ("boilerplate", "Top / {o1:A sank.} / B.", {"Top.*( / .*(said|No comment).*)+": "kept"}),
    ("paraphrase", "{o1:A b c d e f g h.}", {"[A-Za-z ]+.": ""}),
    ("headline", "{o1:Ship sinks} / B.", {"[A-Z][a-z ]+ / B.": "lost"}),
]


def article(marked: str) -> Marked:
    """The article of an example; every attribution is Mara Dell's."""
    rows = "".join(
        f'[attributions.{key}]\nspeaker = "Mara Dell"\n'
        for key in sorted(set(re.findall(r"\{c(\d)", marked)))
    )
    text = marked.replace(" / ", "\n\n")
    found, problems = parse("example", f'{text}\n+++\ngenre = "wire"\nenglish = "British"\n{rows}')
    assert found, problems
    return found


def ends(draft: Edited) -> str:
    return " ".join(gold.how + "!" * (gold.speaker_changed is True) for gold in draft.gold)


def bare(marked: str) -> str:
    return re.sub(r"\{[a-z]\d:|\}(?!\d|\[)", "", marked) if re.search(r"\{[a-z]\d:", marked) else marked


@pytest.mark.parametrize(
    ("family", "marked", "may_be"), EXAMPLES, ids=[f"{row[0]}-{at}" for at, row in enumerate(EXAMPLES)]
)
def test_what_a_family_does(family: str, marked: str, may_be: dict[str, str]) -> None:
    patterns = {
        re.compile(f"(?:{bare(key)})\n".replace(" / ", "\n\n"), re.DOTALL): end for key, end in may_be.items()
    }
    base = article(marked)
    drawn = [draft for seed in range(12) if (draft := edited(base, seed, (family,))).edits]
    assert drawn
    for draft in drawn:
        met = [end for pattern, end in patterns.items() if pattern.fullmatch(draft.new)]
        assert met, draft.new
        assert ends(draft) in met or "" in met, (draft.new, ends(draft))


def test_every_family_has_its_example() -> None:
    assert {family for family, _, _ in EXAMPLES} == set(families())
