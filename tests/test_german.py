from __future__ import annotations

import os
import re

import pytest

from aqbgraph.german import counted, is_listed, is_word, strangeness
from aqbgraph.vocabulary import folder


def test_list_is_of_small_words_in_order() -> None:
    words = (folder("ontology") / "german-words.txt").read_text("utf-8").splitlines()
    assert words == sorted(set(words))
    assert all(re.fullmatch("[a-zäöüß]{2,}", word) for word in words)


def test_letters_are_those_of_the_words() -> None:
    """With AQB_APPROVE=1 they are counted anew."""
    words, letters = (folder("ontology") / f"german-{name}.txt" for name in ("words", "letters"))
    found = "".join(f"{row}\n" for row in counted(words.read_text("utf-8").split()))
    if os.environ.get("AQB_APPROVE"):
        letters.write_text(found, "utf-8")
    assert letters.read_text("utf-8") == found


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
