"""A picture of the model: the main classes with their figures and texts, and how they hang together.

Only the places of the classes are laid by hand. What stands in a box and which arrows there are follows from the
domains and ranges of the ontology, so that the picture says what the ontology says.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from aqbgraph.identifiers import TERMS
from aqbgraph.publication.languages import later
from aqbgraph.publication.tables.cube import QB
from aqbgraph.vocabulary import RDF_TYPE, RDFS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aqbgraph.publication.languages import Language

_SCHEMA = "http://schema.org/"
_OWL = "http://www.w3.org/2002/07/owl#"
OBSERVATION = QB + "Observation"
EVIDENCE = "http://www.w3.org/ns/oa#SpecificResource"

# Class → column and row. What is read from a document stands round the agreement, evidence below all of it.
PLACES = {
    TERMS + "Signature": (0, 0),
    TERMS + "Clause": (1, 0),
    TERMS + "Budget": (2, 0),
    TERMS + "Party": (0, 1),
    TERMS + "Agreement": (1, 1),
    TERMS + "Programme": (2, 1),
    TERMS + "MeasureType": (0, 2),
    TERMS + "Measure": (1, 2),
    TERMS + "MeasureSeries": (2, 2),
    EVIDENCE: (1, 3),
}
# Classes of others have no label in our ontology.
_LABELS = {EVIDENCE: later("Textstelle der Quelle")}
_ROWS, _COLUMNS = 4, 3
# Measures of the drawing, in its own units: a box, the ways between boxes, lines in a box, the edge of the frame.
_WIDTH, _ACROSS, _DOWN, _HEAD, _LINE, _EDGE = 200, 150, 84, 40, 20, 28
_LONGEST = 16  # letters of a line on an arrow


@dataclass(frozen=True, slots=True)
class Relation:
    """A property between two classes of the picture; `source` is None where everything that was read has it."""

    source: str | None
    property: str
    target: str


@dataclass(frozen=True, slots=True)
class Box:
    """A class in the picture: where it is, and what it says of itself."""

    iri: str
    label: str
    lines: tuple[str, ...]
    x: float
    y: float

    @property
    def height(self) -> float:
        """As high as what stands in it."""
        return _HEAD + (_LINE * len(self.lines) + 8 if self.lines else 0)

    @property
    def middle(self) -> tuple[float, float]:
        """Where its arrows aim."""
        return self.x + _WIDTH / 2, self.y + self.height / 2


def relations() -> tuple[Relation, ...]:
    """Every property that leads from a class of the picture to another, in the order of the ontology."""
    return tuple(
        Relation(source, iri, target)
        for iri in _of_type("ObjectProperty")
        for target in _stated(iri, "range")
        if target in PLACES
        for source in domains(iri) or (None,)
        if source is None or source in PLACES
    )


def figures(class_iri: str) -> tuple[str, ...]:
    """The properties with figures and texts that a class has, those of the classes above it included."""
    wanted = {class_iri, *_above(class_iri)}
    return tuple(iri for iri in _of_type("DatatypeProperty") if wanted.intersection(domains(iri)))


def domains(iri: str) -> tuple[str, ...]:
    """The classes that a property is stated for; the components of a data cube stand at its observations.

    https://www.w3.org/TR/vocab-data-cube/#dsd-dsd (a component without qb:componentAttachment)
    """
    kinds = vocabulary().objects(iri, RDF_TYPE)
    if any(value.value.startswith(QB) for value in kinds):
        return (OBSERVATION,)
    return _stated(iri, "domain")


@cache
def leading_to() -> Mapping[str, tuple[str, ...]]:
    """Our properties by the class of their values."""
    found: dict[str, list[str]] = defaultdict(list)
    for iri in vocabulary().subjects():
        for kind in dict.fromkeys(_stated(iri, "range")) if iri.startswith(TERMS) else ():
            found[kind].append(iri)
    return {kind: tuple(properties) for kind, properties in found.items()}


def class_label(iri: str, language: Language) -> str:
    """What a class of the picture is called."""
    return language.say(_LABELS[iri]) if iri in _LABELS else vocabulary().label(iri, language.code)


def model_picture(language: Language) -> Markup:
    """The picture as SVG; colours and type are those of the style sheet. Boxes are links to their terms on the page."""
    boxes = _boxes(language)
    width = _COLUMNS * _WIDTH + (_COLUMNS - 1) * _ACROSS + 2 * _EDGE
    bottom = max(box.y + box.height for box in boxes.values())
    read = [box for iri, box in boxes.items() if iri != EVIDENCE]
    frame = max(box.y + box.height for box in read) + _EDGE
    arrows = [_drawn(boxes, relation, frame, language) for relation in relations()]
    return Markup(
        '<svg class="model" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        'role="group" aria-label="{name}">'
        '<defs><marker id="model-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
        'orient="auto-start-reverse"><path d="M0 1 9 5 0 9z"/></marker></defs>'
        '<rect class="model-read" x="1" y="1" width="{fw}" height="{fh}" rx="6"/>'
        '<g aria-hidden="true">{arrows}</g>{boxes}</svg>'
    ).format(
        w=_said(width),
        h=_said(bottom + 2),
        fw=_said(width - 2),
        fh=_said(frame - 1),
        name=language.say("Das Modell im Bild: Klassen und ihre Beziehungen"),
        arrows=Markup("").join(arrows),
        boxes=Markup("").join(_box(box) for box in boxes.values()),
    )


def _boxes(language: Language) -> dict[str, Box]:
    """Boxes of a row share their middle."""
    said = {iri: tuple(vocabulary().label(name, language.code) for name in figures(iri)) for iri in PLACES}
    heights = {iri: Box(iri, "", said[iri], 0, 0).height for iri in PLACES}
    rows = [max(heights[iri] for iri, (_, row) in PLACES.items() if row == wanted) for wanted in range(_ROWS)]
    made = {}
    for iri, (column, row) in PLACES.items():
        top = _EDGE + sum(rows[:row]) + row * _DOWN + (rows[row] - heights[iri]) / 2
        made[iri] = Box(iri, class_label(iri, language), said[iri], _EDGE + column * (_WIDTH + _ACROSS), top)
    return made


def _box(box: Box) -> Markup:
    centre = box.x + _WIDTH / 2
    lines = Markup("").join(
        Markup('<text class="model-figure" x="{}" y="{}">{}</text>').format(
            _said(centre), _said(box.y + _HEAD + _LINE * place + 12), text
        )
        for place, text in enumerate(box.lines)
    )
    drawn = Markup(
        '<rect class="model-box" x="{x}" y="{y}" width="{w}" height="{h}" rx="4"/>'
        '<text class="model-class" x="{c}" y="{t}">{label}</text>{lines}'
    ).format(
        x=_said(box.x),
        y=_said(box.y),
        w=_WIDTH,
        h=_said(box.height),
        c=_said(centre),
        t=_said(box.y + 26),
        label=box.label,
        lines=lines,
    )
    if not box.iri.startswith(TERMS):
        return drawn
    return Markup('<a href="#{}">{}</a>').format(box.iri.removeprefix(TERMS), drawn)


def _drawn(boxes: dict[str, Box], relation: Relation, frame: float, language: Language) -> Markup:
    """An arrow with its name on it."""
    target = boxes[relation.target]
    if relation.source is None:
        start, end = (target.middle[0], frame), (target.middle[0], target.y)
    else:
        source = boxes[relation.source]
        start, end = _edge(source, target.middle), _edge(target, source.middle)
    words = _broken(vocabulary().label(relation.property, language.code))
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + 5 - 8 * (len(words) - 1)
    spans = Markup("").join(
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(_said(x), _said(y + 16 * place), word)
        for place, word in enumerate(words)
    )
    return Markup(
        '<path class="model-arrow" marker-end="url(#model-arrow)" d="M{} {} {} {}"/><text class="model-name">{}</text>'
    ).format(*map(_said, (*start, *end)), spans)


def _edge(box: Box, towards: tuple[float, float]) -> tuple[float, float]:
    """Where the line from the middle of a box to another place leaves it."""
    x, y = box.middle
    across, down = towards[0] - x, towards[1] - y
    share = min(
        _WIDTH / 2 / abs(across) if across else float("inf"), box.height / 2 / abs(down) if down else float("inf")
    )
    return x + across * share, y + down * share


def _broken(words: str) -> tuple[str, ...]:
    """A long name in two lines, as even as they can be."""
    places = [place for place, sign in enumerate(words) if sign == " "]
    if len(words) <= _LONGEST or not places:
        return (words,)
    place = min(places, key=lambda one: abs(one - len(words) / 2))
    return words[:place], words[place + 1 :]


def _said(measure: float) -> str:
    return f"{measure:.1f}".removesuffix(".0")


def _of_type(name: str) -> Iterator[str]:
    words = vocabulary()
    for iri in words.subjects():
        kinds = {value.value for value in words.objects(iri, RDF_TYPE)}
        if iri.startswith(TERMS) and _OWL + name in kinds:
            yield iri


def _stated(iri: str, side: str) -> tuple[str, ...]:
    """The domains or the ranges of a property, however they are stated."""
    return tuple(
        value.value
        for predicate in (RDFS + side, f"{_SCHEMA}{side}Includes")
        for value in vocabulary().objects(iri, predicate)
    )


def _above(iri: str) -> Iterable[str]:
    for value in vocabulary().objects(iri, RDFS + "subClassOf"):
        yield value.value
        yield from _above(value.value)
