"""Changes in words, German unless asked otherwise: "Odenwaldkreis 2025: Budget 491.550 € → 500.000 €"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.dates import format_date
from pyoxigraph import Literal

from aqbgraph.errors import VocabularyError
from aqbgraph.identifiers import DEFAULT_BASE, TERMS, Identifiers
from aqbgraph.publication.frame.rendering import euro
from aqbgraph.publication.history.differences import ADDED, CHANGED, REMOVED
from aqbgraph.publication.languages import GERMAN, later
from aqbgraph.publication.vocabulary.foreign_terms import foreign_name
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.publication.history.differences import Change, Difference, ThingChange, Value
from aqbgraph.publication.languages import Language

_AMOUNT = TERMS + "amount"
_AMOUNTS = frozenset({_AMOUNT, TERMS + "reportedAmount"})
_LONGEST, _AROUND = 80, 24


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: of which thing, of which property, what was said and what is; `None` where nothing was."""

    thing: str
    name: str
    before: str | None
    now: str | None


class Words:
    """Tells changes of a publication whose names begin with `base`, in a language; what documents say is German."""

    def __init__(self, base: str, language: Language = GERMAN) -> None:
        self._base, self._language = base, language

    def title(self, found: Difference) -> str:
        """What a document is called: an agreement by place and year."""
        path = found.iri.removeprefix(self._base)
        title = found.title or path or self._language.say("Startseite")
        parts = path.split("/")
        if parts[0] == "agreement" and len(parts) == 3:
            name = f"{title.rpartition(' – ')[2]} {parts[1]}"
            programme = self._programme(parts[2])
            return f"{name} ({programme})" if programme else name
        return title

    def _programme(self, key: str) -> str:
        """The programme that the path of an agreement names beside the place, "" where it is the AQB."""
        found = (entry.key for entry in vocabulary().instances("Programme") if key.endswith(f"-{entry.key}"))
        return next((self._label(Identifiers(self._base).programme(one)) for one in found), "")

    def lines(self, found: Difference) -> tuple[str, ...]:
        """The facts that changed, a line each."""
        if found.kind == REMOVED:
            return (self._language.say("nicht mehr veröffentlicht"),)
        if found.kind == ADDED:
            return (self._new(found),)
        return tuple(line for thing in important(found.things) for line in self._thing(thing))

    def whole(self, line: str, *, came: bool) -> Told:
        """A document that came or went, as one change."""
        return Told("", self._language.say("Dokument"), None if came else line, line if came else None)

    def line(self, told: Told) -> str:
        """A change in one line."""
        if told.before is None:
            said = self._language.say("neu: {now}", now=told.now)
        elif told.now is None:
            said = self._language.say("entfallen: {before}", before=told.before)
        else:
            said = f"{told.before} → {told.now}"
        return " ".join(part for part in (told.thing and f"{told.thing}:", told.name, said) if part)

    def rows(self, thing: ThingChange) -> Iterator[Told]:
        """All that changed of a thing, property by property; of one that came or went only its name."""
        named = self.thing(thing)
        if thing.kind != CHANGED:
            kind = self._label(thing.type) if thing.type else self._language.say("Sache")
            name = _short(thing.name or named.removeprefix(f"{kind} "))
            yield Told(kind, self._language.say("Name"), *((None, name) if thing.kind == ADDED else (name, None)))
            return
        for change in thing.changes:
            yield Told(named, self.property(change.predicate), *self._both(change))

    def thing(self, thing: ThingChange) -> str:
        """A thing by class and name: "Maßnahme „Digital Praxis“"."""
        if thing.type == TERMS + "Clause":
            return f"§ {thing.iri.rpartition('-')[2]}"
        if thing.type == TERMS + "Budget":
            programme = self._label(programme_of(self._base, thing.iri))
            return self._language.say("Budget {programme}", programme=programme)
        kind = self._label(thing.type) if thing.type else ""
        name = thing.name if thing.name is not None else thing.iri.partition("#")[2]
        return self._language.say("{kind} „{name}“", kind=kind, name=" ".join(name.split())) if name else kind

    def property(self, iri: str) -> str:
        """A property by its name in the language."""
        return self._label(iri)

    def value(self, value: Value, predicate: str = "") -> str:
        """A value as people write it."""
        if not isinstance(value, Literal):
            return self._label(value.value)
        try:
            return self._typed(value, predicate)
        except (ValueError, ArithmeticError):  # a form that its datatype does not have is told as it is
            return " ".join(value.value.split())

    def _typed(self, value: Literal, predicate: str) -> str:
        if predicate in _AMOUNTS:
            return euro(Decimal(value.value), self._language)
        if value.datatype.value.endswith("#date"):
            return format_date(date.fromisoformat(value.value), "long", locale=self._language.locale)
        return " ".join(value.value.split())

    def _new(self, found: Difference) -> str:
        facts = list(self._money(found))
        measures = sum(thing.type == TERMS + "Measure" for thing in found.things)
        if measures:
            facts.append(self._language.say_n("{count} Maßnahme", "{count} Maßnahmen", measures))
        return self._language.say("neu: {facts}", facts=", ".join(facts)) if facts else self._language.say("neu")

    def _money(self, found: Difference) -> Iterator[str]:
        """What is agreed, and what is reported: that it is, the title says."""
        changes = [change for thing in found.things for change in thing.changes if change.predicate in _AMOUNTS]
        told = [(change.predicate, self.value(value, change.predicate)) for change in changes for value in change.added]
        agreed, reported = ([text for name, text in told if (name == _AMOUNT) is same] for same in (True, False))
        if agreed:
            amounts = self._language.say(" und ").join(agreed)
            yield self._language.say_n("Budget {amounts}", "Budgets {amounts}", len(agreed), amounts=amounts)
        if reported:
            yield self._language.say(" und ").join(reported)

    def _thing(self, thing: ThingChange) -> Iterator[str]:
        if thing.kind != CHANGED:
            said = later("{thing} neu") if thing.kind == ADDED else later("{thing} entfallen")
            yield self._language.say(said, thing=self.thing(thing))
            return
        plain = thing.type in (TERMS + "Agreement", TERMS + "Budget", TERMS + "ReportedBudget")
        for row in self.rows(thing):
            # The amount of a budget is the budget to who reads one line of it.
            name = self._language.say("Budget") if row.name == self.property(_AMOUNT) else row.name
            yield self.line(Told("", name, row.before, row.now) if plain else row)

    def _both(self, change: Change) -> tuple[str | None, str | None]:
        texts = [
            ", ".join(self.value(value, change.predicate) for value in values) if values else None
            for values in (change.removed, change.added)
        ]
        before, now = texts
        if before is not None and now is not None:
            before, now = excerpt(before, now)
        else:
            before, now = before and _short(before), now and _short(now)
        if self._language.is_source or not any(map(_is_text, (*change.removed, *change.added))):
            return before, now
        # Words of documents are told apart from ours, which are in another language.
        return before and f"“{before}”", now and f"“{now}”"

    def _label(self, iri: str) -> str:
        if name := foreign_name(iri, self._language):
            return name
        written = DEFAULT_BASE + iri.removeprefix(self._base) if iri.startswith(self._base) else iri
        try:
            return vocabulary().label(written, self._language.code)
        except VocabularyError:
            return self._in_german(written, iri)

    def _in_german(self, written: str, iri: str) -> str:
        """Places have one name, which is German."""
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


def _is_text(value: Value) -> bool:
    """Whether a value is words of a document; figures and days are none."""
    return isinstance(value, Literal) and (bool(value.language) or value.datatype.value.endswith("#string"))


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
