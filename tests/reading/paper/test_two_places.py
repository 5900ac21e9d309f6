from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from aqbgraph.reading.paper.sheets import Word
from aqbgraph.reading.paper.two_places import parted
from aqbgraph.reading.readers import parse

LEFT = ["Wiesbaden, den 2. 8. 2025", "Heike Hofmann", "Staatsministerin", "für Arbeit und Jugend"]
RIGHT = ["Erbach, den 11. 08. 2025", "Frank Matiaske", "Landrat", "des Odenwaldkreises"]


def segment(text: str, wide: int = 8) -> tuple[Word, ...]:
    """Words of a line; where three blanks stand, the gap is `wide` points, elsewhere three."""
    words, x = [], 60.0
    for part in text.split("   "):
        for word in part.split():
            words.append(Word(word, x, 90, x + 5 * len(word), 100, 98, 10))
            x += 5 * len(word) + 3
        x += wide - 3
    return tuple(words)


def text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Wiesbaden, den 2. 8. 2025   Erbach, den 11. 8. 2025", 2),
        ("Wiesbaden, den   Frankfurt am Main, den 11. 8. 2025", 2),
        ("Wiesbaden, den 2. 8. 2025 Erbach, den 11. 8. 2025", 1),
        ("Wiesbaden, den 2. 8.   2025", 1),
        ("Sie tagt in Wiesbaden, den   Tag legt das Land fest, am Ende aber das Land und der Kreis zusammen", 1),
    ],
)
def test_where_the_second_place_begins(line: str, parts: int) -> None:
    found = parted(segment(line))
    assert len(found) == parts
    assert " ".join(map(text, found)) == " ".join(line.split())
    assert parts == 1 or text(found[0]) == line.split("   ", maxsplit=1)[0]


# Signatures nearer to each other than a wide gap, and than a letter is high.
@pytest.mark.parametrize("gap", [18, 8])
def test_signatures_close_to_each_other_are_read_one_after_the_other(gap: float) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 700, "Die Zielvereinbarungen werden auf dem Portal veröffentlicht, so steht es hier.")
    right = 60 + max(canvas.stringWidth(line) for line in LEFT) + gap
    for number, (one, other) in enumerate(zip(LEFT, RIGHT, strict=True)):
        canvas.drawString(60, 650 - 13 * number, one)
        canvas.drawString(right, 650 - 13 * number, other)
    canvas.save()
    found = [line.text for line in parse(stream.getvalue(), "a.pdf").lines]
    assert " ".join(found[1:]) == " ".join([*LEFT, *RIGHT])
    assert RIGHT[0] in found
