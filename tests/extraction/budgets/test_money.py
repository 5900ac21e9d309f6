from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqbgraph.document import Document, Kind, Line, Source, identity
from aqbgraph.errors import BadValue, Conflict, Incomplete
from aqbgraph.extraction.budgets.money import amounts
from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.extraction.values.amounts import euro
from aqbgraph.extraction.values.confusions import DIGIT_OF
from aqbgraph.extraction.wording.wording import Stream
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")


def with_amount(words: str) -> Extraction:
    return extract(parse(SAMPLE.replace("491.550 Euro", words).encode(), "sample.md"))


def test_no_sum_is_worked_out() -> None:
    assert with_amount("491.550 + 1.000 Euro").agreement is None


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
        ("491 550 Euro", "491550"),
        ("491\u00a0550 Euro", "491550"),
        ("2025 491 550 Euro", "491550"),
        ("491'550 Euro", "491550"),
        ("491.550€", "491550"),
        ("€491.550", "491550"),
        ("EUR 491 550", "491550"),
        ("2025 € 491.550", "491550"),
        ("Anlage 1\n\n€ 491.550", "491550"),
        ("491.550 Euro 2025", "491550"),
        ("| 491.550 Euro |", "491550"),
        ("SGB II 491.550 Euro", "491550"),
        ("0,5 Mio. Euro", "500000"),
        ("1,25 Millionen Euro", "1250000"),
        ("492 Tsd. Euro", "492000"),
        ("492 TEUR", "492000"),
        ("492 T€", "492000"),
        ("491.550 Euro (in Worten: vierhunderteinundneunzigtausendfünfhundertfünfzig Euro)", "491550"),
        ("491.550 Euro, rund 492.000 Euro", "491550"),
        ("491.550,00 Euro, 491.550 Euro", "491550"),
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
        ("49l550 Euro", "49l550"),
        ("49l 550 Euro", "49l 550"),
        ("49g 550 Euro", "49g 550"),
        ("lOO 550 Euro", "lOO 550"),
        ("|91.550 Euro", "|91.550"),
        ("491.5 50 Euro", "491.5 50"),
        ("4915 50 Euro", "4915 50"),
        ("49 1.550 Euro", "49 1.550"),
        ("3 491.550 Euro", "3 491.550"),
        ("EUR 491 .550", "491 .550"),
        ("491\n550 Euro", "491 550"),
        ("491.\n550 Euro", "491. 550"),
        ("491,550 Euro", "491,550"),
        ("491.55 Euro", "491.55"),
        ("4915.50 Euro", "4915.50"),
        ("1.23.456 Euro", "1.23.456"),
        ("491\u00b7550 Euro", "491\u00b7 550"),
        ("491\uff0e550 Euro", "491\uff0e 550"),
        ("491:550 Euro", "491: 550"),
        ("-491.550 Euro", "-491.550"),
        ("0 Euro", "0"),
        ("2 Mrd. Euro", "2 Mrd."),
        ("1.250 Mio. Euro", "1.250 Mio."),
        ("49,155 Tsd. Euro", "49,155 Tsd."),
        ("49l Tsd. Euro", "49l Tsd."),
        ("mindestens 491.550 Euro", "mindestens 491.550"),
        ("höchstens 491.550 Euro", "höchstens 491.550"),
        ("über 491.550 Euro", "über 491.550"),
        ("zwischen 450.000 und 491.550 Euro", "zwischen 450.000 und 491.550"),
        ("450.000 Euro bis 491.550 Euro", "bis 491.550"),
        ("450.000 - 491.550 Euro", "450.000 - 491.550"),
        ("bis zu 491.550 Euro", "bis zu 491.550"),
        ("450.000 bis 491.550 Euro", "450.000 bis 491.550"),
    ],
)
def test_amount_without_a_single_reading_is_refused_as_it_stands(words: str, shown: str) -> None:
    extraction = with_amount(words)
    assert extraction.agreement is None
    assert [fault for fault in extraction.faults if isinstance(fault, BadValue) and f"„{shown}“" in str(fault)]


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("rund 491.000 Euro", "491000"),
        ("ca. 491.000 Euro", "491000"),
        ("rund\n491.000 Euro", "491000"),
        ("rund € 491.000", "491000"),
        ("knapp 0,5 Mio. Euro", "500000"),
        ("(etwa 491 000 Euro)", "491000"),
    ],
)
def test_rounded_amount_is_kept_as_one(words: str, amount: str) -> None:
    extraction = with_amount(words)
    assert extraction.agreement is not None, extraction.faults
    (budget,) = extraction.agreement.budgets
    assert (budget.amount, budget.approximate) == (Decimal(amount), True)
    assert {item.supports for item in budget.evidence} >= {"amount", "approximate"}


def test_a_word_that_ends_in_rund_says_nothing() -> None:
    extraction = with_amount("aus diesem Grund 491.550 Euro")
    assert extraction.agreement is not None
    assert not extraction.agreement.budgets[0].approximate


@pytest.mark.parametrize("read", ["49l.550", "491.S50", "4g1.550", "491.5SO", "I91.550", "491.550,OO"])
def test_confused_characters_are_mended_and_told_or_refused(read: str) -> None:
    extraction = with_amount(f"{read} Euro")
    if "g" in read:
        assert extraction.agreement is None
        return
    assert extraction.agreement is not None, extraction.faults
    (repair,) = extraction.repairs
    (node,) = extraction.agreement.repairs
    assert extraction.document.text[repair.start : repair.end] == repair.read == node.read_as == read
    assert repair.written == node.written_as
    assert extraction.agreement.budgets[0].amount == euro(repair.written).value


def test_a_mended_amount_must_agree_with_the_others() -> None:
    text = SAMPLE.replace("491.550 Euro", "497.S50 Euro").replace("## **§ 7**", "Es sind 491.550 Euro.\n\n## **§ 7**")
    (fault,) = extract(parse(text.encode(), "sample.md")).faults
    assert isinstance(fault, Conflict)


def test_amount_in_other_words() -> None:
    (fault,) = with_amount("491.550 Euro (in Worten: vierhunderttausend Euro)").faults
    assert isinstance(fault, Conflict)
    assert "vierhunderttausend" in fault.message


def test_a_sum_in_round_figures_that_is_another_one() -> None:
    (fault,) = with_amount("491.550 Euro, rund 480.000 Euro").faults
    assert isinstance(fault, Conflict)
    assert "rund 480.000,00 Euro" in fault.message


FORMS = ("{} Euro", "{},00 Euro", "€ {}", "EUR {},00", "{} EUR", "{},- €", "rund {} Euro", "in Höhe von {} Euro,")


@given(amount=st.integers(1000, 99_999_999), data=st.data())
@settings(max_examples=150, deadline=None)
def test_no_damage_to_an_amount_makes_another_one(amount: int, data: st.DataObject) -> None:
    """One character read as another: the sum is mended, refused, not seen, or what it was."""
    figure = f"{amount:,}".replace(",", data.draw(st.sampled_from([".", " ", "'"])))
    at = data.draw(st.integers(0, len(figure) - 1))
    confused = [letter for letter, digit in DIGIT_OF.items() if digit == figure[at]]
    others = [] if figure[at].isdigit() else [" ", ".", ",", "'", "\n", "l", "O"]
    wrong = data.draw(st.sampled_from([*confused, *others, "g", "q", "T", "ä"]))
    damaged = figure[:at] + wrong + figure[at + 1 :]
    stream = Stream("4", identity(data.draw(st.sampled_from(FORMS)).format(damaged)))
    document = Document(Source("x", "", "", 1), stream.text, (Line(1, Kind.TEXT, stream.passage),))
    found, _ = amounts(document, [stream], "4")
    assert {fact.value.value for fact in found} <= {Decimal(amount)}  # type: ignore[attr-defined]  # an Amount


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
