from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.extractor import unknown_wording
from aqbgraph.extraction.values.party_names import party_names
from aqbgraph.extraction.wording.sentences import sentences
from aqbgraph.extraction.wording.wording import (
    Blanks,
    fingerprint,
    line_number,
    opening,
    pattern,
    periods,
    standing_text,
)
from aqbgraph.reading.readers import parse
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from aqbgraph.document import Document


def test_pattern_allows_what_conversions_change() -> None:
    words = pattern("Maßnahmen im „Haus“")
    assert words.fullmatch("Maßnahmen\nim „Haus“")
    assert words.fullmatch('Massnahmen  im "Haus"')
    assert not words.fullmatch("Maßnahmenim „Haus“")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ein Satz. Noch einer.", ["Ein Satz.", "Noch einer."]),
        ("Die sog. Reserve bzw. Gruppe.", ["Die sog. Reserve bzw. Gruppe."]),
        ("Am 2. August gilt es. Dann nicht.", ["Am 2. August gilt es.", "Dann nicht."]),
        ("Er sagt: „Ja.“ Dann geht er.", ["Er sagt:", "„Ja.“", "Dann geht er."]),
        ("z. B. Berlin", ["z. B. Berlin"]),
        ("Rund 300 Tsd. Euro, 0,5 Mio.\nEuro. Ende.", ["Rund 300 Tsd. Euro, 0,5 Mio.\nEuro.", "Ende."]),
        ("Es sind 3 Mio. Das ist viel.", ["Es sind 3 Mio.", "Das ist viel."]),
        (
            "Nach Nr. II Abs. A gem. Art. B i. V. m. Ziff. C lt. Plan. Ende.",
            [
                "Nach Nr. II Abs. A gem. Art. B i. V. m. Ziff. C lt. Plan.",
                "Ende.",
            ],
        ),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    found = sentences(text)
    assert [sentence.text for sentence in found] == expected
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)


def test_blanks_leave_out_party_year_and_money() -> None:
    blanks = Blanks(party_names(["Landkreis Fulda", "Fulda"]), "2025")
    assert blanks.fill("Der Landkreis Fulda erhält 2025 genau 1.000 Euro.") == "partei erhält jahr genau betrag"
    assert "2024" in blanks.fill("Das Jahr 2024 ist nicht gemeint.")


def test_party_is_a_word_of_its_own() -> None:
    found = party_names(["Kassel"])
    assert found.blanked("die Stadt Kasseler Land", "X") == "die Stadt Kasseler Land"
    assert found.blanked("in Kassel", "X") == "in X"
    assert party_names([]).blanked("in Kassel", "X") == "in Kassel"


def test_a_known_beginning_names_its_section() -> None:
    known = standing_text()
    assert known.section("Gefördert wird nach dem – auf Antrag des Landkreises Fulda vom …") == "5"
    assert known.section("Gefördert wird nach dem –") == "5", "a line that was broken"
    assert known.section("Das Hessische Ministerium für Arbeit") is None, "two sections begin so"
    assert known.section("Projekt Sonnenschein") is None


def test_a_known_sentence_names_its_section_where_the_beginning_does_not(document: Document) -> None:
    line = next(line for line in document.lines if line.text.startswith("Das Hessische Ministerium für Arbeit"))
    assert standing_text().section(line.text) == "preamble"


def test_the_list_is_sorted_and_complete() -> None:
    with (folder("ontology") / "standing-text.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == sorted(rows, key=lambda row: (row["section"] != "preamble", row["section"], row["opening"]))
    assert all(len(row["fingerprint"]) == 16 and row["opening"] for row in rows)
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def test_unknown_wording_is_what_the_list_lacks(document: Document) -> None:
    assert unknown_wording(document) == ()
    text = document.text.replace(
        "Unterjährige Abweichungen", "Neu ist 2025 der Landkreis Odenwaldkreis.\n\nUnterjährige Abweichungen"
    )
    ((section, filled),) = unknown_wording(parse(text.encode(), "changed.md"))
    assert (section, filled) == ("6", "neu ist jahr partei")
    assert opening(filled) == filled
    assert len(fingerprint(filled)) == 16


def test_line_number(document: Document) -> None:
    for line in document.lines:
        first, last = line.passage.span(0, len(line.text))
        assert line_number(document, first) == line_number(document, last - 1) == line.number


def test_a_sentence_as_people_read_it() -> None:
    blanks = Blanks(party_names(["Landkreis Fulda"]), "2025")
    text = "Der Landkreis  Fulda erhält 2025\nfür 2020 bis 2024 und 2023 genau 1.000 Euro."
    assert blanks.show(text) == "[Landkreis oder Stadt] erhält [Jahr] für [Zeitraum] und 2023 genau [Betrag]."
    assert periods(text) == ("2020 bis 2024",)
