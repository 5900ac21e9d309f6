"""Types below which nothing is certain: nothing is said of them where something of the list is certain."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.measures.left_out import left_out
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

ONE, TWO = "**1. Ausbildungsvorbereitung**", "**2. Ausbildung in anerkannten Ausbildungsberufen**"
FIVE = "- A\n- B\n- C\n- D\n- E\n- F"
END = "Gefördert wird nach dem Bescheid."


def read(*parts: str) -> tuple[str, int, list[str], int]:
    """The types, how many measures, what is told and how many faults."""
    document = parse("\n\n".join([*parts, END, ""]).encode(), "x.md")
    found = listing(document, document.lines, lambda words: words == END)
    types = "".join(heading.concept.key for heading in found.headings)
    return types, len(found.measures), [one.message for one in left_out(document, found)], len(found.faults)


@pytest.mark.parametrize(
    ("below", "words"),
    [
        ("- Digital\nPraxis", "Ist das ein Projekt oder sind es 2?"),
        ("- Digital\n\nPraxis", "Ist das ein Projekt oder sind es 2?"),
        ("- „Digital", "fehlt ein Anführungszeichen"),
        ("- Kurs Nord - Kurs Süd", "nennt wohl zwei Projekte"),
        (
            "\n",
            "steht kein Projekt, aber eine Lücke: Ging eine Zeile verloren? Es bleibt weg, bis in „x.korrekturen.toml“",
        ),
    ],
)
def test_nothing_is_said_of_such_a_type(below: str, words: str) -> None:
    types, measures, told, faults = read(ONE, FIVE, TWO, below)
    assert (types, measures, faults) == ("1", 6, 0)
    assert len(told) == 1
    assert words in told[0]


@pytest.mark.parametrize("below", ["- Digital\nPraxis", "- „Digital", "\n"])
def test_however_little_is_certain_it_is_kept(below: str) -> None:
    types, measures, told, faults = read(ONE, "- A", TWO, below)
    assert (types, measures, len(told), faults) == ("1", 1, 1, 0)


@pytest.mark.parametrize("below", ["- Digital\nPraxis", "- „Digital"])
def test_where_nothing_is_certain_the_list_is_refused(below: str) -> None:
    types, measures, _, faults = read(ONE, below)
    assert (types, measures, faults) == ("1", 0, 1)
