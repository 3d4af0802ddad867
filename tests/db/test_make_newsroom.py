"""A newsroom of any size: made by the command, and only where nobody works."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import Article, Claim, Draft, Place, Speaker, Split
from claims.services.newsroom_copies import APART
from claims.services.sample_newsroom import sample_newsroom
from claims.vocabulary import SplitState
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def made(articles: int) -> str:
    said = StringIO()
    call_command("make_newsroom", "--articles", str(articles), stdout=said)
    return said.getvalue()


def test_copies_are_whole_and_have_names_of_their_own() -> None:
    sample_newsroom()
    said = made(40)
    number, claims = Article.objects.count(), Claim.objects.count()
    assert number >= 40 and said.startswith(f"{number:,} articles, {claims:,} claims")
    assert Draft.objects.values("sha256").distinct().count() > number // 2
    assert not Split.objects.exclude(state=SplitState.DONE).exists()
    assert not Claim.objects.filter(places=None, pk__gte=APART, attribution=None).exists()
    first, copy = (Article.objects.get(pk=pk) for pk in (_bridge().pk, _bridge().pk + 3 * APART))
    texts = [one.drafts.get().text for one in (first, copy)]
    assert texts[0] != texts[1] and len(texts[0]) == len(texts[1])
    place = Place.objects.filter(draft=copy.drafts.get(), claim__isnull=False)[0]
    assert texts[1][place.start : place.end].strip()
    names = [set(Speaker.objects.filter(article=one).values_list("name", flat=True)) for one in (first, copy)]
    assert len(names[0]) == len(names[1]) and names[0] != names[1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(sha256(convert_to(text, 'UTF8')), 'hex') = sha256 FROM claims_draft")
        assert {same for (same,) in cursor.fetchall()} == {True}

    with pytest.raises(CommandError, match="already"):
        made(60)


def _bridge() -> Article:
    return Article.objects.get(title__startswith="Harrowby bridge")


@pytest.mark.parametrize("why", ["real people", "production", "nobody"])
def test_where_it_is_refused(why: str, settings: Any) -> None:
    if why == "real people":
        make.newsroom()
    elif why == "production":
        settings.SAMPLE_ALLOWED = False
    before = Article.objects.count()
    with pytest.raises(CommandError, match=r"made up|own machine|sample newsroom first"):
        made(30)
    assert Article.objects.count() == before
