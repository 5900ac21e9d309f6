from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from aqbgraph.document import Source
from aqbgraph.extraction.series.asking import questions
from aqbgraph.extraction.series.deciding import decide
from aqbgraph.extraction.series.projects import Decision, Mention, Pair, Project
from aqbgraph.extraction.series.series import series_name

if TYPE_CHECKING:
    from random import Random


def pair(one: str, other: str, score: float = 85.0, reason: str = "ähnlich", party: str = "fulda/fulda") -> Pair:
    mine, yours = party.split("/")
    return Pair(Project(mine, one), Project(yours, other), one.upper(), other.upper(), score, 80.0, reason)


def mention(label: str, year: int, party: str = "fulda") -> Mention:
    return Mention(Project(party, series_name(label)), label, year, f"agreement/{year}/{party}", "3")


def test_a_pair_is_asked_as_it_is() -> None:
    (one,) = questions([pair("a", "b")])
    assert (one.projects, one.names, one.score) == ((Project("fulda", "a"), Project("fulda", "b")), ("A", "B"), 85.0)
    assert (one.reason, one.threshold, one.parties) == ("ähnlich", 80.0, ("fulda",))


def test_all_pairs_of_alike_names_are_one_question() -> None:
    names = [f"n{number:03}" for number in range(60)]
    pairs = [pair(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    (one,) = questions(pairs)
    assert sorted(one.names) == [name.upper() for name in names]


def test_the_likest_come_first_and_give_the_reason() -> None:
    first, second = questions([pair("a", "b", 81, "so"), pair("x", "y", 82, "so"), pair("b", "c", 90, "anders")])
    assert (first.names, first.score) == (("B", "C", "A"), 90)
    assert first.reason == "am ähnlichsten „B“ und „C“: anders"
    assert second.names == ("X", "Y")


def test_a_reason_that_all_share_stands_alone() -> None:
    (one,) = questions([pair("a", "b"), pair("b", "c")])
    assert one.reason == "ähnlich"


def test_within_a_party_and_over_parties_are_different_questions() -> None:
    """Else the names that everybody uses would make one group of everything."""
    found = questions(
        [pair("a", "a", 100, party="fulda/giessen"), pair("a", "b"), pair("a", "b", party="giessen/giessen")]
    )
    assert [one.parties for one in found] == [("fulda",), ("giessen",), ("fulda", "giessen")]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20), st.randoms())
def test_no_doubt_is_lost_and_the_order_does_not_matter(drawn: list[tuple[str, str]], chance: Random) -> None:
    pairs = [pair(one, other) for one, other in dict.fromkeys(drawn) if one < other]
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    found = questions(pairs)
    assert questions(shuffled) == found
    asked = [project for one in found for project in one.projects]
    assert len(asked) == len(set(asked))
    for one in pairs:
        assert sum({one.one, one.other} <= set(question.projects) for question in found) == 1


def test_alike_names_of_forty_years_are_few_questions_and_nothing_is_joined() -> None:
    """As many names as a party has in forty years, all alike: few questions, and no join."""
    mentions = [
        mention(f"Werkstatt {first}{second}ort {number}", 2000 + 10 * place + number)
        for place, (first, second) in enumerate((a, b) for a in "bdfgklmnprst" for b in "aeiou")
        for number in range(1, 4)
    ]
    made = decide(mentions)
    found = questions(made.doubtful)
    assert len(made.doubtful) > 500
    assert 1 <= len(found) <= 3
    assert made.renamed == {}
    asked = {project for one in found for project in one.projects}
    assert asked == {project for pair in made.doubtful for project in (pair.one, pair.other)}


def test_what_is_parted_by_hand_is_asked_no_more() -> None:
    mentions = [
        mention(label, 2020 + year) for year, label in enumerate(("Kompass Eins", "Kompass Zwei", "Kompass Drei"))
    ]
    (before,) = questions(decide(mentions).doubtful)
    source = Source("series.ttl", "0" * 64, "text/turtle", 1)
    decision = Decision(before.projects, False, "Fachstelle", date(2026, 3, 2), "Drei Träger.", source, 1)
    assert questions(decide(mentions, [decision]).doubtful) == ()
