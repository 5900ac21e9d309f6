"""A dataset without blank nodes in its canonical form (RDFC-1.0), written once as N-Quads and once as N-Triples.

Without blank nodes there is nothing to name anew, so the canonical form is that of the single statements, which is the
one we write, in code point order (https://www.w3.org/TR/rdf-canon/#canonical-quads and #canonicalization). Unpacked,
the files are the canonical form byte for byte: `zcat data.nq.gz | sha256sum` gives their digest.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple, cast

from aqbgraph.publication.rdf.packing import packed, packing, unpacked

if TYPE_CHECKING:
    import hashlib
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aqbgraph.publication.rdf.packing import Packing

# So many lines are packed at once.
_BATCH = 4096


@dataclass(frozen=True, slots=True)
class Digested:
    """How many statements, and the SHA-256 of their canonical form in hexadecimal."""

    statements: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: `graph` as one graph, which every dump tells; `dataset` with the names of the graphs."""

    graph: Digested
    dataset: Digested


class Piece(NamedTuple):
    """Lines of one graph, a statement each, that stand in a row in the canonical form and have the same beginning.

    They are packed, with the name of the graph and without.
    """

    begin: bytes
    graph: str
    statements: int
    dataset: bytes
    plain: bytes

    @property
    def content(self) -> bytes:
        """The lines with the name of the graph."""
        return unpacked(self.dataset)


class Placed(NamedTuple):
    """Where such a piece lies in the file of the dataset and in that of the graph."""

    begin: bytes
    graph: str
    statements: int
    dataset: tuple[int, int]
    plain: tuple[int, int]


class Written(NamedTuple):
    """What the files hold, and where the pieces lie in them, in their order."""

    content: Content
    places: tuple[Placed, ...]


def quads(triples: bytes, graph: str) -> list[bytes]:
    """The lines of canonical N-Triples as lines of the graph of this name."""
    return triples.replace(b" .\n", _end(graph)).splitlines(keepends=True)


def piece(begin: bytes, lines: list[bytes], graph: str) -> Piece:
    """Lines of a graph with the same beginning that are in order, to be put into files as one."""
    content = b"".join(lines)
    return Piece(begin, graph, len(lines), packed(content), packed(_without(content, graph)))


def _end(graph: str) -> bytes:
    return f" <{graph}> .\n".encode()


def _without(content: bytes, graph: str) -> bytes:
    """No text holds a line feed as such (RDF 1.1 N-Quads, section 4), so this is found at the end of lines alone."""
    return content.replace(_end(graph), b" .\n")


def write_canonical(said: Iterable[bytes | Piece], dataset: Path, graph: Path) -> Written:
    """Writes lines of N-Quads that are in order and each once: as they are, and without the names of their graphs.

    In their row may stand pieces, as long as nobody else says anything of what these are about.
    """
    places: list[Placed] = []
    with _lines_to(dataset) as named, _lines_to(graph) as plain:
        for loose, found in groupby(said, lambda one: isinstance(one, bytes)):
            if loose:
                _write(cast("Iterator[bytes]", found), named, plain)
            else:
                places.extend(_put(one, named, plain) for one in cast("Iterator[Piece]", found))
    return Written(Content(plain.digested, named.digested), tuple(places))


def _write(lines: Iterator[bytes], named: _Lines, plain: _Lines) -> None:
    last = b""
    while batch := list(islice(lines, _BATCH)):
        named.write(batch)
        single = [line for line, _ in groupby(map(_triple, batch))]
        plain.write(single[1:] if single[0] == last else single)
        last = single[-1]


def _put(one: Piece, named: _Lines, plain: _Lines) -> Placed:
    there = named.put(one.content, one.statements, one.dataset)
    here = plain.put(unpacked(one.plain), one.statements, one.plain)
    return Placed(one.begin, one.graph, one.statements, there, here)


def _triple(quad: bytes) -> bytes:
    """The graph's name is the last term, and an IRI has neither blank nor bracket in it."""
    return quad[: quad.rindex(b" <")] + b" .\n"


@dataclass(slots=True)
class _Lines:
    """A packed file under way."""

    file: Packing
    count: int = 0
    sum: hashlib._Hash = field(default_factory=sha256)

    def write(self, lines: list[bytes]) -> None:
        content = b"".join(lines)
        self.count += len(lines)
        self.sum.update(content)
        self.file.write(content)

    def put(self, content: bytes, count: int, piece: bytes) -> tuple[int, int]:
        self.count += count
        self.sum.update(content)
        return self.file.put(content, piece)

    @property
    def digested(self) -> Digested:
        return Digested(self.count, self.sum.hexdigest())


@contextmanager
def _lines_to(path: Path) -> Iterator[_Lines]:
    with packing(path) as file:
        yield _Lines(file)
