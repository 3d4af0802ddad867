"""Which characters stand inside double quotation marks, whatever marks a newspaper prints."""

CLOSER = {"“": "”", "”": "”", "„": "“", "«": "»", "»": "«", "‟": "”", '"': '"'}
MARKS = frozenset('“”„‟«»"')


def inside(text: str) -> bytearray:
    """One byte a code point of `text`: 1 between double quotation marks (the marks themselves included), else 0.

    A line break ends every quotation, so that a missing closing mark spoils one paragraph and not the article;
    newspapers open each paragraph of a long quotation anew.
    """
    flags = bytearray(len(text))
    closer = ""
    for position, char in enumerate(text):
        if char == "\n":
            closer = ""
        elif char in MARKS:
            flags[position] = 1
            closer = _after_mark(char, closer)
            continue
        flags[position] = bool(closer) and char != "\n"
    return flags


def _after_mark(char: str, closer: str) -> str:
    """The closing mark that is awaited once `char` has been read while `closer` ("" for none) was awaited."""
    if not closer:
        return CLOSER.get(char, "")
    # German „…“ and Swedish ”…” are often closed by the wrong one of the two curly marks.
    if char == closer or (closer in "“”" and char in "“”"):
        return ""
    return closer
