"""Changes in German words: "Odenwaldkreis 2025: Betrag 491.550 Euro → 500.000 Euro"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal
from pyoxigraph import Literal

from aqbgraph.errors import VocabularyError
from aqbgraph.identifiers import DEFAULT_BASE, TERMS, Identifiers
from aqbgraph.publication.differences import ADDED, CHANGED, REMOVED
from aqbgraph.vocabulary import DCTERMS, RDF_TYPE, RDFS, SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.publication.differences import Change, Difference, ThingChange, Value

# What others' properties are called; ours have their names in ontology/.
_NAMES = {
    RDF_TYPE: "Art",
    RDFS + "label": "Name",
    RDFS + "comment": "Erläuterung",
    SKOS + "prefLabel": "Name",
    SKOS + "altLabel": "anderer Name",
    SKOS + "note": "Hinweis",
    DCTERMS + "title": "Titel",
    DCTERMS + "license": "Lizenz",
    DCTERMS + "source": "Quelle",
    DCTERMS + "hasPart": "Teil",
    DCTERMS + "date": "Tag",
}
_AMOUNTS = frozenset({TERMS + "amount", TERMS + "reportedAmount"})
_LONGEST, _AROUND = 80, 24


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: of which thing, of which property, what was said and what is; `None` where nothing was."""

    thing: str
    name: str
    before: str | None
    now: str | None

    def __str__(self) -> str:
        if self.before is None:
            said = f"neu: {self.now}"
        elif self.now is None:
            said = f"entfallen: {self.before}"
        else:
            said = f"{self.before} → {self.now}"
        return " ".join(part for part in (self.thing and f"{self.thing}:", self.name, said) if part)


class Words:
    """Tells changes of a publication whose names begin with `base`."""

    def __init__(self, base: str) -> None:
        self._base = base

    def title(self, found: Difference) -> str:
        """What a document is called: an agreement by place and year."""
        path = found.iri.removeprefix(self._base)
        title = found.title or path or "Startseite"
        parts = path.split("/")
        if parts[0] == "agreement" and len(parts) == 3:
            name = title.rpartition(" – ")[2]
            return f"{name} {parts[1]}"
        return title

    def lines(self, found: Difference) -> tuple[str, ...]:
        """The facts that changed, a line each."""
        if found.kind == REMOVED:
            return ("nicht mehr veröffentlicht",)
        if found.kind == ADDED:
            return (self._new(found),)
        return tuple(line for thing in important(found.things) for line in self._thing(thing))

    @staticmethod
    def whole(line: str, *, came: bool) -> Told:
        """A document that came or went, as one change."""
        return Told("", "Dokument", None if came else line, line if came else None)

    def rows(self, thing: ThingChange) -> Iterator[Told]:
        """All that changed of a thing, property by property; of one that came or went only its name."""
        named = self.thing(thing)
        if thing.kind != CHANGED:
            kind = self._label(thing.type) if thing.type else "Sache"
            name = _short(thing.name or named.removeprefix(f"{kind} "))
            yield Told(kind, "Name", *((None, name) if thing.kind == ADDED else (name, None)))
            return
        for change in thing.changes:
            yield Told(named, self.property(change.predicate), *self._both(change))

    def thing(self, thing: ThingChange) -> str:
        """A thing by class and name: "Maßnahme „Digital Praxis“"."""
        if thing.type == TERMS + "Clause":
            return f"§ {thing.iri.rpartition('-')[2]}"
        if thing.type == TERMS + "Budget":
            return f"Budget {self._label(programme_of(self._base, thing.iri))}"
        kind = self._label(thing.type) if thing.type else ""
        name = thing.name if thing.name is not None else thing.iri.partition("#")[2]
        return f"{kind} „{' '.join(name.split())}“" if name else kind

    def property(self, iri: str) -> str:
        """A property by its German name."""
        return _NAMES.get(iri) or self._label(iri)

    def value(self, value: Value, predicate: str = "") -> str:
        """A value as people write it."""
        if not isinstance(value, Literal):
            return self._label(value.value)
        try:
            return self._typed(value, predicate)
        except (ValueError, ArithmeticError):  # a form that its datatype does not have is told as it is
            return " ".join(value.value.split())

    @staticmethod
    def _typed(value: Literal, predicate: str) -> str:
        if predicate in _AMOUNTS:
            amount = Decimal(value.value)
            cents = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
            return f"{format_decimal(amount, cents, locale='de')} Euro"
        if value.datatype.value.endswith("#date"):
            return format_date(date.fromisoformat(value.value), "long", locale="de")
        return " ".join(value.value.split())

    def _new(self, found: Difference) -> str:
        facts = [
            f"{self.property(change.predicate)} {self.value(value, change.predicate)}"
            for thing in found.things
            for change in thing.changes
            if change.predicate in _AMOUNTS
            for value in change.added
        ]
        measures = sum(thing.type == TERMS + "Measure" for thing in found.things)
        if measures:
            facts.append(f"{measures} {'Maßnahme' if measures == 1 else 'Maßnahmen'}")
        return "neu" + (f": {', '.join(facts)}" if facts else "")

    def _thing(self, thing: ThingChange) -> Iterator[str]:
        if thing.kind != CHANGED:
            yield f"{self.thing(thing)} {'neu' if thing.kind == ADDED else 'entfallen'}"
            return
        plain = thing.type in (TERMS + "Agreement", TERMS + "Budget", TERMS + "ReportedBudget")
        for row in self.rows(thing):
            yield str(Told("", row.name, row.before, row.now) if plain else row)

    def _both(self, change: Change) -> tuple[str | None, str | None]:
        texts = [
            ", ".join(self.value(value, change.predicate) for value in values) if values else None
            for values in (change.removed, change.added)
        ]
        before, now = texts
        if before is not None and now is not None:
            return excerpt(before, now)
        return before and _short(before), now and _short(now)

    def _label(self, iri: str) -> str:
        written = DEFAULT_BASE + iri.removeprefix(self._base) if iri.startswith(self._base) else iri
        try:
            return vocabulary().label(written)
        except VocabularyError:
            return iri.removeprefix(self._base)


def programme_of(base: str, budget: str) -> str:
    """The IRI of the programme whose budget this is: its fragment says so."""
    return Identifiers(base).programme(budget.rpartition("#budget-")[2])


def excerpt(before: str, now: str) -> tuple[str, str]:
    """Two texts, cut to where they differ when they are long."""
    if max(len(before), len(now)) <= _LONGEST:
        return before, now
    start = next((place for place, (one, other) in enumerate(zip(before, now, strict=False)) if one != other), 0)
    start = start or min(len(before), len(now))
    first = before.rfind(" ", 0, max(start - _AROUND, 0)) + 1
    made = (f"{'… ' if first else ''}{text[first:]}" for text in (before, now))
    one, other = (_short(text) for text in made)
    return one, other


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0].rstrip(" …") + " …"


def important(things: Iterable[ThingChange]) -> list[ThingChange]:
    """Money first, then measures, then the rest in its order; the words of clauses last."""
    order = [TERMS + name for name in ("Budget", "ReportedBudget", "Agreement", "Measure", "Signature")]
    last = {TERMS + "Clause": 9, TERMS + "Preamble": 9, TERMS + "Provision": 8}
    return sorted(
        things,
        key=lambda thing: (
            order.index(thing.type) if thing.type in order else last.get(thing.type or "", 7),
            thing.iri,
        ),
    )
