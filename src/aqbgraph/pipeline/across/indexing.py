"""The index of the search, begun as soon as most pages are there: pagefind reads them while the others are made."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.publication.search import search_index

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from aqbgraph.pipeline.spreading.asides import Asides
    from aqbgraph.publication.disk.steps import Steps, Told
    from aqbgraph.publication.search.search_parts import Page

_STEP = "search:first"


@dataclass(frozen=True, slots=True)
class Indexing:
    """An index under way: the pages that come `first` in it, and when another process is at it, how to go on."""

    first: tuple[Page, ...]
    go_on: Connection | None = None
    made: Callable[[], tuple[tuple[str, ...], Told]] | None = None

    def end(self, steps: Steps) -> None:
        """Indexes the pages that were made since, or all of them.

        Raises:
            PublicationError: pagefind fails, or is another than we know.
        """
        search_index.write_index(steps, self.first, self._take if self.made else None)

    def _take(self, own: Steps, others: tuple[Page, ...]) -> tuple[str, ...]:
        if self.go_on is None or self.made is None:
            return ()
        self.go_on.send(others)
        names, told = self.made()
        own.take(told)
        return names


def begin(steps: Steps, room: Asides) -> Indexing:
    """Begins with the pages that are there, unless nobody is free for it, or they are those of the last time."""
    first = search_index.pages(steps.writer)
    given = steps.given(search_index.installed(), first)
    known = steps.cache.result(_STEP, given)
    steps.cache.keep(_STEP, given, True)
    if known or not room.free:
        return Indexing(first)
    told, go_on = multiprocessing.Pipe(duplex=False)
    own = steps.apart((search_index.PARTS,))
    return Indexing(first, go_on, room.begin(partial(_index, own, first, told)))


def _index(own: Steps, first: tuple[Page, ...], others: Connection) -> tuple[tuple[str, ...], Told]:
    return search_index.index(own, first, others.recv), own.told()
