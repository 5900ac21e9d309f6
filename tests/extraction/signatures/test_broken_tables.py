"""A table of two signatures with a row that is none any more: nobody gets the day or the name of somebody else."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.signatures.labelled import told_apart
from aqbgraph.reading.readers import parse

ROWS = (
    "|  | Für das Land | Für den Landkreis |",
    "|---|---|---|",
    "| Ort | Wiesbaden | Erbach |",
    "| Datum | 02.08.2025 | 11.08.2025 |",
    "| Unterschrift | gez. Hofmann | gez. Matiaske |",
    "| Name | Heike Hofmann | Frank Matiaske |",
    "| Funktion | Staatsministerin | Landrat |",
)


def texts(rows: tuple[str, ...]) -> list[str]:
    return [line.text for line in told_apart(parse("\n".join(rows).encode(), "a.md").lines)]


def test_a_whole_table_is_read() -> None:
    assert "Wiesbaden, 02.08.2025" in texts(ROWS)
    assert "Erbach, 11.08.2025" in texts(ROWS)


@pytest.mark.parametrize("row", [4, 5])
def test_a_row_without_its_borders(row: int) -> None:
    broken = ROWS[row].replace("|", "").strip()
    assert not any("2025" in text for text in texts((*ROWS[:row], "", broken, "", *ROWS[2:3], *ROWS[row + 1 :])))


@pytest.mark.parametrize(
    "cut", ["| Funktion | Staatsministerin |\nLandrat |", "| Funktion | Staatsministerin\n| Landrat |"]
)
def test_a_row_cut_in_two(cut: str) -> None:
    assert not any("2025" in text for text in texts((*ROWS[:6], cut)))


def test_a_label_that_is_none() -> None:
    assert not any("2025" in text for text in texts(tuple(row.replace("Unterschrift", "Unterschrlft") for row in ROWS)))
