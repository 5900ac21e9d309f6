"""A dataset without blank nodes in its canonical form (RDFC-1.0), written once as N-Quads and once as N-Triples.

Without blank nodes there is nothing to name anew, so the canonical form is that of the single statements, which is the
one we write, in code point order (https://www.w3.org/TR/rdf-canon/#canonical-quads and #canonicalization). Unpacked,
the files are the canonical form byte for byte: `zcat data.nq.gz | sha256sum` gives their digest.
"""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import hashlib
    from collections.abc import Iterator
    from pathlib import Path

# So many lines are packed at once.
_BATCH = 4096
# Nine takes three times as long as six and saves two per cent.
_LEVEL = 6


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


def quads(triples: bytes, graph: str) -> list[bytes]:
    """The lines of canonical N-Triples as lines of the graph of this name."""
    return triples.replace(b" .\n", f" <{graph}> .\n".encode()).splitlines(keepends=True)


def write_canonical(lines: Iterator[bytes], dataset: Path, graph: Path) -> Content:
    """Writes lines of N-Quads that are in order and each once: as they are, and without the names of their graphs."""
    last = b""
    with _packed(dataset) as named, _packed(graph) as plain:
        while batch := list(islice(lines, _BATCH)):
            named.write(batch)
            single = [line for line, _ in groupby(map(_triple, batch))]
            plain.write(single[1:] if single[0] == last else single)
            last = single[-1]
    return Content(plain.digested, named.digested)


def _triple(quad: bytes) -> bytes:
    """The graph's name is the last term, and an IRI has neither blank nor bracket in it."""
    return quad[: quad.rindex(b" <")] + b" .\n"


@dataclass(slots=True)
class _Lines:
    """A packed file under way."""

    file: gzip.GzipFile
    count: int = 0
    sum: hashlib._Hash = field(default_factory=sha256)

    def write(self, lines: list[bytes]) -> None:
        content = b"".join(lines)
        self.count += len(lines)
        self.sum.update(content)
        self.file.write(content)

    @property
    def digested(self) -> Digested:
        return Digested(self.count, self.sum.hexdigest())


@contextmanager
def _packed(path: Path) -> Iterator[_Lines]:
    """No name and no time in its head (RFC 1952, section 2.3.1): the same lines are the same bytes."""
    with (
        path.open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=file, mtime=0) as packed,
    ):
        yield _Lines(packed)
