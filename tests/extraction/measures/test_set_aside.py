"""Lines that are probably a project, or half of one: the rest of the list is what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.measures.left_out import left_out
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.document import Document
    from aqbgraph.extraction.measures.listed import Listing

SAMPLE = Path(__file__).parents[3] / "examples/agreements/2024-werra-meissner-kreis.md"
HEAD = "**1. Ausbildungsvorbereitung**\n\n"


def read(items: str, head: str = HEAD) -> tuple[Document, Listing]:
    document = parse(f"{head}{items}".encode(), "a.md")
    return document, listing(document, document.lines, lambda _: False)


def names(found: Listing) -> list[str]:
    return [measure.passage.text for measure in found.measures]


@pytest.mark.parametrize(
    ("items", "rest", "words"),
    [
        ("Webportal\n- Jobcafé\n- Tour\n", ["Jobcafé", "Tour"], "Webportal"),
        ('- "Aktiv in den Job\n- Jobcafé\n- Tour\n', ["Jobcafé", "Tour"], '\\"Aktiv in den Job'),
        ('- Jobcafé\n- (Junge Mütter)"\n- Tour\n', ["Jobcafé", "Tour"], '(Junge Mütter)\\"'),
    ],
)
def test_what_stands_around_it_is_what_it_is(items: str, rest: list[str], words: str) -> None:
    document, found = read(items)
    assert found.faults == []
    assert names(found) == rest
    (said,) = left_out(document, found)
    assert f'[[hinzufuegen]] massnahme = "{words}", art = "1"' in said.message
    assert said.place is not None
    assert said.place.line == items[: items.index(words.replace("\\", ""))].count("\n") + 3


@pytest.mark.parametrize(
    "items",
    [
        # The only one of its type.
        '- "Aktiv in den Job\n',
        # A heading, an introduction, a sentence.
        "**Mobile Beratung**\n- Jobcafé\n",
        "Für Frauen:\n- Jobcafé\n",
        "und Webportal\n- Jobcafé\n",
        # Three parts of one quotation, the middle one like an item.
        '- "Aktiv\n- in den\n- Job"\n',
        '- "Aktiv\n- Für alle\n- Job"\n- Tour\n',
        '- "Aktiv\n- in den Job\n- Tour\n',
        # A hole: more was lost.
        '- Jobcafé\n- "Aktiv in den Job\n\n- Tour\n',
    ],
)
def test_what_may_be_more_is_refused(items: str) -> None:
    assert read(items)[1].faults


def test_a_plain_line_may_be_a_type_where_types_are_plain() -> None:
    assert read("Webportal\n- Jobcafé\n", "Ausbildungsvorbereitung\n\n")[1].faults


def test_the_agreement_is_made_and_the_line_is_told() -> None:
    text = SAMPLE.read_text("utf-8")
    extraction = extract(parse(text.replace("- DREIplus", "DREIplus").encode(), "a.md"))
    assert extraction.agreement is not None
    assert not [one for one in extraction.agreement.measures if "DREIplus" in one.label]
    (row,) = (row for row in extraction.accounting.unread if "DREIplus" in row.quote)
    assert "Ist es ein Projekt?" in row.reason
