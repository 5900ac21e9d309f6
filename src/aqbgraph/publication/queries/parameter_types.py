"""The types of parameters: what a value must look like, how that is told to people, and the term it stands for.

A value becomes a term and is never pasted into a query as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from aqbgraph.errors import QueryError
from aqbgraph.identifiers import TERMS
from aqbgraph.vocabulary import RDFS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aqbgraph.identifiers import Identifiers

_XSD = "http://www.w3.org/2001/XMLSchema#"
MEASURE_TYPES = "measure-types"


@dataclass(frozen=True, slots=True)
class ParameterType:
    """A type: its name in the head of a query, a pattern for the whole value, what is expected, how to make the term.

    The pattern means the same to Python and to ECMA-262, which JSON Schema refers to. `german` follows „xyz“ ist …,
    `english` follows "xyz" is …; `fewest` and `most` are numbers of characters.
    """

    name: str
    pattern: str
    german: str
    english: str
    term: Callable[[str, Identifiers], Literal | NamedNode]
    fewest: int = 1
    most: int = 200

    def accepts(self, value: str) -> bool:
        """Whether a value is of the type."""
        return self.fewest <= len(value) <= self.most and re.fullmatch(self.pattern, value, re.DOTALL) is not None


def parameter_type(name: str) -> ParameterType:
    """The type with this name.

    Raises:
        QueryError: there is none.
    """
    known = _types()
    if name not in known:
        raise QueryError(f"Einen Typ „{name}“ gibt es nicht. Vorhanden sind: {', '.join(known)}.")
    return known[name]


@cache
def _types() -> Mapping[str, ParameterType]:
    rows = (
        ParameterType(
            "xsd:gYear",
            "[1-9][0-9]{3}",
            "kein Jahr (erwartet z. B. 2025)",
            "no year (expected e.g. 2025)",
            lambda text, _: Literal(text, datatype=NamedNode(_XSD + "gYear")),
            most=4,
        ),
        ParameterType(
            "aqb:Party",
            "[a-z0-9][a-z0-9-]*",
            "kein Schlüssel einer Gebietskörperschaft (erwartet z. B. odenwaldkreis)",
            "not the key of a party (expected e.g. odenwaldkreis)",
            lambda text, identifiers: NamedNode(identifiers.party(text)),
            most=80,
        ),
        _measure_type(),
        _party_type(),
        # Control characters have no place in a word that is looked for.
        ParameterType(
            "xsd:string",
            "[^\\u0000-\\u001F\\u007F]+",
            "kein Text von 1 bis 200 Zeichen ohne Steuerzeichen",
            "not a text of 1 to 200 characters without control characters",
            lambda text, _: Literal(text),
        ),
    )
    return {row.name: row for row in rows}


def _party_type() -> ParameterType:
    """The classes below aqb:LocalParty, and that of the other side."""
    words, local = vocabulary(), TERMS + "LocalParty"
    found = [iri for iri in words.subjects() if NamedNode(local) in words.objects(iri, RDFS + "subClassOf")]
    names = [iri.removeprefix(TERMS) for iri in (*sorted(found), local, TERMS + "StateParty")]
    return ParameterType(
        "aqb:PartyType",
        "|".join(names),
        f"keine Art von Partei (erwartet: {', '.join(names)})",
        f"no kind of party (expected: {', '.join(names)})",
        lambda text, _: NamedNode(TERMS + text),
        most=max(map(len, names)),
    )


def _measure_type() -> ParameterType:
    keys = [concept.key for concept in vocabulary().concepts(MEASURE_TYPES)]
    return ParameterType(
        "aqb:MeasureType",
        "|".join(map(re.escape, keys)),
        f"keine Maßnahmeart (erwartet: {', '.join(keys)})",
        f"no type of measure (expected: {', '.join(keys)})",
        lambda text, identifiers: NamedNode(identifiers.concept(MEASURE_TYPES, text)),
        most=max(map(len, keys)),
    )
