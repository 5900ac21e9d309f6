"""The constant parts of the catalogue, from ontology/catalogue.ttl: what portals are told of every publication."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from aqbgraph.errors import VocabularyError
from aqbgraph.identifiers import DEFAULT_BASE
from aqbgraph.publication.catalogue.datasets import Keywords
from aqbgraph.publication.offers import Text
from aqbgraph.vocabulary import DCTERMS, RDFS, rebase, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aqbgraph.identifiers import Identifiers

FILE = "catalogue"  # of ontology/, without its suffix
DCAT = "http://www.w3.org/ns/dcat#"
CATALOGUE, RIGHTS, SPARQL = "catalogue", "catalogue#rights", "sparql"
WHOLE, YEAR, SERIES = "dataset/agreements", "dataset/agreements-YYYY", "dataset/agreements-by-year"
# What holds of every file, and of the distribution that is the endpoint.
ANY_FILE, QUERIES = f"{WHOLE}#file", f"{WHOLE}#sparql"
# What is said of the whole graph beyond its description, where other sources report amounts.
REPORTED = f"{WHOLE}#reported"
# What the catalogue's datasets are about, as all of them say.
HESSE = "https://sws.geonames.org/2905330/"

# These are filled in, and come to the graph from the model.
_TOLD = frozenset({DCTERMS + "title", DCTERMS + "description", DCAT + "keyword"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of ontology/catalogue.ttl by its name there (a path, or an IRI)."""

    name: str

    def text(self, predicate: str, values: Mapping[str, Text]) -> Text:
        """A text in both languages, its blanks filled in.

        Raises:
            VocabularyError: ontology/catalogue.ttl does not have it in a language, or has a blank without a value.
        """
        said = {language: self._texts(predicate, language) for language in ("de", "en")}
        if any(len(texts) != 1 for texts in said.values()):
            raise VocabularyError(f"ontology/{FILE}.ttl: {self.name} braucht <{predicate}> je einmal auf de und en.")
        return Text(
            self._filled(said["de"][0], {name: text.de for name, text in values.items()}),
            self._filled(said["en"][0], {name: text.en for name, text in values.items()}),
        )

    def title(self, **values: Text) -> Text:
        """What it is called."""
        return self.text(DCTERMS + "title", values)

    def description(self, **values: Text) -> Text:
        """What it is."""
        return self.text(DCTERMS + "description", values)

    def keywords(self, **values: Text) -> Keywords:
        """What it is found by, in the order of the file."""
        german, english = (self._texts(DCAT + "keyword", language) for language in ("de", "en"))
        return Keywords(
            tuple(self._filled(word, {name: text.de for name, text in values.items()}) for word in german),
            tuple(self._filled(word, {name: text.en for name, text in values.items()}) for word in english),
        )

    def constants(self, iri: str, identifiers: Identifiers) -> Iterator[Triple]:
        """What else is said of it, as said of `iri`."""
        for triple in _by_subject().get(self._iri, ()):
            if triple.predicate.value not in _TOLD:
                moved = rebase(triple, identifiers)
                yield Triple(NamedNode(iri), moved.predicate, moved.object)

    def literal(self, predicate: str) -> str:
        """The text of a literal without a language.

        Raises:
            VocabularyError: ontology/catalogue.ttl does not have it.
        """
        found = vocabulary().text(self._iri, predicate)
        if found is None:
            raise VocabularyError(f"ontology/{FILE}.ttl: bei {self.name} fehlt <{predicate}>.")
        return found

    @property
    def _iri(self) -> str:
        return self.name if ":" in self.name else DEFAULT_BASE + self.name

    def _texts(self, predicate: str, language: str) -> tuple[str, ...]:
        said = (value for value in vocabulary().objects(self._iri, predicate) if isinstance(value, Literal))
        return tuple(value.value for value in said if value.language == language)

    def _filled(self, text: str, values: Mapping[str, str]) -> str:
        try:
            return text.format_map(values)
        except (KeyError, ValueError) as error:
            raise VocabularyError(f"ontology/{FILE}.ttl: {self.name}: für {error} gibt es keinen Wert.") from error


def place_label() -> Text:
    """The name of the place that the data is about."""
    return Part(HESSE).text(RDFS + "label", {})


@cache
def _by_subject() -> dict[str, list[Triple]]:
    found: dict[str, list[Triple]] = {}
    for triple in vocabulary().files[FILE]:
        if isinstance(triple.subject, NamedNode):
            found.setdefault(triple.subject.value, []).append(triple)
    return found
