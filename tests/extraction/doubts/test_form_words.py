"""Words of the form that have a confused letter: read as they were meant, and recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.extraction.doubts.form_words import mended
from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.facts import facts
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
WHOLE = {(fact.node, fact.name, str(fact.value)) for fact in facts(extract(parse(SAMPLE.encode(), "a.md")))}


@pytest.mark.parametrize(
    ("right", "read", "line"),
    [
        ("Präambel", "Präarnbel", "**Präambel**"),
        ("Umsetzung", "Umselzung", "zur Umsetzung des"),
        ("Ausbildungs", "Ausbilduugs", "Ausbildungs- und Qualifizierungsbudgets**"),
        ("dem", "dern", "und dem Landkreis"),
        ("den", "clen", "Erbach, den"),
        ("Euro", "Enro", "491.550 Euro"),
        ("Landrat", "Lanclrat", "Landrat"),
        ("Staatsministerin", "Staatsrninisterin", "Staatsministerin"),
        ("Ausbildungsvorbereitung", "Ausbi1dungsvorbereitung", "1. Ausbildungsvorbereitung"),
        ("1", "l", "1. Ausbildungsvorbereitung"),
        ("5", "S", "## § 5"),
    ],
)
def test_a_word_of_the_form_is_read_as_it_was_meant(right: str, read: str, line: str) -> None:
    at = SAMPLE.index(line)
    text = SAMPLE[:at] + line.replace(right, read, 1) + SAMPLE[at + len(line) :]
    found = extract(parse(text.encode(), "a.md"))
    assert found.faults == ()
    judged = {row for row in WHOLE if row[1] not in ("text", "statement", "detail")}
    assert judged <= {(fact.node, fact.name, str(fact.value)) for fact in facts(found)}
    (repair,) = found.repairs
    assert (repair.read, repair.written, repair.rule) == (read, right, "confused characters")
    assert text[repair.start : repair.end] == read


@pytest.mark.parametrize(
    "text",
    ["- TZ-Ausblldung Webportal", "Frau Matlaske", "Nähe und Ferne", "Der Kurs Ausbildnngl", "§ 7 Beginn", "IL und EL"],
)
def test_names_and_words_that_are_none_of_the_form_stay(text: str) -> None:
    document = parse(text.encode(), "a.md")
    assert mended(document) is document


def test_a_project_that_becomes_a_word_of_the_form_is_doubtful() -> None:
    text = SAMPLE.replace("- ", "").replace("TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal")
    found = extract(parse(text.encode(), "a.md"))
    values = {str(fact.value) for fact in facts(found)}
    assert not values & {"TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal"}
    assert any("Ausblldung" in fault.message for fault in (*found.faults, *found.left_out))
