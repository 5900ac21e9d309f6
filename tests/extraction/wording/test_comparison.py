"""Which sentences a year shares, which known one another comes near, and what differs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.extraction.wording.accounting import Ledger
from aqbgraph.extraction.wording.comparison import (
    MOST_COMPARED,
    Compared,
    Edition,
    Kind,
    Standing,
    difference,
    nearest,
    pack,
    settle,
    shared,
    similarity,
    told,
)
from aqbgraph.extraction.wording.wording import PARTY, Blanks, fingerprint
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.extractor import Extraction

YEAR = Edition(2018, "aqb")


def sentence(section: str, text: str, start: int = 0, *, known: bool = False) -> Compared:
    return Compared(section, f"clause-{section}", start, start + len(text), text, fingerprint(text), known)


def agreements(*texts: tuple[str, ...]) -> list[tuple[Edition, object]]:
    return [(YEAR, pack([sentence("1", text) for text in row])) for row in texts]


def test_a_digest_gives_back_every_sentence(extraction: Extraction) -> None:
    packed = pack(extraction.sentences)
    assert [key for key, _ in packed] == [(row.section, row.fingerprint) for row in extraction.sentences]
    assert len(packed.packed) == 8 * len(extraction.sentences)
    assert {period for _, period in packed} == {"", "2025 bis 2029"}


@pytest.mark.parametrize(
    ("having", "lacking", "is_shared"),
    [(3, 0, False), (4, 0, True), (4, 4, True), (4, 5, False), (1, 25, False), (13, 13, True), (12, 14, False)],
)
def test_three_others_and_half_of_the_year(having: int, lacking: int, is_shared: bool) -> None:
    rows = agreements(*[("a", "b")] * having, *[("b",)] * lacking)
    found = shared(rows)[YEAR]  # type: ignore[arg-type]  # pairs as made above
    assert (("1", fingerprint("a")) in found) is is_shared


def test_each_year_and_programme_stands_alone() -> None:
    (_, sentences), *_ = agreements(("a",))
    editions = [Edition(2018, "aqb")] * 2 + [Edition(2019, "aqb"), Edition(2018, "arbeitsmarktbudget")]
    found = shared((edition, sentences) for edition in editions)  # type: ignore[misc]
    assert set(found) == set(editions)
    assert all(not keys for keys in found.values())


def test_a_sentence_said_twice_counts_once() -> None:
    assert not shared(agreements(("a", "a"), ("a", "a")))[YEAR]  # type: ignore[arg-type]


def test_the_same_words_in_another_section_are_another_sentence() -> None:
    rows = [(YEAR, pack([sentence(section, "a")])) for section in "1122"]
    assert not shared(rows)[YEAR]


def test_the_order_makes_no_difference() -> None:
    rows = agreements(*[("a", "b"), ("a",), ("b", "c"), ("a", "b"), ("a", "b")])
    assert shared(rows) == shared(rows[::-1])  # type: ignore[arg-type]


ROWS = [("1", "Es gibt eine Besprechung im Herbst des Jahres."), ("2", "Die Mittel sind zurückzuzahlen.")]


def test_nearest() -> None:
    found = nearest("Es gibt eine Besprechung im Frühjahr des Jahres.", ROWS)
    assert found == (ROWS[0], Decimal("0.88"))
    assert nearest("Die Sonne scheint heute.", ROWS) is None
    assert nearest("Etwas", []) is None


def test_of_equals_the_first_is_nearest_in_any_order() -> None:
    rows = [("b", "Ein Satz mit Rot"), ("a", "Ein Satz mit Grün")]
    for order in (rows, rows[::-1]):
        found = nearest("Ein Satz mit Blau", order)
        assert found is not None
        assert found[0][0] == "a"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("im Herbst jeden Jahres", "im Frühjahr jeden Jahres", "„Frühjahr“ statt „Herbst“"),
        ("Es gibt Mittel.", "Es gibt neue Mittel.", "zusätzlich „neue“"),
        ("Es gibt neue Mittel.", "Es gibt Mittel.", "ohne „neue“"),
        ("Jahre 2020 bis 2024“, und", "Jahre 2025 bis 2029“, und", "„2025 bis 2029“ statt „2020 bis 2024“"),
        ("ein Rot und ein Blau", "ein Grün und ein Gelb", "„Grün“ statt „Rot“; „Gelb“ statt „Blau“"),
        ("gleich", "Gleich", ""),
    ],
)
def test_what_differs_in_words(old: str, new: str, words: str) -> None:
    assert told(old, new) == words


def test_one_word_does_not_part_two_changes() -> None:
    steps = difference("Zuerst rot und grün danach Ende", "Zuerst blau und gelb danach Ende")
    assert [(step.kind, step.text) for step in steps] == [
        (Kind.SAME, "Zuerst"),
        (Kind.OUT, "rot und grün"),
        (Kind.NEW, "blau und gelb"),
        (Kind.SAME, "danach Ende"),
    ]


@given(st.text("ab .,[]“", max_size=40), st.text("ab .,[]“", max_size=40))
def test_a_difference_tells_all_of_both(old: str, new: str) -> None:
    def words(text: str) -> str:
        return "".join(text.split()).casefold()

    steps = difference(old, new)
    assert words("".join(step.text for step in steps if step.kind is not Kind.OUT)) == words(new)
    assert words("".join(step.text for step in steps if step.kind is not Kind.NEW)) == words(old)


def test_settling_asks_for_words_a_bounded_number_of_times() -> None:
    """What deviates in hundreds of sentences is listed, not compared word by word."""
    texts = [f"Ein Satz mit Nummer {number} hier." for number in range(MOST_COMPARED + 5)]
    text = "\n".join(texts)
    rows, start = [], 0
    for words in texts:
        rows.append(sentence("1", words, start))
        start += len(words) + 1
    ledger = Ledger(parse(text.encode(), "x.md"))
    settle(ledger, rows, Blanks(None, ""), YEAR, Standing({}, {"1": (("f", "Ein Satz mit Nummer null hier."),)}))
    account = ledger.close()
    assert (account.deviating, account.not_understood) == (MOST_COMPARED, 5)


def test_a_known_sentence_that_the_document_has_is_not_what_another_deviates_from() -> None:
    texts = ("Ein Satz mit Rot darin.", "Ein Satz mit Blau darin.")
    rows = [sentence("1", texts[0], known=True), sentence("1", texts[1], len(texts[0]) + 1)]
    ledger = Ledger(parse("\n".join(texts).encode(), "x.md"))
    settle(ledger, rows, Blanks(None, ""), YEAR, Standing({}, {"1": ((rows[0].fingerprint, texts[0]),)}))
    assert [row.deviation for row in ledger.close().unread] == [None, None]


def test_a_blank_is_one_word_whatever_it_is_called() -> None:
    """Else two sentences were the more alike, the longer the blanks that both have."""
    shown, short = "Was anders kommt, bereden {} und das Land.", "Das bespricht {} mit dem Amt."
    assert similarity(shown.format(PARTY), short.format(PARTY)) == similarity(shown.format("X"), short.format("X"))
    steps = difference(shown.format(PARTY), shown.format("Odenwaldkreis"))
    assert [step.text for step in steps if step.text in (PARTY, "Odenwaldkreis")] == [PARTY, "Odenwaldkreis"]
