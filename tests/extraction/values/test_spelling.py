from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.extraction.values import spelling
from aqbgraph.extraction.values.spelling import RULE
from aqbgraph.extraction.values.values import key_of
from aqbgraph.vocabulary import vocabulary

ENTRIES = vocabulary().instances("LocalParty")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Odenwaldkrels", "Odenwaldkreis"),
        ("Landkreis Fulds", "Landkreis Fulda"),
        ("Werra-MeiBner-Kreis", "Werra-Meißner-Kreis"),
        ("Main-Kinzig-Krcis", "Main-Kinzig-Kreis"),
        ("Stadt Kasse1", "Stadt Kassel"),
    ],
)
def test_one_letter_wrong(text: str, words: str) -> None:
    found = spelling.nearest(text, "LocalParty")
    assert found is not None
    assert (found.words, found.rule) == (words, RULE)


def test_a_long_name_may_have_two() -> None:
    name = "Hessisches Ministerium für Arbeit, Integration, Jugencl und Soziales"
    found = spelling.nearest(name, "StateParty")
    assert found is not None
    assert found.words == "Hessisches Ministerium für Arbeit, Integration, Jugend und Soziales"
    assert spelling.nearest(name.replace("Ar", "xy"), "StateParty") is None


@pytest.mark.parametrize("text", ["Fuldo", "Hassel", "Odenwoldkrels", "Entenhausen", "Kreis Hessen", "", "Landkreis"])
def test_left_alone(text: str) -> None:
    assert spelling.nearest(text, "LocalParty") is None


def test_a_name_near_two_parties_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {
        "landkreis abc": ("Landkreis Abc", frozenset({"one"})),
        "landkreis abd": ("Landkreis Abd", frozenset({"two"})),
    }
    monkeypatch.setattr(spelling, "_spellings", lambda _: names)
    assert spelling.nearest("Landkreis Abx", "LocalParty") is None


@given(st.sampled_from([(entry, name) for entry in ENTRIES for name in entry.spellings]), st.data())
def test_one_changed_letter_never_makes_another_party(drawn: tuple[object, str], data: st.DataObject) -> None:
    entry, name = drawn
    at = data.draw(st.integers(0, len(name) - 1))
    changed = name[:at] + data.draw(st.sampled_from("aeinrstxKWM1l")) + name[at + 1 :]
    found = spelling.nearest(changed, "LocalParty")
    if found is not None and key_of(changed, "LocalParty") is None:
        assert key_of(found.words, "LocalParty") == entry.key  # type: ignore[attr-defined]  # an Entry


def test_suggestion() -> None:
    assert spelling.suggestion("Landkreis Odenwaldkraiss", "LocalParty") == "Landkreis Odenwaldkreis"
    assert spelling.suggestion("Entenhausen", "LocalParty") is None
