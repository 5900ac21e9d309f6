"""What was read waits on disk until all documents have been compared, so that none of it has to stay in memory.

Two files a document, named by the digest of what was read; in the cache of a publication they stay for the next build.
What is missing or damaged there is read again by whoever needs it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from aqbgraph.publication.disk.cache import packed, unpacked
from aqbgraph.publication.disk.locking import workplace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from aqbgraph.extraction.extractor import Extraction
    from aqbgraph.extraction.wording.comparison import Compared
    from aqbgraph.extraction.wording.wording import Blanks

FOLDER = "read"
_HEAD = 16  # bytes, the digest of the rest
_WORDS = "-words"


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of an agreement, its blanks, and the headings of its sections."""

    sentences: tuple[Compared, ...]
    blanks: Blanks
    headings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder of our own."""

    folder: Path

    def put(self, key: str, extraction: Extraction) -> bytes:
        """Keeps what was read from a document, and apart from it the words, which are asked for alone.

        Returns the digest of the words.
        """
        self._write(key, extraction)
        return self._write(key + _WORDS, words_of(extraction))

    def files(self, key: str) -> dict[str, bytes]:
        """What `take` reads, to be written by another spool; nothing when it is not there."""
        with suppress(OSError):
            return {key: (self.folder / key).read_bytes()}
        return {}

    def add(self, name: str, content: bytes) -> None:
        """Keeps a file, whole or not at all: a build may be killed at any moment."""
        part = self.folder / f"{name}.{uuid4().hex}"
        part.write_bytes(content)
        part.replace(self.folder / name)

    def has(self, key: str) -> bool:
        """Whether something is kept under this key."""
        return all((self.folder / name).is_file() for name in (key, key + _WORDS))

    def take(self, key: str) -> Extraction | None:
        """What was kept under this key."""
        found: Extraction | None = self._read(key)
        return found

    def words(self, key: str) -> Words | None:
        """The words of what was kept under this key."""
        found: Words | None = self._read(key + _WORDS)
        return found

    def drop(self, key: str) -> None:
        """Forgets what is kept under a key."""
        for name in (key, key + _WORDS):
            (self.folder / name).unlink(missing_ok=True)

    def only(self, keys: Collection[str]) -> None:
        """Takes away what is kept under any other key."""
        for entry in os.scandir(self.folder):
            if entry.name.removesuffix(_WORDS) not in keys:
                with suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108  # as many as there are documents

    def _write(self, name: str, content: object) -> bytes:
        written = packed(content)
        digest = blake2b(written, digest_size=_HEAD).digest()
        self.add(name, digest + written)
        return digest

    def _read(self, name: str) -> Any:
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return None
        head, written = content[:_HEAD], content[_HEAD:]
        if head == blake2b(written, digest_size=_HEAD).digest():
            with suppress(Exception):  # an older version may have written what this one no longer has
                return unpacked(written)
        return None


def words_of(extraction: Extraction) -> Words:
    """What comparing needs of the words of an agreement."""
    clauses = extraction.agreement.clauses if extraction.agreement else ()
    headings = {clause.key: clause.heading for clause in clauses}
    sections = {sentence.section: sentence.clause for sentence in extraction.sentences}
    named = ((section, headings.get(clause)) for section, clause in sections.items())
    return Words(extraction.sentences, extraction.blanks, tuple((key, words) for key, words in named if words))


@contextmanager
def spool(target: Path, cache: Path | None = None) -> Iterator[Spool]:
    """A spool in a cache, or one beside the publication to be, where there is room for it, that goes away at the end.

    Raises:
        PublicationError: the place cannot be written to.
    """
    if cache is None:
        with workplace(target, "read-") as folder:
            yield Spool(folder)
    else:
        place = cache / FOLDER
        place.mkdir(exist_ok=True)
        yield Spool(place)
