from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import BadValue, Conflict
from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.reading.readers import parse
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from aqbgraph.agreement import Signature

SAMPLE = (Path(__file__).parents[2] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
STATE = (
    "Wiesbaden, den 2. 8. 2025\n\nHeike Hofmann\n\nStaatsministerin\n"
    "Hessisches Ministerium\nfür Arbeit, Integration,\nJugend und Soziales"
)
LOCAL = "Erbach, den 11. 08. 2025\n\nFrank Matiaske\n\nLandrat\ndes Landkreises\nOdenwaldkreis"


def read(closing: str) -> Extraction:
    return extract(parse((SAMPLE[: SAMPLE.index("Wiesbaden, den 2.")] + closing).encode(), "sample.md"))


def signed(closing: str) -> tuple[Signature, ...]:
    extraction = read(closing)
    assert extraction.agreement is not None, extraction.faults
    return extraction.agreement.signatures


def local(changed: str) -> Signature:
    (_, other) = signed(f"{STATE}\n\n{changed}")
    return other


def test_both_sides() -> None:
    state, other = signed(f"{STATE}\n\n{LOCAL}")
    assert (state.key, state.on_behalf_of, state.signed_at) == ("signature-state", "ministerium-arbeit", "Wiesbaden")
    assert (other.key, other.on_behalf_of, other.signed_on) == ("signature-local", "odenwaldkreis", date(2025, 8, 11))
    assert {item.supports for item in other.evidence} == {
        "onBehalfOf",
        "signatoryName",
        "signatoryRole",
        "signedAt",
        "signedOn",
    }


@pytest.mark.parametrize("index", range(len(LOCAL.split("\n"))))
def test_a_lost_line_takes_only_its_own_fact(index: int) -> None:
    whole = local(LOCAL)
    lines = LOCAL.split("\n")
    lost = local("\n".join(lines[:index] + lines[index + 1 :]))
    for field in ("on_behalf_of", "signatory_name", "signatory_role", "signed_at", "signed_on"):
        assert getattr(lost, field) in (getattr(whole, field), None)
    assert sum(getattr(lost, field) is None for field in ("signatory_name", "signatory_role", "signed_at")) <= 1


def test_the_office_tells_the_side_where_the_name_of_the_party_was_torn() -> None:
    torn = STATE.replace("für Arbeit, Integration,\n", "")
    state, _ = signed(f"{torn}\n\n{LOCAL}")
    assert state.on_behalf_of == "ministerium-arbeit"
    (read_from,) = [item.quote for item in state.evidence if item.supports == "onBehalfOf"]
    assert read_from == "Staatsministerin"


def test_the_office_says_nothing_where_somebody_else_is_named() -> None:
    other = local(LOCAL.replace("Odenwaldkreis", "Musterkreis"))
    assert (other.key, other.on_behalf_of) == ("signature-other", None)


def test_every_office_has_a_side() -> None:
    sides = {"https://w3id.org/aqb/def/aqb#StateParty", "https://w3id.org/aqb/def/aqb#LocalParty"}
    for entry in vocabulary().concepts("offices"):
        (side,) = vocabulary().objects(entry.iri, "https://w3id.org/aqb/def/aqb#officeOf")
        assert side.value in sides


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Dr. Frank Matiaske", "Dr. Frank Matiaske"),
        ("Prof. Dr. med. Anna-Lena Müller-Lüdenscheidt", "Prof. Dr. med. Anna-Lena Müller-Lüdenscheidt"),
        ("Dr. h.c. Frank Matiaske", "Dr. h.c. Frank Matiaske"),
        ("Frank von der Heide", "Frank von der Heide"),
        ("gez. Frank Matiaske", "Frank Matiaske"),
        ("i. V. Frank Matiaske", "Frank Matiaske"),
        ("(Frank Matiaske)", "Frank Matiaske"),
        ("Frank Matiaske Frank Matiaske", "Frank Matiaske"),
        ("Unterschrift", None),
        ("Hessisches Ministerium", None),
    ],
)
def test_names(line: str, name: str | None) -> None:
    assert local(LOCAL.replace("Frank Matiaske", line)).signatory_name == name


@pytest.mark.parametrize(
    ("line", "role", "office"),
    [
        ("Landrätin", "Landrätin", "landrat"),
        ("Erste Kreisbeigeordnete", "Erste Kreisbeigeordnete", "erster-kreisbeigeordneter"),
        ("Hauptamtlicher Kreisbeigeordneter", "Hauptamtlicher Kreisbeigeordneter", "kreisbeigeordneter"),
        ("Oberbürgermeister", "Oberbürgermeister", "oberbuergermeister"),
        ("stellvertretender Landrat", None, None),
        ("Präsident", None, None),
    ],
)
def test_offices(line: str, role: str | None, office: str | None) -> None:
    found = local(LOCAL.replace("Landrat\n", f"{line}\n"))
    assert found.signatory_role == role
    assert (found.office.key if found.office else None) == office


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Erbach, den", "Erbach", None),
        ("Erbach, den _______", "Erbach", None),
        ("Erbach, am 1. Dezember 2025", "Erbach", date(2025, 12, 1)),
        ("Bad Homburg v. d. Höhe, den 1.12.2025", "Bad Homburg v. d. Höhe", date(2025, 12, 1)),
        ("Jugend und Soziales Erbach, den 1.12.2025", "Erbach", date(2025, 12, 1)),
    ],
)
def test_place_and_day(line: str, place: str, day: date | None) -> None:
    found = local(LOCAL.replace("Erbach, den 11. 08. 2025", line))
    assert (found.signed_at, found.signed_on) == (place, day)


@pytest.mark.parametrize("day", ["31.02.2025", "11.08.25", "1.13.2025", "2025-08-11", "11.O8.2025", "11/08/2025"])
def test_day_without_a_single_reading(day: str) -> None:
    (fault,) = read(f"{STATE}\n\n{LOCAL.replace('11. 08. 2025', day)}").faults
    assert isinstance(fault, BadValue)
    assert f"„{day}“" in fault.message


def test_a_stranger() -> None:
    (fault,) = read(f"{STATE}\n\n{LOCAL.replace('Odenwaldkreis', 'Fulda')}").faults
    assert isinstance(fault, Conflict)


def test_a_second_signature_of_one_side() -> None:
    second = "Erbach, den 12. 08. 2025\n\nAnna Muster\n\nErste Kreisbeigeordnete\ndes Landkreises\nOdenwaldkreis"
    keys = [signature.key for signature in signed(f"{STATE}\n\n{LOCAL}\n\n{second}")]
    assert keys == ["signature-state", "signature-local", "signature-local-2"]


def test_columns_side_by_side_give_nothing() -> None:
    columns = (
        "Wiesbaden, den 2. 8. 2025 Erbach, den 11. 08. 2025\n\nHeike Hofmann Frank Matiaske\n\nStaatsministerin Landrat"
    )
    extraction = read(columns)
    assert extraction.agreement is not None
    assert extraction.agreement.signatures == ()
    assert "Heike Hofmann Frank Matiaske" in [row.quote for row in extraction.accounting.unread]


@pytest.mark.parametrize(
    "noise", ["Landrat\n" * 2_000, "Abc Abc Abc\n" * 2_000, "Dr. " * 5_000, "Wiesbaden, den\n" * 2_000]
)
def test_any_closing_ends(noise: str) -> None:
    assert read(f"{STATE}\n\n{LOCAL}\n\n{noise}").accounting.lines > 62
