"""The rows of a draft: its sentences, speakers, attributions and places, and the claims that nobody had before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from claims import extraction
from claims.anchoring.carry import Spans
from claims.anchoring.reconcile import Landed, one_person
from claims.anchoring.wording import fingerprint, wording_hash
from claims.guards import is_high
from claims.models import Attribution, Claim, Draft, Place, Sentence, Speaker
from claims.services.draft_before import Compared
from claims.vocabulary import Coverage, How, Part, State

AT_ONCE = 2_000


class DraftRows:
    """What one split stores, made from what it found and from the claims that stood before.

    `attributions_of_claims`: the attribution under which each claim that landed stands now (None: own voice);
    `cleared`: sentences that people had cleared, or wished to, and whose words are the same.
    """

    def __init__(self, draft: Draft, found: extraction.Split, compared: Compared) -> None:
        self.draft, self.found, self.compared = draft, found, compared
        self.landed = compared.reconciled.landed
        self.attributions_of_claims: dict[int, int | None] = {}
        self.cleared: list[Sentence] = []
        self._said: dict[int, tuple[Spans, Spans]] = {}  # source and cue of each attribution in this draft
        self._places: list[Place] = []
        self._prints: set[str] = set()

    def store(self) -> list[Claim]:
        """Store all of them; the new claims. The caller holds the article's row."""
        speakers = self._speakers()
        by_found = self._attributions_that_stood(speakers)
        new = self._new_claims(by_found, speakers)
        for one in self.landed:
            how = How.FOUND if one.adopted else How.MOVED if one.moved else How.KEPT
            self._content(one.key, one.content, self.attributions_of_claims[one.key], how)
        Place.objects.bulk_create(self._places, batch_size=AT_ONCE)
        self._sentences()
        return new

    # -- who speaks ------------------------------------------------------------------------------------------

    def _speakers(self) -> list[Speaker]:
        """A row for each speaker that was found: of before where it is the same one, with the mentions added."""
        before = {one.pk: one for one in self._speakers_before()}
        known = {(one.name.casefold(), one.kind): one for one in before.values()}
        known |= {("", str(index)): row for index, row in self._speakers_that_stayed().items()}
        rows: list[Speaker] = []
        for index, one in enumerate(self.found.speakers):
            row = known.get((one.name[:300].casefold(), one.kind)) or known.get(("", str(index)))
            row = row or Speaker(
                article_id=self.draft.article_id, name=one.name[:300], kind=one.kind, title=one.title[:300]
            )
            while row.merged_into_id:  # a person has said that they are one
                row = before[row.merged_into_id]
            row.mentions = [*row.mentions, *([self.draft.number, *span] for span in one.mentions)]
            rows.append(row)
        Speaker.objects.bulk_create([one for one in rows if one.pk is None], batch_size=AT_ONCE)
        Speaker.objects.bulk_update({one.pk: one for one in rows}.values(), ["mentions"], batch_size=AT_ONCE)
        return rows

    def _speakers_before(self) -> Iterable[Speaker]:
        return (
            Speaker.objects.filter(article=self.draft.article_id).order_by("pk")
            if self.compared.draft
            else ()
        )

    def _speakers_that_stayed(self) -> dict[int, Speaker]:
        """Found speakers of claims whose speaker is the same: they are that one, under whatever name."""
        found: dict[int, Speaker] = {}
        for one in self.landed:
            before = self.compared.speakers[one.key]
            said = self.compared.claims[one.key].attribution
            by_person = said is not None and said.read_as is not None
            if (
                by_person
                or one.other_speaker
                or not one.speakers
                or not len(one.speakers) == len(before) == 1
            ):
                continue
            if one_person(self.found.speakers[one.speakers[0]].name, before[0].name):
                found.setdefault(one.speakers[0], before[0])
        return found

    # -- who says what ---------------------------------------------------------------------------------------

    def _attributions_that_stood(self, speakers: Sequence[Speaker]) -> dict[int, int]:
        """Give each claim that landed its attribution; which found attribution is which row."""
        by_found: dict[int, int] = {}
        by_place: dict[tuple[int, Spans, Spans], int] = {}
        for one in self.landed:
            if not one.attributed:
                self.attributions_of_claims[one.key] = None
                continue
            index = None if one.twin is None else self.found.claims[one.twin].attribution
            old = self.compared.claims[one.key].attribution
            place = (old.pk if old else 0, one.source, one.cue)
            if place not in by_place:
                by_place[place] = self._attribution_of(one, old, index, speakers).pk
            self.attributions_of_claims[one.key] = by_place[place]
            if index is not None:
                by_found.setdefault(index, by_place[place])
        return by_found

    def _attribution_of(
        self, one: Landed, old: Attribution | None, index: int | None, speakers: Sequence[Speaker]
    ) -> Attribution:
        """The row under which a claim stands: its own, unless another claim of it stands elsewhere now."""
        now = [speakers[at] for at in one.speakers or ()]
        by_person = old is not None and old.read_as is not None
        if old and old.pk not in self._said:
            if by_person:
                self._read_anew(old, one)
            elif one.other_speaker:
                old.speakers.set(now)
            if one.adopted and index is not None:
                old.kind = self.found.attributions[index].kind
                old.save(update_fields=["kind"])
            row = old
        else:
            like = old or self.found.attributions[index or 0]
            row = Attribution.objects.create(
                article_id=self.draft.article_id,
                kind=like.kind,
                confidence=like.confidence,
                read_as=old.read_as if old else None,
            )
            stays = by_person or (old is not None and not one.other_speaker)
            row.speakers.set(old.speakers.all() if stays and old else now)
        self._stand(row.pk, one.source, one.cue, How.FOUND if one.adopted else How.KEPT)
        return row

    def _read_anew(self, old: Attribution, one: Landed) -> None:
        """What a person said stands; whom the reading has there now is kept beside it, so that it asks once."""
        if one.speakers:
            old.read_as = sorted(self.found.speakers[at].name for at in one.speakers)
            old.save(update_fields=["read_as"])

    def _stand(self, attribution: int, source: Spans, cue: Spans, how: How) -> None:
        self._said[attribution] = source, cue
        self._places += [
            Place(
                draft=self.draft,
                attribution_id=attribution,
                part=part,
                piece=piece,
                start=start,
                end=end,
                how=how,
            )
            for part, spans in ((Part.SOURCE, source), (Part.CUE, cue))
            for piece, (start, end) in enumerate(spans)
        ]

    # -- what is new -----------------------------------------------------------------------------------------

    def _new_claims(self, by_found: dict[int, int], speakers: Sequence[Speaker]) -> list[Claim]:
        new = [self.found.claims[index] for index in self.compared.reconciled.new]
        wanted = sorted({one.attribution for one in new if one.attribution is not None} - set(by_found))
        by_found |= self._new_attributions(wanted, speakers)
        desk = self.draft.article.desk
        rows = []
        for one in new:
            attribution = None if one.attribution is None else by_found[one.attribution]
            rows.append(
                Claim(
                    article_id=self.draft.article_id,
                    attribution_id=attribution,
                    state=State.SUGGESTED if one.unsure else State.OPEN,
                    wording=wording_hash(self.draft.text, one.content, *self._source_and_cue(attribution)),
                    risks=list(one.risks),
                    high_risk=is_high(one.risks, desk),
                    figures=[asdict(figure) for figure in one.figures],
                    confidence=one.confidence,
                )
            )
        Claim.objects.bulk_create(rows, batch_size=AT_ONCE)
        for row, one in zip(rows, new, strict=True):
            self._content(row.pk, one.content, row.attribution_id, How.FOUND)
        return rows

    def _new_attributions(self, wanted: Sequence[int], speakers: Sequence[Speaker]) -> dict[int, int]:
        found = [self.found.attributions[index] for index in wanted]
        rows = Attribution.objects.bulk_create(
            [
                Attribution(article_id=self.draft.article_id, kind=one.kind, confidence=one.confidence)
                for one in found
            ],
            batch_size=AT_ONCE,
        )
        through = Attribution.speakers.through
        through.objects.bulk_create(
            [
                through(attribution_id=row.pk, speaker_id=speakers[index].pk)
                for row, one in zip(rows, found, strict=True)
                for index in one.speakers
            ],
            batch_size=AT_ONCE,
        )
        for row, one in zip(rows, found, strict=True):
            self._stand(row.pk, one.source, one.cue, How.FOUND)
        return {index: row.pk for index, row in zip(wanted, rows, strict=True)}

    def _source_and_cue(self, attribution: int | None) -> tuple[Spans, Spans]:
        return self._said[attribution] if attribution else ((), ())

    def _content(self, claim: int, content: Spans, attribution: int | None, how: How) -> None:
        self._places += [
            Place(
                draft=self.draft,
                claim_id=claim,
                part=Part.CONTENT,
                piece=piece,
                start=start,
                end=end,
                how=how,
                fingerprint="" if piece else fingerprint(content, *self._source_and_cue(attribution)),
            )
            for piece, (start, end) in enumerate(content)
        ]

    # -- what has been looked at -----------------------------------------------------------------------------

    def _sentences(self) -> None:
        """Each sentence: covered where a claim's content touches it, cleared where a person's mark still holds."""
        covered = sorted((one.start, one.end) for one in self._places if one.part == Part.CONTENT)
        marks = {span: mark for mark, spans in self.compared.marks for span in spans}
        rows, at = [], 0
        for sentence in self.found.sentences:
            while at < len(covered) and covered[at][1] <= sentence.start:
                at += 1
            touched = at < len(covered) and covered[at][0] < sentence.end
            row = Sentence(
                draft=self.draft,
                start=sentence.start,
                end=sentence.end,
                coverage=Coverage.CLAIMED if touched else Coverage.OPEN,
                why="" if touched else sentence.why_not[:200],
            )
            if not touched and (mark := marks.get((sentence.start, sentence.end))):
                self._clear(row, mark)
            rows.append(row)
        Sentence.objects.bulk_create(rows, batch_size=AT_ONCE)

    def _clear(self, row: Sentence, mark: Sentence) -> None:
        row.coverage, row.cleared_by_id = mark.coverage, mark.cleared_by_id
        row.why = mark.why or row.why
        row.clearing_by_id, row.clearing_why = mark.clearing_by_id, mark.clearing_why
        self.cleared.append(row)
