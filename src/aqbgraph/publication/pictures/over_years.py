"""Money over the years: the sums of all, of a place or of a programme, and a few places beside each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from aqbgraph.publication.frame.picture import Cell, Column, Key, Row, Table
from aqbgraph.publication.frame.rendering import euro
from aqbgraph.publication.names import party_label, programme_label
from aqbgraph.publication.pictures.cells import coverage, is_foreign, year_cell
from aqbgraph.publication.pictures.columns import Group, columns
from aqbgraph.publication.pictures.few_years import barred, is_course
from aqbgraph.publication.pictures.lines import SIGNS, Line, lines, sample
from aqbgraph.publication.pictures.making import Said, plotted, rowed, unit_of
from aqbgraph.publication.pictures.markup import element, joined
from aqbgraph.publication.pictures.patterns import filling, fillings
from aqbgraph.publication.pictures.plot import Plot
from aqbgraph.publication.pictures.scale import scale
from aqbgraph.publication.pictures.years import span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.frame.picture import Picture
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings

# As many lines as are still told apart.
MOST_LINES = len(SIGNS)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Euro by year and programme, whose agreements they are the sum of, and which of them hold round figures."""

    years: tuple[int, ...]
    programmes: tuple[str, ...]
    amounts: dict[tuple[int, str], Decimal]
    parties: dict[int, tuple[str, ...]]
    rounded: frozenset[tuple[int, str]]

    def values(self, year: int) -> tuple[Decimal | None, ...]:
        """The sum of each programme."""
        return tuple(self.amounts.get((year, programme)) for programme in self.programmes)

    def total(self, year: int) -> Decimal:
        """The sum of all programmes."""
        return sum((value for value in self.values(year) if value is not None), Decimal(0))


def _sums(rows: Sequence[AgreementSummary]) -> _Sums:
    amounts: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    parties: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        parties[row.year].append(row.party)
        for programme, amount in row.budgets:
            amounts[row.year, programme] += amount
    return _Sums(
        years=span(parties),
        programmes=tuple(sorted({programme for _, programme in amounts})),
        amounts=dict(amounts),
        parties={year: tuple(sorted(found)) for year, found in parties.items()},
        rounded=frozenset((row.year, programme) for row in rows for programme in row.rounded),
    )


def budgets_over_years(settings: Settings, here: str, agreements: Iterable[AgreementSummary]) -> Picture | None:
    """The sums of these agreements over the years, a column for each programme; None for fewer than two years.

    They may be those of all, of a party or of a programme; a year without any is shown as a gap. A few years of one
    programme are lines of a table with a bar each.
    """
    sums = _sums(tuple(agreements))
    if len(sums.years) < 2:
        return None
    largest = max(sums.amounts.values())
    unit = unit_of(settings.language, largest)
    said = Said(
        id="budgets-over-years",
        title=settings.language.say("Budgets {first} bis {last}", first=sums.years[0], last=sums.years[-1]),
        description=_course(settings.language, sums),
        unit=unit.words,
    )
    table = _table(settings, here, sums)
    if len(sums.programmes) == 1 and not is_course(sums.years):
        values = [sums.values(year)[0] for year in sums.years]
        return rowed(settings, replace(said, unit=""), barred(table, values))
    groups = [_group(settings, here, year, sums) for year in sums.years]
    drawn = columns(said.id, groups, scale(largest), unit.write, unit.tick)
    body = joined((fillings(said.id, len(sums.programmes)), drawn.body))
    plot = Plot(body, drawn.height, drawn.left, drawn.linked)
    return plotted(settings, said, plot, table, _keys(settings.language, said.id, sums))


def _group(settings: Settings, here: str, year: int, sums: _Sums) -> Group:
    language, several = settings.language, len(sums.programmes) > 1
    told = [
        f"{programme_label(programme, language)} {euro(value, language)}" if several else euro(value, language)
        for programme, value in zip(sums.programmes, sums.values(year), strict=True)
        if value is not None
    ]
    words = "; ".join(told) or language.say("keine Vereinbarung")
    return Group(
        year=year,
        values=sums.values(year),
        said=f"{year}: {words}",
        href=year_cell(here, year).href if told else None,
    )


def _course(language: Language, sums: _Sums) -> str:
    """From where to where the sums went, or how many agreements they are of where these are not always the same."""
    say = language.say
    known = [year for year in sums.years if year in sums.parties]
    first, last = known[0], known[-1]
    text = coverage(language, sums.parties) or say(
        "Von {from_amount} ({first}) auf {to_amount} ({last}).",
        from_amount=euro(sums.total(first), language),
        to_amount=euro(sums.total(last), language),
        first=first,
        last=last,
    )
    missing = [str(year) for year in sums.years if year not in sums.parties]
    gap = say("Ohne Vereinbarung: {years}.", years=", ".join(missing)) if missing else ""
    return f"{text} {gap}".rstrip()


def _table(settings: Settings, here: str, sums: _Sums) -> Table:
    say, language = settings.language.say, settings.language
    titles = [programme_label(programme, language) for programme in sums.programmes]
    money = (
        Column(title if len(titles) > 1 else say("Budget"), f"amount_{programme}", "euro")
        for title, programme in zip(titles, sums.programmes, strict=True)
    )
    return Table(
        columns=(
            Column(say("Jahr"), "year", "year"),
            *money,
            Column(say("Verein\u00adbarungen"), "agreements", "number"),
        ),
        rows=tuple(
            Row(
                (
                    year_cell(here, year, known=year in sums.parties),
                    *(
                        Cell(
                            sums.amounts.get((year, programme)),
                            approximate=(year, programme) in sums.rounded,
                            missing="–",
                        )
                        for programme in sums.programmes
                    ),
                    Cell(len(sums.parties.get(year, ()))),
                )
            )
            for year in sums.years
        ),
    )


def _keys(language: Language, picture: str, sums: _Sums) -> tuple[Key, ...]:
    if len(sums.programmes) < 2:
        return ()
    return tuple(
        Key(
            element("rect", **filling(picture, place), x=1, y=1, width=22, height=12),
            programme_label(programme, language),
        )
        for place, programme in enumerate(sums.programmes)
    )


def budgets_compared(settings: Settings, here: str, corpus: Corpus, parties: Sequence[str]) -> Picture | None:
    """The budgets of a few districts and cities over the years as lines; None for a few years, which figures tell.

    Raises:
        ValueError: there are more than can be told apart (`MOST_LINES`).
    """
    if len(parties) > MOST_LINES:
        raise ValueError(f"{len(parties)} lines in a picture that can tell {MOST_LINES} apart")
    say = settings.language.say
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for row in chain.from_iterable(corpus.of_place(party) for party in parties):
        sums[row.year, row.party] += row.amount
    years = span(year for year, _ in sums)
    if not is_course(years):
        return None
    unit = unit_of(settings.language, max(sums.values()))
    said = Said(
        id="budgets-compared",
        title=say("Budgets {first} bis {last}", first=years[0], last=years[-1]),
        description=" ".join(_course_of(settings.language, party, years, sums) for party in parties),
        unit=unit.words,
    )
    drawn = [_line(settings, party, years, sums) for party in parties]
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
    keys = tuple(Key(sample(place), line.name, german=line.german) for place, line in enumerate(drawn))
    return plotted(settings, said, lines(years, drawn, scale(max(sums.values())), unit.tick), table, keys)


def _course_of(language: Language, party: str, years: Sequence[int], sums: Mapping[tuple[int, str], Decimal]) -> str:
    """From where to where the budget of one place went: what its line shows, to those who do not see it."""
    say, name = language.say, party_label(party)
    known = [(year, euro(sums[year, party], language)) for year in years if (year, party) in sums]
    if not known:
        return say("{name}: keine Vereinbarung.", name=name)
    (first, before), (last, now) = known[0], known[-1]
    if first == last:
        return say("{name}: {amount} ({year}).", name=name, amount=now, year=last)
    return say(
        "{name}: von {from_amount} ({first}) auf {to_amount} ({last}).",
        name=name,
        from_amount=before,
        to_amount=now,
        first=first,
        last=last,
    )


def _line(settings: Settings, party: str, years: Sequence[int], sums: dict[tuple[int, str], Decimal]) -> Line:
    name, values = party_label(party), tuple(sums.get((year, party)) for year in years)
    return Line(
        name=name,
        values=values,
        said=tuple(
            "" if value is None else f"{name} {year}: {euro(value, settings.language)}"
            for year, value in zip(years, values, strict=True)
        ),
        german=is_foreign(settings),
    )
