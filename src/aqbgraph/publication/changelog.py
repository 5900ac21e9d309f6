"""The log of a publication: what it changed, in words, as it is kept for the page, the Atom feed and programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aqbgraph.publication.history import date_time

if TYPE_CHECKING:
    from collections.abc import Mapping

# What people look for first; all else follows in the order of its paths.
_ORDER = ("agreement/", "reported/", "party/", "series/", "programme/", "def/")


def order(path: str) -> tuple[int, str]:
    """Where a document stands among those that changed."""
    return next((place for place, prefix in enumerate(_ORDER) if path.startswith(prefix)), len(_ORDER)), path


@dataclass(frozen=True, slots=True)
class Logged:
    """A document that came ("Create"), changed ("Update") or went ("Delete"): path, title, and how, line by line."""

    path: str
    kind: str
    title: str
    lines: tuple[str, ...]


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
        rows = [
            json.dumps({"path": one.path, "kind": one.kind, "title": one.title, "lines": one.lines}, ensure_ascii=False)
            for one in self.documents
        ]
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


def read_log(content: bytes) -> Log:
    """A log as it was kept."""
    found = json.loads(content)
    return Log(
        number=found["number"],
        moment=datetime.strptime(found["published"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        counts=found["counts"],
        documents=tuple(
            Logged(row["path"], row["kind"], row["title"], tuple(row["lines"])) for row in found["documents"]
        ),
        total=found["total"],
    )
