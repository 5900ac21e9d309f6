"""What a page shows of a picture: words, drawing, keys, table, and the files it is offered as.

A drawing has no sizes of its own in it but those of its texts: it is as wide as the page lets it be, so that the same
markup is read on a phone and on a wall. Pictures lie beside the page they are on, and all their `href` are a file name.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: what it is called, its name in the CSV, how its cells are written.

    `kind` is "text", "year", "years", "number", "euro", or "cents": euro that always have cents.
    """

    title: str
    name: str
    kind: str

    @property
    def is_figure(self) -> bool:
        """Whether its cells stand right-aligned."""
        return self.kind != "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of the table; None is one that is missing, of which `missing` says why. Several numbers are years.

    `german` marks words of documents and names on a page in another language. `text` is the value as the language of
    the page writes it; it comes when the picture is put together. `told` is for those who do not see the drawing.
    """

    value: str | int | Decimal | tuple[int, ...] | None
    href: str | None = None
    missing: str = ""
    approximate: bool = False
    german: bool = False
    text: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `drawing` stands below or beside its first cell, where the table is itself the picture.

    It is what stands inside an SVG as wide as its place, so many pixels high.
    """

    cells: tuple[Cell, ...]
    drawing: Markup | None = None
    height: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """The figures that are drawn; `axis` is drawn in the head above the drawings of the rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    axis: Markup | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: a sample of the mark, and what it stands for."""

    sample: Markup
    text: str
    german: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Where figures or borders come from, or how they are counted; `href` leads to the terms or the source."""

    text: str
    href: str | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `id` is its place on the page, `description` says in a sentence what it shows, `unit` what is counted.

    `svg` is None where the table itself is the picture, with a drawing in each row; `kind` is "plot", "lines", "map"
    or "rows".
    `files` are what `svg_href` and `csv_href` lead to: name and content.
    """

    id: str
    kind: str
    title: str
    description: str
    unit: str
    svg: Markup | None
    keys: tuple[Key, ...]
    table: Table
    notes: tuple[Note, ...]
    svg_href: str
    csv_href: str
    files: tuple[tuple[str, bytes], ...]


def picture_files(view: object) -> Iterator[tuple[str, bytes]]:
    """The files of all pictures on a view, to be written beside its page."""
    for field in fields(view):  # type: ignore[arg-type]  # every view is a dataclass
        value = getattr(view, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Picture):
                yield from one.files
