from __future__ import annotations

import pytest

from aqbgraph.document import Kind, Line, Passage, identity
from aqbgraph.extraction.signatures.columns import columns
from aqbgraph.reading.normalisation import normalised

OPENINGS = "Wiesbaden, den 2. 8. 2025 Erbach, den 11. 08. 2025"


def lines(source: str) -> list[Line]:
    """Each line as a reader gives it: white space folded, with the way back."""
    found, start = [], 0
    for number, text in enumerate(source.split("\n"), 1):
        passage: Passage = normalised(identity(text, start))
        if passage.text:
            found.append(Line(number, Kind.TEXT, passage))
        start += len(text) + 1
    return found


def parted(row: str) -> tuple[list[str], list[str], list[str]]:
    source = f"{OPENINGS}\n{row}"
    found = columns(lines(source), source)
    left, right, unread = ([line.text for line in side] for side in (found.left, found.right, found.unread))
    assert (left[0], right[0]) == ("Wiesbaden, den 2. 8. 2025", "Erbach, den 11. 08. 2025")
    for line in (*found.left, *found.right):
        start, end = line.passage.span(0, len(line.text))
        assert " ".join(source[start:end].split()) == line.text
    return left[1:], right[1:], unread


@pytest.mark.parametrize(
    ("row", "left", "right"),
    [
        ("Heike Hofmann          Frank Matiaske", "Heike Hofmann", "Frank Matiaske"),
        ("Heike Hofmann\tFrank Matiaske", "Heike Hofmann", "Frank Matiaske"),
        ("Heike Hofmann  Frank Matiaske", "Heike Hofmann", "Frank Matiaske"),
        ("| Heike Hofmann | Frank Matiaske |", "Heike Hofmann", "Frank Matiaske"),
        ("Heike Hofmann|Frank Matiaske", "Heike Hofmann", "Frank Matiaske"),
        ("Staatsministerin Landrat", "Staatsministerin", "Landrat"),
        ("Staatsministerin Erster Kreisbeigeordneter", "Staatsministerin", "Erster Kreisbeigeordneter"),
    ],
)
def test_row_that_splits_unmistakably(row: str, left: str, right: str) -> None:
    assert parted(row) == ([left], [right], [])


@pytest.mark.parametrize(
    "row",
    [
        "Heike Hofmann Frank Matiaske",
        "für Arbeit, Integration,",
        "Heike   Hofmann   Frank   Matiaske",
        "               Frank   Matiaske",
        "Landrat",
    ],
)
def test_row_that_does_not(row: str) -> None:
    assert parted(row) == ([], [], [" ".join(row.split())])
