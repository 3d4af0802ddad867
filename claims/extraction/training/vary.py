"""The same article as other houses would set it. Each change keeps every offset: one character for one."""

import random

from claims.extraction.quotes import CLOSER, MARKS

STYLES = {  # opening and closing double mark
    "curly": "“”",
    "straight": '""',
    "french": "«»",
    "german": "„“",
    "danish": "»«",
    "british": "‘’",
}
WEIGHTS = {"curly": 30, "straight": 30, "french": 6, "german": 5, "danish": 1, "british": 10}


def vary(text: str, chance: random.Random) -> str:
    """`text` as it is most of the time; else with other quotation marks, and now and then its headline in capitals."""
    if chance.random() < 0.45:
        style = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        text = requote(text, STYLES[style])
        if chance.random() < 0.5:
            text = text.translate({ord("’"): "'"} if style == "straight" else {ord("'"): "’"})
    if chance.random() < 0.1:
        head, line_end, rest = text.partition("\n")
        if len(head.upper()) == len(head):
            text = head.upper() + line_end + rest
    return text


def requote(text: str, marks: str) -> str:
    """`text` with its double quotation marks replaced by the two characters of `marks`."""
    chars = list(text)
    awaited = ""
    for position, char in enumerate(chars):
        if char == "\n":
            awaited = ""
        elif char in MARKS:
            chars[position] = marks[bool(awaited)]
            awaited = "" if awaited else CLOSER.get(char, char)
    return "".join(chars)
