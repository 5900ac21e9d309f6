"""The page of questions stays one that a human can answer, and its data linear, however alike the names are."""

from __future__ import annotations

import re

import pytest

from aqbgraph.extraction.series.deciding import decide
from aqbgraph.extraction.series.projects import Mention, Project
from aqbgraph.extraction.series.series import series_name
from aqbgraph.graph.mapping import triples
from aqbgraph.identifiers import review_path
from aqbgraph.publication.corpus.relations import relations
from aqbgraph.publication.corpus.summary import Corpus
from aqbgraph.publication.documents.series_resources import review_document
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.overviews.series_pages import review_view
from aqbgraph.publication.publisher.settings import Settings

PARTIES = ("fulda", "giessen", "odenwaldkreis", "wetteraukreis")


def corpus(count: int, groups: int = 1, parties: tuple[str, ...] = PARTIES) -> Corpus:
    """`count` alike names for each party; only those of a group bear the same number."""
    mentions = [
        Mention(Project(party, series_name(label)), label, 2000 + place, f"agreement/{2000 + place}/{party}", "3")
        for party in parties
        for place in range(count)
        for label in (f"Werkstatt {'bdfgklmnprstvwz'[place % 15]}{'aeiou'[place // 15 % 5]}ort {place % groups}",)
    ]
    known = [(mention.project.party, mention.label) for mention in mentions]
    return Corpus((), (), relations=relations(decide(mentions), known))


def data(of: Corpus) -> int:
    return len(triples(review_document(Settings(), review_path(), of)))


def page(of: Corpus) -> str:
    document = review_document(Settings(), review_path(), of)
    return render("series-review", review_view(Settings(), review_path(), of, document)).decode()


def test_the_data_grows_with_the_names_not_with_their_pairs() -> None:
    few, many = data(corpus(35)), data(corpus(70))
    assert few > 150
    assert many < 2.2 * few


def test_the_page_does_not_grow_with_the_names() -> None:
    few, many = page(corpus(35, parties=PARTIES[:1])), page(corpus(70, parties=PARTIES[:1]))
    assert "und 25 weitere" in few
    assert "und 60 weitere" in many
    assert abs(len(many) - len(few)) < 100


def test_the_rest_of_many_questions_is_counted() -> None:
    made = corpus(75, groups=35)
    assert len(made.relations.questions) > 130
    shown = page(made)
    assert len(re.findall('class="question"', shown)) == 100
    assert f"{len(made.relations.questions) - 100} weitere Fragen sind" in " ".join(shown.split())
    assert len(shown) < 500_000


@pytest.mark.parametrize("count", [1, 2])
def test_without_a_rest(count: int) -> None:
    made = corpus(count)
    assert "weitere" not in page(made).partition('id="entscheidungen"')[0].partition('id="fragen"')[2]
