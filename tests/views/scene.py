"""One newsroom for the tests of pages: an article with claims, another whose split failed, people of every kind."""

from __future__ import annotations

import json
import time
from typing import Any

from django.test import Client
from django.urls import reverse

from claims.models import (
    Answer,
    Article,
    Capture,
    Claim,
    ConfidentialSource,
    CopyNote,
    Delivery,
    Integration,
    Invitation,
    Note,
    Notice,
    Question,
    RegisterChange,
    RegisterEntry,
    Report,
    ReportFile,
    ReportShare,
    Sentence,
    SignOff,
    Speaker,
    Split,
    Use,
    User,
)
from claims.permissions import roles_spelled
from claims.permissions.undo import last_act
from claims.services.article_bylines import article_bylines
from claims.services.report_file_run import file_of
from claims.services.report_share import Shared
from claims.services.split_run import _broke
from claims.services.use_change import version_of
from claims.vocabulary import Copy, NoticeKind, Role, So, SplitState, State
from newsroom.sessions import SEEN, STARTED
from tests import factories as make
from tests.support.api import deliver, hooked, integrated

HTMX = {"HX-Request": "true"}
# One row of a backing sheet, as its page carries it.
BACKING = json.dumps([{"line": 2, "number": 2, "title": "Town archive", "kind": "DOCUMENT"}])
DRAFTED = ("claim-fixed", "claim-cut", "claim-reattach")


class Scene:
    def __init__(self) -> None:
        self.room = make.newsroom()
        self.link: Shared | None = None
        self.at: dict[str, str] = {}  # addresses, for tests that take them all before they change something
        self.article, self.claims = make.split_article(self.room)
        self.safe, self.own, self.hurt, self.barges = self.claims
        self.failed: Article = make.pasted(self.room, text="Another text that nobody could read.")
        Split.objects.filter(draft__article=self.failed).update(
            state=SplitState.FAILED, attempts=3, error="Attempt 3 ended with an error (ValueError)."
        )
        self.writer = make.person(Role.CHECKER, self.room.desk, name="Wim Writer")
        for article in (self.article, self.failed):
            article.bylines.add(self.writer)
        self.colleague = make.person(Role.REPORTER, self.room.desk, name="Cora Colleague")
        self.inactive = make.person(Role.EDITOR, self.room.desk, name="Ina Inactive")

    def tell(self) -> None:
        """Have the history tell what was put here behind its back: who wrote it, and the split that failed."""
        for article in (self.article, self.failed):
            article.bylines.remove(self.writer)
            written_by = [*article.bylines.values_list("pk", flat=True), self.writer.pk]
            article_bylines(article_id=article.pk, by=self.room.editor, key=make.key(), written_by=written_by)
        split = make.split_of(self.failed)
        Split.objects.filter(pk=split.pk).update(state=SplitState.RUNNING)
        _broke(split.pk, split.attempts, ValueError())

    def person(self, name: str) -> User | None:
        if name == "anonymous":
            return None
        return getattr(self, name, None) or getattr(self.room, name)

    def client(self, name: str, **options: Any) -> Client:
        """A browser in which this person is signed in. The inactive one was shut out after signing in."""
        client, user = Client(**options), self.person(name)
        if user is not None:
            client.force_login(user)
            session = client.session
            session[STARTED] = session[SEEN] = time.time()  # as the first page after signing in notes it
            session.save()
        if name == "inactive":
            User.objects.filter(pk=self.inactive.pk).update(is_active=False)
        return client

    def address(self, name: str) -> str:
        """The address of a URL name, about this scene's article or its own-voice claim."""
        if name == "article-undo":
            self.own_action()
        if name in ("article-retry",):
            return reverse(name, args=[self.failed.pk])
        if name == "article-difference":
            return f"{reverse(name, args=[self.article.pk])}?since={self.void_signature().pk}"
        if (
            name.startswith("article-") and name not in ("article-new", "article-found")
        ) or name == "article":
            return reverse(name, args=[self.article.pk])
        if name == "confidential-new":
            return reverse(name, args=[self.speakers()[0].pk])
        if name == "confidential-evidence":
            return reverse(name, args=[self.own.pk])
        if name == "confidential-file":
            return reverse(name, args=[self.secret_file().pk])
        if name.startswith("confidential"):
            return reverse(name, args=[self.source(unnamed=name == "confidential-approve").pk])
        if name in ("desk-board", "desk-hand-over", "desk-figures", "desk-figures-csv"):
            return reverse(name, args=[self.room.desk.pk])
        if name in ("desk-rules", "desk-retention", "desk-hold", "desk-erase"):
            return reverse(name, args=[self.room.desk.pk])
        if name == "person" or name.startswith("person-"):
            return reverse(name, args=[self.room.reporter.pk])
        if name == "desk-change":
            return reverse(name, args=[self.room.other.pk])
        if name in ("invitation-again", "invitation-withdraw"):
            return reverse(name, args=[self.invitation().pk])
        if name == "invitation":
            self.invitation()
            return reverse(name, args=[self.token])
        if name.startswith("openid_connect_"):
            return reverse(name, args=["login.example.org"])  # there is none: test_single_sign_on has one
        if name == "copy-note-take":
            return reverse(name, args=[self.own.pk, self.copy_note().pk])
        if name == "copy-note-aside":
            return reverse(name, args=[self.copy_note().pk])
        if name.startswith("sentence-"):
            return reverse(name, args=[self.sentence(cleared=name == "sentence-unclear").pk])
        if name == "claim-confirm":
            return reverse(name, args=[self.stale().pk])
        if name in ("claim-speakers-merge", "claim-speakers-part"):
            return reverse(name, args=[self.spoken(merged=name == "claim-speakers-part").pk])
        if name in DRAFTED:
            return reverse(name, args=[self.drafted(name).pk])
        if name in ("claim-risk-lower", "claim-risk-decide"):
            return reverse(name, args=[self.at_risk(asked=name == "claim-risk-decide").pk])
        if name == "queue-take":
            return reverse(name, args=[self.own.pk])
        if name.startswith("question") and name != "questions":
            return reverse(name, args=[self.question().pk])
        if name == "note-edit":
            return reverse(name, args=[self.note().pk])
        if name in ("use", "use-off"):
            return reverse(name, args=[self.use().pk])
        if name in ("evidence", "evidence-withdraw", "evidence-share", "evidence-keep"):
            return reverse(name, args=[self.use().evidence_id])
        if name == "claim-before-use":
            return reverse(name, args=[self.own.pk, self.earlier().pk])
        if name == "claim-evidence-use":
            return reverse(name, args=[self.own.pk, self.use().evidence_id])
        if name == "report-file":
            return reverse(name, args=[self.report_file().report_id, "csv"])
        if name == "report-unshare":
            return reverse(name, args=[self.shared().share.pk])
        if name.startswith("report"):
            return reverse(name, args=[self.report().pk])
        if name in ("shared", "shared-file"):
            return reverse(name, args=[self.shared().token, *(["csv"] if name == "shared-file" else [])])
        if name in ("capture", "evidence-text", "evidence-file"):
            return reverse(name, args=[self.copy().pk])
        if name in ("speaker", "speaker-register"):
            return reverse(name, args=[self.speakers()[1].pk])
        if name == "register-undo":
            return reverse(name, args=[self.linked().pk])
        if name.startswith("register-"):
            return reverse(name, args=[self.entry().pk])
        if name.startswith("claim"):
            return reverse(name, args=[self.own.pk])
        if name.startswith(("api-", "integration-", "webhook-", "delivery-")) or name == "integration":
            return reverse(name, args=self.of_other_systems(name))
        if name in ("mfa_edit_webauthn", "mfa_remove_webauthn", "account-session-end"):
            return reverse(name, args=[0])  # nobody's: whose they are is asked in test_account_pages
        if name == "account_reset_password_from_key":
            return reverse(name, args=["1", "made-up"])
        if name == "notice":
            return reverse(name, args=[self.notice().pk])
        return reverse(name)

    def sentence(self, *, cleared: bool) -> Sentence:
        """The headline, which no claim covers; cleared by a checker when a test first needs that."""
        found = Sentence.objects.get(draft__article=self.article, start=0)
        if cleared and found.cleared_by is None:
            make.cleared(found, self.room.second)
        return found

    def stale(self) -> Claim:
        """The mayor's claim, settled by the checker and gone stale; made when a test first needs it."""
        if make.fresh(self.safe).state != State.STALE:
            make.stale(make.settled(self.safe, self.room.checker), self.room.editor)
        return make.fresh(self.safe)

    def spoken(self, *, merged: bool) -> Claim:
        """The mayor's claim; merged with the spokesman when a test first needs that."""
        if merged and not Speaker.objects.filter(article=self.article, merged_into__isnull=False).exists():
            mayor, spokesman = self.speakers()
            make.speakers_are_one(self.safe, self.room.second, mayor, spokesman)
        return make.fresh(self.safe)

    def speakers(self) -> tuple[Speaker, Speaker]:
        """The mayor and the spokesman."""
        found = Speaker.objects.filter(article=self.article)
        return found.get(name="Ann Cole"), found.get(name="harbour spokesman")

    def entry(self) -> RegisterEntry:
        """Who the mayor is in the register; linked when a test first needs it."""
        return self.linked().now or RegisterEntry()

    def linked(self) -> RegisterChange:
        """The first line of the register's record."""
        if not RegisterChange.objects.exists():
            mayor = self.speakers()[0]
            make.registered(self.another_mayor() if mayor.merged_into_id else mayor, self.room.second)
        return RegisterChange.objects.select_related("now").earliest("pk")

    def other_entry(self) -> RegisterEntry:
        """Another entry of the same name, from another article; linked when a test first needs it."""
        found = RegisterEntry.objects.exclude(pk=self.entry().pk).first()
        return found or make.registered(self.another_mayor(), self.room.second)

    def another_mayor(self) -> Speaker:
        article, _ = make.split_article(self.room, make.SAFE)
        article.bylines.add(self.writer)
        return Speaker.objects.get(article=article)

    def source(self, *, unnamed: bool = False) -> ConfidentialSource:
        """Who the spokesman is: known to the reporter and the editor; stored when a test first needs it. `unnamed`:
        what he says asks for an approval."""
        if unnamed and "unnamed_source" not in make.fresh(self.hurt).risks:
            make.unnamed(self.hurt, self.room.second)
        found = ConfidentialSource.objects.filter(article=self.article, evidence=None).first()
        return found or make.confidential(self.speakers()[1], self.room.reporter, self.room.editor)

    def secret_file(self) -> ConfidentialSource:
        """Evidence that the editor alone knows, with a file; attached when a test first needs it."""
        found = ConfidentialSource.objects.exclude(evidence=None).first()
        return found or make.confidential_evidence(self.own, self.room.editor)

    def drafted(self, name: str) -> Claim:
        """The claim that a second draft has changed, or lost, as the URL name asks for."""
        return self.to_fix() if name == "claim-fixed" else self.lost()

    def to_fix(self) -> Claim:
        """A claim of another article, stale since the wording that was proposed stands in its second draft."""
        found = Claim.objects.filter(article__desk=self.room.desk, fix="eighty years").first()
        if found is None:
            article, (found,) = make.split_article(self.room, make.OWN)
            article.bylines.add(self.writer)
            make.evidence(found, self.room.checker)
            wrong = {"so": So.WRONG, "copy": Copy.FIX_PROPOSED, "fix": "eighty years"}
            make.answered(found, self.room.checker, settle=True, **wrong)
            make.next_draft(
                article, self.room.reporter, make.TEXT.replace("ninety", "eighty"), make.OWN_FIXED
            )
        return make.fresh(found)

    def lost(self) -> Claim:
        """A claim of another article whose words the second draft doesn't have."""
        found = Claim.objects.filter(article__drafts__number=2, places__draft__number=1)
        found = found.exclude(places__draft__number=2).first()
        if found is None:
            article, (found,) = make.split_article(self.room, make.OWN)
            article.bylines.add(self.writer)
            cut = make.TEXT.replace(" It has stood for ninety years.", "")
            make.next_draft(article, self.room.reporter, cut, make.SAFE)
        return make.fresh(found)

    def at_risk(self, *, asked: bool) -> Claim:
        """The claim with a casualty figure; where it is asked for, somebody wishes to lower that."""
        if asked and not self.hurt.lowerings.exists():
            make.lowering(self.hurt, self.room.second)
        return make.fresh(self.hurt)

    def copy_note(self) -> CopyNote:
        """A comment that came with the copy, at the own-voice claim; made when a test first needs it."""
        found = CopyNote.objects.filter(draft__article=self.article).first()
        return found or make.copy_note(self.own)

    def use(self) -> Use:
        """What the checker attached; attached when a test first needs it."""
        found = Use.objects.filter(claim=self.own).select_related("evidence").first()
        return found or make.evidence(self.own, self.room.checker, url="https://harbour.example/report")

    def earlier(self) -> Claim:
        """The same words in another article, settled there; made when a test first needs it."""
        found = Claim.objects.filter(article__title__startswith="Harbour", state=State.SETTLED)
        found = found.exclude(article=self.article)
        if not found.exists():
            article, (claim,) = make.split_article(self.room, make.OWN)
            article.bylines.add(self.writer)
            make.settled(claim, self.room.checker)
        return found[0]

    def earlier_answer(self) -> int:
        return Answer.objects.filter(claim=self.earlier()).latest("pk").pk

    def copy(self) -> Capture:
        """A kept copy of a page on which no claim rests by itself; kept when a test first needs it."""
        found = Capture.objects.filter(evidence__desk=self.room.desk, evidence__title=make.KEPT_TITLE).first()
        return found or make.page_kept(self.room.checker, self.room.desk)

    def question(self) -> Question:
        """What the checker asks a colleague who doesn't see the story; asked when a test first needs it."""
        found = Question.objects.filter(claim=self.own, to=self.colleague).first()
        return found or make.asked(self.own, self.room.checker, self.colleague)

    def note(self) -> Note:
        """The checker's note; written when a test first needs it."""
        found = Note.objects.filter(claim=self.own).first()
        return found or make.noted(self.own, self.room.checker)

    def notice(self) -> Notice:
        """What the checker was told of; told when a test first needs it."""
        found = Notice.objects.filter(to=self.room.checker, claim=self.own).first()
        return found or make.told(self.room.checker, self.own, by=self.room.editor)

    def own_action(self) -> str:
        """What the checker did last, by its key: took a claim, when a test first needs it."""
        act = last_act(self.room.checker, self.article.pk)
        if act is None:
            make.moved(self.own, State.CHECKING, self.room.checker)
            act = last_act(self.room.checker, self.article.pk)
        return act.action if act else ""

    def invitation(self) -> Invitation:
        """One that nobody has used; made when a test first needs it, with its `token`."""
        found = Invitation.objects.filter(used_at=None, withdrawn_at=None).first()
        if found is None:
            made = make.invited(self.room.administrator, self.room.desk)
            found, self.token = made.invitation, made.token
        return found

    def report(self) -> Report:
        """The editor's, for the desk; made when a test first needs it."""
        return Report.objects.filter(article=self.article).first() or make.report(
            self.article, self.room.editor
        )

    def integration(self) -> Integration:
        """A CMS with a webhook and something that it was told; made when a test first needs it."""
        found = Integration.objects.filter(desks=self.room.desk).first()
        if found is None:
            found = integrated(self.room.administrator, self.room.desk).integration
            hooked(found, self.room.administrator)
            deliver(found, self.article)
        return found

    def of_other_systems(self, name: str) -> list[object]:
        """What an address of the API, or of its pages, is about."""
        if name in ("api-token", "api-articles", "api-clearance", "api-openapi"):
            return []
        if name in ("api-report", "api-report-file"):
            return [self.report().pk, *(["csv"] if name == "api-report-file" else [])]
        if name.startswith("api-"):
            return ["made/up"] if name == "api-nowhere" else [self.article.pk]
        if name == "delivery-again":
            return [Delivery.objects.filter(webhook__integration=self.integration()).latest("pk").pk]
        if name == "webhook-off":
            return [self.integration().webhooks.latest("pk").pk]
        return [self.integration().pk]

    def report_file(self) -> ReportFile:
        """That report as a table."""
        return file_of(self.report(), "csv")

    def shared(self) -> Shared:
        """A link to it that the editor made; made when a test first needs it."""
        if self.link is None or not ReportShare.objects.filter(pk=self.link.share.pk).exists():
            self.link = make.shared(self.report(), self.room.editor)
        return self.link

    @property
    def sha256(self) -> str:
        return self.article.drafts.latest("number").sha256

    def void_signature(self) -> SignOff:
        """An override that its editor took back; made when a test first needs it."""
        found = SignOff.objects.filter(draft__article=self.article).first()
        return found or make.void_override(self.article, self.room.editor)

    def good(self, name: str) -> dict[str, Any]:
        """What a form that is in order sends to it."""
        key = {"key": make.key()}
        seen = key | {"seen": make.fresh(self.own).version}
        at_risk = key | {"seen": make.fresh(self.hurt).version, "risk": "casualty"}
        drafted = key | {"seen": self.drafted(name).version if name in DRAFTED else ""}
        mayor, spokesman = self.speakers()
        spoken = key | {"seen": make.fresh(self.safe).version, "speaker": mayor.pk}
        text = key | {"desk": self.room.desk.pk, "text": "Head line\n\nThe bridge is safe."}
        named = [self.room.reporter.pk, self.room.editor.pk]
        secret = key | {"who": "Quentin Moss", "why_unnamed": "He would be sued"}
        return {
            "confidential-new": secret | {"pseudonym": "Source Q", "people": named[1:]},
            "confidential-evidence": key
            | {"kind": "document", "what": "Minutes", "inside": "p. 4", "stance": "supports"}
            | {"pseudonym": "Source R", "people": [self.room.editor.pk]},
            "confidential-file": key,
            "confidential-open": key,
            "confidential-change": secret | {"seen": 1},
            "confidential-people": key
            | {"before": " ".join(map(str, named)), "people": [*named, self.room.checker.pk]},
            "confidential-approve": key
            | {"claim_id": self.hurt.pk, "vital": "on", "only_so": "on", "reliable": "on"},
            "confidential-delete": key,
            "account_login": {"login": "nobody", "password": "wrong"},
            "article-backing": key | {"take": f"2-{self.own.pk}", "rows": BACKING},
            "article-report": key | {"audience": "full", "only": "high", "order": "speaker"},
            "report-file": key,
            "report-share": key | {"to": "Counsel", "days": "7"},
            "report-unshare": key,
            "article-new": text | {"confirmed": "1", "headline": "Head line"},
            "article-found": text,
            "copy-read": {"plain": "Head line"},
            "copy-note-take": key | {"kind": "document", "title": "Report", "stance": "supports"},
            "copy-note-aside": key,
            "article-draft-new": key | {"seen": 1, "text": "Head line\n\nThe bridge is shut.", "store": "1"},
            "article-retry": key,
            "article-undo": key | {"action": self.own_action() if name == "article-undo" else ""},
            "article-bylines": key | {"written_by": [self.room.reporter.pk]},
            "claim-answer": seen | {"so": "confirmed", "note": "Read it."},
            "claim-evidence": key | {"kind": "document", "title": "Report", "stance": "supports"},
            "claim-before-use": key
            | {"answer_id": self.earlier_answer() if name == "claim-before-use" else 1}
            | {"stance": "supports", "passage": "It has stood for ninety years."},
            "claim-evidence-use": key | {"stance": "context", "locator": "p. 3"},
            "use": key | {"seen": version_of(self.use()) if name == "use" else "", "locator": "p. 4"},
            "use-off": key | {"note": "It is about another bridge."},
            "evidence-withdraw": key | {"note": "A forgery."},
            "evidence-share": key | {"shared": "1"},
            "evidence-keep": key,
            "claim-move": seen | {"to": "checking"},
            "queue-take": seen,
            "desk-hand-over": key | {"of": self.room.checker.pk, "to": "pool"},
            "away": key | {"person_id": self.room.checker.pk, "until": "2050-01-02"},
            "keys": key | {"on": "1", "key-settle": "S"},
            "keys-switch": key,
            "article-assign": key | {"which": "left", "to": self.room.checker.pk},
            "article-deadline": key | {"deadline": "2050-01-02T15:20"},
            "claim-assign": seen | {"to": self.room.checker.pk},
            "claim-dismiss": seen | {"note": "An opinion."},
            "claim-confirm": key | {"seen": make.fresh(self.safe).version},
            "claim-fixed": drafted | {"so": So.CONFIRMED},
            "claim-cut": drafted,
            "claim-reattach": drafted | {"words": "Three barges had struck a pier"},
            "claim-edges": seen | {"words": "has stood for ninety years"},
            "claim-source": seen | {"source": "Mayor Ann Cole", "cue": "said"},
            "claim-speaker": seen | {"who": "open"},
            "speaker-register": key | {"to": "new"},
            "register-edit": key | {"seen": 1, "name": "Ann B. Cole", "aliases": "The mayor"},
            "register-merge": key | {"into": self.other_entry().pk if name == "register-merge" else ""},
            "register-part": key
            | {"speakers": [self.linked().speaker_id if name == "register-part" else ""]},
            "register-undo": key,
            "claim-part": seen | {"words": "It has stood"},
            "claim-merge": seen | {"other": self.barges.pk},
            "claim-speakers-merge": spoken | {"into": spokesman.pk},
            "claim-speakers-part": spoken,
            "article-claim-add": key | {"words": "Harbour bridge to stay open", "who": "own"},
            "claim-risk": seen | {"risk": "legal", "note": "It is before a court."},
            "claim-risk-lower": at_risk | {"note": "Nobody is counted."},
            "claim-risk-decide": at_risk | {"agree": "yes"},
            "sentence-clear": key | {"why": "A headline."},
            "sentence-unclear": key,
            "desk-rules": key | {"seen": "2: -", "high": ["superlative"], "signers": 1},
            "desk-retention": key | {"article_days": 30},
            "desk-hold": key | {"article": self.article.pk, "note": "A court asked."},
            "desk-erase": key
            | {"article": self.article.pk, "again": self.article.pk, "note": "A source asked."},
            "article-sign": key | {"sha256": self.sha256, "seen": 10_000},
            "article-override": key | {"sha256": self.sha256, "note": "It runs at six."},
            "article-revoke": key | {"note": "I missed a figure."},
            "article-step": key | {"act": "kill", "note": "It isn't news."},
            "claim-ask": key | {"to": self.room.second.pk, "text": "Who counted them?"},
            "claim-note": key | {"text": "The report is on the drive."},
            "article-notes": key | {"text": "Legal has read it."},
            "note-edit": key | {"text": "Other words.", "seen": 0},
            "question-answer": key | {"answer": "The coastguard did."},
            "question-withdraw": key,
            "typing": {"form": f"answer-{self.own.pk}", "typed": '{"note": "I asked"}'} | key,
            "typing-throw": key | {"form": f"answer-{self.own.pk}"},
            "person-roles": key
            | {"seen": roles_spelled(self.room.reporter), f"desk-{self.room.desk.pk}": Role.EDITOR},
            "person-details": key | {"name": "Rob Other", "initials": "RO", "email": "rob@desk.example"},
            "person-access": key,
            "person-administrator": key | {"on": "1"},
            "invitation-new": key | {"name": "Nina New", f"desk-{self.room.desk.pk}": Role.CHECKER},
            "invitation-again": key,
            "invitation-withdraw": key,
            "join": key | {"username": "ines", "initials": "II", "password": make.PASSWORD},
            "integrations": key
            | {"name": "Paper CMS", "desks": [self.room.desk.pk], "scopes": ["read"], "days": 30},
            "integration-revoke": key,
            "integration-webhook": key | {"url": "https://cms.example/hook", "topics": ["article.moved"]},
            "webhook-off": key,
            "delivery-again": key,
            "desks": key | {"name": "Courts"},
            "desk-change": key | {"name": "Abroad", "confidential": "1"},
            "notices-read": key | {"newest": 1},
            "notice-choices": key | {"hour": 8} | dict.fromkeys(NoticeKind.values, "never"),
        }.get(name, {})


def claim_of(scene: Scene) -> Claim:
    return make.fresh(scene.own)
