"""Each named query is asked of the samples; what it must answer is written down here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions

from aqbgraph.errors import QueryError
from aqbgraph.extraction.values import confusions, spelling
from aqbgraph.extraction.values.dates import SHORT_YEAR
from aqbgraph.graph.store import load
from aqbgraph.identifiers import Identifiers
from aqbgraph.publication.agreements.agreement_blocks import REASONS
from aqbgraph.publication.formats import TRIG
from aqbgraph.publication.queries.queries import fill, queries, query
from aqbgraph.wordbreaks import LINE_END, SPREAD, TORN

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store

BASE = "https://w3id.org/aqb/"
ODENWALD = f"<{BASE}agreement/2025/odenwaldkreis#agreement>"
WERRA = f"<{BASE}agreement/2024/werra-meissner-kreis#agreement>"
AQB = "Ausbildungs- und Qualifizierungsbudget"
LADADI = "<https://session-net.ladadi.de/buergerinfo/to0050.asp?__ktonr=18737>"
WETTERAU = (
    "<https://wetteraukreis.de/aktuelles/pressemitteilungen/detail/"
    "foerdermittel-fuer-das-ausbildungs-und-qualifizierungsbudget-2024>"
)
CUT = "after the cut; 624195 had been announced"
MINISTRY = "Hessisches Ministerium für Arbeit, Integration, Jugend und Soziales"

# Query, parameters, some columns, rows.
ANSWERS = [
    (
        "budgets",
        {},
        ("jahr", "name", "betrag", "agreement"),
        [("2024", "Werra-Meißner-Kreis", "462800", WERRA), ("2025", "Odenwaldkreis", "491550", ODENWALD)],
    ),
    ("budgets", {"year": "2025"}, ("name",), [("Odenwaldkreis",)]),
    ("budgets", {"party": "werra-meissner-kreis"}, ("betrag",), [("462800",)]),
    ("budgets", {"party": "kassel-stadt"}, ("betrag",), []),
    (
        "measures-by-type",
        {},
        ("jahr", "nummer", "massnahmen", "ohne"),
        [
            ("2024", "3", "6", "0"),
            ("2024", "4", "1", "0"),
            ("2025", "1", "3", "0"),
            ("2025", "2", "0", "1"),
            ("2025", "3", "4", "0"),
            ("2025", "4", "2", "0"),
        ],
    ),
    ("agreements-without-date", {}, ("agreement", "seite", "person"), [(WERRA, MINISTRY, "Heike Hofmann")]),
    (
        "projects",
        {"party": "odenwaldkreis", "year": "2025"},
        ("betrag", "betragszeile", "bezeichnung", "zeile"),
        [
            ("491550", "55", "TZ-Ausbildung Webportal", "69"),
            ("491550", "55", "TZ-Ausbildung Bewerbercenter", "70"),
            ("491550", "55", "TZ-Ausbildung Chancenmarkt", "71"),
            ("491550", "55", "BUILD - Begrüßen und Integrieren - Leben in Deutschland 2025", "77"),
            ("491550", "55", "MInA - Migranten in Arbeit 2025", "78"),
            ("491550", "55", "Digital Praxis 2025", "79"),
            ("491550", "55", "Beratung on Tour", "80"),
            ("491550", "55", "BASS Studenten*innen", "84"),
            ("491550", "55", "Beratung, Unterstützung und Aktivierung im SGB XII und AsylbLG", "85"),
        ],
    ),
    ("projects", {"party": "odenwaldkreis", "year": "2024"}, ("bezeichnung",), []),
    ("search", {"word": "migranten"}, ("jahr", "zeile"), [("2025", "78")]),
    ("search", {"word": '" } INSERT'}, ("jahr",), []),
    (
        "accounting",
        {},
        ("titel", "zeilen", "belege", "standardtext", "abweichend", "unverstanden", "offen"),
        [
            ("Zielvereinbarung 2024 – Werra-Meißner-Kreis", "64", "44", "20", "0", "0", "0"),
            ("Zielvereinbarung 2025 – Odenwaldkreis", "63", "48", "15", "0", "0", "0"),
        ],
    ),
    ("accounting", {"year": "2025", "party": "odenwaldkreis"}, ("agreement",), [(ODENWALD,)]),
    ("accounting", {"year": "2024", "party": "odenwaldkreis"}, ("agreement",), []),
    (
        "wording-changes",
        {"year": "2025"},
        ("abschnitt", "von", "zu", "zeitraumVorher", "zeitraumNachher"),
        [
            ("1", "2024", "2025", "", ""),
            ("1", "2024", "2025", "", ""),
            ("2", "2024", "2025", "", ""),
            ("preamble", "2024", "2025", "2020 bis 2024", "2025 bis 2029"),
        ],
    ),
    ("corrections", {}, ("agreement",), []),
    ("wording-changes", {"year": "2024"}, ("abschnitt",), []),
    ("budget-change", {"party": "odenwaldkreis"}, ("jahr", "betrag", "unterschied"), [("2025", "491550", "")]),
    (
        "cube-sums",
        {},
        ("jahr", "programm", "betrag", "massnahmen", "nichtGenannt"),
        [("2024", AQB, "462800", "7", "2"), ("2025", AQB, "491550", "9", "0")],
    ),
    ("cube-sums", {"year": "2023"}, ("betrag",), []),
    (
        "observations",
        {"year": "2025", "party": "odenwaldkreis"},
        ("betrag", "massnahmen", "status"),
        [
            ("", "3", "genannt"),
            ("", "0", "Art ohne Maßnahme genannt"),
            ("", "4", "genannt"),
            ("", "2", "genannt"),
            ("491550", "", "genannt"),
        ],
    ),
    ("observations", {"year": "2025", "party": "werra-meissner-kreis"}, ("betrag",), []),
]

# What other sources report beside the samples.
REPORTED = [
    (
        "reported-budgets",
        {"year": "2011", "party": "darmstadt-dieburg"},
        ("jahr", "name", "programm", "betrag", "genauigkeit", "quelle", "hinweis"),
        [
            ("2011", "Landkreis Darmstadt-Dieburg", "Arbeitsmarktbudget", "320600", "genau", LADADI, ""),
            ("2011", "Landkreis Darmstadt-Dieburg", "Ausbildungsbudget", "374850", "genau", LADADI, CUT),
        ],
    ),
    ("reported-budgets", {"party": "hessen"}, ("jahr", "betrag"), [("2019", "28000000"), ("2023", "27700000")]),
    ("reported-budgets", {"party": "odenwaldkreis"}, ("betrag",), []),
    (
        "budgets-all",
        {"year": "2024"},
        ("jahr", "name", "programm", "art", "betrag", "quelle"),
        [
            ("2024", "Werra-Meißner-Kreis", AQB, "vereinbart", "462800", WERRA),
            ("2024", "Wetteraukreis", AQB, "berichtet", "1140300", WETTERAU),
        ],
    ),
    ("budgets-all", {"party": "odenwaldkreis"}, ("art", "betrag", "quelle"), [("vereinbart", "491550", ODENWALD)]),
]
# What the samples of the examples have none of.
NONE_IN_SAMPLES = {"agreements-without-date", "corrections"}
NEW = {"reported-budgets", "budgets-all"}


@pytest.fixture(scope="module")
def stores(built: Path, built_with_reported: Path) -> dict[bool, Store]:
    """Without and with what is reported."""
    both = {False: built, True: built_with_reported}
    return {reported: load((place / "data.trig").read_bytes(), TRIG.rdf) for reported, place in both.items()}


@pytest.fixture(scope="module")
def store(stores: dict[bool, Store]) -> Store:
    return stores[True]


def ask(store: Store, name: str, values: dict[str, str], columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    result = store.query(fill(query(name), values, Identifiers()), use_default_graph_as_union=True)
    assert isinstance(result, QuerySolutions)
    return [tuple(_text(row[column]) for column in columns) for row in result]


def _text(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term)) if str(term).startswith('"') else str(term)


@pytest.mark.parametrize(("name", "values", "columns", "rows"), [*ANSWERS, *REPORTED])
def test_answers(
    store: Store, name: str, values: dict[str, str], columns: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    assert ask(store, name, values, columns) == rows


@pytest.mark.parametrize("name", [row.name for row in queries() if row.name not in NEW])
def test_what_is_reported_changes_no_other_answer(stores: dict[bool, Store], name: str) -> None:
    examples = {parameter.name: parameter.example for parameter in query(name).parameters if parameter.required}
    text = fill(query(name), examples, Identifiers())
    answers = []
    for store in stores.values():
        result = store.query(text, use_default_graph_as_union=True)
        assert isinstance(result, QuerySolutions)
        answers.append(result.serialize(format=QueryResultsFormat.CSV))
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (SUM(?amount) AS ?sum) { ?budget aqb:amount ?amount }",
        "SELECT (SUM(?n) AS ?sum) { ?budget a aqb:Budget ; ?property ?n FILTER (DATATYPE(?n) = xsd:decimal) }",
    ],
)
def test_sums_of_agreed_money_leave_out_what_is_reported(store: Store, text: str) -> None:
    prefixes = "PREFIX aqb: <https://w3id.org/aqb/def/aqb#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
    result = store.query(prefixes + text, use_default_graph_as_union=True)
    assert isinstance(result, QuerySolutions)
    assert [_text(row["sum"]) for row in result] == [str(462800 + 491550)]


def test_what_changed_in_the_special_funds(store: Store) -> None:
    """The language courses of 2024 became the integration of people with a migration background."""
    rows = ask(store, "wording-changes", {}, ("abschnitt", "vorher", "nachher", "aehnlichkeit"))
    ((_, before, after, similarity),) = [row for row in rows if row[0] == "2"]
    assert before.startswith("Im Jahr [Jahr] werden Landesmittel für spezifische Sprachförderangebote und")
    assert "Integration von Menschen mit Migrationshintergrund" in after
    assert 0.5 <= float(similarity) < 1


def test_series_of_a_party(store: Store) -> None:
    rows = ask(store, "series", {"party": "odenwaldkreis"}, ("reihe", "jahr", "bezeichnung", "nummer"))
    assert len(rows) == 9
    assert ("MInA - Migranten in Arbeit", "2025", "MInA - Migranten in Arbeit 2025", "3") in rows


@pytest.mark.parametrize(("year", "absent", "hanau"), [("2025", 25, False), ("2026", 27, True)])
def test_parties_without_agreement(store: Store, year: str, absent: int, hanau: bool) -> None:
    rows = ask(store, "parties-without-agreement", {"year": year}, ("name", "party"))
    assert len(rows) == absent
    assert any("party/hanau#" in party for _, party in rows) is hanau


def test_change_from_year_to_year(samples: Path, tmp_path: Path) -> None:
    """Two years of one party: the samples have none, so the second is written here."""
    from aqbgraph.pipeline.building import build  # noqa: PLC0415  # only this test builds
    from aqbgraph.publication.publisher.settings import Settings  # noqa: PLC0415
    from aqbgraph.reading.finding.sources import find_sources  # noqa: PLC0415

    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    (tmp_path / "a.md").write_text(text, "utf-8")
    later = text.replace("Jahre 2025 bis 2029", "Jahre XXXX").replace("2025", "2026").replace("XXXX", "2025 bis 2029")
    (tmp_path / "b.md").write_text(later.replace("491.550", "540.705"), "utf-8")
    report = build(find_sources([tmp_path]), tmp_path / "public", Settings())
    assert report.digest, report.faults
    store = load((tmp_path / "public/data.trig").read_bytes(), TRIG.rdf)
    rows = ask(store, "budget-change", {}, ("jahr", "betrag", "vorjahr", "unterschied", "prozent"))
    assert rows == [("2025", "491550", "", "", ""), ("2026", "540705", "491550", "49155", "10")]
    series = ask(store, "series", {}, ("reihe", "jahr"))
    assert [year for name, year in series if name == "MInA - Migranten in Arbeit"] == ["2025", "2026"]


def test_what_was_corrected_and_repaired(samples: Path, tmp_path: Path) -> None:
    from aqbgraph.pipeline.building import build  # noqa: PLC0415  # only this test and the one above build
    from aqbgraph.publication.publisher.settings import Settings  # noqa: PLC0415
    from aqbgraph.reading.finding.sources import find_sources  # noqa: PLC0415

    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    assert "491.550" in text
    (tmp_path / "a.md").write_text(text.replace("491.550", "49l.550"), "utf-8")
    (tmp_path / "a.korrekturen.toml").write_text(
        """[[berichtigen]]
angabe = "signature-local signedOn"
gelesen = "11.08.2025"
richtig = "12.08.2025"
wer = "Büro des Landrats"
wann = 2026-03-02
warum = "So in der Urschrift."

[[streichen]]
angabe = "measure-1-1 label"
gelesen = "TZ-Ausbildung Webportal"
wer = "Büro des Landrats"
wann = 2026-03-02
warum = "Durchgestrichen."
""",
        "utf-8",
    )
    report = build(find_sources([tmp_path]), tmp_path / "public", Settings())
    assert report.digest, report.faults
    store = load((tmp_path / "public/data.trig").read_bytes(), TRIG.rdf)
    columns = ("art", "angabe", "gelesen", "gilt", "wann", "wer", "warum")
    rows = ask(store, "corrections", {"party": "odenwaldkreis", "year": "2025"}, columns)
    by = ("2026-03-02", "Büro des Landrats")
    assert rows == [
        ("berichtigt", "Maßnahme", "TZ-Ausbildung Webportal", "", *by, "Durchgestrichen."),
        ("berichtigt", "Tag der Unterschrift", "11.08.2025", "2025-08-12", *by, "So in der Urschrift."),
        ("repariert", "", "49l.550", "491.550", "", "", "verwechselte Zeichen"),
    ]
    assert ask(store, "corrections", {"year": "2024"}, columns) == []


def test_reasons_of_repairs_are_those_of_the_pages() -> None:
    told = dict(re.findall(r'\("([^"]+)" "([^"]+)"\)', query("corrections").text))
    assert told == REASONS
    assert {LINE_END, TORN, SPREAD, SHORT_YEAR, confusions.RULE, spelling.RULE} < told.keys()


def test_every_query_is_asked_here() -> None:
    asked = {name for name, *_ in (*ANSWERS, *REPORTED)} | {"series", "parties-without-agreement", "budget-change"}
    assert {row.name for row in queries()} == asked


@pytest.mark.parametrize("name", [row.name for row in queries()])
def test_examples_of_parameters_work(store: Store, name: str) -> None:
    examples = {parameter.name: parameter.example for parameter in query(name).parameters}
    result = store.query(fill(query(name), examples, Identifiers()), use_default_graph_as_union=True)
    assert isinstance(result, QuerySolutions)
    assert list(result) or name in NONE_IN_SAMPLES


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("nonsense", {}, "gibt es nicht"),
        ("budgets", {"colour": "teal"}, "keinen Parameter „colour“"),
        ("budgets", {"year": "25"}, "kein Jahr"),
        ("budgets", {"party": "x> . ?s ?p ?o"}, "kein Schlüssel"),
        ("search", {}, "fehlt der Parameter „word“"),
    ],
)
def test_wrong_use(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        fill(query(name), values, Identifiers())
