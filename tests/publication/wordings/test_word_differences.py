"""Wordings side by side: nothing is lost, nothing invented, and what is marked is what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aqbgraph.extraction.wording.comparison import Kind, Step
from aqbgraph.publication.wordings.word_differences import sides, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable

# Few letters, so that words repeat; blanks of documents, marks that stick to words, line ends.
TEXTS = st.text("abß .,;:-–“„()[]0\n", max_size=60)
OLD = "Die Mittel werden im Herbst, auf Antrag, ausgezahlt."


def text_of(steps: Iterable[Step]) -> str:
    """The wording of one side, each white space a blank."""
    return "".join(f"{' ' if one.gap else ''}{one.text}" for one in steps).strip()


def collapsed(text: str) -> str:
    return " ".join(text.split())


def marked(steps: tuple[Step, ...]) -> list[str]:
    return [step.text for step in steps if step.kind is not Kind.SAME]


@given(TEXTS, TEXTS)
@example("[Landkreis oder Stadt] erhält [Betrag].", "[Landkreis oder Stadt] erhält rund [Betrag].")
def test_each_side_is_its_text(old: str, new: str) -> None:
    found = sides(old, new)
    assert collapsed(text_of(found.before)) == collapsed(old)
    assert collapsed(text_of(found.after)) == collapsed(new)


@given(TEXTS, TEXTS)
def test_gone_words_stand_in_the_old_text_alone(old: str, new: str) -> None:
    found = sides(old, new)
    assert {step.kind for step in found.before} <= {Kind.SAME, Kind.OUT}
    assert {step.kind for step in found.after} <= {Kind.SAME, Kind.NEW}


@given(TEXTS)
def test_nothing_is_marked_in_the_same_text(text: str) -> None:
    found = sides(text, text)
    assert found.before == found.after
    assert marked(found.before) == []


@given(TEXTS, TEXTS)
def test_what_both_have_is_as_many_steps_on_either_side(old: str, new: str) -> None:
    found = sides(old, new)
    kept = [[step for step in side if step.kind is Kind.SAME] for side in (found.before, found.after)]
    assert len(kept[0]) == len(kept[1])


@pytest.mark.parametrize(
    ("new", "gone", "come"),
    [
        ("Die Mittel werden im Frühjahr, auf Antrag, ausgezahlt.", ["Herbst"], ["Frühjahr"]),
        ("Die Mittel werden im Herbst auf Antrag, ausgezahlt.", ["Herbst,"], ["Herbst"]),
        ("Die Mittel werden im Herbst, auf Antrag, ausgezahlt!", ["ausgezahlt."], ["ausgezahlt!"]),
        ("„Die Mittel werden im Herbst, auf Antrag, ausgezahlt.", [], ["„"]),
        ("Die Mittel werden im Herbst, nur auf Antrag, ausgezahlt.", [], ["nur"]),
        ("Die Mittel werden im Herbst ausgezahlt.", [", auf Antrag,"], []),
        ("die mittel werden im Herbst, auf Antrag, ausgezahlt.", [], []),
    ],
)
def test_what_is_marked(new: str, gone: list[str], come: list[str]) -> None:
    found = sides(OLD, new)
    assert marked(found.before) == gone
    assert marked(found.after) == come


def test_each_side_keeps_its_own_spelling() -> None:
    found = sides("Die Maßnahme läuft", "die Massnahme endet")
    assert text_of(found.before) == "Die Maßnahme läuft"
    assert text_of(found.after) == "die Massnahme endet"
    assert marked(found.before) == ["läuft"]


def test_without_a_counterpart_nothing_is_marked() -> None:
    assert unmarked("Ein Satz.") == (Step(Kind.SAME, "Ein Satz.", gap=False),)
