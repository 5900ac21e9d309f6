"""The pages across agreements: start, year, series, measure type, programme."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from aqbgraph.agreement import Concept
from aqbgraph.identifiers import (
    TERMS,
    Identifiers,
    measure_type_path,
    party_path,
    programme_path,
    year_path,
)
from aqbgraph.publication.data_page import downloads
from aqbgraph.publication.frames import file_href, frame, href
from aqbgraph.publication.names import concept_label, name_order, party_label, programme_label
from aqbgraph.publication.reported_pages import newest_first, reported_hint, reported_rows
from aqbgraph.publication.tables import of_year
from aqbgraph.publication.views import (
    BudgetRow,
    Link,
    MeasureTypeView,
    MeasureUse,
    PlaceEntry,
    ProgrammeView,
    StartView,
    TypeCount,
    TypeYear,
    YearRow,
    YearView,
)
from aqbgraph.vocabulary import SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import AgreementSummary, Corpus, MeasureSummary

Json = dict[str, Any]
TYPES = "measure-types"
# As many measures of whole years as the page of a type lists; the newest year is listed in any case.
LONGEST = 300


def local_parties() -> tuple[str, ...]:
    """The keys of all districts and cities, by name."""
    found = vocabulary().instances("LocalParty")
    return tuple(entry.key for entry in sorted(found, key=lambda entry: name_order(entry.label)))


def budget_rows(here: str, corpus: Corpus, agreements: Iterable[AgreementSummary]) -> tuple[BudgetRow, ...]:
    """Rows of a table of budgets, each with the change to the year before."""
    known = {(row.party, row.programmes, row.year): row.amount for row in corpus.agreements}
    return tuple(
        BudgetRow(
            agreement=Link(href(here, row.path), row.title),
            party=Link(href(here, party_path(row.party)), party_label(row.party)),
            year=Link(href(here, year_path(row.year)), str(row.year)),
            amount=row.amount,
            approximate=row.approximate,
            measures=len(row.measures),
            change=_change(row.amount, known.get((row.party, row.programmes, row.year - 1))),
        )
        for row in agreements
    )


def _change(amount: Decimal, before: Decimal | None) -> Decimal | None:
    return (amount - before) / before if before else None


def type_counts(here: str, agreements: Iterable[AgreementSummary]) -> tuple[TypeCount, ...]:
    """Measures by type, all types of the scheme included."""
    rows = tuple(agreements)
    return tuple(
        TypeCount(
            label=Link(href(here, measure_type_path(entry.notation)), entry.label),
            notation=entry.notation,
            measures=sum(measure.notation == entry.notation for row in rows for measure in row.measures),
            empty=sum(entry.notation in row.empty for row in rows),
        )
        for entry in vocabulary().concepts(TYPES)
    )


def year_rows(here: str, corpus: Corpus) -> tuple[YearRow, ...]:
    """The years, newest first."""
    return tuple(_year_row(here, year, corpus.of_year(year)) for year in reversed(corpus.years))


def _year_row(here: str, year: int, rows: tuple[AgreementSummary, ...]) -> YearRow:
    return YearRow(
        year=Link(href(here, year_path(year)), str(year)),
        total=_total(rows),
        agreements=len(rows),
        measures=sum(len(row.measures) for row in rows),
    )


def _total(rows: Iterable[AgreementSummary]) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))


def start_view(settings: Settings, corpus: Corpus, json_ld: Json) -> StartView:
    """The start page; there is always at least one agreement."""
    files = downloads(settings, "", None)
    newest = corpus.years[-1]
    latest = {row.party: row for row in corpus.agreements}
    rows = corpus.of_year(newest)
    return StartView(
        frame=frame(
            settings,
            "",
            "Zielvereinbarungen zum Ausbildungs- und Qualifizierungsbudget in Hessen",
            "Was das Land Hessen mit seinen Landkreisen und kreisfreien Städten über das Ausbildungs- und "
            "Qualifizierungsbudget vereinbart: Beträge, Projekte, Wortlaut – als offene, verknüpfte Daten.",
            json_ld=json_ld,
            data=files,
        ),
        newest=Link(href("", year_path(newest)), str(newest)),
        total=_total(rows),
        agreements=len(rows),
        measures=sum(len(row.measures) for row in rows),
        years=year_rows("", corpus),
        latest=budget_rows("", corpus, rows),
        places=tuple(_place(key, latest.get(key)) for key in local_parties()),
        types=type_counts("", corpus.agreements),
        downloads=files,
        reported=reported_hint(corpus),
    )


def _place(key: str, latest: AgreementSummary | None) -> PlaceEntry:
    return PlaceEntry(
        Link(href("", party_path(key)), party_label(key)),
        Link(href("", latest.path), str(latest.year)) if latest else None,
    )


def year_view(settings: Settings, year: int, corpus: Corpus, json_ld: Json) -> YearView:
    """All agreements of a year."""
    path, rows = year_path(year), corpus.of_year(year)
    present = {row.party for row in rows}
    return YearView(
        frame=frame(
            settings,
            path,
            f"Zielvereinbarungen {year}",
            f"Alle vorliegenden Zielvereinbarungen des Jahres {year} mit Beträgen und Maßnahmenarten.",
            json_ld=json_ld,
        ),
        year=year,
        total=_total(rows),
        agreements=budget_rows(path, corpus, sorted(rows, key=lambda row: name_order(party_label(row.party)))),
        types=type_counts(path, rows),
        absent=tuple(
            Link(href(path, party_path(key)), party_label(key))
            for key in local_parties()
            if key not in present and _is_party_in(key, year)
        ),
        reported=reported_rows(path, corpus.reported.of_year(year)),
    )


def _is_party_in(key: str, year: int) -> bool:
    since = vocabulary().text(Identifiers().party(key), TERMS + "partySince")
    return since is None or int(since) <= year


def measure_use(here: str, agreement: AgreementSummary, measure: MeasureSummary) -> MeasureUse:
    """A measure of an agreement, as a row of a table."""
    label = concept_label(Concept(TYPES, measure.notation))
    return MeasureUse(
        measure=Link(href(here, agreement.path, measure.key), measure.label),
        party=Link(href(here, party_path(agreement.party)), party_label(agreement.party)),
        year=Link(href(here, year_path(agreement.year)), str(agreement.year)),
        type=Link(href(here, measure_type_path(measure.notation)), f"{measure.notation} {label}"),
    )


def measure_type_view(settings: Settings, notation: str, corpus: Corpus, json_ld: Json) -> MeasureTypeView:
    """A measure type with its measures, newest first; earlier years are counted where the list would be too long."""
    path = measure_type_path(notation)
    iri = Identifiers().concept(TYPES, notation)
    label = vocabulary().label(iri)
    earlier = _left_out(corpus, notation)
    rows = tuple(row for row in reversed(corpus.agreements) if row.year not in earlier)
    return MeasureTypeView(
        frame=frame(settings, path, label, f"Maßnahmenart {notation}: {label}.", json_ld=json_ld),
        notation=notation,
        title=label,
        definition=vocabulary().text(iri, SKOS + "definition") or "",
        wordings=_german(iri, SKOS + "altLabel"),
        uses=tuple(
            measure_use(path, row, measure) for row in rows for measure in row.measures if measure.notation == notation
        ),
        empty=tuple(Link(href(path, row.path), row.title) for row in rows if notation in row.empty),
        earlier=tuple(_type_year(settings, path, year, corpus.of_year(year), notation) for year in earlier),
    )


def _left_out(corpus: Corpus, notation: str) -> tuple[int, ...]:
    """The years whose measures are only counted, newest first: those from which on the page would be too long."""
    listed = 0
    for place, year in enumerate(reversed(corpus.years)):
        listed += sum((notation in row.empty) + _count(row, notation) for row in corpus.of_year(year))
        if place and listed > LONGEST:
            return tuple(reversed(corpus.years))[place:]
    return ()


def _count(row: AgreementSummary, notation: str) -> int:
    return sum(measure.notation == notation for measure in row.measures)


def _type_year(settings: Settings, here: str, year: int, rows: Iterable[AgreementSummary], notation: str) -> TypeYear:
    known = tuple(rows)
    return TypeYear(
        year=Link(href(here, year_path(year)), str(year)),
        measures=sum(_count(row, notation) for row in known),
        empty=sum(notation in row.empty for row in known),
        table=Link(file_href(settings, here, of_year("measures", year)), of_year("measures", year).rpartition("/")[2]),
    )


def _german(iri: str, predicate: str) -> tuple[str, ...]:
    values = vocabulary().objects(iri, predicate)
    return tuple(value.value for value in values if isinstance(value, Literal) and value.language == "de")


def programme_view(settings: Settings, key: str, corpus: Corpus, json_ld: Json) -> ProgrammeView:
    """A programme over the years."""
    path, label = programme_path(key), programme_label(key)
    iri = Identifiers().programme(key)
    years = [
        (year, tuple(_only(row, key) for row in corpus.of_year(year) if key in row.programmes))
        for year in reversed(corpus.years)
    ]
    return ProgrammeView(
        frame=frame(settings, path, label, f"{label}: Beträge und Vereinbarungen nach Jahren.", json_ld=json_ld),
        title=label,
        definition=vocabulary().text(iri, SKOS + "definition") or "",
        years=tuple(_year_row(path, year, rows) for year, rows in years if rows),
        reported=reported_rows(path, newest_first(corpus.reported.of_programme(key))),
    )


def _only(row: AgreementSummary, programme: str) -> AgreementSummary:
    """An agreement with the money of one programme alone."""
    return replace(row, budgets=tuple(budget for budget in row.budgets if budget[0] == programme))
