"""Amounts whose unit stands in the head of their table alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.reading.readers import parse

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
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
        (("Art;Betrag in Euro", "davon Sprache;100.000"), "nur ein Teil davon"),
        (("Art;Betrag in Euro", "Vorjahr;100.000", "2025;491.550"), "Verschiedene Beträge"),
    ],
)
def test_what_is_no_amount_of_the_budget(rows: tuple[str, ...], message: str) -> None:
    extraction = read(table(*rows))
    assert extraction.agreement is None
    assert any(message in fault.message for fault in extraction.faults), extraction.faults


def test_a_figure_of_another_column_or_table_is_no_amount() -> None:
    assert amounts(table("Plätze;Betrag in Euro", "12;491.550")) == [Decimal(491550)]
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
