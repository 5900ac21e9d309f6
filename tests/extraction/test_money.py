from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest

from aqbgraph.errors import BadValue, Conflict, Incomplete
from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[2] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")


def with_amount(words: str) -> Extraction:
    return extract(parse(SAMPLE.replace("491.550 Euro", words).encode(), "sample.md"))


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("491.550 Euro", "491550"),
        ("491550 Euro", "491550"),
        ("491.550,00 Euro", "491550"),
        ("491.550,50 EUR", "491550.5"),
        ("491.550,- Euro", "491550"),
        ("491.550,-- €", "491550"),
        ("€ 491.550", "491550"),
        ("EUR 491.550,00", "491550"),
        ("491.550\nEuro", "491550"),
        ("1.491.550 Euro", "1491550"),
        ("491.550 Euro (491.550 Euro)", "491550"),
        ("2025 491.550 Euro", "491550"),
    ],
)
def test_amount_with_one_reading(words: str, amount: str) -> None:
    extraction = with_amount(words)
    assert extraction.agreement is not None, extraction.faults
    (budget,) = extraction.agreement.budgets
    assert budget.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("49l.550 Euro", "49l.550"),
        ("4O1.550 Euro", "4O1.550"),
        ("491.S50 Euro", "491.S50"),
        ("491 550 Euro", "491 550"),
        ("491\n550 Euro", "491 550"),
        ("491.\n550 Euro", "491. 550"),
        ("491,550 Euro", "491,550"),
        ("491'550 Euro", "491'550"),
        ("4915.50 Euro", "4915.50"),
        ("-491.550 Euro", "-491.550"),
        ("0,5 Mio. Euro", "0,5 Mio."),
        ("492 Tsd. Euro", "492 Tsd."),
        ("492 TEUR", "492 T"),
        ("rund 491.550 Euro", "rund 491.550"),
        ("ca. 491.550 Euro", "ca. 491.550"),
        ("bis zu 491.550 Euro", "bis zu 491.550"),
        ("450.000 bis 491.550 Euro", "450.000 bis 491.550"),
    ],
)
def test_amount_without_a_single_reading_is_refused_as_it_stands(words: str, shown: str) -> None:
    extraction = with_amount(words)
    assert extraction.agreement is None
    assert [fault for fault in extraction.faults if isinstance(fault, BadValue) and f"„{shown}“" in str(fault)]


@pytest.mark.parametrize("words", ["491.550", "Euro", "fünfhunderttausend Euro", "491.550 US-Dollar"])
def test_no_amount(words: str) -> None:
    (fault,) = with_amount(words).faults
    assert isinstance(fault, Incomplete)
    assert "Der Betrag fehlt" in fault.message


def test_amount_of_another_clause_is_not_the_agreements() -> None:
    text = SAMPLE.replace("**491.550 Euro**\n", "").replace("## **§ 7**", "Es sind 491.550 Euro.\n\n## **§ 7**")
    (fault,) = extract(parse(text.encode(), "sample.md")).faults
    assert "Der Betrag fehlt" in fault.message


def test_two_amounts_wherever_they_stand() -> None:
    text = SAMPLE.replace("## **§ 7**", "Dazu kommen 20.000 Euro.\n\n## **§ 7**")
    (fault,) = extract(parse(text.encode(), "sample.md")).faults
    assert isinstance(fault, Conflict)
    assert "491.550,00 Euro" in fault.message
    assert "20.000,00 Euro" in fault.message
    assert fault.place is not None
    assert fault.place.line == text[: text.index("20.000")].count("\n") + 1


def test_a_page_number_before_the_amount_is_no_part_of_it() -> None:
    extraction = with_amount("3\n491.550 Euro")
    assert extraction.agreement is not None, extraction.faults
    assert extraction.agreement.budgets[0].amount == Decimal(491550)


@pytest.mark.parametrize(
    "words",
    ["1" * 20_000 + " Euro", "1 " * 10_000 + "Euro", "1'" * 10_000 + "x", "rund " * 10_000, "stellt dem A" * 3_000],
)
def test_no_run_of_characters_takes_long(words: str) -> None:
    start = time.perf_counter()
    with_amount(words + "\n\n491.550 Euro")
    assert time.perf_counter() - start < 5
