"""Text directives: what they name, and what of it is encoded."""

from __future__ import annotations

import pytest

from aqbgraph.publication.agreements.text_directives import text_directive


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Digital Praxis 2025", ":~:text=7-,Digital%20Praxis%202025"),
        ("Zur Verfügung", ":~:text=7-,Zur%20Verfügung"),
        ("eins zwei drei vier fünf sechs", ":~:text=7-,eins%20zwei%20drei%20vier%20fünf%20sechs"),
        ("eins zwei drei vier fünf sechs sieben", ":~:text=7-,eins%20zwei%20drei,fünf%20sechs%20sieben"),
        ("Titel\n\n**\n2025", ":~:text=7-,Titel,2025"),
        ("A-B, C & D", ":~:text=7-,A%2DB%2C%20C%20%26%20D"),
        ('"100 %" <b>', ":~:text=7-,%22100%20%25%22%20%3Cb%3E"),
        ("\n** ##\n", ""),
    ],
)
def test_directive(passage: str, expected: str) -> None:
    assert text_directive(passage, 7) == expected
