"""Amounts whose unit stands in the head of their table alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.reading.readers import parse

ROOT = Path(__file__).parents[3]
SAMPLE = (ROOT / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
BASE = (ROOT / "examples/agreements/2024-werra-meissner-kreis.md").read_text("utf-8")
TWO = (ROOT / "tests/documents/two-budgets-2018/document.md").read_text("utf-8")
AQB, WORK = "Ausbildungs- und Qualifizierungsbudget", "Arbeitsmarktbudget"


def read(table: str) -> Extraction:
    return extract(parse(SAMPLE.replace("**491.550 Euro**", f"\n{table}\n").encode(), "a.md"))


def amounts(table: str) -> list[Decimal]:
    extraction = read(table)
    assert extraction.agreement is not None, extraction.faults
    return [budget.amount for budget in extraction.agreement.budgets]


def table(*rows: str) -> str:
    first, *others = (f"| {' | '.join(row.split(';'))} |" for row in rows)
    return "\n".join([first, "|---" * first.count(";") + "|" + "---|" * (first.count("|") - 1), *others])


@pytest.mark.parametrize(
    "head",
    [
        "Betrag in Euro",
        "Betrag (in EUR)",
        "Betrag (€)",
        "Haushaltsmittel 2025 in Euro",
        "Euro",
        "Fördersumme in €",
        "Höhe der Haushaltsmittel [EUR]",
        "Bewilligte Mittel, Angaben in Euro",
    ],
)
@pytest.mark.parametrize("figure", ["491.550", "491.550,00", "491 550", "491550"])
def test_the_head_has_the_unit(head: str, figure: str) -> None:
    assert amounts(table(f"Jahr;{head}", f"2025;{figure}")) == [Decimal(491550)]


@pytest.mark.parametrize("head", ["Betrag in T€", "Betrag (Tsd. Euro)", "Mittel in TEUR"])
def test_thousands(head: str) -> None:
    assert amounts(table(f"Jahr;{head}", "2025;491,55")) == [Decimal(491550)]


def test_a_row_with_its_head() -> None:
    assert amounts(table("Jahr;2025", "Betrag in Euro;491.550")) == [Decimal(491550)]
    assert amounts("Betrag in Euro: 491.550") == [Decimal(491550)]


def test_the_evidence_has_the_head_and_the_figure() -> None:
    extraction = read(table("Jahr;Betrag in Euro", "2025;491.550"))
    assert extraction.agreement is not None
    (evidence,) = (item for item in extraction.agreement.budgets[0].evidence if item.supports == "amount")
    assert "Betrag in Euro" in evidence.quote
    assert "491.550" in evidence.quote
    assert extraction.document.text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (("Jahr;Eigenanteil in Euro", "2025;491.550"), "Der Betrag fehlt"),
        (("Jahr;Vorjahr in Euro", "2025;491.550"), "Der Betrag fehlt"),
        (("Jahr;Betrag", "2025;491.550"), "Der Betrag fehlt"),
        (("Jahr;Anzahl", "2025;491.550"), "Der Betrag fehlt"),
        (("Jahr;Betrag in Euro", "2025;491.55"), "ist nicht eindeutig lesbar"),
        (("Jahr;Betrag in Euro", "2025;491,550"), "ist nicht eindeutig lesbar"),
        (("Jahr;Betrag in T€", "2025;491,550"), "ist nicht eindeutig lesbar"),
        (("Jahr;Betrag in Euro", "2025;2025"), "Der Betrag fehlt"),
        (("Betrag in Euro;2025", "Sprache;491.550"), "Der Betrag fehlt"),
        (("Jahr;Betrag in Euro", "2025;100.000", "gesamt;491.550"), "Verschiedene Beträge"),
        (("Art;Betrag in Euro", "davon Sprache;100.000"), "Der Betrag fehlt"),
        (("Art;Betrag in Euro", "Vorjahr;100.000", "Summe;591.550"), "Der Betrag fehlt"),
        (("Art;Betrag in Euro", "2024;100.000", "2026;391.550", "Summe;491.550"), "Der Betrag fehlt"),
        (("Art;Betrag in Euro", "Land;400.000", "Eigenmittel;91.550", "Summe;491.550"), "Der Betrag fehlt"),
        (("Eigenmittel;Betrag in Euro", "2025;491.550"), "Der Betrag fehlt"),
        (("Art;Betrag in Euro", "Arbeitsmarktbudget;491.550"), "Der Betrag fehlt"),
        (("Art;Betrag in Euro", "Budget 2024;491.550"), "Der Betrag fehlt"),
        (("Art;Betrag in Euro", "Sprache;100.000", ";391.550"), "Der Betrag fehlt"),
        (("Art;Betrag 2024 in Euro", "AQB;491.550"), "Der Betrag fehlt"),
        (("Plätze;Betrag in Euro", "12;491.550"), "Der Betrag fehlt"),
        (("Posten;Sprache", "Betrag in Euro;100.000"), "Der Betrag fehlt"),
        (("Jahr;2024", "Betrag in Euro;100.000"), "Der Betrag fehlt"),
        (("Betrag in Euro;100.000", "Posten;Sprache"), "Der Betrag fehlt"),
    ],
)
def test_what_is_no_amount_of_the_budget(rows: tuple[str, ...], message: str) -> None:
    extraction = read(table(*rows))
    assert extraction.agreement is None
    assert any(message in fault.message for fault in extraction.faults), extraction.faults


@pytest.mark.parametrize(
    "rows",
    [
        ("Posten;Betrag in Euro", "Sprachförderung;100.000"),
        ("Posten;Betrag in Euro", "Verwaltungskosten;20.000"),
        ("Posten;Betrag in Euro", "Sperre;15.000"),
        ("Jahr;Betrag in Euro", "2023;400.000"),
        ("Teilnehmende;Budget Euro", "12;12"),
    ],
)
def test_a_row_of_something_else_is_no_budget(rows: tuple[str, ...]) -> None:
    extraction = extract(parse(BASE.replace("**462.800 Euro**", f"\n{table(*rows)}\n").encode(), "a.md"))
    assert extraction.agreement is None
    assert any("Der Betrag fehlt" in fault.message for fault in extraction.faults), extraction.faults
    assert not [fact for fact in extraction.facts if fact.name == "amount"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Posten;Betrag in Euro", "Sprachförderung;100.000", "Qualifizierung;391.550", "Summe:;491.550"),
        ("Jahr;Betrag in Euro", "2024;400.000", "2025;491.550"),
        ("Jahr;Betrag in Euro", "Gesamtbetrag 2025;491.550"),
        ("Jahr;Art;Betrag in Euro", "2025;Zuweisung;491.550"),
        ("Art;Betrag 2025 in Euro", "Ausbildungs- und Qualifizierungsbudget 2025;491.550"),
        ("Art;Betrag in Euro", ";491.550"),
        ("Budget;AQB", "Jahr;2025", "Betrag in Euro;491.550"),
    ],
)
def test_the_row_of_the_year_the_budget_or_the_total(rows: tuple[str, ...]) -> None:
    assert amounts(table(*rows)) == [Decimal(491550)]


@pytest.mark.parametrize(
    "rows",
    [
        ("Jahr;Betrag in Euro", "Sprache;100.000"),
        ("Jahr;Betrag in Euro", "2024;100.000"),
        ("Jahr;Betrag in Euro", "2024;100.00"),
        ("Jahr;Betrag in Euro", "2024;462.800"),
        ("Jahr;Betrag in T€", "2024;462,8"),
    ],
)
def test_running_text_goes_before_a_table(rows: tuple[str, ...]) -> None:
    text = BASE.replace("**462.800 Euro**", f"**462.800 Euro**\n\n{table(*rows)}\n")
    extraction = extract(parse(text.encode(), "a.md"))
    assert extraction.agreement is not None, extraction.faults
    assert [budget.amount for budget in extraction.agreement.budgets] == [Decimal(462800)]


def test_what_running_text_leaves_unreadable_no_table_settles() -> None:
    rows = table("Jahr;Betrag in Euro", "2024;462.800")
    extraction = extract(parse(BASE.replace("**462.800 Euro**", f"462.80 Euro\n\n{rows}\n").encode(), "a.md"))
    assert extraction.agreement is None


def test_a_figure_of_another_table_is_no_amount() -> None:
    two = f"{table('Jahr;Betrag in Euro', '2025;491.550')}\n\nDavon:\n\n{table('Jahr;Plätze', '2025;100.000')}"
    assert amounts(two) == [Decimal(491550)]


def test_two_budgets_in_rows() -> None:
    start, end = TWO.index("Haushaltsmittel in Höhe von insgesamt"), TWO.index("## § 4")
    rows = table("Budget;Betrag in Euro", f"{AQB};1.023.400", f"{WORK};500.000", "insgesamt;1.523.400")
    extraction = extract(
        parse(f"{TWO[:start]}folgende Mittel zur Verfügung:\n\n{rows}\n\n{TWO[end:]}".encode(), "a.md")
    )
    assert extraction.agreement is not None, extraction.faults
    assert [(budget.programme, budget.amount) for budget in extraction.agreement.budgets] == [
        ("aqb", Decimal(1023400)),
        ("arbeitsmarktbudget", Decimal(500000)),
    ]


def test_cells_of_html() -> None:
    rows = (
        "<table><tr><th rowspan=2>Jahr<th colspan=2>Budget<tr><th>Art<th>Betrag in Euro<tr><td>2025<td>AQB<td>491.550"
    )
    page = "".join(f"<p>{line.text}" for line in parse(SAMPLE.encode(), "a.md").lines)
    extraction = extract(parse(f"<html>{page.replace('491.550 Euro', rows + '</table>')}".encode(), "a.html"))
    assert [str(fact.value) for fact in extraction.facts if fact.name == "amount"] == ["491.550,00 Euro"]
