"""What the words mean, read from ontology/: classes and properties, concepts, parties, programmes and their names.

Nothing of it is typed a second time in code: labels on pages, spellings to recognise in documents and the terms of the
mapping all come from here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from aqbgraph.errors import VocabularyError
from aqbgraph.identifiers import DEFAULT_BASE, TERMS, Identifiers
from aqbgraph.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"

_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title")
_SPELLINGS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", RDFS + "label")


_WORD = re.compile(r"[^\W_]+")


def folder(name: str) -> Path:
    """A data folder (ontology, shapes, queries, site): in the checkout, or where the wheel put it.

    Raises:
        VocabularyError: neither place has it; the installation is broken.
    """
    package = Path(__file__).parent
    for place in (package / "_data" / name, package.parents[1] / name):
        if place.is_dir():
            return place
    raise VocabularyError(f"Ordner {name}/ fehlt in der Installation. / Folder {name}/ is missing.")


def normalise(name: str) -> str:
    """A name as compared: case, ß, hyphens with blanks, quotes and points make no difference.

    >>> normalise("Main - Kinzig - Kreis") == normalise("Main-Kinzig-Kreis")
    True
    """
    return _normalised(name)


# Asked of the same words by several who compare them.
@remembered
def _normalised(name: str) -> str:
    plain = unicodedata.normalize("NFC", name).replace("ß", "ss").casefold()
    return " ".join(_WORD.findall(plain))


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the vocabulary. `key` is its fragment (concepts) or path name (parties, programmes)."""

    iri: str
    key: str
    notation: str
    label: str
    spellings: tuple[str, ...]
    types: frozenset[str]


class Vocabulary:
    """All of ontology/, in memory: some thousand triples."""

    def __init__(self, place: Path) -> None:
        """Reads every Turtle file below `place`."""
        self.files: dict[str, tuple[Triple, ...]] = {
            path.stem: tuple(_triples(path)) for path in sorted(place.glob("*.ttl"))
        }
        self._instances: dict[str, tuple[Entry, ...]] = {}
        self._index: dict[str, dict[str, list[Literal | NamedNode]]] = defaultdict(lambda: defaultdict(list))
        for triples in self.files.values():
            for triple in triples:
                self._add(triple)

    def _add(self, triple: Triple) -> None:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            raise VocabularyError(f"ontology/ enthält einen Knoten ohne IRI: {triple}")
        self._index[subject.value][triple.predicate.value].append(value)

    def objects(self, subject: str, predicate: str) -> tuple[Literal | NamedNode, ...]:
        """What is said of `subject` by `predicate`, in the order of the file."""
        return tuple(self._index[subject][predicate]) if subject in self._index else ()

    def text(self, subject: str, predicate: str, language: str = "de") -> str | None:
        """The literal in this language, or one without a language."""
        for value in self.objects(subject, predicate):
            if isinstance(value, Literal) and value.language in (language, None):
                return value.value
        return None

    def label(self, iri: str, language: str = "de") -> str:
        """What a thing is called.

        Raises:
            VocabularyError: ontology/ has no label for it in this language.
        """
        for predicate in _LABELS:
            if (found := self.text(iri, predicate, language)) is not None:
                return found
        raise VocabularyError(f"ontology/ nennt keinen Namen ({language}) für {iri}.")

    def instances(self, class_name: str) -> tuple[Entry, ...]:
        """All things of a class of ours, by IRI: `instances("LocalParty")`."""
        if class_name not in self._instances:
            self._instances[class_name] = self._found(class_name)
        return self._instances[class_name]

    def _found(self, class_name: str) -> tuple[Entry, ...]:
        wanted = NamedNode(TERMS + class_name)
        found = [iri for iri, said in self._index.items() if wanted in said.get(RDF_TYPE, ())]
        return tuple(self._entry(iri) for iri in sorted(found))

    def concepts(self, scheme: str) -> tuple[Entry, ...]:
        """The concepts of a scheme, by notation, then key.

        Raises:
            VocabularyError: there is no such scheme.
        """
        wanted = NamedNode(f"{DEFAULT_BASE}def/{scheme}")
        found = [iri for iri, said in self._index.items() if wanted in said.get(SKOS + "inScheme", ())]
        if not found:
            raise VocabularyError(f"ontology/ enthält kein Schema {scheme}.")
        return tuple(sorted(map(self._entry, found), key=lambda entry: (entry.notation, entry.key)))

    def subjects(self) -> tuple[str, ...]:
        """Everything that is described, in the order of the files."""
        return tuple(self._index)

    def triples(self, identifiers: Identifiers) -> Iterator[Triple]:
        """All of it, below the base of a publication."""
        for triples in self.files.values():
            yield from (rebase(triple, identifiers) for triple in triples)

    def _entry(self, iri: str) -> Entry:
        said = self._index[iri]
        spellings = tuple(
            dict.fromkeys(
                value.value
                for predicate in _SPELLINGS
                for value in said.get(predicate, ())
                if isinstance(value, Literal) and value.language in ("de", None)
            )
        )
        key = iri.split("#")[1] if "/def/" in iri else iri.split("#", maxsplit=1)[0].rsplit("/", 1)[1]
        return Entry(
            iri=iri,
            key=key,
            notation=self.text(iri, SKOS + "notation") or "",
            label=self.label(iri),
            spellings=spellings,
            types=frozenset(value.value for value in said[RDF_TYPE]),
        )


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that travels with this installation, read once."""
    return Vocabulary(folder("ontology"))


def rebase(triple: Triple, identifiers: Identifiers) -> Triple:
    """A triple whose IRIs are moved below the base of a publication."""
    subject, value = triple.subject, triple.object
    return Triple(
        NamedNode(identifiers.rebase(subject.value)) if isinstance(subject, NamedNode) else subject,
        triple.predicate,
        NamedNode(identifiers.rebase(value.value)) if isinstance(value, NamedNode) else value,
    )


def _triples(path: Path) -> Iterator[Triple]:
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise VocabularyError(f"{path.name}: {error}") from error
