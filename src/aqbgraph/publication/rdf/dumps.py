"""The whole graph, and each year, in single files, put together from the files of its documents.

No graph is held in memory, and a file of a document is read once for all dumps it goes into. A year is the named graphs
of its agreements: what spans years (places, series, vocabularies, wordings) stands in the whole graph alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from aqbgraph.publication.formats import GZIP, JSON_LD, N_QUADS, N_TRIPLES, TRIG, TURTLE
from aqbgraph.publication.offers import Offer, Text
from aqbgraph.publication.rdf.canonical import write_canonical
from aqbgraph.publication.rdf.joining import append, copy, opened
from aqbgraph.publication.rdf.pieces import Part, in_line, of_files, of_parts, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from aqbgraph.publication.disk.file_notes import Noted
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.formats import Format
    from aqbgraph.publication.rdf.canonical import Content, Digested, Piece, Written
    from aqbgraph.publication.rdf.pieces import Loads

WHOLE, YEARS = "data", "download"
# Year → what its dumps hold; those of the whole graph stand under None.
Contents: TypeAlias = "Mapping[int | None, Content]"
# Documents in the order of their paths, those of a year together.
Listed: TypeAlias = "Sequence[tuple[int | None, Sequence[Part]]]"


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


def write_dumps(steps: Steps, parts: Iterable[Part]) -> Contents:
    """Writes the dumps of documents given in the order of their paths; returns what is in those of each year.

    The dumps of a year are put together from what is kept of its documents, those of the whole graph from the dumps of
    the years and the documents that belong to no year. A year of which nothing changed stays as it is.
    """
    listed = [(year, list(members)) for year, members in groupby(parts, key=lambda part: part.year)]
    # They are asked for when anything has changed, and are to be known then.
    steps.cache.take((name for _, members in listed for part in members for name in steps_of(part)))
    found: dict[int, Written] = {
        year: steps.files(f"dump:{year}", steps.given(_named(steps, members)), partial(_year, steps, year, members))
        for year, members in listed
        if year is not None
    }
    said = [found[year] if year is not None else _named(steps, members) for year, members in listed]
    whole = steps.files("dump", steps.given(said), partial(_whole, steps, listed, found))
    return {None: whole, **{year: written.content for year, written in found.items()}}


def _named(steps: Steps, parts: Iterable[Part]) -> list[tuple[Part, list[Noted]]]:
    """Documents with the files that dumps are made of."""
    noted = steps.writer.noted
    return [(part, [noted[f"{part.path}{form.suffix}"] for form in _SOURCES]) for part in parts]


def _year(steps: Steps, year: int, parts: Sequence[Part], writer: Writer) -> Written:
    folder = writer.folder
    with opened(folder / stem(year)) as own:
        for part in parts:
            copy(folder / part.path, part.graph, own)
    written = _write(writer, year, in_line(steps, parts, of_parts(steps, parts)))
    writer.note(dump.offer(year).path for dump in DUMPS)
    return written


def _whole(steps: Steps, listed: Listed, years: Mapping[int, Written], writer: Writer) -> Content:
    folder = writer.folder
    with opened(folder / WHOLE) as whole:
        for year, members in listed:
            if year is not None:
                append(folder / stem(year), whole)
            for part in members if year is None else ():
                copy(folder / part.path, part.graph, whole)
    parts = [part for _, members in listed for part in members]
    known = {begin: load for year in years for begin, load in _placed(folder, year, years[year]).items()}
    written = _write(writer, None, in_line(steps, parts, of_parts(steps, parts, known)))
    writer.note(dump.offer(None).path for dump in DUMPS)
    return written.content


def _placed(folder: Path, year: int, written: Written) -> Loads:
    return of_files(written.places, *_packed(folder, year))


def _write(writer: Writer, year: int | None, said: Iterable[bytes | Piece]) -> Written:
    return write_canonical(said, *_packed(writer.folder, year))


def _packed(folder: Path, year: int | None) -> tuple[Path, Path]:
    """The files with the names of graphs and without."""
    dataset, plain = (folder / f"{stem(year)}{form.suffix}.gz" for form in (N_QUADS, N_TRIPLES))
    return dataset, plain
