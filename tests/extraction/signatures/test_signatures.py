from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqbgraph.errors import BadValue, Conflict
from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.reading.readers import parse
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from aqbgraph.agreement import Signature

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
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
        ("gez. Frank Matiaske", "Frank Matiaske"),
        ("In Vertretung\n\nFrank Matiaske", "Frank Matiaske"),
        ("(Unterschrift)\n\nFrank Matiaske", "Frank Matiaske"),
        ("F. Matiaske\n\nFrank Matiaske", "Frank Matiaske"),
        ("Frank Matiaske Frank Matiaske", "Frank Matiaske"),
        ("Unterschrift", None),
        ("Hessisches Ministerium", None),
        ("Heike Hofmann Frank Matiaske", None),
    ],
)
def test_names(line: str, name: str | None) -> None:
    assert local(LOCAL.replace("Frank Matiaske", line)).signatory_name == name


@pytest.mark.parametrize(
    ("line", "role", "office"),
    [
        ("Landrätin", "Landrätin", "landrat"),
        ("Erste Kreisbeigeordnete", "Erste Kreisbeigeordnete", "erster-kreisbeigeordneter"),
        ("Erster Kreis-\nbeigeordneter", "Erster Kreisbeigeordneter", "erster-kreisbeigeordneter"),
        ("Landrat\n\nLandrat", "Landrat", "landrat"),
        ("stellvertretender Landrat", "stellvertretender Landrat", "stellvertretender-landrat"),
        ("stellvertretender Bürgermeister", None, None),
        ("Präsident", None, None),
    ],
)
def test_offices(line: str, role: str | None, office: str | None) -> None:
    found = local(LOCAL.replace("Landrat\n", f"{line}\n"))
    assert found.signatory_role == role
    assert (found.office.key if found.office else None) == office


@pytest.mark.parametrize(
    "closing",
    [
        "Erbach, den 11. 08. 2025\n\nFrank Matiaske, Landrat des Landkreises Odenwaldkreis",
        "Erbach, den 11. 08. 2025\n\nLandrat Frank Matiaske\ndes Landkreises Odenwaldkreis",
        "Erbach, den 11. 08. 2025\n\nDer Landrat\n\nFrank Matiaske",
        "Erbach, den 11. 08. 2025\n\nLandrat\nFrank Matiaske",
        "Erbach, den 11. 08. 2025\n\nFür den Kreisausschuss des Odenwaldkreises\n\nFrank Matiaske\nLandrat",
        "Erbach, den 11. 08. 2025\n\nFür den Kreisausschuss\n\nFrank Matiaske\nLandrat",
        "Landkreis Odenwaldkreis\n\nErbach, den 11. 08. 2025\n\nFrank Matiaske\nLandrat",
        "Erbach, den 11. 08. 2025 Frank Matiaske\n\nLandrat\ndes Landkreises\nOdenwaldkreis",
        "Erbach, 11. 08. 2025\nOrt, Datum\n\nFrank Matiaske\nUnterschrift\n\nLandrat des Odenwaldkreises",
        "Erbach, den 11. 08. 2025\n\nFrank Matiaske\n\nLandrat\ndes Landkreises\nOdenwaldkrels",
        "Erbach, Montag, den 11. 08. 2025\n\nFrank Matiaske\n\nLandrat\ndesLandkreises Odenwaldkreis",
    ],
)
def test_one_signature_in_many_forms(closing: str) -> None:
    found = local(closing)
    assert (found.key, found.on_behalf_of) == ("signature-local", "odenwaldkreis")
    assert (found.signatory_name, found.signatory_role) == ("Frank Matiaske", "Landrat")
    assert (found.signed_at, found.signed_on) == ("Erbach", date(2025, 8, 11))


def test_both_parties_above_their_place_and_day() -> None:
    state, other = signed(
        "Hessisches Ministerium für Arbeit, Integration, Jugend und Soziales\n\nWiesbaden, den 2. 8. 2025\n\n"
        "Heike Hofmann\nStaatsministerin\n\nLandkreis Odenwaldkreis\n\nErbach, den 11. 08. 2025\n\n"
        "Frank Matiaske\nLandrat"
    )
    assert (state.on_behalf_of, state.signatory_name) == ("ministerium-arbeit", "Heike Hofmann")
    assert (other.on_behalf_of, other.signatory_name) == ("odenwaldkreis", "Frank Matiaske")


def test_a_party_above_its_place_and_day_is_not_the_one_before() -> None:
    """Even where the office of the one before was lost, so that his day is nobody's."""
    extraction = read(
        "Wiesbaden, den\n\nHeike Hofmann\n\nLandkreis Odenwaldkreis\n\n"
        "Erbach, den 11. 08. 2025\n\nFrank Matiaske\nLandrat"
    )
    assert extraction.agreement is not None, extraction.faults
    (other,) = extraction.agreement.signatures
    assert (other.signatory_name, other.on_behalf_of) == ("Frank Matiaske", "odenwaldkreis")


TWO = "Erbach, den 11. 08. 2025\n\nFrank Matiaske\nLandrat\n\nAnna Muster\nErste Kreisbeigeordnete\n\n"


@pytest.mark.parametrize(
    "closing",
    [
        f"{TWO}des Landkreises Odenwaldkreis",
        TWO.replace("\n\nFrank", "\n\nFür den Kreisausschuss des Odenwaldkreises\n\nFrank"),
        "Erbach, den 11. 08. 2025\n\nDer Landrat\nFrank Matiaske\n\nDie Erste Kreisbeigeordnete\nAnna Muster",
        "Erbach, den 11. 08. 2025\n\nLandrat\nFrank Matiaske\n\nErste Kreisbeigeordnete\nAnna Muster",
    ],
)
def test_two_who_sign_for_one_party(closing: str) -> None:
    _, first, second = signed(f"{STATE}\n\n{closing}")
    assert (first.key, second.key) == ("signature-local", "signature-local-2")
    assert (first.signatory_name, first.signatory_role) == ("Frank Matiaske", "Landrat")
    assert (second.signatory_name, second.signatory_role) == ("Anna Muster", "Erste Kreisbeigeordnete")
    for one in (first, second):
        assert (one.on_behalf_of, one.signed_at, one.signed_on) == ("odenwaldkreis", "Erbach", date(2025, 8, 11))


def test_a_name_between_two_offices_may_be_of_either() -> None:
    _, first, second = signed(f"{STATE}\n\n{TWO.replace('Frank Matiaske', '')}des Landkreises Odenwaldkreis")
    assert (first.signatory_name, second.signatory_name) == (None, None)
    assert (first.signatory_role, second.signatory_role) == ("Landrat", "Erste Kreisbeigeordnete")


def test_a_place_and_day_are_not_shared_past_the_name_of_a_party() -> None:
    """Those of the second may have been lost."""
    second = "Anna Muster\nErste Kreisbeigeordnete\ndes Landkreises Odenwaldkreis"
    _, _, other = signed(f"{STATE}\n\n{LOCAL}\n\n{second}")
    assert (other.signatory_name, other.on_behalf_of) == ("Anna Muster", "odenwaldkreis")
    assert (other.signed_at, other.signed_on) == (None, None)


def test_a_lost_place_and_day_are_not_those_of_the_other_side() -> None:
    _, other = signed(f"{STATE}\n\n{LOCAL.partition(chr(10))[2]}")
    assert (other.signatory_name, other.signed_at, other.signed_on) == ("Frank Matiaske", None, None)


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Erbach, den", "Erbach", None),
        ("Erbach, den _______", "Erbach", None),
        ("Erbach, am 1. Dezember 2025", "Erbach", date(2025, 12, 1)),
        ("Erbach, 1.12.2025", "Erbach", date(2025, 12, 1)),
        ("Erbach am 1.12.2025", "Erbach", date(2025, 12, 1)),
        ("Büttelborn, den 1.12.2025", "Büttelborn", date(2025, 12, 1)),
        ("Bad Homburg v. d. Höhe, den 1.12.2025", "Bad Homburg v. d. Höhe", date(2025, 12, 1)),
        ("Jugend und Soziales Erbach, den 1.12.2025", "Erbach", date(2025, 12, 1)),
        ("Erbach, den 2025-12-01", "Erbach", date(2025, 12, 1)),
        ("Erbach, den 1. Jan. 2026", "Erbach", date(2026, 1, 1)),
    ],
)
def test_place_and_day(line: str, place: str, day: date | None) -> None:
    found = local(LOCAL.replace("Erbach, den 11. 08. 2025", line))
    assert (found.signed_at, found.signed_on) == (place, day)


def test_a_month_is_no_day_and_is_told() -> None:
    extraction = read(f"{STATE}\n\n{LOCAL.replace('den 11. 08. 2025', 'im August 2025')}")
    assert extraction.agreement is not None, extraction.faults
    assert extraction.agreement.signatures[1].signed_on is None
    assert "August 2025" in [row.quote for row in extraction.accounting.unread]


@pytest.mark.parametrize(
    ("words", "day", "written"),
    [
        ("11.08.25", date(2025, 8, 11), "11.08.2025"),
        ("3. 1. 26", date(2026, 1, 3), "3. 1. 2026"),
        ("11.O8.2025", date(2025, 8, 11), "11.08.2025"),
        ("l1. O8. 2O25", date(2025, 8, 11), "11. 08. 2025"),
    ],
)
def test_a_mended_day_is_told(words: str, day: date, written: str) -> None:
    extraction = read(f"{STATE}\n\n{LOCAL.replace('11. 08. 2025', words)}")
    assert extraction.agreement is not None, extraction.faults
    assert extraction.agreement.signatures[1].signed_on == day
    (repair,) = extraction.repairs
    assert (repair.read, repair.written) == (words, written)
    assert extraction.document.text[repair.start : repair.end] == words


@pytest.mark.parametrize("day", ["31.02.2025", "11.08.22", "1.13.2025", "11.0g.2025", "11/08/2025", "|1.08.2025"])
def test_day_without_a_single_reading(day: str) -> None:
    (fault,) = read(f"{STATE}\n\n{LOCAL.replace('11. 08. 2025', day)}").faults
    assert isinstance(fault, BadValue)
    assert f"„{day}“" in fault.message


def test_day_that_is_another_day_of_the_week() -> None:
    (fault,) = read(f"{STATE}\n\n{LOCAL.replace('den 11. 08. 2025', 'Dienstag, den 11. 08. 2025')}").faults
    assert isinstance(fault, BadValue)
    assert "kein Dienstag" in fault.message


@pytest.mark.parametrize("day", ["11. 08. 2015", "11. 08. 2023", "11. 08. 2027"])
def test_day_far_from_the_year_of_the_agreement(day: str) -> None:
    (fault,) = read(f"{STATE}\n\n{LOCAL.replace('11. 08. 2025', day)}").faults
    assert isinstance(fault, Conflict)
    assert day in fault.message
    assert fault.place is not None
    assert fault.place.start is not None


def test_a_stranger() -> None:
    (fault,) = read(f"{STATE}\n\n{LOCAL.replace('Odenwaldkreis', 'Fulda')}").faults
    assert isinstance(fault, Conflict)


def test_a_second_signature_of_one_side() -> None:
    second = "Erbach, den 12. 08. 2025\n\nAnna Muster\n\nErste Kreisbeigeordnete\ndes Landkreises\nOdenwaldkreis"
    keys = [signature.key for signature in signed(f"{STATE}\n\n{LOCAL}\n\n{second}")]
    assert keys == ["signature-state", "signature-local", "signature-local-2"]


WIDE = "        "
COLUMNS = (
    ("Wiesbaden, den 2. 8. 2025", "Erbach, den 11. 08. 2025"),
    ("Heike Hofmann", "Frank Matiaske"),
    ("Staatsministerin", "Landrat"),
    ("Hessisches Ministerium", "des Landkreises"),
    ("für Arbeit, Integration,", "Odenwaldkreis"),
    ("Jugend und Soziales", ""),
)


@pytest.mark.parametrize("gap", [WIDE, "\t", " | "], ids=["blanks", "tab", "border"])
def test_columns_that_split_unmistakably(gap: str) -> None:
    state, other = signed("\n\n".join(gap.join(cells).strip(" |") for cells in COLUMNS))
    assert (state.on_behalf_of, state.signatory_name, state.signed_on) == (
        "ministerium-arbeit",
        "Heike Hofmann",
        date(2025, 8, 2),
    )
    assert (other.on_behalf_of, other.signatory_name, other.signed_on) == (
        "odenwaldkreis",
        "Frank Matiaske",
        date(2025, 8, 11),
    )


def test_of_columns_that_do_not_split_no_name_is_taken() -> None:
    extraction = read("\n\n".join(" ".join(cells) for cells in COLUMNS[:3]))
    assert extraction.agreement is not None
    state, other = extraction.agreement.signatures
    assert (state.signatory_name, other.signatory_name) == (None, None)
    assert (state.signatory_role, other.signatory_role) == ("Staatsministerin", "Landrat")
    assert (state.signed_at, other.signed_at) == ("Wiesbaden", "Erbach")
    assert "Heike Hofmann Frank Matiaske" in [row.quote for row in extraction.accounting.unread]


@given(
    st.permutations(range(len(COLUMNS) - 1)), st.sets(st.integers(1, len(COLUMNS) - 1)), st.sampled_from(["\t", WIDE])
)
@settings(max_examples=60, deadline=None)
def test_columns_are_never_crossed(order: list[int], lost: set[int], gap: str) -> None:
    """Whatever rows are lost, or in which order they stand: nobody gets the other's name, office, place or day."""
    rows = [COLUMNS[0], *(COLUMNS[index + 1] for index in order if index + 1 not in lost)]
    extraction = read("\n\n".join(gap.join(cells) for cells in rows))
    for signature in extraction.agreement.signatures if extraction.agreement else ():
        side = [cells[0 if signature.signed_at == "Wiesbaden" else 1] for cells in COLUMNS]
        assert signature.signatory_name in (side[1], None)
        assert signature.signatory_role in (side[2], None)
        assert signature.on_behalf_of in (
            "ministerium-arbeit" if side[2] == "Staatsministerin" else "odenwaldkreis",
            None,
        )


def test_lines_of_the_form_are_standing_text() -> None:
    extraction = read(f"{STATE}\n\nOrt, Datum\n\n{LOCAL}\n\n(Unterschrift)")
    assert extraction.agreement is not None, extraction.faults
    assert not {"Ort, Datum", "Unterschrift"} & {row.quote for row in extraction.accounting.unread}


@pytest.mark.parametrize("line", ["Erbach, den 11. 08. 2025", "Frank Matiaske", "Landrat"])
def test_a_line_that_stands_twice_is_no_second_signature(line: str) -> None:
    assert len(signed(f"{STATE}\n\n{LOCAL.replace(line, f'{line}{chr(10)}{line}')}")) == 2


@pytest.mark.parametrize(
    "noise", ["Landrat\n" * 2_000, "Abc Abc Abc\n" * 2_000, "Dr. " * 5_000, "Wiesbaden, den\n" * 2_000]
)
def test_any_closing_ends(noise: str) -> None:
    assert read(f"{STATE}\n\n{LOCAL}\n\n{noise}").accounting.lines > 62


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("i. V. Erika Muster\nLandrat", None),
        ("In Vertretung\n\nErika Muster\nLandrat", None),
        ("i. V. Erika Muster\nErste Kreisbeigeordnete", "Erste Kreisbeigeordnete"),
        ("Erika Muster\nLandrätin", "Landrätin"),
    ],
)
def test_who_stands_in_has_not_the_office_of_the_head(samples: Path, who: str, role: str | None) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    start = text.rindex("Frank Matiaske")
    extraction = extract(parse(f"{text[:start]}{who}\ndes Landkreises Odenwaldkreis\n".encode(), "x.md"))
    assert extraction.faults == ()
    assert extraction.agreement is not None
    local = extraction.agreement.signatures[-1]
    assert (local.on_behalf_of, local.signatory_name, local.signatory_role) == ("odenwaldkreis", "Erika Muster", role)
    assert (local.office is None) == (role is None)


SIDE_BY_SIDE = "Heike Hofmann\n\nFrank Matiaske\n\nStaatsministerin\nHessisches Ministerium"


def test_of_two_names_above_one_office_none_is_taken_while_another_has_none() -> None:
    state, other = signed(f"Wiesbaden, den 2. 8. 2025\n\n{SIDE_BY_SIDE}\n\nErbach, den 11. 08. 2025\n\nLandrat")
    assert (state.signatory_name, other.signatory_name) == (None, None)
    assert (state.signatory_role, other.signatory_role) == ("Staatsministerin", "Landrat")


@pytest.mark.parametrize("names", [SIDE_BY_SIDE, STATE.partition("2025\n\n")[2]])
def test_the_second_of_two_places_and_days_is_nobodys(names: str) -> None:
    extraction = read(f"Wiesbaden, den\n\nErbach, den 11. 08. 2025\n\n{names}\n\nFrank Matiaske\nLandrat")
    assert any("11. 08. 2025" in str(fault) for fault in extraction.faults)


def test_an_office_over_two_lines() -> None:
    other = local(LOCAL.replace("Landrat", "Erster\n\nKreisbeigeordneter"))
    assert other.signatory_role == "Erster Kreisbeigeordneter"


def test_a_name_joined_to_the_office_of_another_is_nobodys() -> None:
    closing = LOCAL.replace("Landrat\n", "Landrat Anna Muster\n\nErste Kreisbeigeordnete\n")
    named = {one.signatory_name for one in signed(f"{STATE}\n\n{closing}")}
    assert not named & {"Frank Matiaske", "Anna Muster"}
