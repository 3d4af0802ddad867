"""Hostile text in every field, on every surface: shown as text, never as anything else."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Article, Claim, Desk, Sentence, Speaker, User
from claims.services.claim_dismiss import claim_dismiss
from claims.vocabulary import Copy, Coverage, EvidenceKind, Said, So
from tests import factories as make
from tests.support.hostile import MARK, SOME_HOSTILE
from tests.support.html import Element, read
from tests.support.reports import HEADER
from tests.support.taken import made, taken
from tests.views.scene import HTMX

pytestmark = pytest.mark.django_db


class Target:
    """An article in which every field that a person or a text can fill holds the hostile words."""

    def __init__(self, words: str) -> None:
        self.words = words
        room = self.room = make.newsroom()
        line = " ".join(words.split())
        for person, name in (
            (room.reporter, "a"),
            (room.checker, "b"),
            (room.second, "c"),
            (room.editor, "d"),
        ):
            User.objects.filter(pk=person.pk).update(name=f"{line} {name}", initials="<b>"[:4])
        Desk.objects.filter(pk=room.desk.pk).update(name=words)
        text = f"{words}\n\nThe source said the fact one is here. The {words} fact two. Fact three is this."
        self.article = make.pasted(room, text=text, headline=line, byline=f"By {line}")
        text = self.article.drafts.get().text
        split = make.running(self.article)
        count = make.Count("one", 1, counted=words, as_of=words, when=words)
        found = make.found_in(
            text,
            make.Saying("the fact one is here", "The source", "said", words, title=words, figures=(count,)),
            make.Saying(f"{words} fact two", figures=(replace(count, words="two", value=2),)),
            make.Saying("Fact three is this"),
        )
        from claims.services.split_store import store

        assert store(split.pk, 1, found)
        Sentence.objects.update(coverage=Coverage.OPEN, why=words[:200])
        first, two, three = self.claims = list(Claim.objects.filter(article=self.article).order_by("pk"))
        make.evidence(
            first,
            room.checker,
            kind=EvidenceKind.SEARCH,
            title=words,
            url=f"https://a.example/?q={MARK}%22%3E%3Cscript%3E",
            words=words,
            result=words,
            locator=words,
            passage=words,
            seen_at=datetime(2026, 1, 2, tzinfo=UTC),
        )
        given = {"said": Said.UNFAIR, "so": So.WRONG, "note": words, "copy": Copy.FIX_PROPOSED, "fix": words}
        make.answered(first, room.checker, settle=True, **given)
        make.answered(two, room.checker, so=So.CONFIRMED, note=words)
        claim_dismiss(claim_id=three.pk, seen=1, by=room.editor, key=make.key(), note=words)
        self.client = Client()
        self.client.force_login(User.objects.get(pk=room.editor.pk))

    def pages(self) -> dict[str, bytes]:
        """Every surface that shows them."""
        found = {
            "desk": self.client.get(reverse("desk")).content,
            "article-new": self.client.get(reverse("article-new")).content,
        }
        for name in ("article", "article-history", "article-report", "article-glance", "article-progress"):
            found[name] = self.client.get(reverse(name, args=[self.article.pk])).content
        for claim in self.claims:
            for name in ("claim", "claim-card", "claim-history"):
                address = reverse(name, args=[claim.pk])
                found[f"{name} {claim.pk}"] = self.client.get(address).content
                found[f"{name} {claim.pk} htmx"] = self.client.get(address, headers=HTMX).content
        return found | self.refusals()

    def refusals(self) -> dict[str, bytes]:
        """The forms that come back with what was typed."""
        sent = {"note": self.words, "fix": self.words, "passage": self.words, "title": self.words}
        sent |= {"words": self.words, "result": self.words, "locator": self.words, "url": self.words}
        sent |= {
            "so": self.words,
            "said": self.words,
            "to": self.words,
            "kind": self.words,
            "key": self.words,
        }
        two, found = self.claims[1], {}
        for name in ("answer", "evidence", "move", "dismiss"):
            address = reverse(f"claim-{name}", args=[two.pk])
            for headers in ({}, HTMX):
                refused = self.client.post(address, sent, headers=headers)
                assert refused.status_code == 422
                found[f"{name}, refused, {headers}"] = refused.content
        stale = {"so": So.CONFIRMED, "seen": 1, "key": make.key()} | {"note": self.words, "fix": self.words}
        late = self.client.post(reverse("claim-answer", args=[two.pk]), stale)
        assert late.status_code == 409
        paste = {"text": self.words, "headline": self.words, "byline": self.words, "key": ""}
        found["stale"] = late.content
        found["paste"] = self.client.post(reverse("article-new"), paste).content
        found["found"] = self.client.post(
            reverse("article-found"), paste | {"text": f"{self.words} x"}
        ).content
        found["signed out"] = Client().post(reverse("claim-answer", args=[two.pk]), stale).content
        found["sign in"] = (
            Client()
            .post(reverse("account_login"), {"login": self.words, "password": "x", "next": self.words})
            .content
        )
        return found


# The addresses of evidence that the scenes have.
OUT = ("https://a.example/", "https://harbour.example/")
OURS = ("/static/", "/articles/", "/claims/", "/sign-", "/", "#", "?")


def harmless(page: Element) -> None:
    """Nothing in it runs, loads or leads anywhere but what we put there."""
    for one in page:
        names = set(one.attributes)
        assert one.tag not in ("iframe", "object", "embed", "base", "style"), one
        assert not [name for name in names if name.startswith(("on", "hx-on", "data-hx-on", "style"))], one
        for name in ("src", "srcset", "action", "formaction", "data", "poster", "hx-get", "hx-post"):
            address = one.attributes.get(name, "/")
            assert address.startswith(OURS) and not address.startswith("//"), (name, address)
        if one.tag == "script":
            assert one.attributes["src"].startswith("/static/") and not one.text.strip()
        if one.tag in ("a", "link"):
            way = one.attributes.get("href", "/")
            assert (way.startswith(OURS) and not way.startswith("//")) or way.startswith(OUT), way
        if one.tag == "img":
            assert one.attributes["src"].startswith("/static/")


@pytest.mark.parametrize("words", SOME_HOSTILE)
def test_on_every_page_it_is_text(words: str) -> None:
    target = Target(words)
    shown = 0
    for name, content in target.pages().items():
        page = read(content)
        harmless(page)
        shown += MARK in page.text
        assert b"csrfmiddlewaretoken' value" not in content
        for one in page:
            assert MARK not in one.tag and not any(MARK in attribute for attribute in one.attributes), name
    assert shown >= 12, "the words are shown, not thrown away"
    text = (
        read(target.client.get(reverse("article", args=[target.article.pk])).content)
        .by_id("article-text")
        .text
    )
    assert text == Article.objects.get().drafts.get().text
    assert Speaker.objects.get().name == words[:300]


@pytest.mark.parametrize("words", SOME_HOSTILE)
def test_in_the_table_it_is_no_formula(words: str) -> None:
    target = Target(words)
    file = taken(target.client, made(target.client, target.article)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file, newline=""), strict=True))
    assert all(len(row) == len(HEADER) for row in rows)
    held = 0
    for row in rows[1:]:
        for cell in row:
            held += MARK in cell
            for line in cell.splitlines() or [""]:
                bare = line.lstrip(' "“\u200b\u202e\u2066')
                assert not bare.startswith(tuple("=+-@＝＋－＠\t\r")), cell
    assert held > 12
    first = dict(zip(HEADER, rows[1], strict=True))
    assert first["Why not, note"].replace("'", "") == words.replace("'", "")


def test_the_search_for_what_runs_finds_it() -> None:
    """So that the tests above can fail."""
    for bad in (
        "<script>x</script>",
        '<script src="//evil.example/x.js"></script>',
        '<img src="x" onerror="y">',
        "<iframe></iframe>",
        '<p style="x">y</p>',
        '<a href="javascript:x">y</a>',
        '<form action="//evil.example"></form>',
        '<div hx-get="https://evil.example"></div>',
    ):
        with pytest.raises((AssertionError, KeyError)):
            harmless(read(bad))
