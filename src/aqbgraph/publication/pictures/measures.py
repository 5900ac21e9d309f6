"""Pictures of what is done: measures by type, over the years, and which projects ran when."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.identifiers import measure_type_path
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.picture import Cell, Column, Row, Table
from aqbgraph.publication.frame.rendering import number
from aqbgraph.publication.pictures import bars
from aqbgraph.publication.pictures.cells import coverage, is_foreign, year_cell
from aqbgraph.publication.pictures.columns import Group, columns
from aqbgraph.publication.pictures.few_years import barred, is_course
from aqbgraph.publication.pictures.making import Said, plotted, rowed
from aqbgraph.publication.pictures.scale import scale, up_to
from aqbgraph.publication.pictures.writing import runs
from aqbgraph.publication.pictures.years import span
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.publication.corpus.naming import Naming
    from aqbgraph.publication.corpus.summary import AgreementSummary, SeriesSummary
    from aqbgraph.publication.frame.picture import Picture
    from aqbgraph.publication.publisher.settings import Settings

_TYPES = "measure-types"


def measures_by_type(settings: Settings, here: str, agreements: Iterable[AgreementSummary | Naming]) -> Picture | None:
    """How many measures these agreements have of each type, all types included; None without any measure.

    Over several years there are small columns by year, else a bar.
    """
    rows, say, language = tuple(agreements), settings.language.say, settings.language
    counts, totals = Counter[tuple[int, str]](), Counter[str]()
    for row in rows:
        totals.update(row.types)
        counts.update({(row.year, notation): count for notation, count in row.types.items()})
    if not counts:
        return None
    years = span(row.year for row in rows)
    entries = vocabulary().concepts(_TYPES)
    to = up_to(Decimal(max(counts.values() if len(years) > 1 else totals.values())))
    highest = max(totals.values())
    most = [entry.notation for entry in entries if totals[entry.notation] == highest]
    drawn = {
        entry.notation: bars.small([counts[year, entry.notation] for year in years], to)
        if len(years) > 1
        else bars.bar(to.share(Decimal(totals[entry.notation])))
        for entry in entries
    }
    table = Table(
        columns=(Column(say("Maßnahmenart"), "measure_type", "text"), Column(say("Maßnahmen"), "measures", "number")),
        rows=tuple(
            Row(
                (
                    Cell(
                        f"{entry.notation} {vocabulary().label(entry.iri, language.code)}",
                        href=href(here, measure_type_path(entry.notation)),
                    ),
                    Cell(totals[entry.notation]),
                ),
                drawing=drawn[entry.notation].body,
                height=drawn[entry.notation].height,
            )
            for entry in entries
        ),
        axis=bars.axis(years).body if len(years) > 1 else None,
    )
    said = Said(
        id="measures-by-type",
        title=say("Maßnahmen nach Art"),
        description=say(
            "Am häufigsten: Art {notations} ({count}).", notations=", ".join(most), count=number(highest, language)
        ),
    )
    return rowed(settings, said, table)


def measures_over_years(
    settings: Settings, here: str, agreements: Iterable[AgreementSummary | Naming], notation: str
) -> Picture | None:
    """How many measures of a type there were each year; None for fewer than two years.

    A few years are lines of a table with a bar each. A year with agreements and none of the type has a zero, a year
    without agreements a gap.
    """
    rows, say, language = tuple(agreements), settings.language.say, settings.language
    years = span(row.year for row in rows)
    if len(years) < 2:
        return None
    counts = {row.year: 0 for row in rows}
    parties = {year: [row.party for row in rows if row.year == year] for year in counts}
    for row in rows:
        counts[row.year] += row.types.get(notation, 0)
    said = Said(
        id="measures-over-years",
        title=say("Maßnahmen dieser Art {first} bis {last}", first=years[0], last=years[-1]),
        description=coverage(language, parties)
        or say(
            "{first} waren es {from_count}, {last} {to_count}.",
            first=years[0],
            last=years[-1],
            from_count=number(counts[years[0]], language),
            to_count=number(counts[years[-1]], language),
        ),
        unit=say("Zahl der Maßnahmen"),
    )
    table = Table(
        columns=(Column(say("Jahr"), "year", "year"), Column(say("Maßnahmen"), "measures", "number")),
        rows=tuple(
            Row((year_cell(here, year, known=year in counts), Cell(counts.get(year), missing="–"))) for year in years
        ),
    )
    if not is_course(years):
        known = [counts.get(year) for year in years]
        values = [None if count is None else Decimal(count) for count in known]
        return rowed(settings, replace(said, unit=""), barred(table, values))
    groups = [_counted(settings, here, year, counts.get(year)) for year in years]
    to = scale(Decimal(max(counts.values())), whole=True)
    return plotted(settings, said, columns(said.id, groups, to, lambda value: number(value, language)), table)


def _counted(settings: Settings, here: str, year: int, count: int | None) -> Group:
    language = settings.language
    told = (
        language.say("keine Vereinbarung")
        if count is None
        else language.say_n("{shown} Maßnahme", "{shown} Maßnahmen", count, shown=number(count, language))
    )
    return Group(
        year=year,
        values=(None if count is None else Decimal(count),),
        said=f"{year}: {told}",
        href=None if count is None else year_cell(here, year).href,
    )


def series_over_time(
    settings: Settings, here: str, series: Iterable[SeriesSummary], years: Sequence[int]
) -> Picture | None:
    """In which years each project is named, longest first; `years` are those with an agreement of theirs.

    None for fewer than two years or without a project.
    """
    say, listed = settings.language.say, tuple(series)
    shown = span(years)
    if len(shown) < 2 or not listed:
        return None
    named = {one.path: sorted(set(one.years)) for one in listed}
    ordered = sorted(listed, key=lambda one: (-len(named[one.path]), named[one.path], one.label))
    table = Table(
        columns=(
            Column(say("Projekt"), "series_name", "text"),
            Column(say("Jahre"), "years", "years"),
        ),
        rows=tuple(
            Row(
                (
                    Cell(one.label, href=href(here, one.path), german=is_foreign(settings)),
                    Cell(tuple(named[one.path]), told=runs(named[one.path])),
                ),
                drawing=bars.strip(shown, frozenset(named[one.path]), frozenset(years)).body,
            )
            for one in ordered
        ),
        axis=bars.axis(shown).body,
    )
    said = Said(
        id="series-over-time",
        title=say("Projekte über die Jahre"),
        description=say(
            "Ein volles Feld: im Jahr genannt. Ein Strich: in der Vereinbarung des Jahres nicht genannt. "
            "Kein Zeichen: keine Vereinbarung."
        ),
    )
    return rowed(settings, said, table)
