from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.extraction.doubts.test_unsure_words import scanned

from aqbgraph.errors import Doubtful
from aqbgraph.extraction.doubts import amid
from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.document import Document


@pytest.mark.parametrize(
    ("line", "confidences", "value", "expected"),
    [
        ("491.550 Euro", {}, 491_550, None),
        ("491.550,00 Euro", {}, 491_550, None),
        ("insgesamt 491 550 Euro", {"insgesamt": 70}, 491_550, None),
        # A stamp went through the line.
        ("NGEN 491.550 Euro", {"NGEN": 41}, 491_550, "NGEN 491.550 Euro"),
        ("491 550 Eiiro aus dem", {"Eiiro": 59}, 491_550, "491 550 Eiiro aus dem"),
        # Farther away than the unit and what belongs to it, or on another line.
        ("Kreis hat in der Höhe von 491.550 Euro", {"Kreis": 12}, 491_550, None),
        ("Kreis\n491.550 Euro", {"Kreis": 12}, 491_550, None),
        # The figures of a year, read as sure as may be.
        ("Euro 2 025", {}, 2025, "Euro 2 025"),
        ("Euro 2025", {}, 2025, "Euro 2025"),
        ("2.125 Euro", {}, 2125, None),
        # Written in another way than in figures.
        ("0,5 Mio. Euro", {"Mio": 12}, 500_000, None),
    ],
)
def test_words_beside_an_amount(line: str, confidences: dict[str, float], value: int, expected: str | None) -> None:
    document = scanned(line.replace("\\\n", "\n"), confidences)
    found = amid.unsure(document, Decimal(value), (0, len(document.text)))
    assert (document.text[found.start : found.end] if found else None) == expected


def test_a_year_for_an_amount_refuses_a_scan(document: Document) -> None:
    text = document.text.replace("491.550 Euro", "Euro 2 025")
    (fault,) = (one for one in extract(scanned(text, {})).faults if "Betrag" in one.message)
    assert isinstance(fault, Doubtful)
    assert "„**Euro 2 025**“" in fault.message or "„Euro 2 025“" in fault.message
    assert not extract(parse(text.encode(), "a.md")).faults
