from __future__ import annotations

import pytest

from aqbgraph.document import Kind, Line, identity
from aqbgraph.extraction.signatures.organisations import is_part, names_party, organisation


def lines(*texts: str) -> list[Line]:
    found, start = [], 0
    for number, text in enumerate(texts, 1):
        found.append(Line(number, Kind.TEXT, identity(text, start)))
        start += len(text) + 1
    return found


MINISTRY = ("Hessisches Ministerium", "für Arbeit, Integration,", "Jugend und Soziales")


@pytest.mark.parametrize(
    ("texts", "party", "side", "read"),
    [
        (("des Landkreises", "Odenwaldkreis"), "odenwaldkreis", "LocalParty", "des Landkreises Odenwaldkreis"),
        (MINISTRY, "ministerium-arbeit", "StateParty", " ".join(MINISTRY)),
        ((*MINISTRY, "Entwurf"), "ministerium-arbeit", "StateParty", " ".join(MINISTRY)),
        (("Entwurf", *MINISTRY), "ministerium-arbeit", "StateParty", " ".join(MINISTRY)),
        ((*MINISTRY[:2], "Entwurf", MINISTRY[2]), "ministerium-arbeit", "StateParty", " ".join(MINISTRY)),
        (("Für den Kreisausschuss des Odenwaldkreises",), "odenwaldkreis", "LocalParty", None),
        (("Für den Kreisausschuss", "des Odenwaldkreises"), "odenwaldkreis", "LocalParty", None),
        (("Für den Magistrat der Stadt Kassel",), "kassel-stadt", "LocalParty", None),
        (("Der Magistrat der Stadt Offenbach am Main",), "offenbach-stadt", "LocalParty", None),
        (("Für das Land Hessen", *MINISTRY), "ministerium-arbeit", "StateParty", " ".join(MINISTRY)),
        (("Für den Kreisausschuss",), None, "LocalParty", None),
        (("Für den Magistrat",), None, "LocalParty", None),
        (("Für das Land Hessen",), None, "StateParty", None),
    ],
)
def test_organisation(texts: tuple[str, ...], party: str | None, side: str, read: str | None) -> None:
    found = organisation(lines(*texts))
    assert found is not None
    assert (found.party, found.side, found.mended) == (party, side, None)
    assert found.read.text == (read or " ".join(texts))


def test_a_letter_wrong_is_mended() -> None:
    found = organisation(lines("des Landkreises", "Odenwaldkrels"))
    assert found is not None
    assert found.mended is not None
    assert (found.party, found.mended.words) == ("odenwaldkreis", "Landkreises Odenwaldkreis")


@pytest.mark.parametrize("texts", [("Entwurf",), ("des Landkreises", "Musterkreis"), ("Kassel",), (), ("x",) * 500])
def test_no_organisation(texts: tuple[str, ...]) -> None:
    assert organisation(lines(*texts)) is None


def test_names_party() -> None:
    assert names_party("Landkreis Fulda")
    assert not names_party("Der Landkreis Fulda beteiligt sich.")


@pytest.mark.parametrize(
    ("texts", "part"),
    [
        (("Hessisches Ministerium",), True),
        (("Hessisches Ministerium", "Jugend und Soziales"), True),
        (("Hessisches Ministerium", "Entwurf", "für Arbeit, Integration,"), False),
        (("Hcssischcs Ministeriurn", "fur Soziales und lntegration"), True),
        (("HessischesMinisterium", "für Sozialesund Integration"), True),
        ((), True),
        (("Hessisches Ministerium", "für Wissenschaft und Kunst"), False),
        (("Ministerium der Finanzen",), False),
        (("des Landkreises", "Odenwaldkreis"), False),
        (("Stadt Kassel",), False),
        (("Hessisches Landesamt",), False),
    ],
)
def test_part_of_the_ministry(texts: tuple[str, ...], *, part: bool) -> None:
    assert is_part(texts, "ministerium-arbeit", "StateParty") is part


@pytest.mark.parametrize(
    ("texts", "part"),
    [
        (("des Landkreises",), True),
        (("desLandkreises", "Odenwaldkreis"), True),
        (("des Landkreises", "Musterkreis"), False),
        (("des Landkreises", "Fulda"), False),
        (("der Stadt",), False),
    ],
)
def test_part_of_a_district(texts: tuple[str, ...], *, part: bool) -> None:
    assert is_part(texts, "odenwaldkreis", "LocalParty") is part


def test_a_lost_dot_of_what_leads_to_the_party() -> None:
    found = organisation(lines("Fur den Kreis Bergstraße:"))
    assert found is not None
    assert found.party == "bergstrasse"
