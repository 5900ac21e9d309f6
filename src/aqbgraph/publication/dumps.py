"""The whole graph, and each year, in single files, put together from the files of its documents.

No graph is held in memory, and a file of a document is read once for all dumps it goes into. A year is the named graphs
of its agreements: what spans years (places, series, vocabularies, wordings) stands in the whole graph alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from aqbgraph.publication.canonical import quads, write_canonical
from aqbgraph.publication.formats import GZIP, JSON_LD, N_QUADS, N_TRIPLES, TRIG, TURTLE
from aqbgraph.publication.joining import append, copy, opened
from aqbgraph.publication.offers import Offer, Text
from aqbgraph.publication.ordering import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from aqbgraph.publication.before import Noted
    from aqbgraph.publication.canonical import Content, Digested
    from aqbgraph.publication.formats import Format
    from aqbgraph.publication.steps import Steps
    from aqbgraph.publication.writer import Writer

WHOLE, YEARS = "data", "download"
# So many bytes of lines are read at once.
_BATCH = 1 << 20

# Year → what its dumps hold; those of the whole graph stand under None.
Contents: TypeAlias = "Mapping[int | None, Content]"


@dataclass(frozen=True, slots=True)
class Dump:
    """A format that a graph is written in as one file, whether that names the graphs of documents, and is packed."""

    format: Format
    named: bool = False
    packed: bool = False

    @property
    def suffix(self) -> str:
        """What its name ends with."""
        return self.format.suffix + (".gz" if self.packed else "")

    @property
    def key(self) -> str:
        """The fragment of its name: "nt-gz"."""
        return self.suffix[1:].replace(".", "-")

    def offer(self, year: int | None) -> Offer:
        """The file of a year, or of the whole graph, as it is offered."""
        name = self.format.name
        return Offer(
            path=stem(year) + self.suffix,
            key=self.key,
            title=Text(f"{name}, gepackt", f"{name}, packed") if self.packed else Text(name, name),
            description=Text(
                f"{_what_de(year)} als {name}{', jede im Graphen ihres Dokuments' if self.named else ''}"
                f"{', gepackt mit gzip' if self.packed else ''}.",
                f"{_what_en(year)} as {name}{', each in the graph of its document' if self.named else ''}"
                f"{', packed with gzip' if self.packed else ''}.",
            ),
            media_type=self.format.media_type,
            file_type=self.format.file_type,
            compression=GZIP if self.packed else None,
            year=year,
        )


DUMPS = (
    Dump(TURTLE),
    Dump(N_TRIPLES, packed=True),
    Dump(N_QUADS, named=True, packed=True),
    Dump(TRIG, named=True),
    Dump(JSON_LD, named=True),
)
# What is read of each document.
_SOURCES = (TURTLE, JSON_LD, N_TRIPLES)
_NAMED = frozenset(dump.key for dump in DUMPS if dump.named)


def _what_de(year: int | None) -> str:
    return "Alle Aussagen" if year is None else f"Die Aussagen der Vereinbarungen von {year}"


def _what_en(year: int | None) -> str:
    return "All statements" if year is None else f"The statements of the agreements of {year}"


def stem(year: int | None) -> str:
    """Where the dumps of a year lie, or those of the whole graph; without suffix."""
    return WHOLE if year is None else f"{YEARS}/{year}"


def offers(years: Iterable[int]) -> tuple[Offer, ...]:
    """The dumps of the whole graph, then those of each of the years."""
    return tuple(dump.offer(year) for year in (None, *years) for dump in DUMPS)


def content_of(offer: Offer, contents: Contents) -> Digested:
    """What one of the dumps holds: with the names of the graphs, or as one graph."""
    found = contents[offer.year]
    return found.dataset if offer.key in _NAMED else found.graph


@dataclass(frozen=True, slots=True)
class Part:
    """A document of the graph: its path, the name of its graph, the year of the agreement if it is one."""

    path: str
    graph: str
    year: int | None = None


def write_dumps(steps: Steps, parts: Iterable[Part]) -> Contents:
    """Writes the dumps of documents given in the order of their paths; returns what is in those of each year.

    The lines of a year are sorted on their own, those of the whole graph are merged from them and from what belongs to
    no year; the same goes for the files of documents in a row. A year of which nothing changed stays as it is.
    """
    (steps.writer.folder / YEARS).mkdir(exist_ok=True)
    listed = [(year, list(members)) for year, members in groupby(parts, key=lambda part: part.year)]
    found: dict[int | None, Content] = {
        year: steps.files(f"dump:{year}", steps.given(_named(steps, members)), partial(_year, year, members))
        for year, members in listed
        if year is not None
    }
    said = [found[year] if year is not None else _named(steps, members) for year, members in listed]
    found[None] = steps.files("dump", steps.given(said), partial(_whole, listed))
    return found


def _named(steps: Steps, parts: Iterable[Part]) -> list[tuple[Part, list[Noted]]]:
    """Documents with the files that dumps are made of."""
    noted = steps.writer.noted
    return [(part, [noted[f"{part.path}{form.suffix}"] for form in _SOURCES]) for part in parts]


def _year(year: int, parts: Iterable[Part], writer: Writer) -> Content:
    folder = writer.folder
    with opened(folder / stem(year)) as own:
        for part in parts:
            copy(folder / part.path, part.graph, own)
    lines = (lines for part in parts for lines in _lines(folder, part))
    content = _write(folder, year, in_order(lines, folder))
    writer.note(dump.offer(year).path for dump in DUMPS)
    return content


def _whole(listed: Sequence[tuple[int | None, Sequence[Part]]], writer: Writer) -> Content:
    folder = writer.folder
    rest = [part for year, members in listed if year is None for part in members]
    with opened(folder / WHOLE) as whole:
        for year, members in listed:
            if year is not None:
                append(folder / stem(year), whole)
            for part in members if year is None else ():
                copy(folder / part.path, part.graph, whole)
    runs = [_packed(folder, year, N_QUADS) for year, _ in listed if year is not None]
    lines = (lines for part in rest for lines in _lines(folder, part))
    content = _write(folder, None, in_order(lines, folder, runs))
    writer.note(dump.offer(None).path for dump in DUMPS)
    return content


def _lines(folder: Path, part: Part) -> Iterator[list[bytes]]:
    with (folder / f"{part.path}{N_TRIPLES.suffix}").open("rb") as file:
        while lines := file.readlines(_BATCH):
            yield quads(b"".join(lines), part.graph)


def _write(folder: Path, year: int | None, lines: Iterator[bytes]) -> Content:
    return write_canonical(lines, _packed(folder, year, N_QUADS), _packed(folder, year, N_TRIPLES))


def _packed(folder: Path, year: int | None, form: Format) -> Path:
    return folder / f"{stem(year)}{form.suffix}.gz"
