"""From measures to series: what is joined, what is asked, and that nothing depends on the order of what is given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqbgraph.document import Source
from aqbgraph.extraction.series.deciding import decide
from aqbgraph.extraction.series.names import form
from aqbgraph.extraction.series.projects import Decided, Decision, Mention, Project
from aqbgraph.extraction.series.series import series_name

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

SOURCE = Source("series.ttl", "0" * 64, "text/turtle", 1)


def mention(label: str, year: int, party: str = "odenwaldkreis", notation: str = "3") -> Mention:
    return Mention(Project(party, series_name(label)), label, year, f"agreement/{year}/{party}", notation)


def decision(*projects: tuple[str, str], joins: bool = True, reason: str = "Umbenannt.") -> Decision:
    named = tuple(sorted(Project(*project) for project in projects))
    return Decision(named, joins, "Fachstelle", date(2026, 3, 2), reason, SOURCE, 5)


def by_year(*names: tuple[str, ...], first: int = 2024) -> list[Mention]:
    return [mention(label, first + place) for place, labels in enumerate(names) for label in labels]


def renamed(decided: Decided) -> dict[str, str]:
    return {project.name: head.name for project, head in decided.renamed.items()}


def test_years_alone_need_no_comparing() -> None:
    made = decide(by_year(("Digital Praxis 2024",), ("Digital Praxis 2025",)))
    assert renamed(made) == {}
    (join,) = made.joins
    assert (join.label, join.other_label) == ("Digital Praxis 2024", "Digital Praxis 2025")
    assert (join.score, join.reason) == (100, "gleiche Schreibweise ohne Jahr")


def test_a_series_bears_its_oldest_name() -> None:
    names = (("Bewerber-Center",), ("Bewerbercenter",), ("Bewerber Center",))
    made = decide(by_year(*names))
    assert renamed(made) == {"bewerbercenter": "bewerber-center"}
    assert renamed(decide(by_year(*names, ("Bewerbercenter 2027",)))) == renamed(made)


def test_of_one_year_the_lesser_name() -> None:
    made = decide([mention("Lernwerkstatt-Süd", 2025, "fulda"), *by_year(("Lernwerk-Statt",), ("Lernwerkstatt",))])
    assert renamed(made) == {"lernwerkstatt": "lernwerk-statt"}


def test_one_slip_is_joined_with_its_score() -> None:
    (join,) = decide(by_year(("Übergangsmanagement",), ("Übergangsmanagment",))).joins
    assert (join.score, join.threshold, join.reason) == (95, 92, "ein Zeichen anders (95 %)")


def test_side_by_side_in_one_agreement_they_are_two() -> None:
    made = decide(by_year(("Übergangsmanagement", "Übergangsmanagment")))
    assert (renamed(made), made.doubtful) == ({}, ())


def test_the_same_letters_side_by_side_are_asked() -> None:
    made = decide(by_year(("Bewerbercenter", "Bewerber-Center")))
    assert renamed(made) == {}
    assert [(pair.label, pair.other_label) for pair in made.doubtful] == [("Bewerber-Center", "Bewerbercenter")]


def test_a_series_is_not_joined_with_what_stands_beside_any_of_its_names() -> None:
    """The second year's first name is joined with the first year's; the third must not come in by a side door."""
    made = decide(by_year(("Übergangsmanagement",), ("Übergangsmanagemet", "Übergangsmanagment")))
    assert renamed(made) == {}
    assert len(made.doubtful) == 2


def test_another_type_makes_a_slip_a_question() -> None:
    one, other = mention("Übergangsmanagement", 2024), mention("Übergangsmanagment", 2025, notation="1")
    made = decide([one, other])
    assert renamed(made) == {}
    assert [pair.reason for pair in made.doubtful] == ["ein Zeichen anders (95 %)"]
    assert renamed(decide([one, mention("Übergangs-Management", 2025, notation="1")])) != {}


def test_ordinals_are_neither_joined_nor_asked() -> None:
    made = decide(by_year(("Geflüchtete I",), ("Geflüchtete II",), ("Geflüchtete III",), ("Modul 1",), ("Modul 2",)))
    assert (renamed(made), made.joins, made.doubtful) == ({}, (), ())


def test_a_question_is_asked_once_for_two_series() -> None:
    made = decide(by_year(("Kompass 2024",), ("Kompas",), ("Kompass",), ("KOMPAS",)))
    assert [(pair.label, pair.other_label, pair.threshold) for pair in made.doubtful] == [
        ("Kompas", "Kompass 2024", 80)
    ]


def test_other_parties_are_not_compared_letter_by_letter() -> None:
    made = decide([mention("Übergangsmanagement", 2024), mention("Übergangsmanagment", 2025, "fulda")])
    assert (renamed(made), made.shared, made.doubtful) == ({}, (), ())


def test_by_hand_anything_is_joined() -> None:
    answer = decision(("odenwaldkreis", "kompass"), ("odenwaldkreis", "wegweiser"))
    made = decide(by_year(("Kompass", "Wegweiser"), ("Kompas",)), [answer])
    assert renamed(made) == {"wegweiser": "kompass"}
    (join,) = made.joins
    assert (join.score, join.reason, join.decision) == (None, "von Hand: Umbenannt.", answer)


def test_by_hand_parted_names_are_neither_joined_nor_asked() -> None:
    answers = [decision(("odenwaldkreis", name), ("odenwaldkreis", other), joins=False) for name, other in PARTED]
    made = decide(by_year(("Bewerbercenter", "Kompass"), ("Bewerber-Center", "Kompas")), answers)
    assert (renamed(made), made.joins, made.doubtful) == ({}, (), ())


PARTED = (("bewerbercenter", "bewerber-center"), ("kompass", "kompas"))


def test_parted_names_are_not_joined_by_way_of_a_third() -> None:
    answer = decision(("odenwaldkreis", "bewerbercenter"), ("odenwaldkreis", "bewer-bercenter"), joins=False)
    made = decide(by_year(("Bewerbercenter",), ("Bewerber-Center",), ("Bewer-Bercenter",)), [answer])
    assert {"bewerbercenter", "bewer-bercenter"} - set(renamed(made).values()) != set()
    heads = {name: renamed(made).get(name, name) for name in ("bewerbercenter", "bewer-bercenter")}
    assert len(set(heads.values())) == 2


MINA = "MInA - Migranten in Arbeit"


def test_an_unmistakable_name_is_shared() -> None:
    made = decide([mention(MINA, 2025), mention(f"{MINA} 2024", 2024, "fulda")])
    (shared,) = made.shared
    assert (shared.name, shared.label) == ("mina-migranten-in-arbeit", MINA)
    assert [member.party for member in shared.members] == ["fulda", "odenwaldkreis"]
    assert [pair.reason for pair in shared.joins] == ["gleicher Name in mehreren Gebietskörperschaften"]


@pytest.mark.parametrize(
    ("label", "notation", "asked"),
    [
        ("Bewerbungscoaching", "3", 0),
        ("Berufliche Orientierung", "3", 1),
        ("Coaching für Alleinerziehende in Ausbildung", "3", 1),
        (MINA, "1", 1),
    ],
)
def test_a_name_shared_by_chance_is_not(label: str, notation: str, asked: int) -> None:
    made = decide([mention(label, 2025), mention(label, 2025, "fulda", notation)])
    assert made.shared == ()
    assert len(made.doubtful) == asked


def test_a_name_of_many_parties_is_asked_once_each() -> None:
    made = decide([mention("Berufliche Orientierung", 2025, party) for party in ("a", "b", "c", "d")])
    assert len(made.doubtful) == 3


def test_by_hand_over_parties() -> None:
    mentions = [mention(name, 2025, party) for party in ("a", "b") for name in ("Lotsen", MINA)]
    parted = decision(("a", "mina-migranten-in-arbeit"), ("b", "mina-migranten-in-arbeit"), joins=False)
    made = decide(mentions, [decision(("a", "lotsen"), ("b", "lotsen")), parted])
    assert [shared.name for shared in made.shared] == ["lotsen"]
    assert made.doubtful == ()
    assert made.shared[0].joins[0].reason == "von Hand: Umbenannt."


def test_two_shared_series_of_one_name_are_told_apart() -> None:
    mentions = [mention(MINA, 2025, party) for party in ("a", "b", "c", "d")]
    key = "mina-migranten-in-arbeit"
    parted = [decision((one, key), (other, key), joins=False) for one in "ab" for other in "cd"]
    made = decide(mentions, parted)
    assert [shared.name for shared in made.shared] == [f"{key}-a", f"{key}-c"]


LABELS = st.sampled_from(
    [
        "Bewerbercenter",
        "Bewerber-Center",
        "Bewerber Center 2025",
        "Übergangsmanagement",
        "Übergangsmanagment",
        "Übergangsmanagemet",
        "Uebergangs-Management",
        "Kompass",
        "Kompas",
        "Geflüchtete I",
        "Geflüchtete II",
        "Gefluchtete II",
        "Qualifizierung im Handwerk 1",
        "Qualifizierung im Handwerk 2",
        "Qualifizierung im Handwerkk 2",
        MINA,
        f"{MINA} 2025",
        "Migranten in Arbeit",
        "Schule & Beruf",
        "Schule und Beruf",
    ]
)
MENTIONS = st.lists(
    st.builds(mention, LABELS, st.integers(2020, 2025), st.sampled_from(["a", "b"]), st.sampled_from(["1", "3"])),
    max_size=25,
)
KEYS = st.builds(lambda party, label: (party, series_name(label)), st.sampled_from(["a", "b"]), LABELS)
DECISIONS = st.lists(
    st.builds(lambda keys, joins: decision(*keys, joins=joins), st.lists(KEYS, min_size=2, max_size=3), st.just(False)),
    max_size=3,
)


@settings(max_examples=100, deadline=None)
@given(MENTIONS, DECISIONS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(mentions: list[Mention], decisions: list[Decision], chance: random.Random) -> None:
    shuffled = [*mentions, *mentions[:3]]
    chance.shuffle(shuffled)
    assert decide(shuffled, decisions) == decide(mentions, decisions)


@settings(max_examples=100, deadline=None)
@given(MENTIONS, DECISIONS)
def test_deciding_again_changes_nothing(mentions: list[Mention], decisions: list[Decision]) -> None:
    """A series bears the name of one of its projects, and that project stays in it."""
    made = decide(mentions, decisions)
    assert all(head not in made.renamed for head in made.renamed.values())
    assert {project: made.series(made.series(project)) for project in made.known} == {
        project: made.series(project) for project in made.known
    }


@settings(max_examples=100, deadline=None)
@given(MENTIONS, DECISIONS)
def test_what_must_not_be_joined_is_not(mentions: list[Mention], decisions: list[Decision]) -> None:
    """Numbers, parties, what stands side by side, what was parted."""
    made = decide(mentions, decisions)
    labels = {found.project: found.label for found in mentions}
    agreements = {
        project: {found.agreement for found in mentions if found.project == project} for project in made.known
    }
    for members in _series(made):
        assert len({project.party for project in members}) == 1
        assert len({form(labels[project]).numbers for project in members}) == 1
        assert sum(len(agreements[project]) for project in members) == len(
            set[str]().union(*(agreements[project] for project in members))
        )
        assert not any(len(members & set(one.projects)) > 1 for one in decisions)


def _series(made: Decided) -> Iterable[set[Project]]:
    heads = {made.series(project) for project in made.known}
    return [{project for project in made.known if made.series(project) == head} for head in heads]
