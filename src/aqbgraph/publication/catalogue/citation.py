"""How to cite a dataset: a line for people, and CITATION.cff for programs.

https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from aqbgraph.publication.history.history import lexical
from aqbgraph.publication.languages import GERMAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.publication.catalogue.datasets import Catalogue, Dataset
    from aqbgraph.publication.languages import Language

FILE = "CITATION.cff"


def version(dataset: Dataset) -> str:
    """The version of a dataset is when it last changed: content and nothing else makes a new one."""
    return lexical(dataset.modified)[0]


def citation(made: Catalogue, dataset: Dataset, language: Language = GERMAN) -> str:
    """Who, when, what, which version, where: in the order of DataCite's recommendation."""
    return language.say(
        "{publisher} ({year}): {title}. Fassung {version}. Datensatz. {iri}",
        publisher=made.terms.publisher.name,
        year=dataset.modified.year,
        title=language.of(dataset.title),
        version=version(dataset),
        iri=dataset.iri,
    )


def shown_citation(made: Catalogue, dataset: Dataset, language: Language) -> Markup:
    """The same for a page: who publishes has a German name on every page."""
    text, name = citation(made, dataset, language), made.terms.publisher.name
    if language.is_source:
        return escape(text)
    return Markup('<span lang="de">{}</span>{}').format(name, text.removeprefix(name))


def citation_path(dataset: Dataset) -> str:
    """Where the file for programs lies, beside the page."""
    return f"{dataset.path}/{FILE}"


def citation_file(made: Catalogue, dataset: Dataset) -> bytes:
    """The file; every value is a string in JSON, which YAML 1.2 reads as it is."""
    return "".join(f"{line}\n" for line in _lines(made, dataset)).encode()


def _lines(made: Catalogue, dataset: Dataset) -> Iterator[str]:
    publisher = made.terms.publisher
    yield "cff-version: 1.2.0"
    yield f"message: {_text('Bitte so zitieren. / Please cite as below.')}"
    yield "type: dataset"
    yield f"title: {_text(dataset.title.de)}"
    yield f"abstract: {_text(dataset.description.de)}"
    yield "authors:"
    yield f"  - name: {_text(publisher.name)}"
    if publisher.homepage:
        yield f"    website: {_text(publisher.homepage)}"
    yield f"version: {_text(version(dataset))}"
    yield f"date-released: {_text(dataset.modified.date().isoformat())}"
    yield f"url: {_text(dataset.landing_page)}"
    yield "identifiers:"
    yield "  - type: url"
    yield f"    value: {_text(dataset.iri)}"
    yield f"license-url: {_text(made.terms.licence.iri)}"
    yield "keywords:"
    yield from (f"  - {_text(keyword)}" for keyword in dataset.keywords.de)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
