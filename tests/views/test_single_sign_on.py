"""Single sign-on against a provider that isn't ours, over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Membership, PeopleChange, User
from claims.services.person_signs_on import SignedOn, person_signs_on
from claims.vocabulary import PeopleChangeKind, Role, State
from newsroom.oidc import Oidc, providers, single_sign_on
from newsroom.single_sign_on import claims_of, had_two_factors, verified_email
from tests import factories as make
from tests.support.database import at_once
from tests.support.html import read, words
from tests.support.provider import back_from, knows, onward, running, signs_on
from tests.views.scene import Scene
from tests.views.test_account_pages import is_in

pytestmark = pytest.mark.django_db
Turn = Callable[..., Oidc]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
def turn_on(scene: Scene, issuer: str, settings: Any) -> Turn:
    """Switch single sign-on on, with groups for the scene's desk."""
    desk = scene.room.desk.name

    def on(**more: Any) -> Oidc:
        roles = {
            "checkers": {desk: Role.CHECKER},
            "editors": {desk: Role.EDITOR},
            "elsewhere": {"Gone": Role.EDITOR},
        }
        settings.OIDC = replace(
            Oidc(issuer=issuer, client_id="desk", secret="word", name="House", roles=roles), **more
        )
        settings.SOCIALACCOUNT_PROVIDERS = providers(settings.OIDC)
        return settings.OIDC  # type: ignore[no-any-return]

    return on


def roles_of(person: User) -> dict[str, str]:
    return dict(person.memberships.values_list("desk__name", "role"))


def somebody(issuer: str, subject: str = "s-1", **claims: Any) -> None:
    given = {"name": "Sol Signon", "preferred_username": "sol", "groups": ["checkers"]}
    knows(issuer, subject, **given | claims)


def test_whoever_has_a_group_is_made_and_has_its_role(scene: Scene, turn_on: Turn, issuer: str) -> None:
    oidc = turn_on()
    somebody(issuer, email="sol@house.example", email_verified=True)
    client, answer = signs_on(oidc, "s-1")
    assert answer["Location"] == reverse("desk") and is_in(client)
    person = User.objects.get(username="sol")
    assert (person.name, person.initials, person.email) == ("Sol Signon", "SS", "sol@house.example")
    assert not person.has_usable_password() and roles_of(person) == {scene.room.desk.name: Role.CHECKER}
    lines = list(PeopleChange.objects.order_by("pk").values_list("what", "by", "person"))
    kinds = (PeopleChangeKind.SIGNED_ON, PeopleChangeKind.LINKED, PeopleChangeKind.ROLE)
    assert lines == [(kind, None, person.pk) for kind in kinds]
    page = client.get(reverse("account_change_password"), follow=True)
    assert "You sign in by single sign-on" in words(read(page.content))
    again, _ = signs_on(oidc, "s-1")
    assert is_in(again) and User.objects.filter(name="Sol Signon").count() == 1
    assert PeopleChange.objects.count() == 3, "a second time changes nothing"
    assert SocialAccount.objects.get().extra_data == {}, "nothing of the token is kept"


def test_each_sign_in_sets_what_the_groups_say(scene: Scene, turn_on: Turn, issuer: str) -> None:
    oidc = turn_on()
    somebody(issuer, groups=["checkers", "editors", "unknown"])
    signs_on(oidc, "s-1")
    person = User.objects.get(username="sol")
    assert roles_of(person)[scene.room.desk.name] == Role.EDITOR, "the highest of several"
    Membership.objects.create(user=person, desk=scene.room.other, role=Role.READER)
    somebody(issuer, groups="checkers")
    signs_on(oidc, "s-1")
    assert roles_of(person) == {scene.room.desk.name: Role.CHECKER, scene.room.other.name: Role.READER}


def test_whose_group_is_gone_is_refused_and_loses_what_it_gave(
    scene: Scene, turn_on: Turn, issuer: str
) -> None:
    oidc = turn_on()
    somebody(issuer)
    client, _ = signs_on(oidc, "s-1")
    person = User.objects.get(username="sol")
    make.moved(scene.own, State.CHECKING, person)
    somebody(issuer, groups=[])
    other, answer = signs_on(oidc, "s-1")
    text = words(read(answer.content))
    assert answer.status_code == 403 and "Ask an administrator" in text and "House" in text
    assert not is_in(other) and not is_in(client), "nor in the browser where they were"
    assert roles_of(person) == {} and Claim.objects.get(pk=scene.own.pk).owner is None


@pytest.mark.parametrize("groups", [[], ["unknown"], ["elsewhere"], None, 7, [["checkers"]], {"checkers": 1}])
def test_without_a_group_that_counts_nobody_is_made(
    scene: Scene, turn_on: Turn, issuer: str, groups: Any
) -> None:
    oidc, count = turn_on(), User.objects.count()
    somebody(issuer, "nobody", groups=groups)
    client, answer = signs_on(oidc, "nobody")
    assert answer.status_code == 403 and not is_in(client) and User.objects.count() == count


def test_a_group_makes_administrators_and_takes_all_but_the_last(
    scene: Scene, turn_on: Turn, issuer: str
) -> None:
    oidc = turn_on(administrators="chiefs")
    somebody(issuer, groups=["chiefs"])
    client, _ = signs_on(oidc, "s-1")
    person = User.objects.get(username="sol")
    assert person.administrator and client.get(reverse("people")).status_code == 200
    User.objects.exclude(pk=person.pk).update(administrator=False)
    somebody(issuer, groups=["checkers"])
    signs_on(oidc, "s-1")
    assert User.objects.get(pk=person.pk).administrator, "somebody has to be left"
    User.objects.filter(pk=scene.room.administrator.pk).update(administrator=True)
    signs_on(oidc, "s-1")
    assert not User.objects.get(pk=person.pk).administrator


def test_an_address_links_nobody_unless_the_newsroom_says_so(
    scene: Scene, turn_on: Turn, issuer: str
) -> None:
    User.objects.filter(pk=scene.room.checker.pk).update(email="chloe@house.example")
    address = {"email": "Chloe@house.example", "email_verified": True}
    somebody(issuer, **address)
    signs_on(turn_on(), "s-1")
    assert User.objects.get(username="sol").email == "", "the address stays whose it is"
    oidc = turn_on(link_by_email=True)
    somebody(issuer, "s-2", email="chloe@house.example", email_verified=False)
    signs_on(oidc, "s-2")
    assert not SocialAccount.objects.filter(user=scene.room.checker).exists(), "it has to be verified"
    somebody(issuer, "s-3", **address)
    client, _ = signs_on(oidc, "s-3")
    assert is_in(client) and SocialAccount.objects.get(user=scene.room.checker).uid == "s-3"
    somebody(issuer, "s-4", **address)
    client, answer = signs_on(oidc, "s-4")
    assert answer.status_code == 403 and not is_in(client), "an address that was given to somebody else"


def test_whoever_is_disabled_stays_out(scene: Scene, turn_on: Turn, issuer: str) -> None:
    oidc = turn_on()
    somebody(issuer)
    signs_on(oidc, "s-1")
    User.objects.filter(username="sol").update(is_active=False)
    somebody(issuer, groups=["editors"])
    client, answer = signs_on(oidc, "s-1")
    assert answer["Location"] == reverse("account_inactive") and not is_in(client)
    assert roles_of(User.objects.get(username="sol"))[scene.room.desk.name] == Role.CHECKER


@pytest.mark.parametrize(
    ("claims", "more", "counts"),
    [
        ({}, {}, False),
        ({"amr": ["pwd"]}, {}, False),
        ({"amr": ["pwd", "mfa"]}, {}, True),
        ({"amr": "mfa"}, {}, False),
        ({"acr": "urn:two"}, {}, False),
        ({"acr": "urn:two"}, {"acr": ("urn:two",)}, True),
        ({}, {"two_factors": True}, True),
    ],
)
def test_what_counts_as_two_factors(
    scene: Scene, turn_on: Turn, issuer: str, settings: Any, claims: Any, more: Any, counts: bool
) -> None:
    settings.SECOND_FACTOR = "EVERYBODY"
    oidc = turn_on(**more)
    subject = f"s-{abs(hash(str((claims, more))))}"
    somebody(issuer, subject, **claims)
    client, _ = signs_on(oidc, subject)
    answer = client.get(reverse("desk"))
    assert answer.status_code == 200 if counts else answer["Location"] == reverse("mfa_index")


def test_the_page_offers_it_and_leads_to_nobody_else(scene: Scene, turn_on: Turn, issuer: str) -> None:
    oidc, client = turn_on(), Client()
    page = client.get(reverse("account_login"))
    assert "Sign in with House" in words(read(page.content))
    path = reverse("openid_connect_login", args=[oidc.pk])
    answer = client.post(path)
    assert "form-action 'self';" in answer["Content-Security-Policy"] + ";"
    address = onward(client, oidc)
    assert address.startswith(f"{issuer}/") and "code_challenge=" in address and "state=" in address
    asked = client.post(f"{path}?scope=everything&auth_params=prompt%3Dnone&process=connect")
    assert b"everything" not in asked.content and b"prompt" not in asked.content
    assert client.get(path)["Location"] == reverse("account_login")
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403


def test_it_is_off_unless_it_is_set(scene: Scene, issuer: str) -> None:
    assert "Sign in with" not in words(read(Client().get(reverse("account_login")).content))
    for name in ("openid_connect_login", "openid_connect_callback"):
        ask = Client().post if name.endswith("login") else Client().get
        assert ask(reverse(name, args=["localhost"])).status_code == 404


def test_whoever_says_no_or_comes_from_nowhere_is_told(scene: Scene, turn_on: Turn, issuer: str) -> None:
    oidc, client = turn_on(), Client()
    somebody(issuer)
    denied = client.get(back_from(onward(client, oidc), action="deny"))
    taken = back_from(onward(client, oidc), sub="s-1")
    strange = Client().get(taken)
    made_up = client.get(reverse("openid_connect_callback", args=[oidc.pk]), {"code": "x", "state": "y"})
    for answer in (denied, strange, made_up):
        assert answer.status_code == 401 and "Nothing was changed" in words(read(answer.content))
    assert not is_in(client)
    client.get(taken)
    assert is_in(client)
    assert client.get(taken).status_code == 401, "a way back holds once"


def test_a_provider_that_is_down_is_a_page(scene: Scene, turn_on: Turn) -> None:
    oidc = turn_on(issuer="http://localhost:9")
    answer = Client().post(reverse("openid_connect_login", args=[oidc.pk]))
    assert answer.status_code == 401 and "can't be reached" in words(read(answer.content))


def test_who_was_signed_in_as_somebody_else_is_no_longer(scene: Scene, turn_on: Turn, issuer: str) -> None:
    oidc = turn_on()
    somebody(issuer)
    client, _ = signs_on(oidc, "s-1", scene.client("editor"))
    assert client.session["_auth_user_id"] == str(User.objects.get(username="sol").pk)


HOUSE = Oidc(issuer="https://login.example.org/a", client_id="desk", secret="word")
TOKEN = {"iss": "https://login.example.org/a", "sub": "s-1"}


@pytest.mark.parametrize(
    ("token", "shown", "taken"),
    [
        (TOKEN, {}, True),
        (TOKEN, {"sub": "s-1", "groups": ["a"]}, True),
        (TOKEN | {"iss": "https://login.example.org/a/"}, {}, True),
        (TOKEN | {"iss": "https://login.example.org/b"}, {}, False),
        (TOKEN, {"sub": "s-2"}, False),
        (TOKEN | {"sub": ""}, {}, False),
        ({}, {"sub": "s-1"}, False),
    ],
)
def test_claims_are_this_providers_and_of_one_person(token: Any, shown: Any, taken: bool) -> None:
    assert bool(claims_of({"id_token": token, "userinfo": shown}, HOUSE)[0]) is taken


def test_what_only_looks_like_yes_is_no() -> None:
    assert verified_email({"email": "a@b.example", "email_verified": "false"}) == ""
    assert not had_two_factors({"acr": None}, HOUSE) and not had_two_factors({"amr": {"mfa": 1}}, HOUSE)


def test_another_issuers_subjects_are_other_people() -> None:
    assert HOUSE.pk == "login.example.org-a" != replace(HOUSE, issuer="https://login.example.org/b").pk


GOOD = {"OIDC_ISSUER": "https://login.example.org", "OIDC_CLIENT_ID": "desk", "OIDC_CLIENT_SECRET": "word"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_ISSUER", "http://login.example.org"),
        ("OIDC_ISSUER", "login.example.org"),
        ("OIDC_CLIENT_ID", ""),
        ("OIDC_CLIENT_SECRET", ""),
        ("OIDC_ROLES", "no JSON"),
        ("OIDC_ROLES", '["group"]'),
        ("OIDC_ROLES", '{"group": {"desk": "City", "role": "owner"}}'),
        ("OIDC_ROLES", '{"group": {"role": "editor"}}'),
    ],
)
def test_junk_in_the_settings_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    for each, good in (GOOD | {name: value}).items():
        monkeypatch.setenv(each, good)
    with pytest.raises(ImproperlyConfigured, match="OIDC_") as refusal:
        single_sign_on(https=True)
    assert "word" not in str(refusal.value)


def test_the_settings_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert single_sign_on(https=True) is None
    roles = '{"a": {"desk": "City", "role": "reader"}, "b": [{"desk": "City", "role": "editor"}]}'
    for each, value in (GOOD | {"OIDC_ROLES": roles, "OIDC_ACR": "x, y"}).items():
        monkeypatch.setenv(each, value)
    found = single_sign_on(https=True)
    assert found and found.roles_of({"b", "a"}) == {"City": Role.EDITOR} and found.acr == ("x", "y")


def test_of_two_first_sign_ins_at_once_one_makes_the_person(transactional_db: None) -> None:
    room = make.newsroom()
    desk = room.desk.name
    who = SignedOn(
        provider="house",
        subject="s-1",
        name="Sol Signon",
        username="sol",
        email="sol@house.example",
        roles={desk: Role.CHECKER},
        desks=frozenset({desk}),
        administrator=None,
        link_by_email=False,
    )
    came = at_once([lambda: person_signs_on(who, key="one"), lambda: person_signs_on(who, key="two")])
    assert came[0] == came[1] == SocialAccount.objects.get()
    assert User.objects.filter(name="Sol Signon").count() == 1
