"""What is typed and not stored: kept, bounded, its writer's alone, and gone once it is stored or old."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from claims.errors import Refused
from claims.models import Typing
from claims.permissions.typing import TYPED_FORMS, is_typed_form
from claims.selectors.typing import typed_forms, typed_in
from claims.services import typing_keep as keeping
from claims.services.typing_forget import typing_forget, typing_sweep
from claims.services.typing_keep import FORM_BYTES, FORMS_AT_MOST, typing_keep
from claims.tasks import tidy_together
from claims.vocabulary import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def test_the_last_words_are_kept_and_their_articles_with_them(room: make.Newsroom) -> None:
    article, (claim, *_) = make.split_article(room)
    form = f"answer-{claim.pk}"
    for note in ("I", "I asked", "I asked her"):
        typing_keep(by=room.checker, form=form, fields={"note": note, "said": ["verbatim"]})
    kept = typed_in(room.checker, form)
    assert kept and kept.fields == {"note": "I asked her", "said": ["verbatim"]}
    assert kept.article_id == article.pk
    assert typed_forms(room.checker) == [form]
    assert (typed_forms(room.second), typed_in(room.second, form)) == ([], None), "nobody else sees it"
    assert typing_forget(by=room.second, form=form) is False
    assert typing_forget(by=room.checker, form=form) is True
    assert typing_forget(by=room.checker, form=form) is False
    assert typed_forms(room.checker) == []


def test_an_emptied_form_and_a_stored_one_leave_nothing(room: make.Newsroom) -> None:
    _, (claim, *_) = make.split_article(room)
    form, key = f"claim-note-{claim.pk}", make.key()
    typing_keep(by=room.checker, form=form, fields={"text": "Half"}, key=key)
    assert typing_keep(by=room.checker, form=form, fields={}, key=key) is None
    assert typed_forms(room.checker) == []
    from claims.services.note_write import note_write

    note_write(article_id=claim.article_id, claim_id=claim.pk, by=room.checker, key=key, text="Whole")
    assert typing_keep(by=room.checker, form=form, fields={"text": "Who"}, key=key) is None
    assert typed_forms(room.checker) == [], "what comes after it was stored brings nothing back"


@pytest.mark.parametrize(
    "form", ["", "answer", "answer-x", "answer-1 or 1=1", "answer-١", "sign-in", "answer-1\n"]
)
def test_only_known_forms_are_kept(room: make.Newsroom, form: str) -> None:
    with pytest.raises(Refused):
        typing_keep(by=room.checker, form=form, fields={"note": "x"})
    assert not is_typed_form(form)


def test_every_form_that_keeps_is_known() -> None:
    """The names in the templates, with numbers and words where these are filled in."""
    found = set()
    for path in (ROOT / "templates").rglob("*.html"):
        for name in re.findall(r'data-keeps="((?:\{[%{].*?[%}]\}|[^"])*)"', path.read_text()):
            for conditional in ("", r"\1"):
                one = re.sub(r"\{% if .*?%\}(.*?)\{% endif %\}", conditional, name)
                one = re.sub(r"\{\{ form\.address \}\}", "claim-edges", one)
                one = re.sub(r"\{\{ name \}\}", "casualty", one)
                found.add(re.sub(r"\{\{.*?\}\}", "7", one))
    assert len(found) > 20
    assert [one for one in sorted(found) if not is_typed_form(one)] == []
    assert len({one for one, _, _ in TYPED_FORMS}) == len(TYPED_FORMS)


def test_nothing_is_kept_about_what_one_does_not_see(room: make.Newsroom) -> None:
    article, (claim, *_) = make.split_article(room)
    stranger = make.person(Role.REPORTER, room.desk, name="Cora Colleague")
    for form in (f"answer-{claim.pk}", f"draft-new-{article.pk}", "answer-987654321", "answer-" + "9" * 30):
        with pytest.raises(ObjectDoesNotExist):
            typing_keep(by=stranger, form=form, fields={"note": "x"})
    question = make.asked(claim, room.checker, stranger)
    typing_keep(by=stranger, form=f"reply-{question.pk}", fields={"answer": "On Monday"})
    assert typed_forms(stranger) == [f"reply-{question.pk}"]


def test_what_the_database_cannot_hold_is_left_out(room: make.Newsroom) -> None:
    odd = {"text": "a\x00b\ud800c", "key": "k", "password": "p", "csrfmiddlewaretoken": "t"}
    kept = typing_keep(by=room.checker, form="article-new", fields=odd)
    assert kept and Typing.objects.get(pk=kept.pk).fields == {"text": "abc"}
    assert kept.article_id is None


def test_how_much_is_kept(room: make.Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    article, (claim, *_) = make.split_article(room)
    form = f"answer-{claim.pk}"
    typing_keep(by=room.checker, form=form, fields={"note": "x" * FORM_BYTES})
    for much in ("x" * (FORM_BYTES + 1), "ü" * FORM_BYTES):
        with pytest.raises(Refused):
            typing_keep(by=room.checker, form=form, fields={"note": much})
    with pytest.raises(Refused):
        typing_keep(by=room.checker, form=form, fields={f"f{one}": "x" for one in range(101)})
    for name in ("article-new", f"draft-new-{article.pk}", f"draft-new-{article.pk}-again-1"):
        typing_keep(by=room.checker, form=name, fields={"text": "ü" * 1_000_000, "reason": "x"})
        with pytest.raises(Refused):
            typing_keep(by=room.checker, form=name, fields={"text": "x" * 1_100_001})
    assert FORMS_AT_MOST == 100
    monkeypatch.setattr(keeping, "FORMS_AT_MOST", 3)
    typing_keep(by=room.second, form="article-new", fields={"text": "x"})
    typing_keep(by=room.checker, form=f"ask-{claim.pk}", fields={"text": "x"})
    assert len(typed_forms(room.checker)) == 3
    assert typed_forms(room.checker)[0] == f"ask-{claim.pk}" and form not in typed_forms(room.checker)
    assert typed_forms(room.second) == ["article-new"]


def test_what_is_old_goes_and_so_does_an_erased_articles(room: make.Newsroom) -> None:
    _, (claim, *_) = make.split_article(room)
    typing_keep(by=room.checker, form=f"answer-{claim.pk}", fields={"note": "old"})
    Typing.objects.update(at=timezone.now() - timedelta(days=14, minutes=1))
    typing_keep(by=room.checker, form="article-new", fields={"text": "new"})
    assert typing_sweep() == 1
    tidy_together()
    assert typed_forms(room.checker) == ["article-new"]
    assert Typing._meta.get_field("article").remote_field.on_delete.__name__ == "CASCADE"
