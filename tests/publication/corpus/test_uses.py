"""A series knows its measures by their places, and gives them as they are."""

from __future__ import annotations

import pickle

from tests.publication.corpora import Made, corpus_of

MADE = tuple(
    Made("fulda", year, projects=(("1", "Digital Praxis"), ("2", f"Werkstatt {year}"))) for year in (2023, 2024, 2025)
)


def test_agreements_and_their_measures() -> None:
    made = corpus_of(MADE)
    (series,) = (one for one in made.series if one.name == "digital-praxis")
    expected = [(row, row.measures[0]) for row in made.naming]
    assert list(series.uses) == expected
    assert series.uses == tuple(expected)
    assert hash(series.uses) == hash(tuple(expected))
    assert [series.uses[0], series.uses[-1]] == [expected[0], expected[-1]]
    assert list(reversed(series.uses)) == expected[::-1]
    assert series.uses[1:] == tuple(expected[1:])
    assert len(series.uses) == 3
    assert series.years == (2023, 2024, 2025)


def test_others_are_others() -> None:
    one, other = (corpus_of(rows).series for rows in (MADE, MADE[1:]))
    assert one != other
    assert hash(one) == hash(corpus_of(MADE).series)
    assert pickle.loads(pickle.dumps(one)) == one
