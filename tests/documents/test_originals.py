"""The two original agreements give every fact they hold. They are read where they lie, beside the project."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.agreement import Concept
from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.facts import facts
from aqbgraph.reading.readers import read

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement
    from aqbgraph.extraction.extractor import Extraction

ORIGINALS = Path(__file__).resolve().parents[3] / "shared" / "agreements"
MINISTRY = "ministerium-arbeit"
CODES = ("sgb-ii", "sgb-iii", "sgb-viii", "sgb-xii", "asylblg")
GROUPS = {"disadvantaged-people", "silent-reserve", "people-with-care-duties", "local-authority-staff"}

pytestmark = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the original agreements are not beside the project")


def extraction(name: str) -> Extraction:
    found = extract(read(ORIGINALS / f"{name}.md", f"{name}.md"))
    assert found.faults == ()
    return found


@pytest.fixture(scope="module")
def first() -> Agreement:
    found = extraction("2024-werra-meissner-kreis").agreement
    assert found is not None
    return found


@pytest.fixture(scope="module")
def second() -> Agreement:
    found = extraction("2025-odenwaldkreis").agreement
    assert found is not None
    return found


def measures(agreement: Agreement) -> list[tuple[str, int, str]]:
    return [(measure.measure_type.key, measure.position, measure.label) for measure in agreement.measures]


def test_parties_years_and_money(first: Agreement, second: Agreement) -> None:
    assert (first.state_party, first.local_party, first.year, first.programmes) == (
        MINISTRY,
        "werra-meissner-kreis",
        2024,
        ("aqb",),
    )
    assert (second.state_party, second.local_party, second.year, second.programmes) == (
        MINISTRY,
        "odenwaldkreis",
        2025,
        ("aqb",),
    )
    assert [(budget.amount, budget.fiscal_year) for budget in first.budgets] == [(Decimal(462800), 2024)]
    assert [(budget.amount, budget.fiscal_year) for budget in second.budgets] == [(Decimal(491550), 2025)]


def test_measures_of_2024(first: Agreement) -> None:
    assert measures(first) == [
        ("3", 1, "DREIplus - Wiedererlangung der Erwerbsfähigkeit"),
        ("3", 2, '"Aktiv in den Job (Junge-Mütter-Projekt)"'),
        ("3", 3, "Let's work"),
        ("3", 4, "Geflüchtete I"),
        ("3", 5, "Geflüchtete II"),
        ("3", 6, "Übergangsmanagement"),
        ("4", 1, "Strategieentwicklung"),
    ]
    assert first.empty_measure_types == ()


def test_measures_of_2025(second: Agreement) -> None:
    assert measures(second) == [
        ("1", 1, "TZ-Ausbildung Webportal"),
        ("1", 2, "TZ-Ausbildung Bewerbercenter"),
        ("1", 3, "TZ-Ausbildung Chancenmarkt"),
        ("3", 1, "BUILD - Begrüßen und Integrieren - Leben in Deutschland 2025"),
        ("3", 2, "MInA - Migranten in Arbeit 2025"),
        ("3", 3, "Digital Praxis 2025"),
        ("3", 4, "Beratung on Tour"),
        ("4", 1, "BASS Studenten*innen"),
        ("4", 2, "Beratung, Unterstützung und Aktivierung im SGB XII und AsylbLG"),
    ]
    assert second.empty_measure_types == (Concept("measure-types", "2"),)


def test_signatures(first: Agreement, second: Agreement) -> None:
    signed = [
        (s.key, s.on_behalf_of, s.signatory_name, s.signatory_role, s.signed_at, s.signed_on)
        for agreement in (first, second)
        for s in agreement.signatures
    ]
    assert signed == [
        ("signature-state", MINISTRY, "Heike Hofmann", "Staatsministerin", "Wiesbaden", None),
        ("signature-local", "werra-meissner-kreis", "Nicole Rathgeber", "Landrätin", "Eschwege", date(2024, 7, 23)),
        ("signature-state", MINISTRY, "Heike Hofmann", "Staatsministerin", "Wiesbaden", date(2025, 8, 2)),
        ("signature-local", "odenwaldkreis", "Frank Matiaske", "Landrat", "Erbach", date(2025, 8, 11)),
    ]


@pytest.mark.parametrize(("name", "start", "end"), [("first", 2020, 2024), ("second", 2025, 2029)])
def test_frameworks(request: pytest.FixtureRequest, name: str, start: int, end: int) -> None:
    agreement: Agreement = request.getfixturevalue(name)
    found = {row.framework_type.key: (row.label, row.start_year, row.end_year) for row in agreement.frameworks}
    assert found["buendnis-fuer-ausbildung"] == (f"Bündnis für Ausbildung für die Jahre {start} bis {end}", start, end)
    assert found["arbeitswelt-hessen"][0] == "Fachkonzept „Arbeitswelt Hessen“"
    assert set(found) == {
        "buendnis-fuer-ausbildung",
        "arbeitswelt-hessen",
        "regional-strategy",
        "labour-market-policy",
        "un-crpd",
    }


@pytest.mark.parametrize("name", ["first", "second"])
def test_codes_and_groups(request: pytest.FixtureRequest, name: str) -> None:
    agreement: Agreement = request.getfixturevalue(name)
    assert tuple(concept.key for concept in agreement.legal_codes) == CODES
    assert {concept.key for concept in agreement.target_groups} == GROUPS
    assert agreement.grant_decision is not None
    assert agreement.grant_decision.issuing_authority == "regierungspraesidium-kassel"


def test_special_funds_differ(first: Agreement, second: Agreement) -> None:
    funds = [
        row.detail
        for agreement in (first, second)
        for row in agreement.provisions
        if row.provision_type.key == "special-state-funds"
    ]
    assert funds == [
        "spezifische Sprachförderangebote und Qualifizierungen",
        "spezifische Angebote zur Integration von Menschen mit Migrationshintergrund",
    ]


@pytest.mark.parametrize("name", ["first", "second"])
def test_provisions(request: pytest.FixtureRequest, name: str) -> None:
    agreement: Agreement = request.getfixturevalue(name)
    found = {row.provision_type.key: (row.in_clause, row.detail) for row in agreement.provisions}
    assert found["regional-strategy"][0] == "clause-2"
    assert found["un-crpd"][0] == "clause-3"
    assert found["review-meeting"] == ("clause-6", "im Herbst")
    assert found["deviations"][0] == "clause-6"
    assert found["surveys-and-conferences"] == ("clause-7", "Umfragen und Tagungen")
    assert found["publication"] == ("clause-7", "Internetportal des HMSI „Arbeitswelt Hessen“")


@pytest.mark.parametrize("name", ["first", "second"])
def test_clauses(request: pytest.FixtureRequest, name: str) -> None:
    agreement: Agreement = request.getfixturevalue(name)
    assert [clause.number for clause in agreement.clauses] == [None, 1, 2, 3, 4, 5, 6, 7]
    assert all(clause.heading and clause.text for clause in agreement.clauses)
    assert agreement.clauses[6].heading == "Zielsteuerung"


@pytest.mark.parametrize("name", ["2024-werra-meissner-kreis", "2025-odenwaldkreis"])
def test_every_line_is_accounted_for(name: str) -> None:
    found = extraction(name)
    account = found.accounting
    assert account.lines == sum(bool(line.strip()) for line in found.document.text.splitlines())
    assert account.unread == ()
    assert account.not_understood == 0
    assert account.evidence > 40


@pytest.mark.parametrize("name", ["2024-werra-meissner-kreis", "2025-odenwaldkreis"])
def test_every_fact_gives_back_its_quotation(name: str) -> None:
    found = extraction(name)
    text = (ORIGINALS / f"{name}.md").read_bytes().decode("utf-8")
    listed = facts(found)
    assert len(listed) > 50
    for fact in listed:
        assert text[fact.start : fact.end] == fact.quote
        assert fact.rule
        assert fact.line in range(text.count("\n", 0, fact.start) + 1, text.count("\n", 0, fact.end) + 2)
