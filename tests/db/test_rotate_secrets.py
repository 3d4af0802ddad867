"""`rotate_secrets`: everything secret under the first key, twice harmlessly; what no key opens is named and left."""

from __future__ import annotations

import io
import json

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import override_settings

from claims.models import ConfidentialSource, Speaker, User
from claims.services.confidential_delete import confidential_delete
from claims.services.confidential_open import confidential_open
from tests import factories as make

pytestmark = pytest.mark.django_db

OLD, NEW, LOST = ("old-" * 10, "new-" * 10, "lost-" * 10)


def rotate() -> tuple[int, list[str]]:
    out = io.StringIO()
    try:
        call_command("rotate_secrets", stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def second_factors(user: User) -> None:
    """An app and two kinds of recovery codes, as allauth stores them."""
    encrypt = get_adapter().encrypt
    app = {"secret": encrypt("an app's")}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=app)
    codes = {"seed": encrypt("a seed"), "migrated_codes": [encrypt("one"), encrypt("two")], "used_mask": 0}
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data=codes)


def source_of(room: make.Newsroom) -> ConfidentialSource:
    article, _ = make.split_article(room)
    speaker = Speaker.objects.get(article=article, name="harbour spokesman")
    return make.confidential(speaker, room.reporter, room.editor)


def test_all_of_it_is_wrapped_anew_and_the_old_key_can_go(room: make.Newsroom) -> None:
    with override_settings(SECRETS_KEYS=[OLD]):
        source = source_of(room)
        gone = source_of(room)
        confidential_delete(source_id=gone.pk, by=room.editor, key=make.key())
        second_factors(room.editor)
    with override_settings(SECRETS_KEYS=[NEW, OLD]):
        assert rotate() == (0, ["5 wrapped anew, 0 stood under the first key already."])
        assert rotate() == (0, ["0 wrapped anew, 5 stood under the first key already."])
    with override_settings(SECRETS_KEYS=[NEW]):
        assert confidential_open(source_id=source.pk, by=room.editor, key=make.key()) == make.SECRET
        app, codes = Authenticator.objects.order_by("pk")
        decrypt = get_adapter().decrypt
        assert decrypt(app.data["secret"]) == "an app's"
        assert [decrypt(one) for one in (codes.data["seed"], *codes.data["migrated_codes"])] == [
            *("a seed", "one", "two")
        ]
        assert codes.data["used_mask"] == 0


def test_what_no_key_opens_is_named_and_left(room: make.Newsroom) -> None:
    with override_settings(SECRETS_KEYS=[LOST]):
        lost = source_of(room)
        second_factors(room.checker)
    with override_settings(SECRETS_KEYS=[OLD]):
        source_of(room)
    before = json.dumps(list(Authenticator.objects.order_by("pk").values("data")))
    with override_settings(SECRETS_KEYS=[NEW, OLD]):
        status, lines = rotate()
    assert status == 1
    assert lines[0] == f"confidential source {lost.pk}: no key that is set opens it."
    assert lines[-1] == "1 wrapped anew, 0 stood under the first key already, 5 left as they were."
    kept = ConfidentialSource.objects.get(pk=lost.pk)
    assert bytes(kept.wrapped_key or b"") == bytes(lost.wrapped_key or b"")
    assert json.dumps(list(Authenticator.objects.order_by("pk").values("data"))) == before
