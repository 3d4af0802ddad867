"""A newsroom of any size, to measure and try things in: its first stories are read, the others are copies of them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from claims.errors import Refused
from claims.models import Article, Claim, Desk, Split, User
from claims.services.article_paste import article_paste
from claims.services.newsroom_copies import APART, copy_all
from claims.services.sample_drafts import settle_open
from claims.services.sample_newsroom import PEOPLE
from claims.services.split_run import split_run
from claims.vocabulary import SplitState, State

STORIES = Path(__file__).resolve().parent.parent / "sample" / "stories"
# What each copy has instead of the stories' own names and figure, of the same length.
OTHERS = {
    "Brandt": (
        *("Calder", "Molnar", "Ferris", "Oakley", "Tanner", "Whelan", "Quirke", "Norrby", "Hollis", "Dexter"),
        "Sandor",
    ),
    "Okoro": ("Reyes", "Singh", "Novak", "Adeyi", "Costa", "Duffy", "Ibsen", "Keane", "Leone"),
    "Harrowby": ("Ashcombe", "Belmount", "Corville", "Dunmoore", "Eastwold", "Farleigh", "Gorsbury"),
    "412": tuple(str(number) for number in range(103, 999, 7)),
}


def newsroom_make(articles: int) -> tuple[int, int]:
    """Fill the sample newsroom up to at least so many articles; how many articles and claims there are then.

    The first stories go through the services: pasted, read by the split, half of them checked. The rest are copies of
    them with other names, whose history doesn't verify. Raises Refused where the settings don't allow samples, as
    production never does; where the sample isn't loaded, or anybody is there who isn't the sample's; and where copies
    were made before.
    """
    _refuse()
    _first_stories()
    own = Article.objects.count()
    if articles > own:
        copy_all(-(-(articles - own) // own), OTHERS)
    return Article.objects.count(), Claim.objects.count()


def _refuse() -> None:
    if not settings.SAMPLE_ALLOWED:
        raise Refused(
            "Made-up articles are for one's own machine: set SAMPLE_ALLOWED there, never in production."
        )
    if User.objects.exclude(username__in=[one.username for one in PEOPLE]).exists():
        raise Refused("There are people here who aren't the sample's: nothing is made up beside real work.")
    if not User.objects.exists():
        raise Refused("Load the sample newsroom first: manage.py sample.")
    if Article.objects.filter(pk__gte=APART).exists():
        raise Refused("The copies were made already: begin with an empty database.")


def _first_stories() -> None:
    """Each by a key of its own, so that a second run goes on where the first one ended."""
    nora, imre, tess = (User.objects.get(username=name) for name in ("nora", "imre", "tess"))
    desk = Desk.objects.get(memberships__user=nora)
    for number, story in enumerate(sorted(STORIES.glob("*.txt"))):
        text, key = story.read_text(encoding="utf-8"), f"story-{story.stem}"
        article = article_paste(desk_id=desk.pk, by=nora, key=key, text=text, headline=text.splitlines()[0])
        # The sample's own articles too: what waits would wait in each copy.
        for split in Split.objects.filter(state=SplitState.QUEUED):
            split_run(split.pk)
        if number % 2 and Claim.objects.filter(article=article, state=State.OPEN).exists():
            settle_open(article, imre, tess, key)
