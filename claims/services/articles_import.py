"""Files that become articles of their own: several on the page, or an archive's from the command line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from claims.errors import Refused, TextRefused
from claims.extraction.blocks import headline_and_byline
from claims.incoming.reading import COPY_BYTES
from claims.models import Article, Desk, Event, User
from claims.permissions import desks_of, may_paste, may_set_bylines
from claims.services.article_paste import article_paste
from claims.services.copy_read import TOO_LARGE, copy_read, name_of

FILES_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: an article, or `why` there is none. `again`: it had been imported before."""

    name: str
    article: Article | None = None
    why: str = ""
    again: bool = False


def articles_import(*, paths: Iterable[Path], desk_id: int, by: User) -> Iterator[Imported]:
    """Each file of an archive as an article, read behind what people paste. Each is a transaction of its own.

    A file that the desk has imported before is known by its bytes' hash and changes nothing, whoever imported it. One
    that can't be read is told of, and the next one follows. Raises Desk.DoesNotExist, Refused.
    """
    desk = desks_of(by).get(pk=desk_id)
    may_paste(by, desk.pk).or_refuse()
    for path in paths:
        yield _imported(path, desk, by)


def uploads_import(
    *, desk_id: int, by: User, key: str, uploads: Sequence[UploadedFile[bytes]]
) -> list[Imported]:
    """Each file that somebody brings as an article, a transaction each. The same form sent again stores nothing more.

    Raises Desk.DoesNotExist, Refused.
    """
    desk = desks_of(by).get(pk=desk_id)
    may_paste(by, desk.pk).or_refuse()
    return [_uploaded(one, desk, by, f"{key}:{number}") for number, one in enumerate(uploads)]


def _uploaded(upload: UploadedFile[bytes], desk: Desk, by: User, key: str) -> Imported:
    name = name_of(upload)
    try:
        if (upload.size or 0) > COPY_BYTES:
            return Imported(name, why=TOO_LARGE)
        return Imported(name, article_import(desk, by=by, key=key, body=upload.read(), name=name))
    except (TextRefused, Refused) as error:
        return Imported(name, why=str(error))


def _imported(path: Path, desk: Desk, by: User) -> Imported:
    name = str(path)
    try:
        if path.stat().st_size > COPY_BYTES:
            return Imported(name, why=TOO_LARGE)
        body = path.read_bytes()
        key = f"import:{desk.pk}:{hashlib.sha256(body).hexdigest()}"
        if first := Event.objects.filter(key=key).select_related("article").first():
            return Imported(name, first.article, again=True)
        return Imported(name, article_import(desk, by=by, key=key, body=body, name=path.name, behind=True))
    except OSError as error:
        return Imported(name, why=f"It can't be opened: {error.strerror or error}.")
    except (TextRefused, Refused) as error:
        return Imported(name, why=str(error))


def article_import(
    desk: Desk, *, by: User, key: str, body: bytes, name: str, behind: bool = False
) -> Article:
    """One file as an article. Where an editor brings it, its printed byline says who of the desk wrote it.

    Raises TextRefused (it can't be read, or isn't a text), Refused. A key used before returns its article.
    """
    incoming = copy_read(body, name)
    text = incoming.text
    headline, byline = headline_and_byline(text)
    titled = incoming.title if incoming.title in text.split("\n") else ""
    return article_paste(
        desk_id=desk.pk,
        by=by,
        key=key,
        text=text,
        headline=text[slice(*headline)] if headline else titled,
        byline=text[text.rfind("\n", 0, byline[0]) + 1 : byline[1]] if byline else "",
        notes=incoming.notes,
        written_by=_printed(desk, by, text[slice(*byline)] if byline else ""),
        behind=behind,
    )


def _printed(desk: Desk, by: User, byline: str) -> list[int] | None:
    """The members whom the printed byline names; None, for whoever brings it, where it names none."""
    line = byline.casefold()
    if not line or not may_set_bylines(by, desk.pk).allowed:
        return None
    return [one.pk for one in desk.members.all() if one.name.strip() and one.name.casefold() in line] or None
