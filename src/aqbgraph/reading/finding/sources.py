"""Which files to read: a folder's, or those named outright."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from aqbgraph.errors import WrongUse
from aqbgraph.reading.finding.companions import corrections_of, is_companion
from aqbgraph.reading.finding.elsewhere import Elsewhere
from aqbgraph.reading.finding.folders import below, is_left_behind, is_publication, publications
from aqbgraph.reading.finding.unfit import reason_of
from aqbgraph.reading.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.reading.files import File
    from aqbgraph.reading.finding.companions import Companion

SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, and what it is called in messages and in the graph.

    `beside` are its corrections and `listed` is its size in bytes as far as a listing has it; of a file of this machine
    both are looked for when they are needed.
    """

    path: File
    name: str
    beside: Companion | None = None
    listed: int = 0

    @property
    def corrections(self) -> Companion | None:
        """The corrections beside it, where there are any."""
        return corrections_of(self.path, self.name) if isinstance(self.path, Path) else self.beside

    @property
    def size(self) -> int:
        """Its size in bytes, 0 where nobody knows."""
        if isinstance(self.path, Path):
            return self.path.stat().st_size if self.path.exists() else 0
        return self.listed


def find_sources(places: Sequence[Path]) -> tuple[SourceFile, ...]:
    """The files to read, in an order that does not depend on the file system.

    A folder gives all files below it that a reader looks for, except those of publications; a file
    named outright is read whatever its name.

    Raises:
        WrongUse: a place does not exist or is a publication, or there is nothing to read.
    """
    found: dict[Path, SourceFile] = {}
    for place in places:
        if is_publication(place):
            raise WrongUse(
                f"{place} ist eine Veröffentlichung. Bitte die Vereinbarungen nennen, aus denen sie entstand."
            )
        if place.is_dir():
            for path, name in below(place):
                if is_source(path):
                    found.setdefault(path.resolve(), SourceFile(path, name.as_posix()))
        elif place.is_file():
            # Named by a pattern of the shell ("agreements/*"), it is found as what it is.
            if not (is_companion(place) or is_left_behind(place.name)):
                found.setdefault(place.resolve(), SourceFile(place, place.name))
        elif place.is_symlink() or place.exists():
            raise WrongUse(f"{place} wird nicht gelesen: {reason_of(place)}.")
        else:
            raise WrongUse(f"{place} gibt es nicht.")
    if not found:
        raise WrongUse(f"Nichts zu lesen: keine Datei mit der Endung {' oder '.join(sorted(SUFFIXES))} gefunden.")
    return in_order(found.values())


def in_order(sources: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    """Sources by name, each with a name of its own."""
    return tuple(sorted(_told_apart(sources), key=lambda source: (source.name, str(source.path))))


def is_source(path: PurePath) -> bool:
    """Whether a file in a folder is one that a reader looks for."""
    return path.suffix.lower() in SUFFIXES and not is_companion(path)


def ignored(places: Sequence[Path]) -> tuple[str, ...]:
    """The files in these folders that no reader looks for, so that a report can name them; hidden ones are nobody's.

    A publication among them is one line, with a slash at its end.
    """
    named = {place.resolve() for place in places if place.is_file()}
    folders = [place for place in places if place.is_dir()]
    files = (
        name.as_posix()
        for place in folders
        for path, name in below(place)
        if path.suffix.lower() not in SUFFIXES and path.resolve() not in named and not is_companion(path)
    )
    published = (f"{name.as_posix()}/" for place in folders for name in publications(place))
    return tuple(sorted((*files, *published)))


def _told_apart(sources: Iterable[SourceFile]) -> Iterator[SourceFile]:
    """Files of one name from several places bear their folder too: "2024/odenwaldkreis.md"; nothing unprintable."""
    listed = list(sources)
    count = Counter(source.name for source in listed)
    for source in listed:
        name = source.name
        if count[name] > 1:
            name = f"{_above(source.path, name.count('/'))}/{name}"
        yield replace(source, name="".join(letter if letter.isprintable() else "\ufffd" for letter in name))


def _above(file: File, levels: int) -> str:
    """The name of the folder above that of a file, so many levels up."""
    if isinstance(file, Path):
        return file.resolve().parents[levels].name
    return file.folders[levels] if isinstance(file, Elsewhere) else ""
