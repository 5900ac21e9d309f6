"""What a list puts around the names of its measures is no part of them."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from aqbgraph.document import identity
from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.measures.enumerated import names
from aqbgraph.extraction.measures.items import unlikely
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2024-werra-meissner-kreis.md").read_text("utf-8")
PLAIN = (("Startklar", "Werkstatt", "Café"), ("Brücke",))
ONE, TWO = "Ausbildungsvorbereitung", "Ausbildung in anerkannten Ausbildungsberufen"


def bare(*groups: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    types = [object() for _ in groups]
    listed = [(types[index], identity(name)) for index, group in enumerate(groups) for name in group]
    found = iter(names(listed))
    return tuple(tuple(next(found).text for _ in group) for group in groups)


@pytest.mark.parametrize(
    "marks",
    [
        ("I. ", "II. ", "III. ", "I. "),
        ("A. ", "B. ", "C. ", "A. "),
        ("a) ", "b) ", "c) ", "a) "),
        ("(a) ", "(b) ", "(c) ", "(d) "),
        ("a) ", "b) ", "c) ", ""),
        ("1) ", "2) ", "3) ", "4) "),
        ("Projekt 1: ", "Projekt 2: ", "Projekt 3: ", "Projekt 1: "),
        ("Nr. 1 ", "Nr. 2 ", "Nr. 3 ", "Nr. 4 "),
        ("i. ", "ii. ", "iii. ", "i. "),
    ],
)
def test_marks_that_count(marks: tuple[str, ...]) -> None:
    first, second = PLAIN
    assert bare(tuple(map("".join, zip(marks, first, strict=False))), (marks[3] + second[0],)) == PLAIN


@pytest.mark.parametrize(
    "groups",
    [
        # Not in turn; not all; nothing to compare with; nothing behind; numbers of the name itself.
        (("I. Startklar", "III. Werkstatt"),),
        (("A. Startklar", "Werkstatt"),),
        (("A. Startklar",), ("A. Werkstatt",)),
        (("Projekt 1", "Projekt 2"),),
        (("2. Chance", "1. Schritt"),),
        (("Geflüchtete I", "Geflüchtete II"),),
        (("Arbeit, Beruf und", "Zukunft", "Beratung"),),
        (("Beratung e. V.", "Werkstatt Muster e. V."),),
        (("Startklar", "Werkstatt am See."),),
        (("Startklar ab 2025", "Werkstatt 4.0"),),
        # Without the mark, names would be alike, or none.
        (("1. Chance", "2. Chance"),),
        (("1. Chance",), ("2. Chance",)),
        (("(1. Chance)", "(2. Chance)"),),
        (("(1. Chance)", "(2. Hilfe)"),),
        (("Projekt 1 & Co", "Projekt 2 & Co"),),
        (("Projekt 1 & Co", "Projekt 2 & Wir"),),
        (("Projekt 1 für Frauen", "Projekt 2 für Männer"),),
        (("Projekt 1: -", "Projekt 2: Startklar"),),
        (("1.000 Chancen", "2.000 Wege"),),
        (("Sprache: 10.000 Euro", "Sprache: 20.000 Euro"),),
        (("Startklar (Kurs: 100.000 Euro)", "Werkstatt"),),
        # Initials.
        (("A. Dürer-Schule", "B. Traven-Schule"),),
        (("A. Dürer-Schule",), ("B. Traven-Schule",)),
        (("A. Dürer-Schule",), ("A. Startklar", "B. Traven-Schule")),
        ((",", "Startklar"),),
        ((";",), (",",)),
    ],
)
def test_what_may_be_of_the_name(groups: tuple[tuple[str, ...], ...]) -> None:
    assert bare(*groups) == groups


@pytest.mark.parametrize(
    "group",
    [
        ("Startklar;", "Werkstatt;", "Café."),
        ("Startklar,", "Werkstatt und", "Café"),
        ("Startklar,", "Werkstatt, sowie", "Café."),
        ("Startklar: 100.000 Euro", "Werkstatt – 20 000,00 €", "Café (rund 12.300 EUR)"),
    ],
)
def test_what_parts_and_ends_a_list(group: tuple[str, ...]) -> None:
    assert bare(group, ("Brücke",)) == PLAIN


def test_initials_in_a_list_that_counts_by_letters() -> None:
    assert bare(("A. A. Dürer-Schule", "B. B. Traven-Schule", "C. Café"), ("A. Brücke",)) == (
        ("A. Dürer-Schule", "B. Traven-Schule", "Café"),
        ("Brücke",),
    )


@pytest.mark.parametrize("name", [",", ";", ",,", "•", "(_)"])
def test_a_name_without_a_word_is_asked_about(name: str) -> None:
    assert "nennt kein Projekt" in unlikely(name)


@pytest.mark.parametrize("item", ["- ,", "- ;"])
def test_an_item_of_signs_is_no_measure(item: str) -> None:
    text = SAMPLE.replace("- Let's work", f"- Let's work\n{item}")
    extraction = extract(parse(text.encode(), "x.md"))
    assert extraction.agreement is None
    assert [fault.message for fault in extraction.faults] == [
        f"„{item[2:]}“ nennt kein Projekt. Bitte in der Quelle nachtragen."
    ]


@pytest.mark.parametrize(
    "words",
    [
        f"Startklar{' ' * 60_000}x",
        f"Startklar:{' ' * 60_000}x",
        f"1. Startklar,{' ' * 60_000}und",
        "a" * 60_000 + "!",
        "1" * 60_000 + ".",
        ", " * 30_000,
        f"Projekt 1{' ' * 60_000}",
    ],
)
def test_it_takes_no_longer_than_reading(words: str) -> None:
    start = perf_counter()
    names([(ONE, identity(words)), (ONE, identity(f"2. {words}"))])
    assert perf_counter() - start < 0.5


def test_the_full_stop_of_a_list_with_types_of_one_measure() -> None:
    assert bare(("Startklar;", "Werkstatt;", "Café;"), ("Brücke.",)) == PLAIN


def test_the_words_are_those_of_the_source() -> None:
    text = (
        f"{ONE}\n\n- a) Startklar;\n- b) Werkstatt.\n\n{TWO}\n\n§ Brücke\n§ Café\n\nGefördert wird nach dem Bescheid.\n"
    )
    document = parse(text.encode(), "x.txt")
    found = listing(document, document.lines, lambda words: words.startswith("Gefördert"))
    assert found.faults == []
    assert [one.passage.text for one in found.measures] == ["Startklar", "Werkstatt", "Brücke", "Café"]
    for one in found.measures:
        assert document.text[slice(*one.passage.extent)] == one.passage.text


def test_a_full_stop_ends_a_list_of_semicolons_wherever_a_heading_was_lost() -> None:
    assert bare(("Startklar", "Brücke;", "Jobcafé.", "Tour.")) == (("Startklar", "Brücke", "Jobcafé", "Tour"),)


@pytest.mark.parametrize("amount", ["(60.0O0 Euro)", "(l20.000 Euro)", ": 80.5O0 €"])
def test_a_misread_sum_is_no_part_of_a_name(amount: str) -> None:
    assert bare((f"Startklar {amount}".replace(" :", ":"), "Brücke (50.000 Euro)")) == (("Startklar", "Brücke"),)


def test_the_und_of_a_list_with_commas_is_no_part_of_a_name_whatever_other_lists_have() -> None:
    assert bare(("Startklar,", "Brücke und", "Tour"), ("Jobcafé", "Werkstatt")) == (
        ("Startklar", "Brücke", "Tour"),
        ("Jobcafé", "Werkstatt"),
    )
