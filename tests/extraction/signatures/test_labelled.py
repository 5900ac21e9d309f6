"""Signatures whose place, day, name and office stand behind labels, in a table or line by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.agreement import Signature

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
BODY = SAMPLE[: SAMPLE.index("Wiesbaden, den 2.")]
STATE = ("ministerium-arbeit", "Heike Hofmann", "Staatsministerin", "Wiesbaden", date(2025, 8, 2))
LOCAL = ("odenwaldkreis", "Frank Matiaske", "Landrat", "Erbach", date(2025, 8, 11))


def rows(*lines: str) -> str:
    head, *others = [f"| {' | '.join(line.split(';'))} |" for line in lines]
    return "\n".join([head, "|---" * (head.count("|") - 1) + "|", *others])


def told(one: Signature) -> tuple[object, ...]:
    return (one.on_behalf_of, one.signatory_name, one.signatory_role, one.signed_at, one.signed_on)


def signed(closing: str) -> list[tuple[object, ...]]:
    extraction = extract(parse(f"{BODY}\n{closing}\n".encode(), "a.md"))
    assert extraction.agreement is not None, extraction.faults
    for one in extraction.agreement.signatures:
        assert all(extraction.document.text[item.start : item.end] == item.quote for item in one.evidence)
    return [told(one) for one in extraction.agreement.signatures]


TABLE = (
    "Ort, Datum;Wiesbaden, 2. 8. 2025;Erbach, 11.08.2025",
    "Unterschrift;;",
    "Name;Heike Hofmann;Frank Matiaske",
    "Funktion;Staatsministerin;Landrat",
)
APART = (
    "Ort:;Wiesbaden;Erbach",
    "Datum:;02.08.2025;11.08.2025",
    "Unterschrift:;gez. Hofmann;gez. Matiaske",
    "Name:;Heike Hofmann;Frank Matiaske",
    "Amtsbezeichnung:;Staatsministerin;Landrat",
)


@pytest.mark.parametrize(
    "closing",
    [
        rows(*TABLE),
        rows(";Für das Land;Für den Landkreis", *TABLE),
        rows(";Hessisches Ministerium für Arbeit, Integration, Jugend und Soziales;Landkreis Odenwaldkreis", *TABLE),
        rows(*APART),
        rows(TABLE[0], TABLE[3], TABLE[2]),
        "\n\n".join(rows(*(f"{row.split(';')[0]};{row.split(';')[column]}" for row in TABLE)) for column in (1, 2)),
        "\n\n".join("\n".join(f"{row.split(';')[0]}: {row.split(';')[column]}" for row in TABLE) for column in (1, 2)),
        "\n\n".join(
            "\n".join(f"{row.split(';')[0]} {row.split(';')[column]}" for row in APART if "gez." not in row)
            for column in (1, 2)
        ),
        rows(
            "Ort, Datum;Unterschrift;Name;Funktion",
            *(
                "; ".join(row)
                for row in (
                    ("Wiesbaden, 2. 8. 2025", "", "Heike Hofmann", "Staatsministerin"),
                    ("Erbach, 11.08.2025", "", "Frank Matiaske", "Landrat"),
                )
            ),
        ),
    ],
)
def test_both_signatures(closing: str) -> None:
    assert signed(closing) == [STATE, LOCAL]


def test_html_with_a_head_over_two_columns() -> None:
    body = "".join(f"<p>{line.text}" for line in parse(BODY.encode(), "a.md").lines)
    cells = "".join("<tr><th>" + "<td>".join(row.split(";")) for row in TABLE)
    page = f"<html>{body}<table><tr><td><td colspan=2>Unterschriften{cells}</table>"
    extraction = extract(parse(page.encode(), "a.html"))
    assert extraction.agreement is not None, extraction.faults
    assert [told(one) for one in extraction.agreement.signatures] == [STATE, LOCAL]


@pytest.mark.parametrize("lost", range(len(TABLE) - 1))
def test_a_lost_row_takes_only_its_own_facts(lost: int) -> None:
    for found, whole in zip(signed(rows(*TABLE[:lost], *TABLE[lost + 1 :])), (STATE, LOCAL), strict=False):
        assert all(value in (expected, None) for value, expected in zip(found, whole, strict=True))


def test_an_empty_cell_is_nobody_elses() -> None:
    table = (*TABLE[:2], "Name;Heike Hofmann;", TABLE[3])
    assert signed(rows(*table)) == [STATE, (LOCAL[0], None, *LOCAL[2:])]


def test_a_word_of_the_form_alone_is_no_table() -> None:
    closing = "Wiesbaden, den 2. 8. 2025\n\nName: Heike Hofmann\n\nStaatsministerin"
    assert signed(closing)[0][3:] == STATE[3:]
