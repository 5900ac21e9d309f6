"""Rows that pages across agreements share: of places, agreements, years and types."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.identifiers import TERMS, Identifiers, measure_type_path, party_path, year_path
from aqbgraph.publication.corpus.mended_amounts import mended
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.views import BudgetRow, Link, TypeCount, YearRow
from aqbgraph.publication.names import concept_label, in_order_of_names, party_label
from aqbgraph.publication.rows.overview_views import Place
from aqbgraph.publication.rows.told_programmes import told_programmes
from aqbgraph.vocabulary import RDF_TYPE, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.corpus.naming import Naming
    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.languages import Language

TYPES = "measure-types"
# What names begin with that are put in order by the rest.
_BEGINNINGS = ("Landkreis ", "Stadt ")


def local_parties() -> tuple[str, ...]:
    """The keys of all districts and cities, by name."""
    return in_order_of_names(entry.key for entry in vocabulary().instances("LocalParty"))


def party_since(key: str) -> int | None:
    """The year from which on a district or city concludes agreements of its own; None where it always did."""
    since = vocabulary().text(Identifiers().party(key), TERMS + "partySince")
    return None if since is None else int(since)


def is_party_in(key: str, year: int) -> bool:
    """Whether a district or city concludes agreements of its own in a year."""
    return (party_since(key) or year) <= year


def is_city(key: str) -> bool:
    """Whether a party is a city that belongs to no district."""
    types = vocabulary().objects(Identifiers().party(key), RDF_TYPE)
    return any(value.value == TERMS + "IndependentCity" for value in types)


def place(here: str, key: str, year: int | None, path: str | None = None, *, at: int | None = None) -> Place:
    """A district or city in a list; `path` is where the list leads, its page if nothing else is said.

    `at` is the year that the list is of: what concludes agreements from a later one on says so.
    """
    label, since = party_label(key), party_since(key)
    before = "" if key in _alike() else label[: len(label) - len(_bare(label))]
    later = since if since is not None and at is not None and since > at else None
    return Place(href(here, path or party_path(key)), before, label.removeprefix(before), year, later)


def _bare(label: str) -> str:
    """A name without what many begin with."""
    return label.removeprefix(next((word for word in _BEGINNINGS if label.startswith(word)), ""))


@cache
def _alike() -> frozenset[str]:
    """Those of which one would take another for them: Kassel and Kassel, Offenbach and Offenbach am Main."""
    names = {key: _bare(party_label(key)) for key in local_parties()}
    return frozenset(
        key for pair in permutations(names, 2) if f"{names[pair[0]]} ".startswith(f"{names[pair[1]]} ") for key in pair
    )


def budget_rows(
    language: Language, here: str, corpus: Corpus, agreements: Iterable[AgreementSummary]
) -> tuple[BudgetRow, ...]:
    """Rows of a table of budgets, each with the change to the year before."""
    rows = tuple(agreements)
    told = told_programmes(language, (row.programmes for row in rows))
    return tuple(
        BudgetRow(
            agreement=Link(href(here, row.path), row.title),
            party=Link(href(here, party_path(row.party)), party_label(row.party)),
            year=Link(href(here, year_path(row.year)), str(row.year)),
            programmes=told[row.programmes],
            amount=row.amount,
            approximate=row.approximate,
            measures=len(row.measures),
            change=change(corpus, row),
            mended=mended(language, here, row, row.programmes),
        )
        for row in rows
    )


def change(corpus: Corpus, *rows: AgreementSummary) -> Decimal | None:
    """The change to the agreements of the year before on the same money, as a share; None where one has none."""
    lines = ((row.year, corpus.before(row.party, row.programmes, row.year)) for row in rows)
    known = [before.amount for year, before in lines if before is not None and before.year == year - 1]
    base = sum(known, Decimal(0))
    return (total(rows) - base) / base if base and len(known) == len(rows) else None


def type_counts(
    here: str, language: Language, agreements: Iterable[AgreementSummary | Naming]
) -> tuple[TypeCount, ...]:
    """Measures by type, all types of the scheme included."""
    rows = tuple(agreements)
    return tuple(
        TypeCount(
            label=type_link(here, language, entry.notation),
            notation=entry.notation,
            measures=sum(row.types.get(entry.notation, 0) for row in rows),
            empty=sum(entry.notation in row.empty for row in rows),
        )
        for entry in vocabulary().concepts(TYPES)
    )


def type_link(here: str, language: Language, notation: str) -> Link:
    """The way to the page of a type, by its name."""
    return Link(href(here, measure_type_path(notation)), concept_label(Concept(TYPES, notation), language))


def year_row(here: str, year: int, rows: tuple[AgreementSummary, ...]) -> YearRow:
    """A year with its agreements."""
    return YearRow(
        year=Link(href(here, year_path(year)), str(year)),
        total=total(rows),
        agreements=len(rows),
        measures=sum(len(row.measures) for row in rows),
    )


def year_rows(here: str, corpus: Corpus) -> tuple[YearRow, ...]:
    """The years, newest first."""
    return tuple(year_row(here, year, corpus.of_year(year)) for year in reversed(corpus.years))


def total(rows: Iterable[AgreementSummary]) -> Decimal:
    """The money of agreements, in euro."""
    return sum((row.amount for row in rows), Decimal(0))


def spans(years: Iterable[int]) -> str:
    """Years in short.

    >>> spans([2018, 2019, 2020, 2022, 2024, 2025])
    '2018–2020, 2022, 2024, 2025'
    """
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
