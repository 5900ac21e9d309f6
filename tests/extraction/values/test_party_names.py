"""Parties in running text: all spellings, whole words, the article with them."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.values.party_names import party_names, party_pattern
from aqbgraph.vocabulary import vocabulary

EVERY = party_names(name for entry in vocabulary().instances("LocalParty") for name in entry.spellings)


def test_a_party_is_a_word_of_its_own() -> None:
    found = party_pattern(("Kassel",))
    assert found is not None
    assert found.search("in Kassel")
    assert not found.search("Kasseler")
    assert not found.search("Neukassel, NeuKassel")
    assert party_pattern(()) is None


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("Der Landkreis Fulda und das HMSI", "[] und das HMSI"),
        ("des Landkreises\nFulda", "[]"),
        ("dem Main - Kinzig - Kreis, dem Main-Kinzig-Kreis", "[], []"),
        ("wieder Landkreis Fulda", "wieder []"),
        ("Die Wissenschaftsstadt Darmstadt und der Landkreis Darmstadt-Dieburg", "[] und []"),
        ("den Kreisen und kreisfreien Städten", "den Kreisen und kreisfreien Städten"),
        ("Fuldaer Werkstatt, Kassel", "Fuldaer Werkstatt, Kassel"),
        ("", ""),
    ],
)
def test_names_are_left_out_with_their_article(text: str, blanked: str) -> None:
    assert EVERY.blanked(text, "[]") == blanked


def test_every_spelling_is_found() -> None:
    for entry in vocabulary().instances("LocalParty"):
        own = party_names(entry.spellings)
        for name in entry.spellings:
            assert own.blanked(f"mit {name}.", "[]") == EVERY.blanked(f"mit {name}.", "[]") == "mit []."


def test_nobody_is_in_no_text() -> None:
    assert party_names(()).blanked("Landkreis Fulda", "[]") == "Landkreis Fulda"
