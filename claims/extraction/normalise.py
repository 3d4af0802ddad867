"""The one change that is made to a pasted text, once, when a draft is stored."""

import re

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]")


def normalise(text: str) -> str:
    """`text` with every line end as a line feed, and without byte order marks, controls (a tab stays) and surrogates.

    Nothing else changes: no composition of accents, no quotation marks. Doing it twice changes nothing more.
    """
    return LINE_ENDS.sub("\n", UNWANTED.sub("", text))
