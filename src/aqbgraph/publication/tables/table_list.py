"""The tables that are published: agreements, budgets, measures, and the observations of the data cube."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.graph.mapping import CURRENCIES
from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.publication.names import concept_label, party_label
from aqbgraph.publication.offers import Text
from aqbgraph.publication.tables.cube import QB, code_iri
from aqbgraph.publication.tables.observations import EURO, NOT_ALLOCATED, observations
from aqbgraph.publication.tables.table_columns import Column, Kind, Meaning, Row, Table
from aqbgraph.vocabulary import DCTERMS, RDFS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.publication.corpus.summary import AgreementSummary

_WRITTEN = Identifiers()
_PARTY, _PROGRAMME = "party/{party}#party", "programme/{programme}#programme"
_READING = Text("Lesung des Betrags", "Reading of the amount")
_AMOUNT, _YEAR = Text("Betrag in Euro", "Amount in euros"), Text("Jahr", "Year")


def _of_party(prop: str | None, about: str | None = None) -> tuple[Column, ...]:
    """The district or city of a row: its key in our names, its name, its official key."""
    meaning = Meaning(TERMS + prop, _PARTY, about) if prop else None
    return (
        Column("party", Text("Landkreis oder Stadt (Kurzname)", "District or city (key)"), Kind.KEY, meaning),
        Column("party_name", Text("Landkreis oder Stadt", "District or city"), Kind.KEY),
        Column("ags", Text("Amtlicher Gemeindeschlüssel", "Official district key"), Kind.KEY, required=False),
    )


@cache
def _party(key: str) -> tuple[str, str, str | None]:
    return key, party_label(key), vocabulary().text(_WRITTEN.party(key), TERMS + "ags")


def _year(prop: str | None, title: Text = _YEAR) -> Column:
    return Column("year", title, Kind.YEAR, Meaning(TERMS + prop) if prop else None)


def _iri(name: str, title: Text, meaning: Meaning | None = None) -> Column:
    return Column(name, title, Kind.IRI, meaning)


def _agreement(meaning: Meaning | None) -> Column:
    return _iri("agreement", Text("IRI der Vereinbarung", "IRI of the agreement"), meaning)


def _agreements(identifiers: Identifiers, rows: Iterable[AgreementSummary]) -> Iterator[Row]:
    for row in rows:
        yield (
            _agreement_iri(identifiers, row),
            row.year,
            row.title,
            *_party(row.party),
            row.state_party,
            row.programmes,
            len(row.measures),
            row.empty,
            row.source,
            row.sha256,
        )


def _agreement_iri(identifiers: Identifiers, row: AgreementSummary) -> str:
    return f"{identifiers.document(row.path)}#agreement"


def _budgets(identifiers: Identifiers, rows: Iterable[AgreementSummary]) -> Iterator[Row]:
    for row in rows:
        for programme, amount in row.budgets:
            rounded = programme in row.rounded
            yield (
                f"{identifiers.document(row.path)}#budget-{programme}",
                _agreement_iri(identifiers, row),
                row.year,
                *_party(row.party),
                programme,
                amount,
                EURO,
                rounded,
                "rounded" if rounded else "exact",
                row.reading(programme),
            )


def _measures(identifiers: Identifiers, rows: Iterable[AgreementSummary]) -> Iterator[Row]:
    for row in rows:
        sole = row.programmes[0] if len(row.programmes) == 1 else None
        for measure in row.measures:
            yield (
                f"{identifiers.document(row.path)}#{measure.key}",
                _agreement_iri(identifiers, row),
                row.year,
                *_party(row.party),
                measure.programme or sole,
                measure.notation,
                concept_label(Concept("measure-types", measure.notation)),
                measure.position,
                measure.label,
                identifiers.series(row.party, measure.series),
                measure.series_label,
            )


def _observations(identifiers: Identifiers, rows: Iterable[AgreementSummary]) -> Iterator[Row]:
    for one in observations(rows):
        yield (
            identifiers.observation(one.key),
            one.year,
            *_party(one.party),
            one.programme or NOT_ALLOCATED,
            code_iri(identifiers, "programme", one.programme),
            one.measure_type or NOT_ALLOCATED,
            code_iri(identifiers, "measure-type", one.measure_type),
            one.amount,
            one.measures,
            code_iri(identifiers, "unit", one.unit),
            one.status,
            f"{identifiers.document(one.agreement)}#agreement",
            one.reading,
        )


_PROGRAMME_TITLE, _TYPE_TITLE = Text("Programm", "Programme"), Text("Maßnahmenart (Nummer)", "Measure type (number)")

AGREEMENTS = Table(
    "agreements",
    Text("Zielvereinbarungen", "Target agreements"),
    Text(
        "Eine Zeile je Vereinbarung. Beträge stehen bei den Budgets, weil eine Vereinbarung mehrere haben kann.",
        "A row for each agreement. Amounts are with the budgets, since an agreement may have several.",
    ),
    TERMS + "Agreement",
    (
        _agreement(None),
        _year("year"),
        Column("title", Text("Titel", "Title"), Kind.TEXT, Meaning(DCTERMS + "title", language="de")),
        *_of_party("localParty"),
        Column(
            "state_party",
            Text("Landesseite (Kurzname)", "State party (key)"),
            Kind.KEY,
            Meaning(TERMS + "stateParty", "party/{state_party}#party"),
        ),
        Column("programmes", Text("Programme", "Programmes"), Kind.KEYS),
        Column("measures", Text("Zahl der genannten Maßnahmen", "Number of measures named"), Kind.INTEGER),
        Column(
            "empty_measure_types",
            Text("Maßnahmenarten ohne Maßnahme", "Measure types without a measure"),
            Kind.KEYS,
            required=False,
        ),
        Column("source_file", Text("Quelldatei", "Source file"), Kind.TEXT),
        Column("source_sha256", Text("SHA-256 der Quelldatei", "SHA-256 of the source file"), Kind.TEXT),
    ),
    _agreements,
)

BUDGETS = Table(
    "budgets",
    Text("Budgets", "Budgets"),
    Text(
        "Eine Zeile je Budget: der vereinbarte Betrag eines Programms für Jahr und Landkreis oder Stadt.",
        "A row for each budget: the amount agreed of a programme for a year and a district or city.",
    ),
    TERMS + "Budget",
    (
        _iri("budget", Text("IRI des Budgets", "IRI of the budget")),
        _agreement(Meaning(TERMS + "budget", "{+budget}", "{+agreement}")),
        _year("fiscalYear", Text("Haushaltsjahr", "Budget year")),
        *_of_party(None),
        Column("programme", _PROGRAMME_TITLE, Kind.KEY, Meaning(TERMS + "programme", _PROGRAMME)),
        Column("amount", _AMOUNT, Kind.DECIMAL, Meaning(TERMS + "amount")),
        Column(
            "currency", Text("Währung", "Currency"), Kind.KEY, Meaning(TERMS + "currency", CURRENCIES + "{currency}")
        ),
        Column("approximate", Text("ungefähr genannt", "stated approximately"), Kind.BOOLEAN),
        Column("precision", Text("Genauigkeit", "Precision"), Kind.KEY),
        Column("reading", _READING, Kind.KEY),
    ),
    _budgets,
    (("agreement", "agreements"),),
    yearly=True,
)

MEASURES = Table(
    "measures",
    Text("Maßnahmen", "Measures"),
    Text(
        "Eine Zeile je Maßnahme, wie eine Vereinbarung sie nennt, mit ihrer Art und ihrer Reihe über die Jahre. Das "
        "Programm fehlt, wo eine Vereinbarung mehrere Budgets umfasst und nicht sagt, zu welchem die Maßnahme gehört.",
        "A row for each measure as an agreement names it, with its type and its series over the years. The programme "
        "is empty where an agreement covers several budgets and does not say to which the measure belongs.",
    ),
    TERMS + "Measure",
    (
        _iri("measure", Text("IRI der Maßnahme", "IRI of the measure")),
        _agreement(Meaning(TERMS + "measure", "{+measure}", "{+agreement}")),
        _year(None),
        *_of_party(None),
        Column("programme", _PROGRAMME_TITLE, Kind.KEY, required=False),
        Column(
            "measure_type", _TYPE_TITLE, Kind.KEY, Meaning(TERMS + "measureType", "def/measure-types#{measure_type}")
        ),
        Column("measure_type_name", Text("Maßnahmenart", "Measure type"), Kind.KEY),
        Column(
            "position",
            Text("Stelle unter denen ihrer Art", "Position among those of its type"),
            Kind.INTEGER,
            Meaning(TERMS + "position"),
        ),
        Column("label", Text("Name", "Name"), Kind.TEXT, Meaning(RDFS + "label", language="de")),
        _iri("series", Text("IRI der Maßnahmenreihe", "IRI of the series"), Meaning(TERMS + "series", "{+series}")),
        Column("series_name", Text("Name der Maßnahmenreihe", "Name of the series"), Kind.TEXT),
    ),
    _measures,
    (("agreement", "agreements"),),
    yearly=True,
)

OBSERVATIONS = Table(
    "observations",
    Text("Beobachtungen des Datenwürfels", "Observations of the data cube"),
    Text(
        "Eine Zeile je Beobachtung: ein Betrag oder die Zahl der Maßnahmen einer Art. Keine ist in einer anderen "
        "enthalten. _X steht, wo der Wert keinem Programm zugeordnet oder nicht nach Arten aufgeteilt ist; eine leere "
        "Zelle heißt: nicht angegeben.",
        "A row for each observation: an amount, or the number of measures of a type. None is contained in another. _X "
        "stands where the value is allocated to no programme or not split by type; an empty cell means: not stated.",
    ),
    QB + "Observation",
    (
        _iri("observation", Text("IRI der Beobachtung", "IRI of the observation")),
        _year("observedYear"),
        *_of_party("observedDistrict"),
        Column("programme", _PROGRAMME_TITLE, Kind.KEY),
        _iri(
            "programme_iri",
            Text("IRI des Programms", "IRI of the programme"),
            Meaning(TERMS + "observedProgramme", "{+programme_iri}"),
        ),
        Column("measure_type", _TYPE_TITLE, Kind.KEY),
        _iri(
            "measure_type_iri",
            Text("IRI der Maßnahmenart", "IRI of the measure type"),
            Meaning(TERMS + "observedMeasureType", "{+measure_type_iri}"),
        ),
        Column("amount", _AMOUNT, Kind.DECIMAL, Meaning(TERMS + "observedAmount"), required=False),
        Column(
            "measures",
            Text("Zahl der Maßnahmen", "Number of measures"),
            Kind.INTEGER,
            Meaning(TERMS + "observedMeasures"),
            required=False,
        ),
        _iri("unit", Text("Einheit (IRI)", "Unit (IRI)"), Meaning(TERMS + "observedUnit", "{+unit}")),
        Column(
            "status",
            Text("Status", "Status"),
            Kind.KEY,
            Meaning(TERMS + "observedStatus", "def/observation-status#{status}"),
        ),
        _agreement(Meaning(TERMS + "observedAgreement", "{+agreement}")),
        Column("reading", _READING, Kind.KEY, required=False),
    ),
    _observations,
    (("agreement", "agreements"),),
)

TABLES = (AGREEMENTS, BUDGETS, MEASURES, OBSERVATIONS)
