"""What goes in and out of the API. The schema in the OpenAPI document is made of these."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from claims.vocabulary import ArticleState

MOST = (1 << 63) - 1
Id = Annotated[int, Meta(ge=1, le=MOST)]
Sha256 = Annotated[
    str, Meta(pattern="^[0-9a-f]{64}$", description="SHA-256 of a draft's text, in hexadecimal.")
]
Line = Annotated[str, Meta(max_length=300)]
Text = Annotated[
    str, Meta(min_length=1, description="The whole copy, headline and byline included, as plain text.")
]
Url = Annotated[str, Meta(max_length=2000)]
Span = tuple[int, int]
# One of the article's states, as the pattern says.
State = Annotated[str, Meta(pattern=f"^(?:{'|'.join(ArticleState.values)})$")]


class In(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What is sent. A name that isn't known is refused, so that a slip isn't passed over."""


class Out(msgspec.Struct, kw_only=True):
    """What is answered. Names may be added: ignore those that you don't know."""


# -- sent ----------------------------------------------------------------------------------------------------


class ArticleIn(In):
    """A new article. `written_by`: user names of those who wrote it, who then don't check it; without it they are found
    by the printed byline."""

    desk: Id
    text: Text
    headline: Line = ""
    byline: Line = ""
    written_by: Annotated[list[Annotated[str, Meta(max_length=150)]], Meta(max_length=50)] | None = None


class DraftIn(In):
    """The next draft of an article. `reason`: what a correction of a published article corrects, and why."""

    text: Text
    headline: Line = ""
    byline: Line = ""
    reason: Annotated[str, Meta(max_length=2000)] = ""


class TextIn(In):
    """A text as it would be sent as a draft."""

    text: Text
    headline: Line = ""
    byline: Line = ""


class PublishedIn(In):
    """Where an article was published. `sha256`: of the text that was, if another one mustn't be meant."""

    url: Url
    sha256: Sha256 | None = None


class ArticlesAsked(In):
    """`before`: the number of the last article of the page before."""

    desk: Id | None = None
    state: State | None = None
    before: Id | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 50


class ClaimsAsked(In):
    """`after`: the number of the last claim of the page before."""

    after: Annotated[int, Meta(ge=0, le=MOST)] = 0
    limit: Annotated[int, Meta(ge=1, le=500)] = 200


class ClearanceAsked(In):
    sha256: Sha256


# -- answered ------------------------------------------------------------------------------------------------


class DeskOut(Out):
    id: int
    name: str


class TokenOut(Out):
    """Whose token it is and what it may do."""

    name: str
    scopes: list[str]
    desks: list[DeskOut]
    expires: datetime


class DraftOut(Out):
    """A draft that is stored. `sha256` is of its text as it was stored: ask clearance for it."""

    article: int
    draft: int
    sha256: str
    url: str


class ArticleLine(Out):
    """An article. `draft`, `sha256` and `split` are of its newest draft; `url` is this API's, `page` the desk's."""

    id: int
    desk: DeskOut
    title: str
    state: str
    draft: int
    sha256: str
    split: str
    deadline: datetime | None
    published_url: str
    created: datetime
    url: str
    page: str


class ArticlesOut(Out):
    """`next`: the address of the next page, null on the last one."""

    articles: list[ArticleLine]
    next: str | None


class ReasonOut(Out):
    """`name` stays the same; `words` are for a reader."""

    name: str
    words: str


class BlockerOut(ReasonOut):
    """What keeps the newest draft from being signed, with the claims that it is about."""

    claims: list[int]


class SignatureOut(Out):
    """A signature that holds for the newest draft; `override`: why, where an editor signed against the gate."""

    name: str
    role: str
    at: datetime
    draft: int
    sha256: str
    override: str


class ReportLine(Out):
    """A report that was made for outside the desk; `sha256` is of its JSON."""

    id: int
    number: int
    draft: int
    made: datetime
    sha256: str
    url: str


class ArticleOut(ArticleLine):
    """`ready`: nothing keeps its newest draft from being signed; `signed`: enough people have signed it. `claims`: how
    many stand in which state."""

    ready: bool
    blockers: list[BlockerOut]
    signed: bool
    signatures: list[SignatureOut]
    claims: dict[str, int]
    reports: list[ReportLine]


class SpeakerOut(Out):
    name: str
    kind: str
    title: str


class ClaimOut(Out):
    """A claim. `words` are the article's own, `spans` where they stand: code points of the draft's text, end exclusive.

    `said` and `so` are what was found, "" where nobody has answered or it can't be told before a second person has
    (`hidden`).
    """

    id: int
    number: int
    state: str
    words: str
    spans: list[Span]
    lost: bool
    own_voice: bool
    speakers: list[SpeakerOut]
    source: str
    cue: str
    said: str
    so: str
    copy: str
    hidden: bool
    high_risk: bool
    risks: list[str]


class ClaimsOut(Out):
    """Claims in the order of the text of `draft`. `next`: the address of the next page, null on the last one."""

    article: int
    draft: int
    sha256: str
    claims: list[ClaimOut]
    next: str | None


class ClearedOut(Out):
    """What one article with this text says."""

    article: int
    draft: int
    state: str
    clear: bool
    reasons: list[ReasonOut]
    url: str


class ClearanceOut(Out):
    """`clear`: the text with this hash may be published, now. Else `reasons` says why not."""

    clear: bool
    sha256: str
    reasons: list[ReasonOut]
    articles: list[ClearedOut]


class FileOut(Out):
    """A report's file: "kept" can be fetched at `url`; "" wasn't asked for yet."""

    format: str
    state: str
    url: str


class ReportOut(ReportLine):
    """`report` is the report itself, by docs/report.schema.json."""

    article: int
    files: list[FileOut]
    report: msgspec.Raw
