from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.extraction.values import confusions
from aqbgraph.extraction.values.amounts import euro
from aqbgraph.extraction.values.confusions import RULE, Mended

LETTERS: dict[str, str] = {}
for _letter, _digit in confusions.DIGIT_OF.items():
    LETTERS[_digit] = LETTERS.get(_digit, "") + _letter


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("49l.550", "491.550"),
        ("4O1.550", "401.550"),
        ("491.S50", "491.550"),
        ("491.5So", "491.550"),
        ("I.14O.3OO", "1.140.300"),
        ("49I.5SO,OO", "491.550,00"),
        ("5OO.OOO", "500.000"),
        ("4b1.B50", "461.850"),
        ("4|1.550", "411.550"),
    ],
)
def test_amount(text: str, words: str) -> None:
    assert confusions.amount(text) == Mended(words, RULE)


@pytest.mark.parametrize(
    "text",
    [
        "491.550",  # nothing to mend
        "49l550",  # no groups
        "49l 550",
        "49l,550",
        "49l.55",
        "4g1.550",  # g is like 9 and like 8
        "O91.550",
        "|91.550",  # a border of a table
        "lOO.OOO",  # letters alone
        "49l.550,0",
        "49l.550.OO",
        "",
    ],
)
def test_amount_that_is_left_alone(text: str) -> None:
    assert confusions.amount(text) is None


@pytest.mark.parametrize(("text", "words"), [("2O25", "2025"), ("202S", "2025"), ("20l8", "2018"), ("Z025", "2025")])
def test_year(text: str, words: str) -> None:
    assert confusions.year(text) == Mended(words, RULE)


@pytest.mark.parametrize(
    ("text", "words"), [("IIl", "III"), ("lII", "III"), ("Il", "II"), ("Xll", "XII"), ("V1I", "VII")]
)
def test_numeral(text: str, words: str) -> None:
    assert confusions.numeral(text) == Mended(words, RULE)


@pytest.mark.parametrize("text", ["III", "XII", "l", "ll", "11", "AsylbLG", "Ilm", "IIa", "VIIIIl", ""])
def test_numeral_that_is_left_alone(text: str) -> None:
    assert confusions.numeral(text) is None


@pytest.mark.parametrize("text", ["2025", "ZOZS", "2OZS5", "202", "l925", "20g5", "2O2T", ""])
def test_year_that_is_left_alone(text: str) -> None:
    assert confusions.year(text) is None


@given(amount=st.integers(1000, 99_999_999), data=st.data())
def test_no_confusion_makes_another_amount(amount: int, data: st.DataObject) -> None:
    text = f"{amount:,}".replace(",", ".")
    damaged = "".join(data.draw(st.sampled_from(letter + LETTERS.get(letter, ""))) for letter in text)
    if damaged == text:
        return
    found = confusions.amount(damaged)
    assert found is None or euro(found.words).value == amount


@given(st.text(alphabet=st.sampled_from("0123456789OoIl|ZSbB.,g "), max_size=12))
def test_what_is_mended_differs_in_letters_only(text: str) -> None:
    for mend in (confusions.amount, confusions.year, confusions.date):
        if found := mend(text):
            assert len(found.words) == len(text)
            for letter, written in zip(text, found.words, strict=True):
                assert (
                    written == letter or confusions.DIGIT_OF.get(letter) == written or (letter, written) == (",", ".")
                )
