"""The index of the search, begun as soon as most pages are there: pagefind reads them while the others are made."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.publication import search_index

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.connection import Connection

    from aqbgraph.pipeline.asides import Asides
    from aqbgraph.publication.file_notes import Noted
    from aqbgraph.publication.steps import Steps
    from aqbgraph.publication.writer import Writer

_STEP = "search:first"


@dataclass(frozen=True, slots=True)
class Indexing:
    """An index under way: the pages that come `first` in it, and when another process is at it, how to go on."""

    first: tuple[str, ...]
    go_on: Connection | None = None
    written: Callable[[], Mapping[str, Noted]] | None = None

    def end(self, steps: Steps) -> None:
        """Indexes the pages that were made since, or all of them.

        Raises:
            PublicationError: pagefind fails, or is another than we know.
        """
        others = search_index.others(steps.writer, self.first)
        search_index.write_index(steps, self.first, partial(self._take, others) if self.written else None)

    def _take(self, others: tuple[str, ...], own: Writer) -> None:
        if self.go_on is not None and self.written is not None:
            self.go_on.send(others)
            own.noted.update(self.written())


def begin(steps: Steps, room: Asides) -> Indexing:
    """Begins with the pages that are there, unless nobody is free for it, or they are those of the last time."""
    first = search_index.pages(steps.writer)
    given = steps.given(search_index.installed(), [(path, steps.writer.noted[path]) for path in first])
    known = steps.cache.result(_STEP, given)
    steps.cache.keep(_STEP, given, True)
    if known or not room.free:
        return Indexing(first)
    told, go_on = multiprocessing.Pipe(duplex=False)
    return Indexing(first, go_on, room.begin(partial(_index, steps.writer.apart(), first, told)))


def _index(writer: Writer, first: tuple[str, ...], told: Connection) -> Mapping[str, Noted]:
    search_index.index(writer, first, told.recv)
    return writer.noted
