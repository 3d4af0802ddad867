"""Whether the TOML of a marked article fits its marks, and says what can be."""

from typing import Any

GENRES = tuple("wire court business health science sport city disaster obituary foreign live press".split())
ENGLISH = ("British", "American")
BOUNDS = {  # which of low and high stand, for each bound
    "exact": (True, True),
    "about": (True, True),
    "range": (True, True),
    "at_least": (True, False),
    "more_than": (True, False),
    "at_most": (False, True),
    "less_than": (False, True),
}


def wrong_rows(
    rows: dict[str, Any], seen: dict[str, int], lines: dict[tuple[str, str], int]
) -> list[tuple[int, str]]:
    """Rows and marks without each other, and rows that say what cannot be; each with its line of the file.

    `seen`: the line of each key's first mark; `lines`: that of each TOML table, by name and number."""
    top = min(lines.values(), default=1)
    found: list[tuple[int, str]] = []
    if rows.get("genre") not in GENRES:
        found.append((top, f"genre is none of {' '.join(GENRES)}"))
    if rows.get("english") not in ENGLISH:
        found.append((top, f"english is none of {' '.join(ENGLISH)}"))
    known = {"genre", "english", "attributions", "figures", "conflicts"}
    found += [(top, f"nothing is called {name}") for name in rows.keys() - known]
    for table, kind, check in (("attributions", "c", _wrong_speaker), ("figures", "f", _wrong_figure)):
        given = rows.get(table, {})
        marked = {key[1:]: line for key, line in seen.items() if key[0] == kind}
        for number in marked.keys() - given.keys():
            found.append((marked[number], f"{kind}{number} has no row [{table}.{number}]"))
        for number, row in given.items():
            line = lines.get((table, number), top)
            if number not in marked:
                found.append((line, f"[{table}.{number}] has no mark {kind}{number}"))
            found += [(line, f"[{table}.{number}]: {words}") for words in check(row)]
    for key, line in seen.items():
        if key[0] in "sq" and "c" + key[1:] not in seen:
            found.append((line, f"{key} has no content c{key[1:]}"))
    for number, conflict in enumerate(rows.get("conflicts", ())):
        line = lines.get(("conflicts", str(number)), top)
        figures = conflict.get("figures", [])
        if len(set(figures)) < 2 or set(conflict) != {"figures"}:
            found.append((line, "a conflict is figures = [two or more numbers]"))
        found += [
            (line, f"a conflict with f{one}, which is not there") for one in figures if f"f{one}" not in seen
        ]
    return found


def _wrong_speaker(row: dict[str, Any]) -> list[str]:
    wrong = [f"nothing is called {key}" for key in row.keys() - {"speaker", "also"}]
    speaker = row.get("speaker")
    names = speaker if isinstance(speaker, list) else [speaker]
    if not all(isinstance(name, str) for name in names) or speaker == [] or (len(names) > 1 and "" in names):
        wrong.append('speaker is a name, a list of names, or ""')
    also = row.get("also", [])
    if not isinstance(also, list) or not all(isinstance(name, str) and name for name in also):
        wrong.append("also is a list of names")
    return wrong


def _wrong_figure(row: dict[str, Any]) -> list[str]:
    wrong = [
        f"nothing is called {key}" for key in row.keys() - set("low high bound unit counted as_of".split())
    ]
    low, high, bound = row.get("low"), row.get("high"), row.get("bound")
    if any(type(value) not in (int, float) for value in (low, high) if value is not None):
        return [*wrong, "low and high are numbers"]
    if bound not in BOUNDS:
        return [*wrong, f"bound is none of {' '.join(BOUNDS)}"]
    wanted = BOUNDS[bound]
    if (low is not None, high is not None) != wanted:
        needs = " and ".join(name for name, stands in zip(("low", "high"), wanted, strict=True) if stands)
        wrong.append(f"{bound} has {needs}" + ("" if all(wanted) else " alone"))
    elif bound in ("exact", "about") and low != high:
        wrong.append(f"{bound} has low equal to high")
    elif bound == "range" and not low < high:
        wrong.append("a range has low under high")
    if not all(isinstance(row.get(key, ""), str) for key in ("unit", "counted", "as_of")):
        wrong.append("unit, counted and as_of are words")
    return wrong
