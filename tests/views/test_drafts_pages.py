"""The drafts of an article: the list, two of them side by side, and the next one before it is stored."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.forms.copy_box import spelled
from claims.incoming.types import NoteInCopy
from claims.models import Article, CopyNote, Draft
from claims.vocabulary import ArticleState
from tests import factories as make
from tests.support.html import Element, read, words
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db

MOVED = (make.HURT, make.BARGES, make.SAFE, make.OWN)
SECOND = make.TEXT.replace("ninety", "eighty")


def drafts_page(scene: Scene, person: str = "editor", **query: Any) -> Element:
    response = scene.client(person).get(reverse("article-drafts", args=[scene.article.pk]), query)
    assert response.status_code == 200
    return read(response.content)


def send(scene: Scene, person: str = "editor", *, status: int = 200, **typed: Any) -> Element:
    """What comes of the form; `store` in it stores."""
    form = {"key": make.key(), "seen": scene.article.drafts.latest("number").number} | typed
    response = scene.client(person).post(reverse("article-draft-new", args=[scene.article.pk]), form)
    assert response.status_code == status
    return read(response.content)


def columns(page: Element) -> list[tuple[str, str]]:
    pairs = [one for one in page if one.attributes.get("class", "") in ("pair", "pair same")]
    sides = [[one for one in pair.inside if isinstance(one, Element) and one.tag == "div"] for pair in pairs]
    return [(side(was), side(now)) for was, now in sides]


def side(cell: Element) -> str:
    """A cell's words: what is taken out in [-], put in in [+], moved in <>."""
    found = []
    for one in cell.inside:
        if isinstance(one, str):
            found.append(one)
            continue
        name = one.attributes.get("class", "")
        if name.startswith("claim-at") or name == "move-at":
            continue
        marks = {"del": "[-{}]", "ins": "[+{}]"}.get(one.tag, "<{}>" if name == "moved" else "{}")
        found.append(marks.format(side(one)))
    return "".join(found)


# -- the list ------------------------------------------------------------------------------------------------


def test_one_draft_is_listed_alone(scene: Scene) -> None:
    page = drafts_page(scene, "reader")
    (row,) = page.all("tbody")[0].all("tr")
    assert "Rob Reporter" in words(row) and str(len(make.TEXT.split())) in words(row)
    assert "The first one" in words(row)
    assert "There is one draft so far." in words(page)
    assert not [one for one in page.all("a") if "drafts/new" in one.attributes.get("href", "")]


def test_the_list_tells_who_when_and_why(scene: Scene) -> None:
    make.next_draft(scene.article, scene.room.checker, SECOND, reason="The plaque says eighty.")
    rows = drafts_page(scene).all("tbody")[0].all("tr")
    assert [words(row.all("th")[0]) for row in rows] == ["2", "1"]
    assert "Chloe Checker" in words(rows[0]) and "The plaque says eighty." in words(rows[0])
    again = [one.attributes["href"] for one in rows[1].all("a")]
    assert again == [reverse("article-draft-new", args=[scene.article.pk]) + "?again=1"]
    assert rows[0].all("a") == []


def test_a_signature_stands_at_its_draft(scene: Scene) -> None:
    make.overridden(scene.article, scene.room.editor, "It runs at six.")
    make.next_draft(scene.article, scene.room.checker, SECOND)
    rows = drafts_page(scene).all("tbody")[0].all("tr")
    assert "nobody" in words(rows[0])
    assert "Edie Editor (void)" in words(rows[1])


# -- side by side --------------------------------------------------------------------------------------------


def test_the_newest_two_stand_side_by_side(scene: Scene) -> None:
    make.next_draft(scene.article, scene.room.checker, SECOND)
    page = drafts_page(scene, "reader")
    assert [was for was, _ in columns(page) if "[-" in was] == [
        "Mayor Ann Cole said the bridge is safe. It has stood for [-ninety] years."
    ]
    assert [now for _, now in columns(page) if "[+" in now] == [
        "Mayor Ann Cole said the bridge is safe. It has stood for [+eighty] years."
    ]
    assert "1 change" in words(page)


def test_any_two_are_compared_either_way_round(scene: Scene) -> None:
    for text in (SECOND, f"{SECOND}\n\nRain is forecast."):
        make.next_draft(scene.article, scene.room.checker, text)
    page = drafts_page(scene, **{"from": 3, "to": 1})
    assert words(page.by_id("two-title")).startswith("Draft 3 and draft 1")
    assert ("[-Rain is forecast.]", "") in columns(page)
    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    assert chosen == ["3", "1"]


def test_one_draft_twice_and_one_that_isn_t_there(scene: Scene) -> None:
    make.next_draft(scene.article, scene.room.checker, SECOND)
    assert "That is one draft twice." in words(drafts_page(scene, **{"from": 1, "to": 1}))
    address = reverse("article-drafts", args=[scene.article.pk])
    for query in ({"to": 9}, {"from": 9, "to": 2}):
        assert scene.client("editor").get(address, query).status_code == 404


def test_a_moved_paragraph_is_told_as_moved_and_leads_to_where_it_went(scene: Scene) -> None:
    head, safe, hurt = make.TEXT.split("\n\n")
    make.next_draft(scene.article, scene.room.checker, "\n\n".join([head, hurt, safe]), *MOVED)
    page = drafts_page(scene)
    assert not page.all("ins") or all("put in" in words(one) for one in page.all("ins"))
    moved = [pair for pair in columns(page) if any("<" in one for one in pair)]
    assert len(moved) == 2
    assert page.by_id("was-1").attributes["href"] == "#now-1"
    assert page.by_id("now-1").attributes["href"] == "#was-1"
    assert {words(page.by_id("was-1")), words(page.by_id("now-1"))} == {"↓ moved down", "↑ moved here"} or {
        words(page.by_id("was-1")),
        words(page.by_id("now-1")),
    } == {"↑ moved up", "↓ moved here"}


def test_claims_stand_in_both_columns_with_number_and_shape(scene: Scene) -> None:
    make.settled(scene.own, scene.room.checker)
    make.next_draft(scene.article, scene.room.checker, f"{make.TEXT}\n\nRain is forecast.")
    page = drafts_page(scene)
    marks = [one for one in page if "mark settled" in one.attributes.get("class", "")]
    assert [words(one) for one in marks] == ["2It has stood for ninety years"] * 2
    assert {one.attributes["title"] for one in marks} == {"Claim 2, settled"}
    assert all(f"claim={scene.own.pk}" in one.attributes["href"] for one in marks)


def test_far_from_any_change_the_text_is_folded(scene: Scene) -> None:
    more = "\n\n".join(f"Paragraph {at} is about the harbour." for at in range(20))
    make.next_draft(scene.article, scene.room.checker, f"{make.TEXT}\n\n{more}")
    make.next_draft(scene.article, scene.room.checker, f"{make.TEXT}\n\n{more}\n\nRain is forecast.")
    page = drafts_page(scene)
    (fold,) = [one for one in page.all("details") if one.attributes.get("class") == "fold"]
    assert "words unchanged, 4 claims in them" in words(fold.all("summary")[0])
    assert "Mayor Ann Cole" in words(fold) and "Rain" not in words(fold)


def test_what_a_second_checker_may_not_know_isn_t_drawn(scene: Scene) -> None:
    """A settled claim whose copy must change has a shape of its own; the first answers tell that."""
    make.evidence(scene.hurt, scene.room.checker)
    make.answered(
        scene.hurt, scene.room.checker, settle=True, so="wrong", copy="fix proposed", fix="Two were hurt."
    )
    make.next_draft(scene.article, scene.room.reporter, f"{make.TEXT}\n\nRain is forecast.")
    page = drafts_page(scene, "second")
    (title,) = {
        one.attributes["title"] for one in page if "Nobody was hurt" in one.text and "title" in one.attributes
    }
    assert title == "Claim 3, second check"
    preview = send(scene, "second", text=make.TEXT.replace("Nobody was", "Nobody were"))
    assert "Chloe Checker" not in words(preview)
    assert "Two were hurt" not in words(preview) + words(page)


def test_as_many_queries_for_many_claims_and_drafts_as_for_few(scene: Scene) -> None:
    counts = []
    for number in (1, 40):
        text = " ".join(f"Bridge {at} is safe." for at in range(number)) + " Rain is forecast today."
        article, _ = make.split_article(
            scene.room, *(make.Saying(f"Bridge {at} is safe") for at in range(number)), text=text
        )
        for at in range(3 if number > 1 else 1):
            make.next_draft(article, scene.room.checker, f"{text} It was draft {at}.")
        client, found = scene.client("editor"), []
        for name, form in (
            ("article-drafts", None),
            ("article-draft-new", {"text": text.replace("safe", "shut")}),
        ):
            address = reverse(name, args=[article.pk])
            with CaptureQueriesContext(connection) as queries:
                sent = (
                    client.post(address, form | {"key": make.key(), "seen": 99})
                    if form
                    else client.get(address)
                )
            assert sent.status_code == 200
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20


# -- the next draft ------------------------------------------------------------------------------------------


def test_the_box_is_empty_and_says_which_draft_is_the_newest(scene: Scene) -> None:
    response = scene.client("reporter").get(reverse("article-draft-new", args=[scene.article.pk]))
    page = read(response.content)
    assert page.by_id("id_text").text.strip() == ""
    assert [words(one) for one in page.by_id(f"draft-new-{scene.article.pk}").all("button")] == [
        "Read the file",
        "See what changes",
        "Store draft 2",
    ]


def test_a_preview_stores_nothing_and_keeps_the_text(scene: Scene) -> None:
    make.settled(scene.own, scene.room.checker)
    text = f"{SECOND.replace('Three barges had struck a pier.', '')}\n\nRain is forecast until Sunday."
    page = send(scene, text=text)
    assert scene.article.drafts.count() == 1
    assert page.by_id("id_text").text.removeprefix("\n") == text
    assert [words(one) for one in page.by_id("preview-title").all("h2")] == ["What draft 2 will do"]
    counts = next(one for one in page if one.attributes.get("class") == "counts")
    assert words(counts) == "Kept 2 Changed1 Lost1 New sentences1"
    shown = page.by_id("preview")
    item = next(one for one in shown.all("li") if "Claim 2" in words(one))
    assert "Goes stale" in words(item) and "answered by Chloe Checker" in words(item)
    assert "It has stood for −" not in words(item)
    assert [one.text for one in item.all("blockquote")[0].all("del")] == ["ninety"]
    assert [one.text for one in item.all("blockquote")[0].all("ins")] == ["eighty"]
    assert "Three barges had struck a pier" in words(shown)
    assert "Rain is forecast until Sunday." in words(shown)


def test_what_is_open_keeps_its_state_and_loses_its_answers(scene: Scene) -> None:
    make.answered(scene.own, scene.room.checker)
    item = next(one for one in send(scene, text=SECOND).by_id("preview").all("li") if "Claim 2" in words(one))
    assert "Loses its answers" in words(item) and "Goes stale" not in words(item)


def test_a_word_before_a_claim_is_shown_though_its_own_words_stay(scene: Scene) -> None:
    text = make.TEXT.replace("said the bridge", "said reportedly the bridge")
    item = next(one for one in send(scene, text=text).by_id("preview").all("li") if "Claim 1" in words(one))
    assert [one.text for one in item.all("ul")[0].all("ins")] == ["reportedly"]


def test_cleared_sentences_that_change_open_again(scene: Scene) -> None:
    make.cleared(scene.sentence(cleared=False), scene.room.checker)
    page = send(scene, text=make.TEXT.replace("bridge to stay open", "bridge may stay open"))
    assert "1 cleared sentence changes and opens again" in words(page)


def test_a_spelling_of_the_house_changes_nothing(scene: Scene) -> None:
    scene.room.desk.spellings = [["Harbour", "Harbor"]]
    scene.room.desk.save(update_fields=["spellings"])
    page = send(scene, text=make.TEXT.replace("a harbour spokesman", "a harbor spokesman"))
    assert "No claim is touched: 4 keep what was found." in words(page)


def test_whose_signature_will_be_void_is_said(scene: Scene) -> None:
    make.overridden(scene.article, scene.room.editor, "It runs at six.")
    assert "The signature of Edie Editor will be void: the text differs." in words(send(scene, text=SECOND))


def test_nothing_changed_is_said_and_can_t_be_stored(scene: Scene) -> None:
    page = send(scene, text=f"{make.TEXT}\n")
    assert "Nothing changes" in words(page) and "This is draft 1 to the letter." in words(page)
    assert [words(one) for one in page.by_id(f"draft-new-{scene.article.pk}").all("button")] == [
        "Read the file",
        "See what changes",
    ]
    page = send(scene, text=make.TEXT, store="1", status=422)
    assert "nothing has changed" in words(page.by_id("draft-problem"))
    assert scene.article.drafts.count() == 1


def test_a_draft_is_stored_once(scene: Scene) -> None:
    form = {"key": make.key(), "seen": 1, "text": SECOND, "store": "1", "reason": "The plaque."}
    client, address = scene.client("reporter"), reverse("article-draft-new", args=[scene.article.pk])
    for _ in range(2):
        response = client.post(address, form)
        assert (response.status_code, response["Location"]) == (
            303,
            reverse("article", args=[scene.article.pk]),
        )
    draft = scene.article.drafts.get(number=2)
    assert (draft.text, draft.reason, draft.by) == (SECOND, "The plaque.", scene.room.reporter)
    assert draft.text[draft.headline_start : draft.headline_end] == "Harbour bridge to stay open"


def test_a_draft_that_came_meanwhile_asks_for_a_second_click(scene: Scene) -> None:
    make.next_draft(scene.article, scene.room.checker, SECOND)
    third = SECOND.replace("eighty", "seventy")
    for status, typed in ((200, {}), (409, {"store": "1"})):
        page = send(scene, text=third, seen=1, status=status, **typed)
        said = words(page.by_id("draft-problem"))
        assert said.startswith("Draft 2 was pasted by Chloe Checker at ") and "yours becomes draft 3" in said
        assert scene.article.drafts.count() == 2
    form = page.by_id(f"draft-new-{scene.article.pk}").values
    response = scene.client("editor").post(
        reverse("article-draft-new", args=[scene.article.pk]), form | {"store": "1"}
    )
    assert response.status_code == 303
    assert scene.article.drafts.get(number=3).text == third


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("", 422, "There is no text yet."),
        (" \n", 422, "There is no text yet."),
        ("Word", 422, "That is one word."),
        ("long text " * 100_001, 413, "Paste it in parts."),
    ],
    ids=["none", "blanks", "a word", "too long"],
)
def test_a_text_that_can_t_be_a_draft(scene: Scene, text: str, status: int, said: str) -> None:
    for typed in ({}, {"store": "1"}):
        page = send(scene, text=text, status=status, **typed)
        assert said in words(page.by_id("draft-problem"))
        assert page.by_id("id_text").text.removeprefix("\n") == text


def state(scene: Scene, state: ArticleState) -> None:
    Article.objects.filter(pk=scene.article.pk).update(state=state)


def test_a_correction_needs_its_reason(scene: Scene) -> None:
    state(scene, ArticleState.CORRECTING)
    assert (
        "required"
        in read(scene.client("editor").get(reverse("article-draft-new", args=[scene.article.pk])).content)
        .by_id("id_reason")
        .attributes
    )
    page = send(scene, text=SECOND, store="1", status=422)
    assert "Say what is corrected" in words(page.by_id("draft-problem"))
    assert send(scene, text=SECOND).by_id("preview")


@pytest.mark.parametrize("where", [ArticleState.PUBLISHED, ArticleState.CORRECTED, ArticleState.KILLED])
def test_what_is_published_or_killed_takes_no_draft(scene: Scene, where: ArticleState) -> None:
    state(scene, where)
    address = reverse("article-draft-new", args=[scene.article.pk])
    response = scene.client("editor").get(address)
    page = read(response.content)
    assert response.status_code == 403 and page.all("textarea") == []
    assert reverse("article-sign-off", args=[scene.article.pk]) in [
        one.attributes.get("href") for one in page.all("a")
    ]
    page = send(scene, text=SECOND, store="1", status=403)
    assert page.all("textarea")[0].text.removeprefix("\n") == SECOND
    assert scene.article.drafts.count() == 1


def test_an_earlier_draft_is_pasted_again_as_a_new_one(scene: Scene) -> None:
    make.next_draft(scene.article, scene.room.checker, SECOND)
    address = reverse("article-draft-new", args=[scene.article.pk])
    client = scene.client("editor")
    page = read(client.get(address, {"again": 1}).content)
    assert page.by_id("id_text").text.removeprefix("\n") == make.TEXT
    assert page.by_id("id_reason").text.strip() == "Draft 1 again."
    assert "What draft 3 will do" in words(page)
    form = page.by_id(f"draft-new-{scene.article.pk}").values
    assert client.post(address, form | {"store": "1"}).status_code == 303
    assert scene.article.drafts.get(number=3).text == make.TEXT
    assert client.get(address, {"again": 9}).status_code == 404


def test_while_a_draft_is_read_the_one_before_is_compared_with(scene: Scene) -> None:
    send_ok = {"key": make.key(), "seen": 1, "text": SECOND, "store": "1"}
    scene.client("editor").post(reverse("article-draft-new", args=[scene.article.pk]), send_ok)
    page = send(scene, text=SECOND.replace("Three", "Four"))
    assert "compared with draft 1: draft 2 isn't read yet" in words(page)
    assert "Being read" in words(drafts_page(scene))


def test_a_file_is_read_into_the_box_and_shown_as_what_it_would_do(scene: Scene) -> None:
    file = SimpleUploadedFile("draft.txt", SECOND.encode("utf-16"), "text/plain")
    page = send(scene, text="", file=file, read="1", reason="From the desk.")
    assert page.by_id("id_text").text.strip() == SECOND
    assert page.by_id("id_reason").text.strip() == "From the desk."
    assert "Claim 2" in words(page.by_id("preview"))
    assert scene.article.drafts.count() == 1
    page = send(scene, text=SECOND, read="1", status=422)
    assert "Choose a file first." in words(page) and page.by_id("id_text").text.strip() == SECOND
    page = send(scene, text="", file=SimpleUploadedFile("draft.txt", b"", "text/plain"), read="1", status=422)
    assert page.by_id("id_text").text.strip() == ""


def test_notes_that_came_with_the_copy_go_with_the_draft(scene: Scene) -> None:
    note = NoteInCopy("comment", "Legal", "Who counted?", "ninety", "It has stood for ", " years.")
    page = send(scene, text=make.TEXT.replace("Three", "Four"), notes=spelled([note]))
    form = page.by_id(f"draft-new-{scene.article.pk}").values
    assert (
        scene.client("editor")
        .post(reverse("article-draft-new", args=[scene.article.pk]), form | {"store": "1"})
        .status_code
        == 303
    )
    (found,) = CopyNote.objects.filter(draft__article=scene.article)
    assert (found.draft.number, found.by, found.text) == (2, "Legal", "Who counted?")
    assert found.draft.text[found.start : found.end] == "ninety"


HOSTILE = '<script>alert(1)</script> & "quoted" \u202e=cmd()'


def test_hostile_text_is_shown_as_text(scene: Scene) -> None:
    preview = send(scene, text=f"{make.TEXT}\n\n{HOSTILE} is there now.", reason=HOSTILE)
    make.next_draft(scene.article, scene.room.checker, f"{SECOND}\n\n{HOSTILE} is here.", reason=HOSTILE)
    page = drafts_page(scene)
    assert HOSTILE in page.text
    assert HOSTILE in preview.by_id("preview").text
    for one in (page, preview):
        assert [script for script in one.all("script") if "src" not in script.attributes] == []


def test_the_menu_leads_to_the_drafts(scene: Scene) -> None:
    page = read(scene.client("reader").get(reverse("article", args=[scene.article.pk])).content)
    links = {one.attributes.get("href", "") for one in page.all("a")}
    assert reverse("article-drafts", args=[scene.article.pk]) in links
    assert Draft.objects.filter(article=scene.article).count() == 1
