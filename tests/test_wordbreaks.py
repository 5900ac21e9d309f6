from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.document import identity, join
from aqbgraph.lexicon import WORD, known
from aqbgraph.wordbreaks import LINE_END, SPREAD, TORN, joined, repaired

SAMPLES = sorted((Path(__file__).parents[1] / "examples" / "agreements").glob("*.md"))
ORIGINALS = sorted((Path(__file__).resolve().parents[2] / "shared" / "agreements").glob("*.md"))


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("wird ein- gebunden", "wird eingebunden", LINE_END),
        ("wird ein-gebunden,", "wird eingebunden,", LINE_END),
        ("so zial benachteiligt", "sozial benachteiligt", TORN),
        ("Land kreis Fulda", "Landkreis Fulda", TORN),
        ("Qualifizierungs budget", "Qualifizierungsbudget", TORN),
        ("die Aus bil dung", "die Ausbildung", TORN),
        ("Arbeits markt integration", "Arbeitsmarktintegration", TORN),
        ("S o z i a l e s und", "Soziales und", SPREAD),
        ("Z I E L V E R E I N B A R U N G", "ZIELVEREINBARUNG", SPREAD),
        ("H e s s i s c h e s M i n i s t e r i u m", "Hessisches Ministerium", SPREAD),
    ],
)
def test_one_reading(text: str, words: str, rule: str) -> None:
    passage = repaired(identity(text, 5))
    assert passage.text == words
    (repair,) = passage.repairs
    assert repair.rule == rule
    assert text[repair.start - 5 : repair.end - 5] == repair.read
    assert repair.written in words


@pytest.mark.parametrize(
    "text",
    [
        "Ausbildungs- und Qualifizierungsbudget",
        "Main-Kinzig-Kreis",
        "Main - Kinzig - Kreis",
        "an erkannten Berufen",
        "TZ-Ausbildung",
        "in-house",
        "a b c d",
        "S o",
        "Digital Praxis",
    ],
)
def test_what_may_be_two_words_stays(text: str) -> None:
    passage = repaired(identity(text))
    assert (passage.text, passage.repairs) == (text, ())


@pytest.mark.parametrize("path", [*SAMPLES, *ORIGINALS], ids=lambda path: path.stem)
def test_nothing_is_repaired_where_nothing_is_torn(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        changes = [repair.read for repair in repaired(identity(line)).repairs]
        assert all(" " in read or "-" in read for read in changes)
        if path in SAMPLES:
            assert changes == []


@given(st.data())
def test_a_torn_word_is_found_or_left(data: st.DataObject) -> None:
    """One blank into a known word: it comes out as it was, or as it was torn, never as something else."""
    word = data.draw(st.sampled_from(sorted(word for word in known() if len(word) > 5)))
    at = data.draw(st.integers(1, len(word) - 1))
    torn = f"{word[:at]} {word[at:]}"
    assert repaired(identity(torn)).text in (word, torn)


@pytest.mark.parametrize(
    ("above", "below", "words", "made"),
    [
        ("wird einge-", "bunden in", "wird eingebunden in", 1),
        ("(Junge-", "Mütter-Projekt)", "(Junge-Mütter-Projekt)", 0),
        ("Ausbildungs-", "und mehr", "Ausbildungs- und mehr", 0),
        ("Migran-", "tenwerkstatt", "Migran- tenwerkstatt", 0),
        ("Integrieren -", "Leben", "Integrieren - Leben", 0),
        ("a", "b", "a b", 0),
    ],
)
def test_over_a_line_end(above: str, below: str, words: str, made: int) -> None:
    text = f"{above}\n{below}"
    whole = joined([identity(above), identity(below, len(above) + 1)])
    assert whole.text == words
    assert len(whole.repairs) == made
    for repair in whole.repairs:
        assert text[repair.start : repair.end] == repair.read
    assert whole.span(0, len(words)) == (0, len(text))


@given(st.lists(st.sampled_from(("Ziel", "ein", "x y", "", "§ 4.")), max_size=4), st.sampled_from((" ", "\n", "")))
def test_without_hyphens_it_is_a_plain_join(texts: list[str], glue: str) -> None:
    parts = [identity(text, 10 * index) for index, text in enumerate(texts)]
    whole, plain = joined(parts, glue), join(tuple(parts), glue)
    assert (whole.text, whole.runs) == (plain.text, plain.runs)


def test_words_of_the_lexicon_are_never_torn_apart_or_joined() -> None:
    words = sorted(word for word in known() if WORD.fullmatch(word))
    assert repaired(identity(" ".join(words))).repairs == ()
