"""The lines of documents in the order of the whole: as packed pieces wherever nobody else speaks of the same things.

What a document says of itself and of things in it stands in a row, once for the document and once for its things,
whatever else there is. That is packed once for each document and kept; what it says of others is put in line by line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from aqbgraph.publication.disk.ordering import in_order
from aqbgraph.publication.formats import N_TRIPLES
from aqbgraph.publication.rdf.canonical import Piece, piece, quads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from aqbgraph.publication.disk.file_notes import Noted
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.rdf.canonical import Placed

# Bytes of N-Triples from which on a document is a piece: smaller ones packed on their own would take twice as much.
LEAST = 1 << 16
# And up to which: it is held in memory, and the data of a cube grows with the agreements.
_MOST = 1 << 22
# So many bytes of lines are read at once.
_BATCH = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """A document of the graph: its path, the name of its graph, the year of the agreement if it is one."""

    path: str
    graph: str
    year: int | None = None


class Block(NamedTuple):
    """A piece to come: what its lines begin with, and how to get it (None: there is no such line)."""

    begin: bytes
    load: Callable[[], Piece | None]


# How to get pieces, by what their lines begin with.
Loads: TypeAlias = "Mapping[bytes, Callable[[], Piece | None]]"


def of_parts(steps: Steps, parts: Iterable[Part], known: Loads = MappingProxyType({})) -> Iterator[Block]:
    """The blocks of documents; those that are not `known` are packed when they were not before."""
    for part in parts:
        if _alone(steps, part):
            document = _Document(steps, part)
            for begin in _own(part.graph):
                yield Block(begin, known.get(begin) or partial(document.piece, begin))


def of_files(places: Iterable[Placed], dataset: Path, plain: Path) -> Loads:
    """What lies in files as pieces; not among them is what others speak of there."""
    return {place.begin: partial(_cut, place, dataset, plain) for place in places}


def steps_of(part: Part) -> tuple[str, str]:
    """The names of the steps that pack a document, and find what it says of others."""
    return f"packed:{part.path}", f"abroad:{part.path}"


def in_line(steps: Steps, parts: Iterable[Part], blocks: Iterable[Block]) -> Iterator[bytes | Piece]:
    """All that documents say, in the order of the canonical form; `blocks` are their pieces."""
    return _merged(sorted(blocks, key=attrgetter("begin")), in_order(_loose(steps, parts), steps.writer.folder))


def _own(graph: str) -> tuple[bytes, bytes]:
    """How the lines begin that are on a document or a thing in it: none of other documents stand between these."""
    return f"<{graph}#".encode(), f"<{graph}> ".encode()


def _merged(blocks: Iterable[Block], loose: Iterator[bytes]) -> Iterator[bytes | Piece]:
    line = next(loose, None)
    for begin, load in blocks:
        while line is not None and line < begin:
            yield line
            line = next(loose, None)
        found = load()
        if found is None or line is None or not line.startswith(begin):
            if found is not None:
                yield found
            continue
        for own in found.content.splitlines(keepends=True):
            while line is not None and line < own:
                yield line
                line = next(loose, None)
            yield own
    if line is not None:
        yield line
        yield from loose


class _Document:
    """The pieces of a document: asked for one after the other, and in memory only as long."""

    __slots__ = ("_part", "_pieces", "_steps")

    def __init__(self, steps: Steps, part: Part) -> None:
        self._steps, self._part = steps, part
        self._pieces: dict[bytes, Piece] | None = None

    def piece(self, begin: bytes) -> Piece | None:
        """The one with this beginning."""
        if self._pieces is None:
            given = _given(self._steps, self._part)
            make = partial(_packed, self._steps.writer.folder, self._part)
            self._pieces = dict(self._steps.value(steps_of(self._part)[0], given, make))
        return self._pieces.pop(begin, None)


def _packed(folder: Path, part: Part) -> dict[bytes, Piece]:
    lines = sorted(line for portion in _lines(folder, part) for line in portion)
    found = {begin: [line for line in lines if line.startswith(begin)] for begin in _own(part.graph)}
    return {begin: piece(begin, said, part.graph) for begin, said in found.items() if said}


def _cut(place: Placed, dataset: Path, plain: Path) -> Piece:
    cut = (_between(dataset, place.dataset), _between(plain, place.plain))
    return Piece(place.begin, place.graph, place.statements, *cut)


def _between(path: Path, place: tuple[int, int]) -> bytes:
    start, end = place
    with path.open("rb") as file:
        file.seek(start)
        return file.read(end - start)


def _loose(steps: Steps, parts: Iterable[Part]) -> Iterator[list[bytes]]:
    """What is in no piece: documents that are too short or too long, and what the others say of what is not theirs."""
    folder = steps.writer.folder
    for part in parts:
        if _alone(steps, part):
            yield steps.value(steps_of(part)[1], _given(steps, part), partial(_abroad, folder, part))
        else:
            yield from _lines(folder, part)


def _abroad(folder: Path, part: Part) -> list[bytes]:
    own = _own(part.graph)
    return [line for lines in _lines(folder, part) for line in lines if not line.startswith(own)]


def _lines(folder: Path, part: Part) -> Iterator[list[bytes]]:
    with (folder / f"{part.path}{N_TRIPLES.suffix}").open("rb") as file:
        while lines := file.readlines(_BATCH):
            yield quads(b"".join(lines), part.graph)


def _alone(steps: Steps, part: Part) -> bool:
    return LEAST <= _file(steps, part).size <= _MOST


def _given(steps: Steps, part: Part) -> bytes:
    return steps.given(_file(steps, part), part.graph)


def _file(steps: Steps, part: Part) -> Noted:
    return steps.writer.noted[f"{part.path}{N_TRIPLES.suffix}"]
