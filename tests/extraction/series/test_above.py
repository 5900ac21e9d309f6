"""What is kept of the series of a party to find those of several: enough, and little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extraction.series.test_deciding import LABELS, MINA, decision

from aqbgraph.extraction.series.above import Above
from aqbgraph.extraction.series.joining import Use
from aqbgraph.extraction.series.projects import Decision, Project
from aqbgraph.extraction.series.series import series_name
from aqbgraph.extraction.series.sharing import Series, Sharing

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTIES = ("fulda", "giessen", "odenwaldkreis")


def use(party: str, label: str, year: int = 2024, notation: str = "3") -> Use:
    path = f"agreement/{year}/{party}"
    return Use(Project(party, series_name(label)), (label,), year, frozenset({path}), frozenset({notation}))


def alone(*uses: Use) -> list[Series]:
    return [Series(one.project, (one,)) for one in uses]


USES = st.lists(
    st.builds(use, st.sampled_from(PARTIES), LABELS, st.integers(2020, 2025), st.sampled_from(["1", "3"])),
    max_size=15,
    unique_by=lambda one: one.project,
)
KEYS = st.tuples(st.sampled_from(PARTIES), LABELS.map(series_name))
DECISIONS = st.lists(
    st.builds(lambda keys, joins: decision(*keys, joins=joins), st.lists(KEYS, min_size=2, max_size=3), st.booleans()),
    max_size=3,
)


@settings(max_examples=200, deadline=None)
@given(USES, DECISIONS)
def test_several_parties_share_the_same_as_with_all_series(uses: Sequence[Use], decisions: Sequence[Decision]) -> None:
    series = alone(*uses)
    above = Above({project for one in decisions for project in one.projects})
    above.add(series)
    whole, short = Sharing(series, decisions), Sharing(above.series, decisions)
    assert short.shared() == whole.shared()
    assert short.doubtful == whole.doubtful


def test_names_that_anybody_gives_end_with_their_party() -> None:
    above = Above(frozenset())
    above.add(alone(use("fulda", "Coaching"), use("fulda", MINA)))
    assert [one.uses[0].labels for one in above.series] == [(MINA,)]


def test_what_somebody_decided_on_stays() -> None:
    coaching = use("fulda", "Coaching")
    above = Above({coaching.project})
    above.add(alone(coaching))
    assert [one.head for one in above.series] == [coaching.project]


def test_agreements_and_later_names_are_let_go() -> None:
    long = Use(Project("fulda", "mina"), (MINA, f"{MINA} 2025"), 2024, frozenset({"a", "b"}), frozenset({"3"}))
    above = Above(frozenset())
    above.add([Series(long.project, (long,))])
    ((kept,),) = (one.uses for one in above.series)
    assert (kept.labels, kept.agreements, kept.notations) == ((MINA,), frozenset(), frozenset({"3"}))
