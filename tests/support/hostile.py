"""Words that mean something to whoever shows them carelessly, and every stored field that they are put into."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.models import Attribution, Capture, Desk, EventPayload, RegisterEntry, Typing

MARK = "qzx"  # stands in each of them, so that it can be looked for
# Such as the forms leave whole. Our own writing, all of it.
HOSTILE = [
    f"<script>alert('{MARK}')</script>",
    f"\"><img src=x onerror=alert('{MARK}')>",
    f"'><svg/onload=alert('{MARK}')>",
    f"</textarea></script></title><iframe src=//{MARK}.example></iframe>",
    f"{{{{ {MARK} }}}}{{% csrf_token %}}{{% include '{MARK}' %}}",
    f"\u202e{MARK}\u202c\u2066\u200b",
    f'=HYPERLINK("http://{MARK}.example","x")',
    f"＝cmd|' /C calc'!{MARK}",
    f"@SUM(1+1)*{MARK}",
    f"javascript:alert('{MARK}')",
    f"&lt;b&gt;{MARK}&amp;&#x3c;",
    f"<!-- {MARK} --><style>*{{display:none}}</style>",
    f"<a href=//{MARK}.example hx-get=/ hx-trigger=load data-hx-on:load=alert(1)>x</a>",
    f"{MARK}\n=1+1\n<b>second line</b>",
    f"<svg><animate xlink:href=#x attributeName=href values=javascript:{MARK} /><a id=x><rect/></a></svg>",
    f"<math><mtext><table><mglyph><style><img title='--></style><img src=1 onerror={MARK}>'>",
    f"Аnn Соlе {MARK} раураl.example",  # Cyrillic letters that look like Latin ones
    f"' autofocus onfocus={MARK} x='",
    f"`${{{MARK}}}` #{{{MARK}}} <%= {MARK} %> ${{jndi:ldap://{MARK}.example}}",
]
# For tests that take long with each: four of them in `make test`, all in `make test-long`.
SOME_HOSTILE = [
    pytest.param(words, marks=[pytest.mark.long] if at >= 4 else [], id=str(at))
    for at, words in enumerate(HOSTILE)
]
# Such as the forms clean, and a file, a worker or another program may bring all the same.
CONTROLS = [
    f"\x1b[2J\x1b[31m{MARK}\x1b]0;owned\x07",
    f"{MARK}\r\nBcc: everybody@{MARK}.example\r\n\r\n<b>body</b>",
    f"{MARK}\nERROR django.request: forged",
    f"{MARK}\x85\u2028\u2029\x0b\x0c\x7f",
]

# How each stored text is filled: "text", "line" (no line ends), "url" (an address that ends so), "unique"; what isn't,
# with the reason. A field that isn't here fails a test.
FIELDS = {
    "User.username": "unique",
    "User.password": "- a hash",
    "User.name": "line",
    "User.email": "unique",
    "User.initials": "line",
    "User.own_keys": "- the table of keys decides what may stand there",
    "Desk.name": "unique",
    "Desk.high_risks": "- names of rules",
    "Desk.spellings": "json",
    "Article.title": "line",
    "Article.published_url": "url",
    "Article.hold_why": "text",
    "Draft.text": "- never changed: test_hostile_text pastes it",
    "Draft.reason": "- never changed: it is shown as the notes are",
    "Draft.sha256": "- a hash",
    "Split.error": "text",
    "Split.model": "line",
    "CopyNote.by": "line",
    "CopyNote.text": "text",
    "Sentence.why": "line",
    "Sentence.clearing_why": "line",
    "Speaker.name": "line",
    "Speaker.title": "line",
    "Speaker.mentions": "- numbers",
    "Attribution.read_as": "json",
    "RegisterEntry.name": "line",
    "RegisterEntry.aliases": "json",
    "RegisterEntry.note": "text",
    "RegisterChange.before": "- shown nowhere: what it was stands in the entry's own row",
    "RegisterChange.after": "- shown nowhere: the same",
    "RegisterChange.action": "- never changed: what a form sends, shown nowhere",
    "RegisterChange.key": "- never changed: the same",
    "Claim.wording": "- a hash",
    "Claim.words": "- a hash",
    "Claim.risks": "- names of rules",
    "Claim.figures": "- the machine's: test_hostile_text stores them",
    "Claim.instruction": "text",
    "Claim.stale_why": "text",
    "Claim.fix": "text",
    "Claim.dismissal_why": "text",
    "Lowering.risk": "- the name of a rule",
    "Lowering.why": "text",
    "Lowering.decided_why": "text",
    "Place.fingerprint": "- a hash",
    "Answer.wording": "- a hash",
    "Answer.note": "text",
    "Evidence.title": "line",
    "Evidence.url": "url",
    "Evidence.words": "text",
    "Evidence.result": "text",
    "Evidence.withdrawn_why": "text",
    "Capture.error": "text",
    "Capture.url": "url",
    "Capture.final_url": "url",
    "Capture.headers": "json",
    "Capture.stored": "- made up by us",
    "Capture.name": "line",
    "Capture.media_type": "- told by the bytes, one of a list",
    "Capture.sha256": "- a hash",
    "Capture.text": "text",
    "Use.locator": "line",
    "Use.passage": "text",
    "Use.withdrawn_why": "text",
    "Event.key": "- never changed: what a form sends, shown nowhere",
    "Event.digest": "- a hash",
    "Event.chain": "- a hash",
    "EventPayload.salt": "- made up by us",
    "EventPayload.before": "- numbers and hashes; what is shown of it stands in `after`",
    "EventPayload.after": "json",
    "EventPayload.note": "text",
    "EventPayload.undo": "- shown nowhere",
    "SignOff.sha256": "- a hash",
    "SignOff.override_why": "text",
    "SignOff.revoked_why": "text",
    "Question.source": "line",
    "Question.text": "text",
    "Question.answer": "text",
    "Note.text": "text",
    "NoteEdit.text": "text",
    "Notice.key": "- a cause's name, shown nowhere",
    "Typing.form": "- one of a list of names",
    "Typing.fields": "json",
    "LeftFile.stored": "- made up by us",
    "Report.content": "- frozen JSON of the other fields: tests/unit/exports fill each of it",
    "Report.sha256": "- a hash",
    "Report.tells": "- numbers",
    "ReportFile.error": "text",
    "ReportFile.stored": "- made up by us",
    "ReportFile.sha256": "- a hash",
    "ReportShare.digest": "- a hash",
    "ReportShare.to": "line",
    "Invitation.name": "line",
    "SearchEntry.words": "text",
    "SearchEntry.called": "line",
    "SearchEntry.figures": "- digits",
    "ClaimVector.model": "- of a list of ours",
    "ClaimVector.digest": "- a hash",
    "Heartbeat.name": "unique",
    "Heartbeat.queues": "line",
    "Upkeep.name": "line",
    "Upkeep.trouble": "line",
    "Invitation.email": "unique",
    "Invitation.digest": "- a hash",
    "PeopleChange.before": "- never changed: a role, or the name of a desk, which has its own row",
    "PeopleChange.after": "- never changed: the same",
    "PeopleChange.key": "- never changed: what a form sends, shown nowhere",
    "ConfidentialSource.pseudonym": "unique",
    "ConfidentialSource.stored": "- made up by us",
    "Approval.wording": "- a hash",
    "Integration.name": "line",
    "Integration.scopes": "- of a list",
    "Integration.prefix": "- made up by us",
    "Integration.digest": "- a hash",
    "ApiCall.method": "- one that the address takes",
    "ApiCall.name": "- the name of an address",
    "Webhook.url": "url",
    "Webhook.topics": "- of a list",
    "Delivery.name": "- made up by us",
    "Delivery.body": "- numbers, states, hashes and addresses",
    "Delivery.error": "text",
}
TEXTS = (models.CharField, models.TextField, models.JSONField, ArrayField)
# What history shows of an event's payload as it was written.
SHOWN_OF_AFTER = ("instruction", "from", "to", "published_url")


def stored_texts() -> dict[str, models.Field[Any, Any]]:
    """Every column of ours that can hold words, but those with a list of choices."""
    return {
        f"{model.__name__}.{field.name}": field
        for model in apps.get_app_config("claims").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS) and not field.choices
    }


def harmless_twin(words: str) -> str:
    """Words of the same shape that mean nothing: blanks and line ends where the others have them."""
    return re.sub(r"[^\s\x85\u2028\u2029]", "x", words)


def plant(words_of: Callable[[int], str]) -> dict[str, int]:
    """Put words into every field of FIELDS, in each row that has some there already, else in each row; how many rows,
    by field. `words_of` gives the words of the field with that number."""
    counts = {}
    for number, (name, field) in enumerate(stored_texts().items()):
        how = FIELDS[name]
        if how == "json":
            counts[name] = JSON[name](words_of(number))
        elif not how.startswith("-"):
            counts[name] = _fill(field, how, words_of(number))
    return counts


def _fill(field: models.Field[Any, Any], how: str, words: str) -> int:
    rows = field.model._base_manager.exclude(**{field.name: ""})
    rows = rows if rows.exists() else field.model._base_manager.all()
    if str(field) == "claims.User.email":
        rows = rows.filter(integration=False)  # the database lets no other system have one
    if how != "unique":
        return int(rows.update(**{field.name: _fitting(field, how, words)}))
    for row in rows.only("pk"):
        value = f"{_fitting(field, 'line', words)[: (field.max_length or 100) - 12]} {row.pk}"
        field.model._base_manager.filter(pk=row.pk).update(**{field.name: value})
    return len(rows)


def _fitting(field: models.Field[Any, Any], how: str, words: str) -> str:
    if how == "url":
        words = "https://a.example/?q=" + re.sub(r"\s", "+", words)
    elif how == "line":
        words = " ".join(words.split(" ")).replace("\n", " ")
    return words[: field.max_length] if field.max_length else words


def _each(rows: Iterable[Any], field: str, value: Callable[[Any], Any]) -> int:
    found = list(rows)
    for row in found:
        type(row)._base_manager.filter(pk=row.pk).update(**{field: value(getattr(row, field))})
    return len(found)


def _payloads(words: str) -> int:
    rows = [one for one in EventPayload.objects.all() if set(one.after) & set(SHOWN_OF_AFTER)]
    return _each(rows, "after", lambda old: old | {key: words for key in SHOWN_OF_AFTER if old.get(key)})


JSON: dict[str, Callable[[str], int]] = {
    "Desk.spellings": lambda words: _each(
        Desk.objects.all(), "spellings", lambda _: [[words[:60], words[:60]]]
    ),
    "RegisterEntry.aliases": lambda words: _each(
        RegisterEntry.objects.all(), "aliases", lambda _: [words[:300], f"{words[:290]} too"]
    ),
    "Attribution.read_as": lambda words: _each(Attribution.objects.all(), "read_as", lambda _: [words]),
    "Capture.headers": lambda words: _each(Capture.objects.all(), "headers", lambda _: [[words, words]]),
    "EventPayload.after": _payloads,
    "Typing.fields": lambda words: _each(
        Typing.objects.all(), "fields", lambda old: dict.fromkeys(old, words)
    ),
}
