"""What was mended, as training data, read back by the training's own reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.extraction.training.corpus import Relation, read_part
from claims.models import Desk
from claims.services.attribution_mend import attribution_mend
from claims.services.claim_add import claim_add
from claims.services.claim_edges import claim_edges
from tests import factories as make

pytestmark = pytest.mark.django_db


def span(words: str) -> tuple[int, int]:
    return make.TEXT.index(words), make.TEXT.index(words) + len(words)


@pytest.fixture
def mended(room: make.Newsroom) -> make.Newsroom:
    """The mayor's claim with another source and other edges, and one more of hers; another article as it was found."""
    article, claims = make.split_article(room)
    make.split_article(room)
    safe = claims[0]
    given = {"claim_id": safe.pk, "by": room.checker}
    claim_edges(seen=1, key=make.key(), words="bridge is safe", **given)
    attribution_mend(seen=2, key=make.key(), source="Ann Cole", cue="said", **given)
    cole = safe.attribution.speakers.get()  # type: ignore[union-attr]
    words = "Harbour bridge to stay open"
    claim_add(article_id=article.pk, by=room.checker, key=make.key(), words=words, who=str(cole.pk))
    return room


def test_the_trainings_reader_reads_both(mended: make.Newsroom, tmp_path: Path) -> None:
    call_command("export_corrections", str(tmp_path))
    (found,) = read_part(tmp_path)
    assert found.text == make.TEXT
    now, machine = found.annotators
    hurt = Relation([span("a harbour spokesman")], [(span("spokesman said")[1] - 4, span("spokesman said")[1])],
                    [span("“Nobody was hurt on Monday,”")])  # fmt: skip
    assert machine == [Relation([span("Mayor Ann Cole")], [span("said")], [span("the bridge is safe")]), hurt]
    assert now == [
        Relation([], [], [span("Harbour bridge to stay open")]),
        Relation([span("Ann Cole")], [span("said")], [span("bridge is safe")]),
        hurt,
    ]


def test_a_confidential_desk_has_to_be_named(mended: make.Newsroom, tmp_path: Path) -> None:
    Desk.objects.filter(pk=mended.desk.pk).update(confidential=True)
    call_command("export_corrections", str(tmp_path / "all"))
    assert not list((tmp_path / "all").rglob("*.*"))
    call_command("export_corrections", str(tmp_path / "one"), desk=mended.desk.name)
    assert len(list((tmp_path / "one").rglob("*.*"))) == 3
    call_command("export_corrections", str(tmp_path / "other"), desk=mended.other.name)
    assert not list((tmp_path / "other").rglob("*.*"))
    with pytest.raises(CommandError, match="no desk called"):
        call_command("export_corrections", str(tmp_path), desk="Moon")
