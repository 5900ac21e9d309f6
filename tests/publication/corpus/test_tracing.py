"""What pages ask of a corpus, and that another answer is noticed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.publication.corpora import Made, corpus_of

from aqbgraph.publication.corpus.tracing import Answers, traced

if TYPE_CHECKING:
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.corpus.tracing import Question

FULDA, GIESSEN = Made("fulda", 2024), Made("giessen", 2025)


def made(*rows: Made) -> Corpus:
    return corpus_of(rows)


def asked_by_a_page(whole: Corpus) -> tuple[Question, ...]:
    seen, asked = traced(whole)
    for row in seen.of_party("fulda"):
        assert seen.before(row.party, row.programmes, row.year + 1) == row
    assert seen.years
    return tuple(asked)


def test_it_answers_as_the_corpus_does() -> None:
    whole = made(FULDA, GIESSEN)
    seen, asked = traced(whole)
    assert seen.agreements == whole.agreements
    assert seen.of_year(2025) == whole.of_year(2025)
    assert seen.of_year(2025)
    assert list(asked) == [("agreements",), ("of_year", 2025)]


def test_only_what_was_asked_counts() -> None:
    whole = made(FULDA, GIESSEN)
    asked = asked_by_a_page(whole)
    same = Answers(whole).digest(asked)
    assert Answers(made(FULDA, GIESSEN)).digest(asked) == same
    assert Answers(made(FULDA, replace(GIESSEN, amount=7))).digest(asked) == same
    assert Answers(made(replace(FULDA, amount=7), GIESSEN)).digest(asked) != same
    assert Answers(made(FULDA, GIESSEN, replace(GIESSEN, year=2026))).digest(asked) != same


def test_an_equal_corpus_gives_equal_answers() -> None:
    """All of it: no question may have an answer that differs from one process to the next."""
    one, other = (made(FULDA, replace(FULDA, year=2025)) for _ in range(2))
    questions: list[Question] = [
        (name,) for name in ("years", "agreements", "series", "relations", "reported", "places")
    ]
    questions += [("of_party", "fulda"), ("series_of", "fulda"), ("shared_of", "fulda"), ("of_place", "fulda")]
    for question in questions:
        assert Answers(one).digest([question]) == Answers(other).digest([question])


def test_what_is_gone_is_another_answer_and_no_error() -> None:
    asked: tuple[Question, ...] = (("party_of", GIESSEN.summary.path),)
    same = Answers(made(FULDA, GIESSEN)).digest(asked)
    assert Answers(made(FULDA)).digest(asked) != same


def test_what_projects_and_types_show_stays_when_money_changes() -> None:
    fulda = replace(FULDA, projects=(("1", "Digital Praxis"), ("2", "Werkstatt")))
    renamed = replace(fulda, projects=(("1", "Digital Praxis"), ("2", "Küche")))
    questions: list[Question] = [("naming",), ("naming_of", 2024), ("series",), ("series_of", "fulda")]
    for question in questions:
        same = Answers(made(fulda)).digest([question])
        assert Answers(made(replace(fulda, amount=7))).digest([question]) == same
        assert Answers(made(renamed)).digest([question]) != same
    agreed: list[Question] = [("agreed", "fulda")]
    assert Answers(made(fulda)).digest(agreed) == Answers(made(renamed)).digest(agreed)
    assert Answers(made(fulda, GIESSEN)).digest(agreed) == Answers(made(fulda)).digest(agreed)
    assert Answers(made(fulda, replace(fulda, year=2025))).digest(agreed) != Answers(made(fulda)).digest(agreed)
