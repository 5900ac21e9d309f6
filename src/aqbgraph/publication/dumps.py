"""The whole graph in single files, put together from the files of its resources without holding it in memory."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

from aqbgraph.publication.formats import N_TRIPLES, TRIG, TURTLE
from aqbgraph.publication.views import Alternate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_PREFIX = re.compile(rb"^@prefix .*\n", re.MULTILINE)

DUMPS = (
    Alternate("data.ttl", TURTLE.media_type, "Turtle"),
    Alternate("data.nt.gz", "application/gzip", "N-Triples, gepackt"),
    Alternate("data.trig", TRIG.media_type, "TriG mit benannten Graphen"),
)


def write_dumps(folder: Path, graphs: Iterable[tuple[str, str]]) -> int:
    """Writes the dumps of the resources (path, graph IRI), in the order given; returns the number of statements.

    A prefix may be declared anew in the midst of Turtle and TriG (RDF 1.1 Turtle, section 2.4): files join as they are.
    """
    count = 0
    listed = list(graphs)
    with (
        (folder / "data.ttl").open("wb") as turtle,
        (folder / "data.trig").open("wb") as trig,
        (folder / "data.nt.gz").open("wb") as packed,
        gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as plain,
    ):
        for path, name in listed:
            content = (folder / f"{path}{TURTLE.suffix}").read_bytes()
            turtle.write(content)
            trig.writelines(_named(content, name))
            lines = (folder / f"{path}{N_TRIPLES.suffix}").read_bytes()
            count += lines.count(b"\n")
            plain.write(lines)
    return count


def _named(content: bytes, name: str) -> Iterator[bytes]:
    yield from _PREFIX.findall(content)
    yield f"GRAPH <{name}> {{\n".encode()
    yield _PREFIX.sub(b"", content)
    yield b"}\n"
