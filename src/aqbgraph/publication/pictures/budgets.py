"""Pictures of money: by district and city, over the years, of a few places beside each other."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.publication.names import party_label, programme_label
from aqbgraph.publication.pictures import bars
from aqbgraph.publication.pictures.cells import (
    by_party,
    head_cell,
    is_foreign,
    party_cell,
    population_notes,
    rounded,
    year_cell,
)
from aqbgraph.publication.pictures.columns import Group, columns
from aqbgraph.publication.pictures.lines import DASHES, Line, lines
from aqbgraph.publication.pictures.making import Said, plotted, rowed, unit_of
from aqbgraph.publication.pictures.markup import element, joined
from aqbgraph.publication.pictures.patterns import fill, fillings
from aqbgraph.publication.pictures.picture import Cell, Column, Key, Row, Table
from aqbgraph.publication.pictures.plot import Plot
from aqbgraph.publication.pictures.scale import scale
from aqbgraph.publication.pictures.years import span
from aqbgraph.publication.rendering import euro

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqbgraph.publication.pictures.picture import Picture
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import AgreementSummary, Corpus

# As many lines as are still told apart.
MOST_LINES = len(DASHES)
# Year and programme → euro.
Sums = dict[tuple[int, str], Decimal]


def budgets_by_party(settings: Settings, here: str, corpus: Corpus, year: int) -> Picture | None:
    """The budgets of a year by district and city, largest first, with the amount per head beside; None without any."""
    say, agreements = settings.language.say, corpus.of_year(year)
    sums, approximate = by_party(agreements), rounded(agreements)
    if not sums:
        return None
    ordered = sorted(sums, key=lambda party: (-sums[party], party_label(party)))
    to, largest = scale(sums[ordered[0]]), ordered[0]
    table = Table(
        columns=(
            Column(say("Landkreis oder Stadt"), "party", "text"),
            Column(say("Budget"), "amount", "euro"),
            Column(say("je Einwohner"), "amount_per_inhabitant", "euro"),
        ),
        rows=tuple(
            Row(
                (
                    party_cell(settings, here, party),
                    Cell(sums[party], approximate=party in approximate),
                    head_cell(settings, party, year, sums[party]),
                ),
                drawing=bars.bar(to.share(sums[party])).body,
            )
            for party in ordered
        ),
    )
    said = Said(
        id="budgets-by-party",
        title=say("Budgets {year} nach Landkreis und Stadt", year=year),
        description=say(
            "Das größte Budget hat {name} mit {amount}.",
            name=party_label(largest),
            amount=euro(sums[largest], settings.language),
        ),
    )
    return rowed(settings, said, table, population_notes(settings, ordered, year))


def budgets_over_years(settings: Settings, here: str, agreements: Iterable[AgreementSummary]) -> Picture | None:
    """The sums of these agreements over the years, a column for each programme; None for fewer than two years.

    They may be those of all, of a party or of a programme; a year without any is shown as a gap.
    """
    rows, say = tuple(agreements), settings.language.say
    years = span(row.year for row in rows)
    if len(years) < 2:
        return None
    sums, programmes = _sums(rows)
    largest = max(sums.values())
    unit, write = unit_of(settings.language, largest)
    groups = [_group(settings, here, year, programmes, sums) for year in years]
    said = Said(
        id="budgets-over-years",
        title=say("Budgets {first} bis {last}", first=years[0], last=years[-1]),
        description=_course(settings, years, sums),
        unit=unit,
    )
    drawn = columns(said.id, groups, scale(largest), write)
    plot = Plot(joined((fillings(said.id, len(programmes)), drawn.body)), drawn.height, drawn.left, drawn.linked)
    return plotted(
        settings, said, plot, _by_year(settings, here, groups, programmes), _keys(settings, said.id, programmes)
    )


def _sums(rows: Sequence[AgreementSummary]) -> tuple[Sums, tuple[str, ...]]:
    sums: Sums = defaultdict(Decimal)
    for row in rows:
        for programme, amount in row.budgets:
            sums[row.year, programme] += amount
    return dict(sums), tuple(sorted({programme for _, programme in sums}))


def _group(settings: Settings, here: str, year: int, programmes: Sequence[str], sums: Sums) -> Group:
    language = settings.language
    known = [(programme, sums[year, programme]) for programme in programmes if (year, programme) in sums]
    told = [
        euro(amount, language)
        if len(programmes) == 1
        else f"{programme_label(programme, language)} {euro(amount, language)}"
        for programme, amount in known
    ]
    return Group(
        year=year,
        values=tuple(sums.get((year, programme)) for programme in programmes),
        said=f"{year}: {'; '.join(told) or language.say('keine Vereinbarung')}",
        href=year_cell(here, year).href if known else None,
    )


def _course(settings: Settings, years: Sequence[int], sums: Sums) -> str:
    """From where to where the sums went, and which years are missing, in words."""
    say, language = settings.language.say, settings.language
    totals = {year: sum((amount for (of, _), amount in sums.items() if of == year), Decimal(0)) for year in years}
    known = [year for year in years if totals[year]]
    text = say(
        "{first} waren es {from_amount}, {last} sind es {to_amount}.",
        first=known[0],
        last=known[-1],
        from_amount=euro(totals[known[0]], language),
        to_amount=euro(totals[known[-1]], language),
    )
    missing = [str(year) for year in years if not totals[year]]
    gap = say("Ohne Vereinbarung: {years}.", years=", ".join(missing)) if missing else ""
    return f"{text} {gap}".rstrip()


def _by_year(settings: Settings, here: str, groups: Sequence[Group], programmes: Sequence[str]) -> Table:
    say, language = settings.language.say, settings.language
    several = len(programmes) > 1
    return Table(
        columns=(
            Column(say("Jahr"), "year", "year"),
            *(
                Column(
                    programme_label(programme, language) if several else say("Budget"), f"amount_{programme}", "euro"
                )
                for programme in programmes
            ),
        ),
        rows=tuple(
            Row((year_cell(here, group.year, known=group.href is not None), *map(_amount_cell, group.values)))
            for group in groups
        ),
    )


def _amount_cell(value: Decimal | None) -> Cell:
    return Cell(value, missing="–")


def _keys(settings: Settings, picture: str, programmes: Sequence[str]) -> tuple[Key, ...]:
    if len(programmes) < 2:
        return ()
    return tuple(
        Key(
            element("rect", class_=f"mark c{number + 1}", fill=fill(picture, number), width=24, height=14),
            programme_label(programme, settings.language),
        )
        for number, programme in enumerate(programmes)
    )


def budgets_compared(settings: Settings, here: str, corpus: Corpus, parties: Sequence[str]) -> Picture | None:
    """The budgets of a few districts and cities over the years as lines; None for fewer than two years.

    Raises:
        ValueError: there are more than can be told apart (`MOST_LINES`).
    """
    if len(parties) > MOST_LINES:
        raise ValueError(f"{len(parties)} lines in a picture that can tell {MOST_LINES} apart")
    say, language = settings.language.say, settings.language
    sums = {(row.year, row.party): Decimal(0) for row in corpus.agreements if row.party in parties}
    for row in corpus.agreements:
        if row.party in parties:
            sums[row.year, row.party] += row.amount
    years = span(year for year, _ in sums)
    if len(years) < 2:
        return None
    unit, write = unit_of(language, max(sums.values()))
    drawn = [
        Line(
            name=party_label(party),
            values=tuple(sums.get((year, party)) for year in years),
            said=tuple(
                f"{party_label(party)} {year}: {euro(sums[year, party], language) if (year, party) in sums else '–'}"
                for year in years
            ),
            german=is_foreign(settings),
        )
        for party in parties
    ]
    said = Said(
        id="budgets-compared",
        title=say("Budgets {first} bis {last}", first=years[0], last=years[-1]),
        description=say("Beträge von {names} im Vergleich.", names=", ".join(line.name for line in drawn)),
        unit=unit,
    )
    table = Table(
        columns=(
            Column(say("Jahr"), "year", "year"),
            *(Column(party_label(party), f"amount_{party}", "euro") for party in parties),
        ),
        rows=tuple(
            Row((year_cell(here, year), *(Cell(sums.get((year, party)), missing="–") for party in parties)))
            for year in years
        ),
    )
    return plotted(settings, said, lines(years, drawn, scale(max(sums.values())), write), table)
