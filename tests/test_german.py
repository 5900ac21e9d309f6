from __future__ import annotations

import re

import pytest

from aqbgraph.german import is_listed, is_word, strangeness
from aqbgraph.vocabulary import folder


def test_list_is_of_small_words_in_order() -> None:
    words = (folder("ontology") / "german-words.txt").read_text("utf-8").splitlines()
    assert words == sorted(set(words))
    assert all(re.fullmatch("[a-zäöüß]{2,}", word) for word in words)


def test_letters_are_counted_behind_one_to_three() -> None:
    rows = (folder("ontology") / "german-letters.txt").read_text("utf-8").splitlines()
    assert rows == sorted(rows)
    assert len({row.split(" ")[0] for row in rows}) == len(rows)
    assert all(re.fullmatch(r"[\^a-zäöüß]{1,3} (?:[a-zäöüß$][1-9]\d*)+", row) for row in rows)


@pytest.mark.parametrize(
    "word", ["webportal", "chancenmarkt", "geflüchtete", "arbeitsmarktintegration", "odenwaldkreis"]
)
def test_words_of_the_list_of_the_form_and_made_up_of_them(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", ["ausblldung", "geflücbtete", "matiaske", "enen", "dreiplu", ""])
def test_no_words(word: str) -> None:
    assert not is_word(word)


def test_compounds_are_not_listed() -> None:
    assert is_word("webportalberatung")
    assert not is_listed("webportalberatung")


def test_a_misread_word_is_stranger() -> None:
    assert strangeness("ausblldung") > strangeness("ausbildung") + 10
    assert strangeness("xq") > strangeness("en")
