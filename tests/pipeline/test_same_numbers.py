"""The same numbers in the graph, the data cube, CSV and Parquet: for the samples and for invented agreements of all
eras, among them many that are on two budgets.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow.parquet
import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store
from tests.generation.examples import example, seeded

from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

PREFIXES = """
PREFIX aqb: <https://w3id.org/aqb/def/aqb#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# Era and form of each invented agreement.
FORMS = [
    *(("2018", form) for form in ("as the samples", "money in table", "a list for each budget", "eight clauses")),
    *(
        ("2011-2014", form)
        for form in ("a list with a heading for each budget", "money in sections with total", "html")
    ),
    *(("2024-2025", form) for form in ("amount rund {points} Euro", "types and items in one table", "plain")),
    ("2019-2023", "as the samples"),
]
# Year, district, then: programme of an amount, or type (with the programme, where it is told) of a number.
Numbers = dict[tuple[str, ...], Decimal]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two dozen agreements, each of another district and year."""
    folder = tmp_path_factory.mktemp("invented")
    taken: dict[str, bytes] = {}
    for seed, (era, form) in enumerate(FORMS * 3):
        made = example(seeded(seed), era, form)
        taken.setdefault(made.name.rpartition(".")[0], made.encoded)
        (folder / made.name).write_bytes(made.encoded) if taken[made.name.rpartition(".")[0]] is made.encoded else None
    target = tmp_path_factory.mktemp("invented") / "public"
    report = build(find_sources([folder]), target, Settings(), jobs=1)
    assert report.digest is not None, report.faults
    assert len(report.outcomes) > 20
    return target


@pytest.fixture(params=["built", "invented"])
def publication(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue(request.param)
    return path


def asked(store: Store, text: str) -> Numbers:
    """The last column by the others."""
    found = store.query(PREFIXES + text)
    assert isinstance(found, QuerySolutions)
    rows = [tuple(value.value if value else "" for value in row) for row in found]
    numbers = {row[:-1]: Decimal(row[-1]) for row in rows}
    assert len(numbers) == len(rows)
    return numbers


def graph(publication: Path) -> Store:
    store = Store()
    store.bulk_load(path=publication / "data.ttl", format=RdfFormat.TURTLE)
    return store


def of_agreements(store: Store) -> tuple[Numbers, Numbers]:
    """From what the agreements say."""
    amounts = asked(
        store,
        "SELECT ?year ?party ?programme ?amount { ?agreement aqb:localParty ?party ; aqb:budget ?budget ."
        " ?budget aqb:fiscalYear ?year ; aqb:programme ?programme ; aqb:amount ?amount }",
    )
    counts = asked(
        store,
        "SELECT ?year ?party ?own ?type (COUNT(?measure) AS ?count) { ?agreement aqb:localParty ?party ;"
        " aqb:year ?year ; aqb:measure ?measure . ?measure aqb:measureType ?type ."
        " OPTIONAL { ?measure aqb:programme ?below }"
        " OPTIONAL { { SELECT ?agreement (SAMPLE(?one) AS ?sole) { ?agreement a aqb:Agreement ; aqb:programme ?one }"
        " GROUP BY ?agreement HAVING (COUNT(?one) = 1) } }"
        " BIND (COALESCE(?below, ?sole, <https://w3id.org/aqb/def/cube-codes#no-programme>) AS ?own) }"
        " GROUP BY ?year ?party ?own ?type",
    )
    return amounts, counts


def of_cube(store: Store) -> tuple[Numbers, Numbers]:
    """From the observations, without those that have no value and those of types without a measure."""
    head = (
        " ?o a qb:Observation ; aqb:observedYear ?year ; aqb:observedDistrict ?party ;"
        " aqb:observedProgramme ?programme ; aqb:observedMeasureType ?type ;"
    )
    amounts = asked(
        store, f"SELECT ?year ?party ?programme ?n {{ {head} aqb:observedAmount ?n FILTER (isNumeric(?n)) }}"
    )
    counts = asked(
        store, f"SELECT ?year ?party ?programme ?type ?n {{ {head} aqb:observedMeasures ?n FILTER (?n > 0) }}"
    )
    return amounts, counts


def in_csv(publication: Path, path: str) -> list[dict[str, str]]:
    with (publication / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_parquet(publication: Path, path: str) -> list[dict[str, str]]:
    """As CSV has it: nothing is an empty cell."""
    rows = pyarrow.parquet.read_table(publication / path).to_pylist()
    return [{name: _cell(value) for name, value in row.items()} for row in rows]


def _cell(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, list):
        return "|".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def of_tables(budgets: Iterable[Mapping[str, str]], measures: Iterable[Mapping[str, str]]) -> tuple[Numbers, Numbers]:
    """From the tables of budgets and measures."""
    amounts: Numbers = {(row["year"], party(row), programme(row)): Decimal(row["amount"]) for row in budgets}
    counts: Counter[tuple[str, ...]] = Counter((row["year"], party(row), programme(row), kind(row)) for row in measures)
    return amounts, {place: Decimal(count) for place, count in counts.items()}


def of_observations(rows: Iterable[Mapping[str, str]]) -> tuple[Numbers, Numbers]:
    """From the table of observations."""
    amounts: Numbers = {}
    counts: Numbers = {}
    for row in rows:
        if row["amount"]:
            amounts[row["year"], party(row), row["programme_iri"]] = Decimal(row["amount"])
        if row["measures"] not in ("", "0"):
            place = row["year"], party(row), row["programme_iri"], row["measure_type_iri"]
            counts[place] = Decimal(row["measures"])
    return amounts, counts


def party(row: Mapping[str, str]) -> str:
    return f"https://w3id.org/aqb/party/{row['party']}#party"


def programme(row: Mapping[str, str]) -> str:
    if not row["programme"]:
        return "https://w3id.org/aqb/def/cube-codes#no-programme"
    return f"https://w3id.org/aqb/programme/{row['programme']}#programme"


def kind(row: Mapping[str, str]) -> str:
    return f"https://w3id.org/aqb/def/measure-types#{row['measure_type']}"


def test_the_same_numbers_everywhere(publication: Path) -> None:
    store = graph(publication)
    agreed = of_agreements(store)
    assert all(agreed)
    yearly = sorted((publication / "download").glob("*.csv"))
    parts = [
        [row for path in yearly if path.stem.endswith(name) for row in in_csv(publication, path.as_posix())]
        for name in ("budgets", "measures")
    ]
    assert of_cube(store) == agreed
    assert of_observations(in_csv(publication, "tables/observations.csv")) == agreed
    assert of_observations(in_parquet(publication, "tables/observations.parquet")) == agreed
    for read, ending in ((in_csv, "csv"), (in_parquet, "parquet")):
        assert of_tables(*(read(publication, f"tables/{name}.{ending}") for name in ("budgets", "measures"))) == agreed
    assert of_tables(*parts) == agreed


@pytest.mark.parametrize("name", ["agreements", "budgets", "measures", "observations"])
def test_every_cell_of_parquet_is_that_of_csv(publication: Path, name: str) -> None:
    assert in_parquet(publication, f"tables/{name}.parquet") == in_csv(publication, f"tables/{name}.csv")


def test_agreements_count_their_measures(publication: Path) -> None:
    measures = Counter(row["agreement"] for row in in_csv(publication, "tables/measures.csv"))
    for row in in_csv(publication, "tables/agreements.csv"):
        assert int(row["measures"]) == measures[row["agreement"]]


def test_every_type_is_observed_in_every_agreement(publication: Path) -> None:
    """With a number, zero, or that it is not named; zero exactly where the graph says that it is empty."""
    store = graph(publication)
    found = store.query(
        PREFIXES + "SELECT ?agreement ?type (COUNT(?o) AS ?n) { ?agreement a aqb:Agreement . ?type a aqb:MeasureType ."
        " OPTIONAL { ?o aqb:observedAgreement ?agreement ; aqb:observedMeasureType ?type } } GROUP BY ?agreement ?type"
        " HAVING (?n = 0)"
    )
    assert list(found) == []  # type: ignore[arg-type]  # a SELECT
    zero, empty = (
        {tuple(row) for row in store.query(PREFIXES + text)}  # type: ignore[union-attr]  # a SELECT
        for text in (
            "SELECT ?a ?t { ?o aqb:observedAgreement ?a ; aqb:observedMeasureType ?t ; aqb:observedMeasures 0 }",
            "SELECT ?a ?t { ?a aqb:emptyMeasureType ?t FILTER NOT EXISTS { ?a aqb:measure/aqb:measureType ?t } }",
        )
    )
    assert zero == empty


def test_the_invented_agreements_cover_what_there_is(invented: Path) -> None:
    """Two budgets with lists of their own and with one list, types without a measure, round figures."""
    rows = in_csv(invented, "tables/observations.csv")
    budgets = Counter(row["agreement"] for row in rows if row["amount"])
    two = {agreement for agreement, count in budgets.items() if count == 2}
    lists = {row["programme"] == "_X" for row in rows if row["agreement"] in two and row["measures"] not in ("", "0")}
    assert lists == {True, False}
    assert {row["status"] for row in rows} >= {"stated", "approximate", "without-measure"}
