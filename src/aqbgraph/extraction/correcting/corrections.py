"""Applies a sheet of corrections to what was read: to the facts every agreement has, then to the agreement's parts.

A correction must fit what is read now. One that names other words than are there, or supplies what is there, is a
fault: its source has changed, or its reading has. Faults of reading go away only where an entry quotes the very words
that could not be read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.agreement import Correction, Measure
from aqbgraph.correction import CORRECTED, Verb
from aqbgraph.document import Fact
from aqbgraph.errors import AqbError, BadCorrection, Place
from aqbgraph.extraction.assembling import amending
from aqbgraph.extraction.correcting import fitting
from aqbgraph.extraction.values.readings import OF_FACTS, OF_LISTS, OF_NODES, same, shown
from aqbgraph.identifiers import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.agreement import Agreement, Evidence, Node
    from aqbgraph.correction import Entry, Sheet
    from aqbgraph.document import Document
    from aqbgraph.errors import Doubtful
    from aqbgraph.extraction.doubts.doubt import Doubt
    from aqbgraph.extraction.signatures.signatures import Signed

# What an entry does that says how a doubtful value is to be read.
_SETTLING = (Verb.CONFIRM, Verb.CORRECT)
_NO_CHANGE = "Gelesen und richtig sind dasselbe."


class Corrections:
    """The entries of a sheet on their way into an agreement; without a sheet nothing happens."""

    def __init__(self, document: Document, sheet: Sheet | None) -> None:
        """With faults of its own a sheet is not applied."""
        self._document = document
        self._sheet = sheet
        self._unreadable: set[int] = set()
        self._done: set[int] = set()
        self._replaced: set[tuple[str, tuple[int, int]]] = set()
        self._misread: tuple[Doubtful, ...] = ()
        self._applied: list[Correction] = []
        self.faults: list[AqbError] = list(sheet.faults) if sheet else []
        if sheet and sheet.sha256 not in (None, document.source.sha256):
            message = "Die Quelle hat sich geändert: Ihre Prüfsumme ist nicht die, für die berichtigt wurde."
            self.faults.append(BadCorrection(message, Place(sheet.source.name, 1)))

    @property
    def _entries(self) -> tuple[Entry, ...]:
        return self._sheet.entries if self._sheet and not self._sheet.faults else ()

    def signed(self, signatures: tuple[Signed, ...]) -> tuple[Signed, ...]:
        """Signatures without the days that could not be read and are corrected; of two alike none is meant."""
        for number, entry in enumerate(self._entries):
            if entry.verb is not Verb.CORRECT or entry.field != "signedOn":
                continue
            found = [one for one in signatures if amending.unreadable_day(one, entry.read or "")]
            if len(found) == 1:
                self._unreadable.add(number)
                without = amending.without_day(found[0])
                signatures = tuple(without if one is found[0] else one for one in signatures)
        return signatures

    def facts(self, facts: Sequence[Fact], faults: list[AqbError]) -> tuple[Fact, ...]:
        """The facts with all corrections but those of amounts, which belong to budgets only when these are known.

        Faults that are settled by a correction are taken out of the list.
        """
        return self._corrected(facts, faults, amounts=False)

    def amounts(self, facts: Sequence[Fact], faults: list[AqbError]) -> tuple[Fact, ...]:
        """The facts with the corrections of amounts, each of which has its budget by now."""
        return self._corrected(facts, faults, amounts=True)

    def of_amounts(self) -> tuple[Entry, ...]:
        """What the sheet says of amounts."""
        return tuple(entry for entry in self._entries if fitting.is_of_facts(entry) and entry.field == "amount")

    def settles(self, doubt: Doubt) -> Verb | None:
        """How an entry says what a doubtful value is; whether it fits what was read is asked when it is applied."""
        named = (entry for entry in self._entries if (entry.node, entry.field) == (doubt.node, doubt.field))
        return next((entry.verb for entry in named if entry.verb in _SETTLING), None)

    def names(self, node: str, field: str) -> bool:
        """Whether an entry says of a name whether it is right, or is not there at all."""
        return any(
            (entry.node, entry.field) == (node, field) and entry.verb in (*_SETTLING, Verb.STRIKE)
            for entry in self._entries
        )

    def supplies(self, node: str, field: str) -> bool:
        """Whether an entry says what the source does not give, or not so that it can be read."""
        named = (entry.verb for entry in self._entries if (entry.node, entry.field) == (node, field))
        return not {Verb.SUPPLY, Verb.CORRECT}.isdisjoint(named)

    def unsettled(self, left_out: Iterable[Doubtful]) -> tuple[Doubtful, ...]:
        """Secondary values that could not be read and that no entry corrects; the others are kept to be corrected."""
        quoted = {
            fault: any(e.field in OF_LISTS and fitting.quotes(fault, e) for e in self._entries) for fault in left_out
        }
        self._misread = tuple(fault for fault, found in quoted.items() if found)
        return tuple(fault for fault, found in quoted.items() if not found)

    def uncorrected(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """The facts that hold as the source has them."""
        return (fact for fact in facts if fact.rule != CORRECTED and (fact.name, fact.read) not in self._replaced)

    def _corrected(self, facts: Sequence[Fact], faults: list[AqbError], *, amounts: bool) -> tuple[Fact, ...]:
        made = list(facts)
        for number, entry in enumerate(self._entries):
            if fitting.is_of_facts(entry) and (entry.field == "amount") is amounts:
                self._done.add(number)
                try:
                    self._amend(entry, made, faults)
                except ValueError as error:
                    self._fault(entry, str(error))
        return tuple(made)

    def _amend(self, entry: Entry, facts: list[Fact], faults: list[AqbError]) -> None:
        """One entry on the facts of its field.

        Raises:
            ValueError: it does not fit.
        """
        node, convert = fitting.node_of(entry, facts), OF_FACTS[entry.field][1]
        of_node = node if entry.field == "amount" else ""
        here = [fact for fact in facts if fitting.is_meant(entry, node, fact)]
        if entry.verb is Verb.CONFIRM:
            matched = [fact for fact in here if same(fact.value, entry.read or "", convert)]
            if not matched:
                raise ValueError(fitting.misfit(entry, [fact.value for fact in here]))
            self._replaced |= {(fact.name, fact.read) for fact in matched}
            self._keep(entry, node, entry.field, entry.read, shown(matched[0].value))
            return
        value = convert(entry.value) if entry.value is not None else None
        fitting.must_suit(entry, value, [fact.value for fact in here])
        matched = [fact for fact in here if entry.read is not None and same(fact.value, entry.read, convert)]
        settled = [fault for fault in faults if fitting.quotes(fault, entry)]
        if entry.read is not None and not matched and not settled:
            raise ValueError(fitting.misfit(entry, [fact.value for fact in here]))
        if value is not None and any(fact.value == value for fact in matched):
            raise ValueError(_NO_CHANGE)
        faults[:] = [fault for fault in faults if fault not in settled]
        self._replaced |= {(fact.name, fact.read) for fact in matched}
        changed = (fact._replace(value=value) if fact in matched else fact for fact in facts)
        facts[:] = [fact for fact in changed if fact.value is not None]
        if value is not None and not matched:
            facts.append(self._supplied(entry, of_node, value))
        self._keep(entry, node, entry.field, entry.read, None if value is None else shown(value))

    @staticmethod
    def _supplied(entry: Entry, node: str, value: object) -> Fact:
        """A fact that the sheet alone states; its place is in the sheet."""
        return Fact(
            node=node,
            name=entry.field,
            value=value,
            start=entry.start,
            end=entry.end,
            line=entry.value_line,
            quote=entry.quote,
            words=entry.quote,
            rule=CORRECTED,
            read=(entry.start, entry.end),
        )

    def agreement(self, agreement: Agreement) -> Agreement:
        """The agreement with all corrections, each kept beside what was read; what does not fit becomes a fault.

        What adds or strikes a measure comes last, so that all entries name measures as they were printed.
        """
        if not self._entries:
            return agreement
        made = amending.of_the_sheet(agreement)
        rest = [(number, entry) for number, entry in enumerate(self._entries) if number not in self._done]
        for number, entry in sorted(rest, key=lambda pair: _is_structural(pair[1])):
            try:
                made = self._apply(entry, made, unreadable=number in self._unreadable)
            except ValueError as error:
                self._fault(entry, str(error))
        made, keys = amending.settled(agreement, made)
        for entry in (self._entries[number] for number in sorted(self._done)):
            for node, item in amending.of_fact(entry, made):
                if node != "agreement" and all(part.key != node for part in made.nodes):
                    self._fault(entry, fitting.no_part(node))
                elif entry.value is not None:
                    made = amending.with_evidence(made, node, item)
        applied = (replace(one, corrects=keys.get(one.corrects, one.corrects)) for one in self._applied)
        return replace(made, corrections=tuple(_told_apart(applied)))

    def _apply(self, entry: Entry, agreement: Agreement, *, unreadable: bool) -> Agreement:
        """One entry on an agreement that is put together.

        Raises:
            ValueError: it does not fit.
        """
        if entry.field == "measures":
            made = amending.with_measure(entry, agreement)
            self._keep(entry, "agreement", "measures", None, entry.value)
            return made
        if entry.node in ("", "agreement") and entry.field in OF_LISTS:
            made, readings = amending.listed(
                entry, agreement, misread=any(fitting.quotes(f, entry) for f in self._misread)
            )
            self._keep(entry, "agreement", entry.field, entry.read, entry.value, readings)
            return made
        node = next((node for node in agreement.nodes if node.key == entry.node), None)
        name = amending.attribute(entry.field)
        if node is None or entry.field not in OF_NODES or not hasattr(node, name) or entry.verb is Verb.ADD:
            raise ValueError(
                f"Die Angabe „{entry.node} {entry.field}“ gibt es nicht oder ist nicht zu berichtigen. "
                "Welche es gibt, zeigt „aqbgraph extract“ mit der Quelle."
            )
        current = getattr(node, name)
        self._must_fit(entry, node, current, unreadable=unreadable)
        if entry.verb is Verb.CONFIRM:
            self._keep(entry, node.key, entry.field, entry.read, shown(current))
            return amending.with_evidence(agreement, node.key, amending.passage(entry, entry.field))
        if isinstance(node, Measure) and entry.verb is Verb.STRIKE:
            self._keep(entry, "agreement", "measures", entry.read, None, node.evidence[:1])
            return amending.without_measure(agreement, node.key)
        value = OF_NODES[entry.field](entry.value) if entry.value is not None else None
        if value is not None and value == current:
            raise ValueError(_NO_CHANGE)
        made = amending.changed(agreement, node, entry.field, value, entry)
        self._keep(entry, node.key, entry.field, entry.read, None if value is None else shown(value))
        return made

    @staticmethod
    def _must_fit(entry: Entry, node: Node, current: object, *, unreadable: bool) -> None:
        known = [] if current is None else [current]
        if entry.verb is Verb.SUPPLY:
            fitting.must_be_absent(known)
            return
        if unreadable:
            # The words that could not be read stand in the lines of this very part.
            quotes = (" ".join(item.quote.split()) for item in node.evidence)
            fits = current is None and any(entry.read in quote for quote in quotes if entry.read)
        else:
            fits = current is not None and same(current, entry.read or "", OF_NODES[entry.field])
        if not fits:
            raise ValueError(fitting.misfit(entry, known))

    def _keep(  # the columns of a correction
        self,
        entry: Entry,
        node: str,
        field: str,
        read: str | None,
        value: str | None,
        readings: tuple[Evidence, ...] = (),
    ) -> None:
        if self._sheet is None:
            raise AssertionError("an entry without a sheet")
        what = f"measure {read or value}" if field == "measures" else f"{node} {amending.attribute(field)}"
        self._applied.append(
            Correction(
                fragment=slug(f"correction {what}"),
                corrects=node,
                field=field,
                read_value=read,
                corrected_value=value,
                by=entry.by,
                on=entry.on,
                reason=entry.reason,
                reference=entry.reference,
                line=entry.line,
                span=(entry.start, entry.end),
                source=self._sheet.source,
                readings=readings,
                confirms=entry.verb is Verb.CONFIRM,
            )
        )

    def _fault(self, entry: Entry, message: str) -> None:
        if self._sheet is not None:
            self.faults.append(BadCorrection(message, Place(self._sheet.source.name, entry.line)))


def _is_structural(entry: Entry) -> bool:
    return entry.field == "measures" or (entry.field == "label" and entry.verb is Verb.STRIKE)


def _told_apart(corrections: Iterable[Correction]) -> Iterator[Correction]:
    """Corrections of one field bear a number from the second on."""
    count: Counter[str] = Counter()
    for one in corrections:
        count[one.fragment] += 1
        suffix = "" if count[one.fragment] == 1 else f"-{count[one.fragment]}"
        yield replace(one, fragment=one.fragment + suffix)
