"""What parties, programmes and concepts are called, by their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.identifiers import TERMS, Identifiers
from aqbgraph.publication.languages import GERMAN, Language
from aqbgraph.vocabulary import RDF_TYPE, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.agreement import Concept

_WRITTEN = Identifiers()
# The article in the dative, by what a party is: der Landkreis, die Stadt.
_DATIVE = {"District": "dem", "IndependentCity": "der"}


def party_label(key: str) -> str:
    """The name of a party today: a proper name, the same in every language."""
    return vocabulary().label(_WRITTEN.party(key))


def party_label_in(key: str, year: int) -> str:
    """The name of a party in a year: ministries are renamed. That of today where no other one is known."""
    iri = _WRITTEN.party(key)
    borne = [(_since(name.value), name.value) for name in vocabulary().objects(iri, TERMS + "name")]
    _, known = max(((first, name) for first, name in borne if first <= year), default=(0, iri))
    return vocabulary().label(known)


def _since(name: str) -> int:
    """The first year of a name; 0 where it is older than what is known."""
    said = (vocabulary().objects(name, TERMS + term) for term in ("validFrom", "firstSeen"))
    return min((int(value.value[:4]) for values in said for value in values), default=0)


def party_after_with(key: str, language: Language = GERMAN) -> str:
    """A district or city as it follows "mit", with its article: "dem Odenwaldkreis", "der Stadt Kassel".

    Other languages have the name alone after their "with".
    """
    types = {value.value for value in vocabulary().objects(_WRITTEN.party(key), RDF_TYPE)}
    article = next((word for name, word in _DATIVE.items() if TERMS + name in types), "")
    return f"{article} {party_label(key)}".strip() if language.is_source else party_label(key)


def name_order(label: str) -> str:
    """What a name is put in order by: districts and cities side by side, "Landkreis Kassel" under K."""
    return label.removeprefix("Landkreis ").removeprefix("Stadt ").translate(str.maketrans("ÄÖÜäöü", "AOUaou"))


def in_order_of_names(parties: Iterable[str]) -> tuple[str, ...]:
    """The keys of parties in the order of their names."""
    return tuple(sorted(parties, key=lambda key: (name_order(party_label(key)), key)))


def programme_label(key: str, language: Language = GERMAN) -> str:
    """The name of a programme."""
    return vocabulary().label(_WRITTEN.programme(key), language.code)


def concept_label(concept: Concept, language: Language = GERMAN) -> str:
    """The preferred label of a concept."""
    return vocabulary().label(_WRITTEN.concept(concept.scheme, concept.key), language.code)


def concept_path(concept: Concept) -> str:
    """Where the scheme of a concept lives."""
    return f"def/{concept.scheme}"
