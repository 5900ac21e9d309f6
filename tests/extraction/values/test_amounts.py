from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqbgraph.extraction.values.amounts import Amount, euro, in_words, rounds_to, same_words


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("491.550", "491550"),
        ("491.550,00", "491550"),
        ("491.550,25", "491550.25"),
        ("491.550,-", "491550"),
        ("491.550,--", "491550"),
        ("491.550,–", "491550"),
        ("491550", "491550"),
        ("462800", "462800"),
        ("1.140.300", "1140300"),
        ("491 550", "491550"),
        ("491\u00a0550", "491550"),
        ("491\u2009550", "491550"),
        ("491\u202f550,50", "491550.50"),
        ("1 140 300", "1140300"),
        ("491'550", "491550"),
        ("491’550", "491550"),
        ("0,5 Mio.", "500000"),
        ("0,5 Mio", "500000"),
        ("1,25 Millionen", "1250000"),
        ("1 Million", "1000000"),
        ("1,234 Mio.", "1234000"),
        ("0,491550 Mio.", "491550"),
        ("500 Tsd.", "500000"),
        ("491,55 Tsd.", "491550"),
        ("500 T", "500000"),
        ("500 Tausend", "500000"),
        ("950", "950"),
    ],
)
def test_amount(text: str, amount: str) -> None:
    read = euro(text)
    assert (read.value, read.approximate) == (Decimal(amount), False)
    # Equal sums look equal, however they are written.
    assert str(read.value) == amount


@pytest.mark.parametrize(
    "word", ["rund", "Rund", "rd.", "ca.", "ca", "circa", "zirka", "etwa", "ungefähr", "knapp", "gut", "fast", "nahezu"]
)
@pytest.mark.parametrize("figure", ["491.000", "491 000", "0,491 Mio.", "491 Tsd."])
def test_rounded_amount(word: str, figure: str) -> None:
    assert euro(f"{word} {figure}") == Amount(Decimal(491000), approximate=True)


@pytest.mark.parametrize(
    "text",
    [
        "49l.550",
        "491.55",
        "491,550",
        "4915.50",
        "491.550.00",
        "1.23.456",
        "1.2345",
        "1,2,3",
        "491 550.000",
        "491.550 000",
        "491  550",
        "491\n550",
        "491 55",
        "1'234'56",
        "",
        "-5",
        "−491.550",
        "0",
        "0,00",
        "012",
        "0,5",
        "49,155 Tsd.",
        "1.250 Mio.",
        "1.250 Tsd.",
        "1 250 Tsd.",
        "2 Mrd.",
        "2 Milliarden",
        "0,1234567 Mio.",
        "0,00000001 Mio.",
        "bis zu 491.550",
        "mindestens 491.550",
        "400.000 bis 500.000",
        "400.000-500.000",
        "rund",
        "rund rund 5.000",
        "vierhunderttausend",
    ],
)
def test_amount_without_a_single_reading(text: str) -> None:
    with pytest.raises(ValueError, match=r"nicht eindeutig|mehr als 0"):
        euro(text)


def test_amount_as_told() -> None:
    assert str(euro("491.550,50")) == "491.550,50 Euro"
    assert str(euro("ca. 0,5 Mio.")) == "rund 500.000,00 Euro"


CENTS = st.integers(1, 99_999_999_99)
GROUPED = {
    "point": ".",
    "blank": " ",
    "no-break blank": "\u00a0",
    "thin blank": "\u2009",
    "apostrophe": "'",
    "nothing": "",
}


@pytest.mark.parametrize("mark", GROUPED.values(), ids=GROUPED)
@given(cents=CENTS)
def test_any_sum_reads_back_to_itself(mark: str, cents: int) -> None:
    whole, rest = divmod(cents, 100)
    written = f"{whole:,}".replace(",", mark)
    expected = Decimal(cents) / 100
    if whole:
        assert euro(f"{written},{rest:02}").value == expected
        assert euro(f"rund {written},{rest:02}") == Amount(euro(f"{written},{rest:02}").value, approximate=True)
        assert euro(written).value == euro(f"{written},-").value == Decimal(whole)


@given(thousandths=st.integers(1, 99_999))
def test_any_millions_read_back_to_themselves(thousandths: int) -> None:
    whole, rest = divmod(thousandths, 1000)
    written = f"{whole},{rest:03}".rstrip("0").rstrip(",")
    assert euro(f"{written} Mio.").value == Decimal(thousandths) * 1000


@given(st.text(alphabet="0123456789., '", max_size=14))
def test_what_is_read_has_the_digits_that_stand_there(text: str) -> None:
    """Whatever the marks, no digit is lost, added or moved: the value is the digits with cents behind a comma."""
    try:
        read = euro(text).value
    except ValueError:
        return
    whole, _, cents = text.strip().partition(",")
    assert read == Decimal("".join(filter(str.isdigit, whole))) + Decimal(cents or 0) / 100


@pytest.mark.parametrize(
    ("rounded", "exact", "same"),
    [
        ("rund 491.000", "491.550", True),
        ("rund 492.000", "491.550", True),
        ("rund 0,5 Mio.", "491.550", True),
        ("rund 490.000", "491.550", True),
        ("rund 480.000", "491.550", False),
        ("rund 491.551", "491.550", False),
        ("491.000", "491.550", False),
        ("rund 491.000", "rund 491.550", False),
    ],
)
def test_sum_told_in_round_figures(rounded: str, exact: str, *, same: bool) -> None:
    assert rounds_to(euro(rounded), euro(exact)) is same


@pytest.mark.parametrize(
    ("amount", "words", "same"),
    [
        ("491.550", "vierhunderteinundneunzigtausendfünfhundertfünfzig", True),
        ("491.550", "Vierhundert einundneunzig tausend fünfhundert-fünfzig", True),
        ("1.140.300", "eine Million einhundertvierzigtausenddreihundert", True),
        ("100.000", "hunderttausend", True),
        ("130.000", "einhundertdreissigtausend", True),
        ("491.550", "vierhunderttausend", False),
        ("101.000", "hunderttausend", False),
    ],
)
def test_amount_in_words(amount: str, words: str, *, same: bool) -> None:
    assert same_words(euro(amount), words) is same


# The first call loads the grammar of thirty languages.
@given(st.integers(1, 9_999_999), st.integers(1, 9_999_999))
@settings(deadline=None)
def test_words_of_one_number_are_no_others(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) is (one == other)


@pytest.mark.parametrize("words", ["100.000.001", "999.999.999.999", "101 Mio."])
def test_more_than_any_budget(words: str) -> None:
    with pytest.raises(ValueError, match=rf"„{words}“ ist mehr als jedes Budget \(bis 100.000.000 Euro\)"):
        euro(words)
    assert euro("100.000.000").value == 100_000_000
