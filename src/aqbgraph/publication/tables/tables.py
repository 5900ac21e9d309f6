"""Writes the tables and says what they are offered as: all agreements in `tables/`, those of a year in `download/`."""

from __future__ import annotations

import zlib
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aqbgraph.publication.corpus.tracing import Answers
from aqbgraph.publication.formats import TURTLE
from aqbgraph.publication.offers import Offer, Text
from aqbgraph.publication.tables import csv_files, parquet_files
from aqbgraph.publication.tables.cube import CUBE_LINK, QB
from aqbgraph.publication.tables.table_list import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.tables.table_columns import Table

CSV, PARQUET = "text/csv", "application/vnd.apache.parquet"
# The EU's file types have Parquet since the edition of 2024, but portals still check by that of 2022 and call it a
# fault: the media type alone says what it is. https://publications.europa.eu/resource/authority/file-type
_PARQUET_TYPE = None
CSVW = "http://www.w3.org/TR/tabular-metadata/"
WITHOUT_PARQUET = "Die Tabellen gibt es nur als CSV: Für Parquet fehlt pyarrow (pip install 'aqbgraph[parquet]')."
# How the names of the steps begin that make them.
STEPS = "tables:"

_YEARLY = tuple(table for table in TABLES if table.yearly)


# Speed counts: kept for the next build and never published.
_LEVEL = 1


class _Part(NamedTuple):
    """The rows of a year by table: as lines of CSV, and as Parquet takes them, where that can be written.

    Both are packed, which leaves a fifth of what stays in the cache.
    """

    lines: Mapping[str, bytes]
    rows: Mapping[str, bytes]


def write_tables(steps: Steps, corpus: Corpus, settings: Settings, answers: Answers | None = None) -> None:
    """Writes all tables, put together from those of the years; a year is made anew when something in it has changed.

    `answers` are those of the corpus, as far as others have asked for them.
    """
    writer, known, columnar = steps.writer, answers or Answers(corpus), parquet_files.installed()
    with ExitStack() as stack:
        lines = {table.name: stack.enter_context(writer.opened(_path(table))) for table in TABLES}
        rows = {table.name: stack.enter_context(_columnar(writer, table)) for table in TABLES if columnar}
        for table in TABLES:
            lines[table.name].write(csv_files.head(table))
        for year in corpus.years:
            given = steps.given(columnar, known.digest([("of_year", year)]))
            part = steps.files(f"{STEPS}{year}", given, partial(_of_year, year, corpus, settings))
            for table in TABLES:
                lines[table.name].write(zlib.decompress(part.lines[table.name]))
                if columnar:
                    rows[table.name](zlib.decompress(part.rows[table.name]))
    for table in TABLES:
        _describe(writer, _path(table), table, settings)
    writer.write(f"tables/{csv_files.GROUP}", csv_files.to_bytes(csv_files.group(settings, TABLES)))


def _path(table: Table) -> str:
    return f"tables/{table.name}.csv"


@contextmanager
def _columnar(writer: Writer, table: Table) -> Iterator[Callable[[bytes], None]]:
    with writer.opened(f"tables/{table.name}.parquet") as file, parquet_files.writing(file, table) as take:
        yield take


def _of_year(year: int, corpus: Corpus, settings: Settings, writer: Writer) -> _Part:
    agreements = corpus.of_year(year)
    rows = {table: list(table.rows(settings.identifiers, agreements)) for table in TABLES}
    lines = {table.name: csv_files.body(table, some) for table, some in rows.items()}
    for table in _YEARLY:
        writer.write(of_year(table.name, year), csv_files.head(table) + lines[table.name])
        _describe(writer, of_year(table.name, year), table, settings)
    found = {table.name: parquet_files.packed(table, some) for table, some in rows.items() if parquet_files.installed()}
    return _Part(*({name: zlib.compress(part, _LEVEL) for name, part in parts.items()} for parts in (lines, found)))


def _describe(writer: Writer, path: str, table: Table, settings: Settings) -> None:
    described = csv_files.description(settings, table, path.rsplit("/", 1)[1])
    writer.write(path + csv_files.METADATA, csv_files.to_bytes(described))


def remarks() -> tuple[str, ...]:
    """What the clerk should know of the tables."""
    return () if parquet_files.installed() else (WITHOUT_PARQUET,)


def offers(years: Iterable[int]) -> tuple[Offer, ...]:
    """What the tables and the data cube are offered as: of the whole, then of each year."""
    return (*_of_all(), *(_offer(table, of_year(table.name, year), year) for year in years for table in _YEARLY))


def _of_all() -> Iterator[Offer]:
    for table in TABLES:
        yield _offer(table, _path(table))
    for table in TABLES if parquet_files.installed() else ():
        title = Text(f"{table.title.de} als Parquet", f"{table.title.en} as Parquet")
        path = f"tables/{table.name}.parquet"
        yield Offer(path, f"{table.name}-parquet", title, table.description, PARQUET, _PARQUET_TYPE)
    yield Offer(
        path=f"cube{TURTLE.suffix}",
        key="cube-ttl",
        title=Text("Datenwürfel als Turtle", "Data cube as Turtle"),
        description=Text(
            "Beträge und Zahl der Maßnahmen nach Jahr, Ort, Programm und Maßnahmenart: RDF Data Cube und cube.link.",
            "Amounts and numbers of measures by year, place, programme and measure type: RDF Data Cube and cube.link.",
        ),
        media_type=TURTLE.media_type,
        file_type="RDF_TURTLE",
        conforms_to=(QB.removesuffix("#"), CUBE_LINK),
    )


def _offer(table: Table, path: str, year: int | None = None) -> Offer:
    of = "" if year is None else f" {year}"
    title = Text(f"{table.title.de}{of} als CSV", f"{table.title.en}{of} as CSV")
    return Offer(path, f"{table.name}-csv", title, table.description, CSV, "CSV", year=year, conforms_to=(CSVW,))


def of_year(table: str, year: int) -> str:
    """Where the rows of a year lie, of the table with this name."""
    return f"download/{year}-{table}.csv"
