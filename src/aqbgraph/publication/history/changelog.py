"""The log of a publication: what it changed, in words, as it is kept for the page, the Atom feed and programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aqbgraph.publication.disk.untrusted import Unsound, clean, text, whole
from aqbgraph.publication.history.feeds import CREATE, DELETE, UPDATE
from aqbgraph.publication.history.history import date_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

KINDS = (CREATE, UPDATE, DELETE)

# What people look for first; all else follows in the order of its paths.
_ORDER = ("agreement/", "reported/", "party/", "series/", "programme/", "def/")


def order(path: str) -> tuple[int, str]:
    """Where a document stands among those that changed."""
    return next((place for place, prefix in enumerate(_ORDER) if path.startswith(prefix)), len(_ORDER)), path


# What is news when it comes; a place or a scheme is there from the beginning, whatever is published.
_NEWS = ("agreement/", "reported/", "series/")


@dataclass(frozen=True, slots=True)
class Logged:
    """A document that came ("Create"), changed ("Update") or went ("Delete"): path, title, and how, line by line.

    `english` are the same lines in English; logs of earlier versions of the software have none.
    """

    path: str
    kind: str
    title: str
    lines: tuple[str, ...]
    english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """What a publication (`number` from 1) changed: how many documents of each kind, and the first of them in words.

    `total` is how many there are.
    """

    number: int
    moment: datetime
    counts: Mapping[str, int]
    documents: tuple[Logged, ...]
    total: int

    def written(self) -> bytes:
        """As JSON, a document a line."""
        rows = [json.dumps(_row(one), ensure_ascii=False) for one in self.documents]
        head = {
            "number": self.number,
            "published": date_time(self.moment),
            "counts": dict(self.counts),
            "total": self.total,
        }
        lines = [f" {json.dumps(name)}: {json.dumps(value)}," for name, value in head.items()]
        return "\n".join(
            ["{", *lines, ' "documents": [', ",\n".join(f"  {row}" for row in rows), " ]", "}", ""]
        ).encode()


def _row(one: Logged) -> dict[str, Any]:
    row = {"path": one.path, "kind": one.kind, "title": one.title, "lines": one.lines}
    return {**row, "linesEn": one.english} if one.english else row


def news(log: Log) -> tuple[Logged, ...]:
    """What people are told one by one; all else is counted: what else came with the first publication, for example."""
    return tuple(one for one in log.documents if one.kind != CREATE or one.path.startswith(_NEWS))


def said_moment(at: datetime, before: datetime | None) -> datetime:
    """The moment as people are told it: where it only follows the one before by a second, the day is all it says."""
    artificial = before is not None and at - before == timedelta(seconds=1)
    return at.replace(hour=0, minute=0, second=0) if artificial else at


def read_log(content: bytes, number: int, moment: datetime) -> Log:
    """A log as it was kept: that of the publication with this number (from 1) and moment.

    Raises:
        ValueError, KeyError, TypeError, AttributeError, RecursionError: it is no such log.
    """
    found = json.loads(content)
    if found["number"] != number or found["published"] != date_time(moment):
        raise Unsound("das Protokoll einer anderen Veröffentlichung")
    counts = {kind: whole(found["counts"][kind]) for kind in KINDS}
    documents = tuple(map(_logged, found["documents"]))
    if found["total"] != sum(counts.values()) or len(documents) > found["total"]:
        raise Unsound("die Zahlen passen nicht zueinander")
    return Log(number, moment, counts, documents, found["total"])


def _logged(row: Mapping[str, Any]) -> Logged:
    path, lines = row["path"], tuple(map(text, row["lines"]))
    english = tuple(map(text, row.get("linesEn", ())))
    if row["kind"] not in KINDS or not lines or (path and not clean(path)):
        raise Unsound("ein Eintrag ist keiner")
    return Logged(path, row["kind"], text(row["title"]), lines, english)
