"""Puts a picture together: words, drawing and table become what a page shows and what is offered as files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.publication.frame.picture import Picture
from aqbgraph.publication.pictures import standalone
from aqbgraph.publication.pictures.plot import inline
from aqbgraph.publication.pictures.rows import listed
from aqbgraph.publication.pictures.table import to_csv
from aqbgraph.publication.pictures.writing import spelled
from aqbgraph.publication.written_numbers import written as written_number

if TYPE_CHECKING:
    from markupsafe import Markup

    from aqbgraph.publication.frame.picture import Key, Note, Table
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.pictures.plot import Plot
    from aqbgraph.publication.publisher.settings import Settings

# Euro from which on amounts are told in millions, in thousands; the pattern of a figure on the axis (CLDR).
_UNITS = ((Decimal(2_000_000), Decimal(1_000_000)), (Decimal(2_000), Decimal(1_000)), (Decimal(0), Decimal(1)))


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a picture: its place on the page, what it is called, what it shows, what is counted."""

    id: str
    title: str
    description: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Alone:
    """The drawing of a file: its height in pixels, and how many beside it are taken by texts."""

    body: Markup
    height: int
    left: int = 0
    right: int = 0


def plotted(
    settings: Settings, said: Said, plot: Plot, table: Table, keys: tuple[Key, ...] = (), notes: tuple[Note, ...] = ()
) -> Picture:
    """A picture with a drawing of its own, whose table stands below it."""
    alone = Alone(plot.body, plot.height, plot.left, plot.right)
    return _picture(settings, "lines" if plot.right else "plot", said, inline(plot, said.id), alone, table, keys, notes)


def mapped(
    settings: Settings,
    said: Said,
    svg: Markup,
    alone: Alone,
    table: Table,
    keys: tuple[Key, ...],
    notes: tuple[Note, ...],
) -> Picture:
    """A map: as it stands in the page, and as it stands in a file."""
    return _picture(settings, "map", said, svg, alone, table, keys, notes)


def rowed(settings: Settings, said: Said, table: Table, notes: tuple[Note, ...] = ()) -> Picture:
    """A picture that is a table with a drawing in each row."""
    return _picture(settings, "rows", said, None, Alone(*listed(spelled(table, settings.language))), table, (), notes)


def _picture(
    settings: Settings,
    kind: str,
    said: Said,
    svg: Markup | None,
    alone: Alone,
    table: Table,
    keys: tuple[Key, ...],
    notes: tuple[Note, ...],
) -> Picture:
    # Names beside the lines are their legend, where there is room for them.
    shown = () if alone.right else keys
    words = standalone.Words(said.title, said.description, said.unit, shown, notes, settings.language.code)
    names = f"{said.id}.svg", f"{said.id}.csv"
    return Picture(
        id=said.id,
        kind=kind,
        title=said.title,
        description=said.description,
        unit=said.unit,
        svg=svg,
        keys=keys,
        table=spelled(table, settings.language),
        notes=notes,
        svg_href=names[0],
        csv_href=names[1],
        files=(
            (names[0], standalone.file(words, alone.body, alone.height, (alone.left, alone.right))),
            (names[1], to_csv(table)),
        ),
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """What amounts of a size are told in: the words for it, how many euro it is, and with how many digits."""

    words: str
    divisor: Decimal
    pattern: str
    language: Language

    def write(self, value: Decimal) -> str:
        """A value, to as many digits as say something."""
        return written_number(value / self.divisor, self.pattern, self.language.locale)

    def tick(self, value: Decimal) -> str:
        """A round value at a line of the axis."""
        return written_number(value / self.divisor, "#,##0.##", self.language.locale)


def unit_of(language: Language, largest: Decimal) -> Unit:
    """The unit for amounts up to this one."""
    divisor = next(divisor for least, divisor in _UNITS if largest >= least)
    words = {
        Decimal(1_000_000): language.say("in Millionen Euro"),
        Decimal(1_000): language.say("in Tausend Euro"),
        Decimal(1): language.say("in Euro"),
    }
    return Unit(words[divisor], divisor, "#,##0.0" if largest / divisor < 100 and divisor > 1 else "#,##0", language)
