"""The whole graph in single files, put together from the files of its resources without holding it in memory."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.publication.formats import GZIP, N_TRIPLES, TRIG, TURTLE
from aqbgraph.publication.offers import Offer, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aqbgraph.publication.formats import Format

_PREFIX = re.compile(rb"^@prefix .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Dump:
    """A format that a graph is written in as one file, and whether that is packed."""

    format: Format
    packed: bool = False

    @property
    def suffix(self) -> str:
        """What its name ends with."""
        return self.format.suffix + (".gz" if self.packed else "")

    def offer(self, stem: str) -> Offer:
        """The file as it is offered; `stem` is its path without the suffix."""
        name, named = self.format.name, self.format.datasets
        de = f"Alle Aussagen als {name}{', jede im Graphen ihres Dokuments' if named else ''}"
        en = f"All statements as {name}{', each in the graph of its document' if named else ''}"
        return Offer(
            path=stem + self.suffix,
            key=self.suffix[1:].replace(".", "-"),
            title=Text(f"{name}, gepackt", f"{name}, packed") if self.packed else Text(name, name),
            description=Text(
                f"{de}{', gepackt mit gzip' if self.packed else ''}.",
                f"{en}{', packed with gzip' if self.packed else ''}.",
            ),
            media_type=self.format.media_type,
            file_type=self.format.file_type,
            compression=GZIP if self.packed else None,
        )


DUMPS = (Dump(TURTLE), Dump(N_TRIPLES, packed=True), Dump(TRIG))


def offers(_: Iterable[int]) -> tuple[Offer, ...]:
    """The dumps of the whole graph, then those of each of the years."""
    return tuple(dump.offer("data") for dump in DUMPS)


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
