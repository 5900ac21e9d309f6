"""Changes to an agreement that is put together: each takes one and gives another, with the evidence of the change."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, cast

from aqbgraph.agreement import Concept, Evidence, Measure, SheetEvidence, Signature
from aqbgraph.correction import CORRECTED, Entry, Verb
from aqbgraph.extraction.assembling.assembly import PROGRAMMES
from aqbgraph.extraction.series.series import series_name
from aqbgraph.extraction.values import dates
from aqbgraph.extraction.values.readings import OF_FACTS, OF_LISTS, OPEN, concept, same
from aqbgraph.vocabulary import normalise, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.agreement import Agreement, Node
    from aqbgraph.extraction.signatures.signatures import Signed

_NAMES = str.maketrans({letter: f"_{letter.lower()}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
_TYPES, _EMPTY = "measure-types", "emptyMeasureTypes"


def attribute(field: str) -> str:
    """The name of a field in code: "signedOn" → "signed_on"."""
    return field.translate(_NAMES)


def passage(entry: Entry, supports: str, value: Concept | None = None) -> SheetEvidence:
    """The words of an entry as evidence of a field."""
    return SheetEvidence(entry.start, entry.end, entry.value_line, entry.quote, CORRECTED, supports, value)


def of_fact(entry: Entry, agreement: Agreement) -> tuple[tuple[str, SheetEvidence], ...]:
    """The parts for which an entry on a fact of the whole agreement is evidence, and the evidence."""
    node, convert = OF_FACTS[entry.field]
    if entry.field == "programme" and entry.value is not None:
        key = str(convert(entry.value))
        of_all = passage(entry, "programmes", Concept(PROGRAMMES, key))
        return (node, of_all), (f"budget-{key}", passage(entry, "programme"))
    if entry.field != "amount":
        return ((node, passage(entry, entry.field)),)
    budgets = [budget for budget in agreement.budgets if entry.node in ("", budget.key)]
    said = [(budget.key, "approximate") for budget in budgets if budget.approximate]
    return tuple((key, passage(entry, name)) for key, name in [(one.key, "amount") for one in budgets] + said)


def unreadable_day(signed: Signed, words: str) -> bool:
    """Whether these are the words of its day and cannot be read."""
    if signed.opened is not None and signed.opened.misread is not None and signed.opened.misread.text == words:
        return True
    if signed.date is None or signed.date.text != words:
        return False
    try:
        dates.german_date(words)
    except ValueError:
        return True
    return False


def without_day(signed: Signed) -> Signed:
    """A signature without its day, that is to be told by a sheet."""
    return replace(signed, opened=replace(signed.opened, date=None, misread=None)) if signed.opened else signed


def of_the_sheet(agreement: Agreement) -> Agreement:
    """Evidence of what a sheet supplied says that it stands there."""
    made = {field.name: getattr(agreement, field.name) for field in fields(agreement)}
    changed = {name: _evident(value) for name, value in made.items() if name not in ("evidence", "source")}
    return replace(agreement, **changed, evidence=tuple(map(_place, agreement.evidence)))


def _evident(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_evident(item) for item in value)
    if hasattr(value, "evidence"):
        return replace(value, evidence=tuple(map(_place, value.evidence)))
    return value


def _place(item: Evidence) -> Evidence:
    if item.rule != CORRECTED:
        return item
    # The characters are the sheet's: they stand on no page of the source.
    return SheetEvidence(*item._replace(regions=()))


def with_evidence(agreement: Agreement, key: str, item: Evidence) -> Agreement:
    """Adds evidence to the agreement or one of its parts, unless there is such from the sheet."""
    if key == "agreement":
        return agreement if _has(agreement, item) else replace(agreement, evidence=(*agreement.evidence, item))
    node = next(node for node in agreement.nodes if node.key == key)
    if _has(node, item):
        return agreement
    return _with(agreement, node, replace(node, evidence=(*node.evidence, item)))


def _has(node: Agreement | Node, item: Evidence) -> bool:
    """Whether a field has evidence from the sheet; each of several values its own."""
    said = (item.supports, item.value)
    return any(isinstance(one, SheetEvidence) and (one.supports, one.value) == said for one in node.evidence)


def changed(agreement: Agreement, node: Node, field: str, value: object, entry: Entry) -> Agreement:
    """A part with another value; its evidence stays, the sheet's is added.

    Raises:
        ValueError: the field must not be empty.
    """
    if value is None and field not in OPEN:
        raise ValueError(f"„{field}“ darf nicht fehlen; berichtigen statt streichen.")
    evidence = node.evidence if value is None else (*node.evidence, passage(entry, field))
    also: dict[str, object] = {}
    if isinstance(node, Measure) and field == "label":
        also = {"series": series_name(str(value))}
    if isinstance(node, Signature) and field == "signatoryRole":
        also = {"office": _office(str(value)) if value else None}
    changes = cast("Any", {attribute(field): value, **also, "evidence": evidence})
    return _with(agreement, node, replace(node, **changes))


def _office(role: str) -> Concept | None:
    wanted = normalise(role)
    found = (entry for entry in vocabulary().concepts("offices") if wanted in map(normalise, entry.spellings))
    return next((Concept("offices", entry.key) for entry in found), None)


def _with(agreement: Agreement, old: Node, new: Node) -> Agreement:
    """The agreement with one part in the place of another."""
    if agreement.grant_decision is old:
        return replace(agreement, grant_decision=cast("Any", new))
    for field in fields(agreement):
        nodes = getattr(agreement, field.name)
        if isinstance(nodes, tuple) and any(node is old for node in nodes):
            parts = tuple(new if node is old else node for node in nodes)
            return replace(agreement, **cast("Any", {field.name: parts}))
    raise AssertionError(f"{old.key} is not part of {agreement.path}")


def listed(entry: Entry, agreement: Agreement, *, misread: bool) -> tuple[Agreement, tuple[Evidence, ...]]:
    """One of several values added, struck, corrected or confirmed, and the evidence that goes with it.

    `misread` words, those that an entry corrects, are no value of the agreement yet.

    Raises:
        ValueError: it is there, or is not; or the scheme does not know it.
    """
    scheme, name = OF_LISTS[entry.field], attribute(entry.field)
    known: tuple[Concept, ...] = getattr(agreement, name)
    words = (entry.value if entry.verb is Verb.ADD else entry.read) or ""
    wanted = next((one for one in known if same(one, words, lambda text: concept(text, scheme))), None)
    if entry.verb is Verb.ADD or (entry.verb is Verb.CORRECT and misread):
        return _with_value(entry, agreement, entry.value or ""), ()
    if entry.verb is Verb.SUPPLY or wanted is None:
        raise ValueError(f"„{words}“ ist hier nicht gelesen; „{entry.field}“ lässt sich hinzufügen und streichen.")
    if entry.verb is Verb.CONFIRM:
        return with_evidence(agreement, "agreement", passage(entry, entry.field, wanted)), ()
    made, gone = _without_value(entry, agreement, wanted)
    return (made if entry.verb is Verb.STRIKE else _with_value(entry, made, entry.value or "")), gone


def _with_value(entry: Entry, agreement: Agreement, words: str) -> Agreement:
    name, value = attribute(entry.field), concept(words, OF_LISTS[entry.field])
    known: tuple[Concept, ...] = getattr(agreement, name)
    if value in known:
        raise ValueError(f"„{words}“ ist schon gelesen.")
    evidence = (*agreement.evidence, passage(entry, entry.field, value))
    return replace(agreement, **cast("Any", {name: (*known, value), "evidence": evidence}))


def _without_value(entry: Entry, agreement: Agreement, wanted: Concept) -> tuple[Agreement, tuple[Evidence, ...]]:
    name = attribute(entry.field)
    gone = tuple(item for item in agreement.evidence if (item.supports, item.value) == (entry.field, wanted))
    changes = {
        name: tuple(one for one in getattr(agreement, name) if one != wanted),
        "evidence": tuple(item for item in agreement.evidence if item not in gone),
    }
    return replace(agreement, **cast("Any", changes)), gone


def with_measure(entry: Entry, agreement: Agreement) -> Agreement:
    """A measure more, after the one that the entry names, else last of its type; `settled` gives it its key.

    Raises:
        ValueError: there is such a measure, no such type, or nothing to stand after.
    """
    label, kind = entry.value or "", concept(entry.kind or "", _TYPES)
    if any((one.label, one.measure_type) == (label, kind) for one in agreement.measures):
        raise ValueError(f"Die Maßnahme „{label}“ steht schon unter {kind.key}.")
    evidence = (passage(entry, "label"), passage(entry, "measureType"))
    measure = Measure(new_key(entry), label, kind, 1, None, series_name(label), evidence)
    places = [place for place, one in enumerate(agreement.measures) if entry.after in (None, one.key)]
    if entry.after is not None and not (places and agreement.measures[places[0]].measure_type == kind):
        raise ValueError(f"„{entry.after}“ ist keine Maßnahme der Art {kind.key}.")
    at = places[-1] + 1 if places else 0
    return replace(agreement, measures=(*agreement.measures[:at], measure, *agreement.measures[at:]))


def new_key(entry: Entry) -> str:
    """What an added measure is called until all are counted."""
    return f"measure-new-{entry.line}"


def without_measure(agreement: Agreement, key: str) -> Agreement:
    """A measure less."""
    return replace(agreement, measures=tuple(one for one in agreement.measures if one.key != key))


def settled(before: Agreement, after: Agreement) -> tuple[Agreement, dict[str, str]]:
    """Measures counted anew and types told that have none, and the new key of each measure by its old one."""
    keys: dict[str, str] = {}
    count: Counter[str] = Counter()
    measures = []
    for one in after.measures:
        count[one.measure_type.key] += 1
        position = count[one.measure_type.key]
        keys[one.key] = f"measure-{one.measure_type.key}-{position}"
        measures.append(replace(one, key=keys[one.key], position=position))
    lost = [one for one in before.measures if one.measure_type.key not in count]
    empty = tuple(
        kind
        for kind in dict.fromkeys((*before.empty_measure_types, *(one.measure_type for one in lost)))
        if kind.key not in count
    )
    evidence = (item for item in after.evidence if item.supports != _EMPTY or item.value in empty)
    made = replace(after, measures=tuple(measures), empty_measure_types=empty, evidence=(*evidence, *_headings(lost)))
    return made, keys


def _headings(measures: Iterable[Measure]) -> tuple[Evidence, ...]:
    """The headings above measures that are gone: they name their type without one."""
    found = {
        item.start: item._replace(supports=_EMPTY, value=one.measure_type, rule="§ 5 type")
        for one in measures
        for item in one.evidence
        if item.supports == "measureType" and not isinstance(item, SheetEvidence)
    }
    return tuple(found.values())
