"""Claims, who made them, and where their words stand."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.models.articles import Article, Draft
from claims.models.people import User
from claims.vocabulary import UNFINISHED, AttributionKind, Copy, How, Origin, Part, SpeakerKind, State


class Speaker(models.Model):
    """A source within one article. `mentions` are [draft number, start, end]. `merged_into`: who a person has said that
    it is; it speaks nowhere then. `entry`: who that is in the newsroom's register, as a person says.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=SpeakerKind.choices)
    title = models.CharField(max_length=300, blank=True)
    mentions = models.JSONField(default=list)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    entry = models.ForeignKey("RegisterEntry", on_delete=models.PROTECT, null=True, related_name="speakers")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=SpeakerKind.values), name="speaker_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(entry=None) | ~models.Q(kind=SpeakerKind.UNNAMED),
                name="speaker_unnamed_in_no_register",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Attribution(models.Model):
    """Source, cue and kind as the text has them. It holds one or more claims: those are cut at sentence
    ends. `read_as`: where a person has set the speakers, the names that the machine reads there; None where nobody has.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="attributions")
    kind = models.CharField(max_length=20, choices=AttributionKind.choices)
    confidence = models.FloatField(default=1)
    speakers = models.ManyToManyField(Speaker, related_name="attributions")
    read_as = models.JSONField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=AttributionKind.values), name="attribution_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} attribution {self.pk}"


class Claim(models.Model):
    """One checkable statement, living across drafts. Without an attribution it's the article's own voice.

    `version` counts its changes; `wording` is the SHA-256 of its words, source and cue, for which answers count.
    `words` is that of the words as they stand now where those differ harmlessly, else "". `risks` are names of
    rules, `high_risk` what the desk makes of them. `fix` is the wording that is proposed. `instruction` came with
    its assignment; `stale_why` says what made it stale. `merged_into`: the claim that has its words now, while it is
    dismissed.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="claims")
    attribution = models.ForeignKey(
        Attribution, on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)
    wording = models.CharField(max_length=64)
    words = models.CharField(max_length=64, blank=True)
    risks = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    high_risk = models.BooleanField(default=False)
    figures = models.JSONField(default=list)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    deadline = models.DateTimeField(null=True, blank=True)
    instruction = models.TextField(blank=True)
    stale_why = models.TextField(blank=True)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.MACHINE)
    confidence = models.FloatField(default=1)
    copy = models.CharField(max_length=20, choices=Copy.choices, blank=True)
    fix = models.TextField(blank=True)
    dismissal_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dismissal_why = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="claim_state_known"),
            models.CheckConstraint(condition=models.Q(copy__in=["", *Copy.values]), name="claim_copy_known"),
            models.CheckConstraint(condition=models.Q(origin__in=Origin.values), name="claim_origin_known"),
            models.CheckConstraint(
                condition=~models.Q(state__in=[State.CHECKING, State.SECOND]) | models.Q(owner__isnull=False),
                name="claim_in_work_has_owner",
            ),
        )
        indexes = (
            models.Index(fields=("owner", "state"), name="claim_owner_state"),
            models.Index(
                fields=("article",), condition=models.Q(state__in=UNFINISHED), name="claim_unfinished"
            ),
        )

    def __str__(self) -> str:
        return f"claim {self.pk}: {self.state}"


class Lowering(models.Model):
    """Somebody's wish that a risk be taken off a claim, with the reason; a second person decides."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lowerings")
    risk = models.CharField(max_length=40)
    why = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    agreed = models.BooleanField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_why = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("claim", "risk"), condition=models.Q(agreed=None), name="lowering_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("by")),
                name="lowering_by_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed=None, decided_by=None)
                | models.Q(agreed__isnull=False, decided_by__isnull=False),
                name="lowering_decided_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"lowering of {self.risk}"


class Place(models.Model):
    """Where one piece of a claim's content, or of an attribution's source or cue, stands in one draft.

    `fingerprint` stands on a content's first piece only and names all its spans with those of source and cue.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="places")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="places")
    attribution = models.ForeignKey(Attribution, on_delete=models.CASCADE, null=True, related_name="places")
    part = models.CharField(max_length=10, choices=Part.choices)
    piece = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    how = models.CharField(max_length=20, choices=How.choices, default=How.FOUND)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("draft", "start", "piece")
        constraints = (
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="place_not_empty"),
            models.CheckConstraint(
                condition=models.Q(part=Part.CONTENT, claim__isnull=False, attribution__isnull=True)
                | models.Q(part__in=[Part.SOURCE, Part.CUE], claim__isnull=True, attribution__isnull=False),
                name="place_has_one_owner",
            ),
            models.CheckConstraint(condition=models.Q(how__in=How.values), name="place_how_known"),
            models.UniqueConstraint(
                fields=("draft", "claim", "piece"),
                condition=models.Q(claim__isnull=False),
                name="place_claim_piece_once",
            ),
            models.UniqueConstraint(
                fields=("draft", "attribution", "part", "piece"),
                condition=models.Q(attribution__isnull=False),
                name="place_attribution_piece_once",
            ),
            models.UniqueConstraint(
                fields=("draft", "fingerprint"),
                condition=~models.Q(fingerprint=""),
                name="place_same_claim_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.part} {self.start}–{self.end}"
