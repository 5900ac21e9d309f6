from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import Conflict, Incomplete, UnknownLayout, UnknownParty
from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.document import Document
    from aqbgraph.vocabulary import Entry


@pytest.fixture
def changed(document: Document) -> Callable[..., Document]:
    def change(words: str, others: str, count: int = -1) -> Document:
        assert words in document.text
        return parse(document.text.replace(words, others, count).encode(), "changed.md")

    return change


@pytest.mark.parametrize("entry", vocabulary().instances("LocalParty"), ids=lambda entry: entry.key)
def test_every_party_in_the_words_of_an_agreement(changed: Callable[..., Document], entry: Entry) -> None:
    text = changed("Odenwaldkreis", "@").text
    # Hanau can sign for itself from 2026 on.
    text = text.replace("2025", "2026").replace("2026 bis 2029", "2025 bis 2029")
    city = "stadt " in entry.label.lower()
    genitive = entry.label.replace("Landkreis ", "Landkreises ")
    for words, others in (
        ("dem Landkreis @", f"{'der' if city else 'dem'} {entry.label}"),
        ("des Landkreises @", f"{'der' if city else 'des'} {genitive}"),
        ("Der Landkreis @", f"{'Die' if city else 'Der'} {entry.label}"),
        ("der Landkreis @", f"{'die' if city else 'der'} {entry.label}"),
        ("des Landkreises  \n@", f"{'der' if city else 'des'} {genitive}"),
    ):
        text = text.replace(words, others)
    assert "@" not in text
    extraction = extract(parse(text.encode(), "sample.md"))
    assert extraction.agreement is not None, extraction.faults
    assert extraction.agreement.local_party == entry.key
    assert extraction.agreement.signatures[1].on_behalf_of == entry.key
    assert extraction.accounting.unread == ()


@pytest.mark.parametrize(
    "party", ["Landkreis Musterkreis", "Kassel", "Stadt Fulda", "Vogelsbergkreis und dem Hochtaunuskreis"]
)
def test_a_party_nobody_or_two_bear(changed: Callable[..., Document], party: str) -> None:
    faults = extract(changed("und dem Landkreis Odenwaldkreis**", f"und dem {party}**")).faults
    assert any(isinstance(fault, UnknownParty) for fault in faults)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("**2025**", "**2024**"),
        ("im Jahr 2025 Haus", "im Jahr 2024 Haus"),
        ("budget 2025 zur", "budget 2024 zur"),
        ("budget 2025 das", "budget 2024 das"),
        ("Im Jahr 2025 werden", "Im Jahr 2024 werden"),
        ("budgets 2025**", "budgets 2024**"),
        ("Budgets 2025 gibt", "Budgets 2024 gibt"),
    ],
)
def test_one_year_among_others(changed: Callable[..., Document], words: str, others: str) -> None:
    (fault,) = extract(changed(words, others)).faults
    assert isinstance(fault, Conflict)
    assert "2024" in fault.message
    assert "2025" in fault.message


@pytest.mark.parametrize("year", ["202T", "20255", "2025/26"])
def test_a_misread_year_is_not_passed_over(changed: Callable[..., Document], year: str) -> None:
    (fault,) = extract(changed("**2025**", f"**{year}**")).faults
    assert f"„{year}“" in fault.message


def test_a_year_of_confused_characters_is_mended_and_must_agree(changed: Callable[..., Document]) -> None:
    extraction = extract(changed("**2025**", "**2O2S**"))
    assert extraction.agreement is not None, extraction.faults
    assert extraction.agreement.year == 2025
    assert [(repair.read, repair.written) for repair in extraction.repairs] == [("2O2S", "2025")]
    assert any(isinstance(fault, Conflict) for fault in extract(changed("**2025**", "**2O24**")).faults)


def test_a_party_with_one_letter_wrong_is_mended_and_must_agree(changed: Callable[..., Document]) -> None:
    extraction = extract(changed("und dem Landkreis Odenwaldkreis", "und dem Landkreis Odenwaldkrels"))
    assert extraction.agreement is not None, extraction.faults
    (node,) = extraction.agreement.repairs
    assert (node.read_as, node.written_as) == ("Landkreis Odenwaldkrels", "Landkreis Odenwaldkreis")


def test_a_year_without_a_layout(changed: Callable[..., Document]) -> None:
    assert isinstance(extract(changed("2025", "2005")).faults[0], UnknownLayout)


def test_a_missing_clause(changed: Callable[..., Document]) -> None:
    text = changed("Landkreis", "Landkreis").text
    start, end = text.index("## **§ 6**"), text.index("## **§ 7**")
    (fault,) = extract(parse((text[:start] + text[end:]).encode(), "x.md")).faults
    assert isinstance(fault, Incomplete)
    assert "§ 6 fehlt" in fault.message


@pytest.mark.parametrize("text", ["# Einkaufszettel\n\n- Brot\n", "x", "Zielsteuerung"])
def test_no_agreement_is_one_fault(text: str) -> None:
    (fault,) = extract(parse(text.encode(), "x.md")).faults
    assert isinstance(fault, UnknownLayout)
    assert "Keine Zielvereinbarung" in fault.message


def test_an_unknown_heading_is_refused_wherever_it_stands(changed: Callable[..., Document]) -> None:
    (fault,) = extract(changed("## **§ 3**", "### Sonderregeln\n\n## **§ 3**")).faults
    assert "„Sonderregeln“" in fault.message


def test_the_same_twice(document: Document) -> None:
    assert extract(document) == extract(parse(document.text.encode(), document.source.name))


@pytest.mark.parametrize(
    ("words", "others"),
    [("\n", "\r\n"), ("\n", "\r"), (" ", "\u00a0 "), ("Maßnahme", "Maß\u00adnahme"), ("-", "\u2011"), ("**", "__")],
    ids=["CRLF", "CR", "no-break blank", "soft hyphen", "no-break hyphen", "underscores"],
)
def test_what_is_no_wording_changes_no_fact(
    changed: Callable[..., Document], document: Document, words: str, others: str
) -> None:
    # A no-break hyphen is no bullet: there the hyphens within words only.
    if others == "\u2011":
        other = parse(re.sub(r"(?<=\w)-(?=\w)", others, document.text).encode(), "x.md")
    else:
        other = changed(words, others)
    found, whole = extract(other).agreement, extract(document).agreement
    assert found is not None
    assert whole is not None
    assert [m.label for m in found.measures] == [m.label for m in whole.measures]
    assert found.budgets[0].amount == whole.budgets[0].amount
    assert [s.signed_on for s in found.signatures] == [s.signed_on for s in whole.signatures]
    assert [p.detail for p in found.provisions] == [p.detail for p in whole.provisions]


def test_hanau_before_it_was_a_party(changed: Callable[..., Document]) -> None:
    text = changed("dem Landkreis Odenwaldkreis", "der Stadt Hanau").text
    for words, others in (
        ("Der Landkreis Odenwaldkreis", "Die Stadt Hanau"),
        ("der Landkreis Odenwaldkreis", "die Stadt Hanau"),
        ("des Landkreises Odenwaldkreis", "der Stadt Hanau"),
        ("des Landkreises  \nOdenwaldkreis", "der Stadt Hanau"),
    ):
        text = text.replace(words, others)
    faults = extract(parse(text.encode(), "sample.md")).faults
    assert [fault.message for fault in faults] == [
        "Stadt Hanau ist erst seit 2026 selbst Partei, die Vereinbarung nennt das Jahr 2025."
    ]


@pytest.mark.parametrize("year", ["202?", "202", "20_5"])
def test_a_damaged_year_of_the_title_is_not_passed_over(document: Document, year: str) -> None:
    """It is told where another place has the year for certain, and refused where none has."""
    text = document.text.replace("**2025**", f"**{year}**", 1)
    extraction = extract(parse(text.encode(), "x.md"))
    told = [passage.quote for passage in extraction.accounting.unread] + [str(fault) for fault in extraction.faults]
    assert any(year.rstrip("?") in words for words in told)
    assert all(fact.value == 2025 for fact in extraction.facts if fact.name == "year")


def test_types_without_any_project_are_asked_about(document: Document) -> None:
    """As when the projects stand in a column that was read elsewhere; that there are none must be said."""
    start, end = document.text.index("**1. Ausbildungsvorbereitung**"), document.text.index("Gefördert wird nach")
    types = [line for line in document.text[start:end].splitlines() if line.startswith("**")]
    head, tail = document.text[:start], document.text[end:]
    (fault,) = extract(parse(f"{head}{chr(10).join(types)}\n\n{tail}".encode(), "a.md")).faults
    assert "nennt Maßnahmenarten, aber kein Projekt" in str(fault)
    none = "".join(f"{line}\n\n- keine\n\n" for line in types)
    extraction = extract(parse(f"{head}{none}{tail}".encode(), "a.md"))
    assert extraction.agreement is not None, extraction.faults
    assert len(extraction.agreement.empty_measure_types) == 4
