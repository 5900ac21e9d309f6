"""What the licences allow and ask, in our own words; the licence's own text is what counts, and is linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.publication.languages import GERMAN
from aqbgraph.publication.offers import Text
from aqbgraph.publication.publisher.settings import LICENCES

if TYPE_CHECKING:
    from aqbgraph.publication.catalogue.datasets import Dataset
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Licence


@dataclass(frozen=True, slots=True)
class LicenceTerms:
    """What users may do, and what they have to."""

    may: Text
    must: Text


@dataclass(frozen=True, slots=True)
class SpokenTerms:
    """The same in the words of one language."""

    may: str
    must: str


_ANYTHING = Text(
    "Die Daten dürfen für jeden Zweck, auch einen gewerblichen, vervielfältigt, weitergegeben, verändert und mit "
    "anderen Daten verbunden werden.",
    "The data may be copied, passed on, changed and combined with other data for any purpose, commercial or not.",
)
_NAME_AND_TELL = Text(
    "Dabei sind zu nennen: wer die Daten bereitstellt, die Lizenz mit einem Verweis auf ihren Text und die Adresse des "
    "Datensatzes. Wer die Daten verändert, sagt das dazu.",
    "Name who provides the data, the licence with a link to its text, and the address of the dataset. "
    "Whoever changes the data says so.",
)
_NOTHING = Text(
    "Eine Namensnennung ist nicht verlangt. Wer die Quelle nennt, macht die eigene Arbeit nachprüfbar.",
    "No attribution is asked for. Naming the source lets others check your work.",
)
_TERMS = {
    "dl-by-de/2.0": LicenceTerms(_ANYTHING, _NAME_AND_TELL),
    "dl-zero-de/2.0": LicenceTerms(_ANYTHING, _NOTHING),
    "cc-by/4.0": LicenceTerms(_ANYTHING, _NAME_AND_TELL),
    "cc-zero": LicenceTerms(_ANYTHING, _NOTHING),
}


def licence_terms(licence: Licence) -> LicenceTerms | None:
    """What a licence of our list allows and asks; None for another, of which only its own text tells."""
    key = next((key for key, row in LICENCES.items() if row.iri == licence.iri), None)
    return None if key is None else _TERMS[key]


def spoken_terms(licence: Licence, language: Language) -> SpokenTerms | None:
    """What a licence of our list allows and asks, in a language."""
    terms = licence_terms(licence)
    return None if terms is None else SpokenTerms(language.of(terms.may), language.of(terms.must))


def source_note(dataset: Dataset, licence: Licence, attribution: str | None, language: Language = GERMAN) -> str | None:
    """The note to put beside the data when they are used; None where the licence asks for none."""
    if attribution is None:
        return None
    return f"{attribution}: {language.of(dataset.title)}, {dataset.iri}. {licence.name}, {licence.iri}"
