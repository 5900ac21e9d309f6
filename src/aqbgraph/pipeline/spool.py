"""What was read waits on disk until all documents have been compared, so that none of it has to stay in memory.

Two files a document, named by its number among the sources.
"""

from __future__ import annotations

import pickle
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aqbgraph.pipeline.parcels import Folder
from aqbgraph.publication.locking import workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aqbgraph.extraction.comparison import Compared
    from aqbgraph.extraction.extractor import Extraction
    from aqbgraph.extraction.wording import Blanks
    from aqbgraph.pipeline.parcels import Shelf


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of an agreement, its blanks, and the headings of its sections."""

    sentences: tuple[Compared, ...]
    blanks: Blanks
    headings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Spool:
    """What was read, on a shelf of our own."""

    shelf: Shelf

    def put(self, number: int, extraction: Extraction) -> None:
        """Keeps what was read from a document, and apart from it the words, which are asked for alone."""
        self._write(_whole(number), extraction)
        self._write(f"{number}-words", _words(extraction))

    def take(self, number: int) -> Extraction:
        """What was kept under this number."""
        found: Extraction = self._read(_whole(number))
        return found

    def names(self, number: int) -> tuple[str, ...]:
        """The files that `take` reads, for whoever sends them elsewhere."""
        return (_whole(number),)

    def words(self, number: int) -> Words:
        """The words of what was kept under this number."""
        found: Words = self._read(f"{number}-words")
        return found

    def _write(self, name: str, content: object) -> None:
        self.shelf.write(name, pickle.dumps(content, pickle.HIGHEST_PROTOCOL))

    def _read(self, name: str) -> Any:
        return pickle.loads(self.shelf.read(name))  # noqa: S301  # written by `put`, in a folder only we can read


def _whole(number: int) -> str:
    return str(number)


def _words(extraction: Extraction) -> Words:
    clauses = extraction.agreement.clauses if extraction.agreement else ()
    headings = {clause.key: clause.heading for clause in clauses}
    sections = {sentence.section: sentence.clause for sentence in extraction.sentences}
    named = ((section, headings.get(clause)) for section, clause in sections.items())
    return Words(extraction.sentences, extraction.blanks, tuple((key, words) for key, words in named if words))


@contextmanager
def spool(target: Path) -> Iterator[Spool]:
    """A spool beside the publication to be, where there is room for it; it goes away at the end.

    Raises:
        PublicationError: the place cannot be written to.
    """
    with workplace(target, "read-") as folder:
        yield Spool(Folder(folder))
