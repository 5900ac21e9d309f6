"""The ontology and the schemes as people read them: every term, with examples that stand in the data."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

import pytest
from lxml import html
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from aqbgraph.identifiers import TERMS
from aqbgraph.publication.vocabulary.vocabulary_page import vocabulary_documents
from aqbgraph.vocabulary import RDF_TYPE, SKOS, vocabulary

if TYPE_CHECKING:
    from pathlib import Path

Data: TypeAlias = "list[tuple[str, str, object]]"
BASE = "https://w3id.org/aqb/"
LANGUAGES = {"de": "", "en": "en/"}


def page(public: Path, path: str, language: str = "de") -> html.HtmlElement:
    return html.fromstring((public / LANGUAGES[language] / path / "index.html").read_bytes())


def said(term: html.HtmlElement) -> str:
    return " ".join(term.text_content().split())


@pytest.fixture(scope="module")
def data(built_with_reported: Path) -> Data:
    """All statements, those of the catalogue included."""
    packed = gzip.decompress((built_with_reported / "data.nt.gz").read_bytes())
    catalogue = (built_with_reported / "catalogue.nt").read_bytes()
    quads = (quad for content in (packed, catalogue) for quad in parse(content, format=RdfFormat.N_TRIPLES))
    return [
        (quad.subject.value, quad.predicate.value, quad.object) for quad in quads if isinstance(quad.subject, NamedNode)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_on_its_page_with_label_comment_and_iri(built_with_reported: Path, language: str) -> None:
    tree, words = page(built_with_reported, "def/aqb", language), vocabulary()
    terms = [iri for iri in words.subjects() if iri.startswith(TERMS)]
    assert len(terms) > 150
    for iri in terms:
        (term,) = tree.xpath(f'//*[@id="{iri.removeprefix(TERMS)}"]')
        (term,) = term.xpath("self::section | parent::details")
        text = said(term)
        for code in LANGUAGES:
            assert words.label(iri, code) in text
        comment = words.text(iri, "http://www.w3.org/2000/01/rdf-schema#comment", language)
        assert comment is not None
        assert " ".join(comment.split()) in text
        assert iri in text


@pytest.mark.parametrize("path", [path for path in vocabulary_documents() if path != "def/aqb"])
def test_every_concept_is_on_the_page_of_its_scheme(built_with_reported: Path, path: str) -> None:
    words, scheme = vocabulary(), NamedNode(BASE + path)
    concepts = [iri for iri in words.subjects() if scheme in words.objects(iri, SKOS + "inScheme")]
    assert concepts
    text = said(page(built_with_reported, path, "en").find(".//main"))
    for iri in concepts:
        assert iri in text
        assert words.label(iri, "en") in text
        for value in words.objects(iri, SKOS + "altLabel"):
            if isinstance(value, Literal) and value.language == "de":
                assert value.value in text


def uses(term: html.HtmlElement) -> html.HtmlElement:
    (found,) = term.xpath(
        './dl[@class="facts"]/div[dt="in den Daten"]/dd | ./div/details/dl[@class="facts"]/div[dt="in den Daten"]/dd'
    )
    return found


def test_examples_and_numbers_are_those_of_the_data(built_with_reported: Path, data: Data) -> None:
    tree = page(built_with_reported, "def/aqb")
    statements = Counter(predicate for _, predicate, _ in data)
    typed = [
        (subject, value.value)
        for subject, predicate, value in data
        if predicate == RDF_TYPE and isinstance(value, NamedNode)
    ]
    things = Counter(kind for _, kind in typed)
    subjects = {*((subject, predicate) for subject, predicate, _ in data), *typed}
    seen = absent = 0
    for iri in (subject for subject in vocabulary().subjects() if subject.startswith(TERMS)):
        (term,) = tree.xpath(f'//*[@id="{iri.removeprefix(TERMS)}"]')
        told, count = uses(term), statements[iri] or things[iri]
        if not count:
            assert "kommt in diesen Daten nicht vor" in said(told), iri
            absent += 1
            continue
        seen += 1
        assert re.match(r"[\d.]+", said(told))[0].replace(".", "") == str(count), iri  # type: ignore[index]
        example = told.find("a")
        assert (BASE + example.text_content(), iri) in subjects, iri
    assert seen > 100
    assert absent > 5


def test_an_example_is_of_the_newest_agreement_that_has_one(built_with_reported: Path) -> None:
    tree = page(built_with_reported, "def/aqb")
    (term,) = tree.xpath('//*[@id="amount"]')
    assert "agreement/2025/odenwaldkreis#budget-aqb: 491550" in said(term)
    (link,) = [link for link in term.iter("a") if link.text_content().startswith("agreement/")]
    assert link.get("href") == "../../agreement/2025/odenwaldkreis/index.html#budget-aqb"


@pytest.mark.parametrize("notation", ["1", "2", "3", "4"])
def test_uses_of_a_concept_are_counted_by_property(built_with_reported: Path, data: Data, notation: str) -> None:
    (term,) = page(built_with_reported, "def/measure-types").xpath(f'//*[@id="{notation}"]')
    concept = NamedNode(f"{BASE}def/measure-types#{notation}")
    for name in ("measureType", "emptyMeasureType", "observedMeasureType"):
        count = sum(predicate == TERMS + name and value == concept for _, predicate, value in data)
        assert (f"(aqb:{name}) {count}\u00a0×" in term.text_content().replace("\n", " ")) == bool(count)
    assert f"measure-type/{notation}/index.html" in "".join(str(link.get("href")) for link in term.iter("a"))


@pytest.mark.parametrize("path", vocabulary_documents())
def test_both_languages_have_the_same_places(built_with_reported: Path, path: str) -> None:
    german, english = (
        {node.get("id") for node in page(built_with_reported, path, code).iter() if node.get("id")}
        for code in LANGUAGES
    )
    assert german == english
