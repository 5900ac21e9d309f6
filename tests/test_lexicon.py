from __future__ import annotations

from pathlib import Path

from aqbgraph.lexicon import WORD, hyphenated, known
from aqbgraph.vocabulary import folder

SAMPLES = Path(__file__).parents[1] / "examples" / "agreements"


def test_list_is_of_single_words_in_order() -> None:
    words = (folder("ontology") / "words.txt").read_text("utf-8").splitlines()
    assert words == sorted(set(words))
    assert all(WORD.fullmatch(word) and len(word) > 1 for word in words)


def test_names_and_capitals() -> None:
    assert known() >= {"Odenwaldkreis", "ODENWALDKREIS", "Sozialen", "sozialen", "Alle", "Qualifizierungsbudget"}
    assert not known() & {"Ausbildungs", "z", "Qualifizierungs"}
    assert "Main-Kinzig-Kreis" in hyphenated()


def test_running_text_of_the_samples_is_known() -> None:
    """What is not known are names: a torn word among known ones is found, one among unknown ones may not be."""
    for path in SAMPLES.glob("*.md"):
        words = WORD.findall(path.read_text("utf-8"))
        assert sum(word in known() for word in words) / len(words) > 0.9
