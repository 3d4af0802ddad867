"""A story with one word in every text that people or the machine can put there."""

from __future__ import annotations

import io

from claims.models import Article, Capture, Claim, Evidence, Sentence, Speaker, User
from claims.services.article_index import article_index
from claims.services.capture_keep import capture_keep
from claims.services.capture_store import store_file
from claims.services.meaning_read import meaning_read
from claims.services.note_edit import note_edit
from claims.services.presence_tell import presence_tell
from claims.services.report_file_run import file_of
from claims.services.report_open import report_open
from claims.services.typing_keep import typing_keep
from claims.vocabulary import CAPTURE_UNFINISHED, CaptureOrigin, CaptureState, Coverage
from tests import factories as make
from tests.support.api import deliver, hooked, integrated
from tests.support.database import everything

WORD = "Quillfeather"
TEXT = make.TEXT.replace("bridge", f"{WORD} bridge").replace("Ann Cole", f"Ann {WORD}")
SAYINGS = (
    make.Saying(f"the {WORD} bridge is safe", f"Mayor Ann {WORD}", "said", f"Ann {WORD}", f"Mayor {WORD}"),
    make.OWN,
    make.HURT,
    make.BARGES,
)


def story(room: make.Newsroom) -> tuple[Article, list[Claim]]:
    """An article of the desk in which everybody has done something, and each time with the word."""
    article, claims = make.split_article(room, *SAYINGS, text=TEXT)
    safe, own, hurt, _ = claims
    use = make.evidence(
        own,
        room.checker,
        title=WORD,
        url=f"https://{WORD.lower()}.example/",
        words=WORD,
        result=WORD,
        passage=WORD,
    )
    copied(use.evidence, room.checker)
    make.answered(own, room.checker, note=WORD, settle=True)
    make.lowering(hurt, room.checker)
    note = make.noted(safe, room.checker, f"@{room.second.username} {WORD}")
    note_edit(
        note_id=note.pk, by=room.checker, key=make.key(), seen=0, text=f"@{room.second.username} {WORD} again"
    )
    make.noted(article, room.editor, WORD)
    make.asked(safe, room.checker, room.second, text=f"Who is {WORD}?")
    make.told(room.checker, safe, by=room.editor)
    make.copy_note(own, WORD)
    make.void_override(article, room.editor)
    make.cleared(
        Sentence.objects.filter(draft__article=article, coverage=Coverage.OPEN)[0], room.second, WORD
    )
    typing_keep(by=room.checker, form=f"answer-{safe.pk}", fields={"note": WORD})
    typing_keep(by=room.checker, form=f"withdraw-{use.evidence_id}", fields={"note": WORD})
    make.unnamed(hurt, room.checker)
    speaker = Speaker.objects.filter(attributions=hurt.attribution)[0]
    source = make.confidential(speaker, room.editor, room.second, pseudonym=f"{WORD} one")
    make.approved(source, hurt, room.editor)
    make.confidential_evidence(safe, room.checker, room.editor, pseudonym=f"{WORD} paper")
    entry = make.registered(Speaker.objects.get(article=article, name=f"Ann {WORD}"), room.checker)
    make.described(entry, room.checker, aliases=[WORD], note=WORD)
    shared = make.shared(make.report(article, room.editor), room.editor)
    file_of(shared.share.report, "csv")
    report_open(token=shared.token)
    presence_tell(by=room.checker, article_id=article.pk, claim_id=safe.pk)
    told = integrated(room.administrator, room.desk)
    hooked(told.integration, room.administrator)
    deliver(told.integration, article)
    article_index(article.pk)
    meaning_read(article.pk)
    return Article.objects.get(pk=article.pk), claims


def copied(evidence: Evidence, by: User) -> Capture:
    """A kept copy with its file in the store, told to the stories that rest on the evidence."""
    stored = store_file(io.BytesIO(WORD.encode()))
    given = {"stored": stored.name, "size": stored.size, "sha256": stored.sha256}
    capture = evidence.captures.filter(state__in=CAPTURE_UNFINISHED).first() or Capture(
        evidence=evidence, by=by
    )
    capture.origin, capture.state = CaptureOrigin.UPLOADED, CaptureState.RUNNING
    capture.save()
    capture_keep(Capture.objects.filter(pk=capture.pk), given | {"name": f"{WORD}.txt", "text": WORD})
    return Capture.objects.get(pk=capture.pk)


def where() -> set[str]:
    """The tables in which the word stands, in whatever column and case."""
    return {
        name for name, rows in everything().items() if any(WORD.lower() in repr(row).lower() for row in rows)
    }
