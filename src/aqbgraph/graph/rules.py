"""The rules in shapes/ as texts: what they demand, how grave a breach is, and which of them a build checks.

Read without the validator, which only validation.py knows: pages tell of rules, and servers make pages.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from pathlib import Path

# The files whose shapes look at a document alone, at all of them together, at lists of reported amounts, and at the
# catalogue.
OF_DOCUMENTS = (
    "accounting",
    "agreement",
    "budget",
    "clause",
    "correction",
    "evidence",
    "measure",
    "repair",
    "signature",
    "wording",
)
ACROSS = ("publication",)
OF_LISTS = ("evidence", "reported")
OF_CATALOGUE = ("catalogue", "dataset", "distribution", "publisher")

_SH = "http://www.w3.org/ns/shacl#"
_TARGETS = frozenset({"targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf"})
_MESSAGE, _SEVERITY = _SH + "message", _SH + "severity"


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape that has a target; `key` is its fragment, `severity` "Violation", "Warning" or "Info"."""

    key: str
    file: str
    severity: str
    de: str
    en: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules by file, in the order in which they stand there. Shapes that others are made of are no rules."""
    return tuple(rule for path in sorted(folder("shapes").glob("*.ttl")) for rule in _rules(path))


def rule_key(shape: str) -> str:
    """The name of a shape by its IRI."""
    return shape.rpartition("#")[2]


def _rules(path: Path) -> tuple[Rule, ...]:
    said: dict[str, dict[str, list[Literal | str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode):
            value = quad.object
            said[quad.subject.value][quad.predicate.value].append(value if isinstance(value, Literal) else str(value))
    return tuple(
        Rule(
            key=rule_key(shape),
            file=path.stem,
            severity=_severity(found[_SEVERITY]),
            de=_text(found[_MESSAGE], "de"),
            en=_text(found[_MESSAGE], "en"),
        )
        for shape, found in said.items()
        if any(name.removeprefix(_SH) in _TARGETS for name in found)
    )


def _severity(found: list[Literal | str]) -> str:
    """A violation where a shape does not say (SHACL, 2.1.4)."""
    return str(found[0]).strip("<>").removeprefix(_SH) if found else "Violation"


def _text(found: list[Literal | str], language: str) -> str:
    return next((one.value for one in found if isinstance(one, Literal) and one.language == language), "")
