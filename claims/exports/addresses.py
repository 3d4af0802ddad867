"""Which addresses may be links in a file that leaves the desk: those that lead to a page, and nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote

LONGEST = 2079  # what spreadsheets and word processors open
WEB = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?(?=[/?#]|\Z)", re.IGNORECASE)
BARE = re.compile(
    r"[^\s\x00-\x20\x7f<>\"\\^`{|}\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]*\Z"
)


def link_to(address: str) -> str:
    """The address as the target of a link, in ASCII; "" where it must stay words: no http(s), or anything odd in it."""
    host = WEB.match(address)
    if not host or not BARE.match(address):
        return ""
    target = host[0] + quote(address[host.end() :], safe="/?#[]@!$&'()*+,;=:%~")
    return target if len(target) <= LONGEST and not _cut_short(target) else ""


def _cut_short(target: str) -> bool:
    """Whether a percent sign in it stands for nothing: word processors take such a file for damaged."""
    return bool(re.search(r"%(?![0-9A-Fa-f]{2})", target)) or target.count("#") > 1
