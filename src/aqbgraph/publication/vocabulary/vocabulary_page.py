"""The pages of the ontology and the schemes: every term, where it belongs, and how the data uses it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from aqbgraph.errors import VocabularyError
from aqbgraph.graph.mapping import prefixes
from aqbgraph.identifiers import DEFAULT_BASE, ONTOLOGY, TERMS, measure_type_path
from aqbgraph.publication.documents.resources import vocabulary_document
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.german_words import german_marked
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.languages import LANGUAGES, later
from aqbgraph.publication.output import write_page
from aqbgraph.publication.rdf.samples import Samples, concepts
from aqbgraph.publication.vocabulary.model_picture import (
    EVIDENCE,
    OBSERVATION,
    class_label,
    domains,
    leading_to,
    model_picture,
    relations,
)
from aqbgraph.publication.vocabulary.sampled import Placed, written_in
from aqbgraph.publication.vocabulary.vocabulary_views import (
    Example,
    Group,
    Model,
    RelationRow,
    Row,
    Term,
    Value,
    VocabularyView,
)
from aqbgraph.vocabulary import DCTERMS, RDF_TYPE, RDFS, SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.rdf.samples import Sample

Json = dict[str, Any]

_OWL = "http://www.w3.org/2002/07/owl#"
_VANN = "http://purl.org/vocab/vann/"
_SCHEMA = "http://schema.org/"
_KINDS = {
    _OWL + "Class": later("Klasse"),
    _OWL + "ObjectProperty": later("Beziehung"),
    _OWL + "DatatypeProperty": later("Angabe"),
    SKOS + "Concept": later("Konzept"),
}
_COMMENTS = (RDFS + "comment", SKOS + "definition", DCTERMS + "description")
# What else is said of a term, under which name; what is said in words is told in those of the page's language.
_ROWS = {
    later("steht bei"): (RDFS + "domain", _SCHEMA + "domainIncludes"),
    later("hat als Wert"): (RDFS + "range", _SCHEMA + "rangeIncludes"),
    later("Unterklasse von"): (RDFS + "subClassOf",),
    later("Unterfall von"): (RDFS + "subPropertyOf",),
    later("schließt aus"): (_OWL + "disjointWith",),
    later("nah an"): (SKOS + "closeMatch",),
    later("siehe auch"): (RDFS + "seeAlso",),
    later("Muster"): (SKOS + "example",),
    later("auch"): (SKOS + "altLabel",),
    later("Hinweis"): (SKOS + "note", SKOS + "scopeNote"),
    later("Geschichte"): (SKOS + "historyNote",),
}
# What a document writes is German in every language.
_AS_WRITTEN = frozenset({SKOS + "altLabel"})
_OF_ALL = "any"
# Classes of other ontologies that have properties of ours.
_OTHERS = {
    EVIDENCE: later("Textstelle der Quelle"),
    OBSERVATION: later("Beobachtung im Datenwürfel"),
    "http://www.w3.org/ns/dcat#Distribution": later("Datei im Datenkatalog"),
    _OF_ALL: later("An keine Klasse gebunden"),
}


def vocabulary_documents() -> tuple[str, ...]:
    """The paths of the ontology and of each scheme."""
    schemes = [iri for iri in vocabulary().subjects() if _is_scheme(iri)]
    return tuple(iri.removeprefix(DEFAULT_BASE) for iri in (ONTOLOGY, *sorted(schemes)))


def _is_scheme(iri: str) -> bool:
    return NamedNode(SKOS + "ConceptScheme") in vocabulary().objects(iri, RDF_TYPE)


def write_vocabularies(steps: Steps, settings: Settings, kept: Corpus, samples: Samples) -> None:
    """Their pages, when all that they count is written; their data is written with that of the other documents."""
    placed = Placed(steps.writer, settings.base_iri)
    for path in vocabulary_documents():
        json_ld, shown = vocabulary_document(settings, path, kept), _shown(path, samples)
        view = partial(vocabulary_view, path=path, samples=shown, placed=placed, json_ld=json_ld)
        given = steps.given(shown, placed.places(shown))
        steps.files(f"terms:{path}", given, partial(_write, settings, path, view))


def _shown(path: str, samples: Samples) -> Samples:
    """As much as a page depends on: a scheme has concepts alone."""
    return samples if DEFAULT_BASE + path == ONTOLOGY else Samples(concepts=samples.concepts)


def _write(settings: Settings, path: str, view: Callable[[Settings], VocabularyView], writer: Writer) -> None:
    write_page(writer, settings, path, "vocabulary", view)


def vocabulary_view(settings: Settings, path: str, samples: Samples, placed: Placed, json_ld: Json) -> VocabularyView:
    """The ontology, its properties below their classes, or a scheme with its concepts in the order of its file."""
    words, iri, language = vocabulary(), DEFAULT_BASE + path, settings.language
    title = words.label(iri, language.code)
    comment = _comment(iri, language.code)
    page = _Page(settings, path, samples, placed)
    groups = tuple(page.classes()) if iri == ONTOLOGY else (page.scheme(),)
    return VocabularyView(
        frame=frame(settings, path, title, comment or title, trail=(("data", language.say("Daten")),), json_ld=json_ld),
        title=title,
        comment=comment,
        namespace=TERMS if iri == ONTOLOGY else settings.identifiers.rebase(iri) + "#",
        prefix=words.text(iri, _VANN + "preferredNamespacePrefix", language.code),
        version=words.text(iri, _OWL + "versionInfo", language.code),
        is_scheme=iri != ONTOLOGY,
        model=_model(settings) if iri == ONTOLOGY else None,
        groups=groups,
        terms=sum(len(group.terms) + (group.term is not None) for group in groups),
        others=tuple(
            Link(href(path, other), words.label(DEFAULT_BASE + other, language.code))
            for other in vocabulary_documents()
            if other != path
        ),
    )


def _comment(iri: str, code: str) -> str:
    found = (vocabulary().text(iri, predicate, code) for predicate in _COMMENTS)
    return next((text for text in found if text is not None), "")


def _model(settings: Settings) -> Model:
    language, words = settings.language, vocabulary()

    def linked(iri: str) -> Link:
        return Link(f"#{iri.removeprefix(TERMS) if iri.startswith(TERMS) else _id(iri)}", class_label(iri, language))

    return Model(
        model_picture(language),
        tuple(
            RelationRow(
                None if row.source is None else linked(row.source),
                Link(f"#{row.property.removeprefix(TERMS)}", words.label(row.property, language.code)),
                linked(row.target),
            )
            for row in relations()
        ),
    )


class _Page:
    """Makes the terms of one page."""

    def __init__(self, settings: Settings, path: str, samples: Samples, placed: Placed) -> None:
        self._settings, self._path, self._samples, self._placed = settings, path, samples, placed
        self._language, self._code = settings.language, settings.language.code

    def classes(self) -> Iterator[Group]:
        """Each class with its properties; then those of others' classes, then those that any thing may have."""
        terms = [iri for iri in vocabulary().subjects() if iri.startswith(TERMS)]
        own = [iri for iri in terms if NamedNode(_OWL + "Class") in vocabulary().objects(iri, RDF_TYPE)]
        properties = {iri: domains(iri) or (_OF_ALL,) for iri in terms if iri not in own}
        foreign = sorted({domain for stated in properties.values() for domain in stated} - {*own, _OF_ALL})
        for domain in (*own, *foreign, _OF_ALL):
            ours = domain in own
            yield Group(
                id=domain.removeprefix(TERMS) if ours else _id(domain),
                label=self._domain_label(domain),
                code=_code_of(domain) if domain != _OF_ALL else "",
                term=self._term(domain) if ours else None,
                # A term is told once: below the first class that it is stated for.
                terms=tuple(self._term(iri) for iri, stated in properties.items() if stated[0] == domain),
                shared=tuple(
                    Link(f"#{iri.removeprefix(TERMS)}", vocabulary().label(iri, self._code))
                    for iri, stated in properties.items()
                    if domain in stated[1:]
                ),
            )

    def scheme(self) -> Group:
        """The concepts of a scheme."""
        scheme = NamedNode(DEFAULT_BASE + self._path)
        own = f"{DEFAULT_BASE}{self._path}#"
        terms = tuple(
            self._term(iri)
            for iri in vocabulary().subjects()
            if iri.startswith(own) or scheme in vocabulary().objects(iri, SKOS + "inScheme")
        )
        return Group("terms", self._language.say("Begriffe"), "", None, terms, ())

    def _domain_label(self, domain: str) -> str:
        if domain in _OTHERS:
            return self._language.say(_OTHERS[domain])
        return vocabulary().label(domain, self._code)

    def _term(self, iri: str) -> Term:
        words, samples = vocabulary(), self._samples
        kinds = (_KINDS[value.value] for value in words.objects(iri, RDF_TYPE) if value.value in _KINDS)
        (other,) = (language.code for language in LANGUAGES if language.code != self._code)
        concept = iri in concepts()
        rows = samples.classes if NamedNode(_OWL + "Class") in words.objects(iri, RDF_TYPE) else samples.properties
        found = rows.get(iri)
        here = iri.startswith(f"{DEFAULT_BASE}{self._path}#")
        rebased = self._settings.identifiers.rebase(iri)
        return Term(
            id=iri.partition("#")[2] if here else iri.removeprefix(DEFAULT_BASE).partition("#")[0].rpartition("/")[2],
            kind=self._language.say(next(kinds, later("Begriff"))),
            label=words.label(iri, self._code),
            other=Value(words.label(iri, other), language=other),
            notation=words.text(iri, SKOS + "notation") or "",
            iri=rebased,
            comment=german_marked(_comment(iri, self._code), self._language),
            rows=tuple(self._rows(iri)),
            page=self._page_of(iri) if concept else None,
            count=None if concept else found.count if found else 0,
            example=self._example(found, thing=rows is samples.classes) if found else None,
            uses=self._placed.uses(self._settings, self._path, samples.concepts.get(rebased, {})),
        )

    def _example(self, found: Sample, *, thing: bool) -> Example:
        if thing:
            return self._placed.thing(self._path, found)
        return self._placed.statement(self._settings, self._path, found)

    def _page_of(self, iri: str) -> Link | None:
        """The page with what the data says of a concept, where there is one."""
        target = iri.removeprefix(DEFAULT_BASE).partition("#")[0]
        if iri.startswith(DEFAULT_BASE + "def/measure-types#"):
            return Link(
                href(self._path, measure_type_path(iri.partition("#")[2])),
                self._language.say("alle Maßnahmen dieser Art"),
            )
        return None if target == self._path else Link(href(self._path, target), self._language.say("eigene Seite"))

    def _rows(self, iri: str) -> Iterator[Row]:
        for name, predicates in _ROWS.items():
            found = (self._values(iri, predicate) for predicate in predicates)
            if values := tuple(value for listed in found for value in listed):
                yield Row(self._language.say(name), values)
        if values := tuple(self._leading_here(iri)):
            yield Row(self._language.say("Wert von"), values)

    def _leading_here(self, iri: str) -> Iterator[Value]:
        """The properties whose value a class is."""
        for other in leading_to().get(iri, ()):
            yield Value(vocabulary().label(other, self._code), f"#{other.removeprefix(TERMS)}")

    def _values(self, iri: str, predicate: str) -> Iterable[Value]:
        shown = "de" if predicate in _AS_WRITTEN else self._code
        for value in vocabulary().objects(iri, predicate):
            if not isinstance(value, Literal):
                yield Value(self._short(value.value), self._href(value.value))
            elif value.language in (shown, None):
                language = value.language or written_in(value)
                yield Value(value.value, language=None if language == self._code else language)

    def _short(self, iri: str) -> str:
        """A term's label where it is ours, else its name with its prefix."""
        try:
            return vocabulary().label(iri, self._code)
        except VocabularyError:
            return _code_of(iri)

    def _href(self, iri: str) -> str:
        if iri.startswith(DEFAULT_BASE):
            target, _, fragment = iri.removeprefix(DEFAULT_BASE).partition("#")
            return f"#{fragment}" if target == self._path else href(self._path, target, fragment)
        return self._settings.identifiers.rebase(iri)


def _code_of(iri: str) -> str:
    """A name with its prefix: "oa:SpecificResource"."""
    for prefix, space in prefixes().items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri.rstrip("/").rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _id(iri: str) -> str:
    """The fragment of a heading that is no term of ours."""
    return f"class-{_code_of(iri).replace(':', '-')}"
