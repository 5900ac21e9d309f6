"""Runs a layout over a document: facts, faults, and the account of every line."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from aqbgraph.correction import CORRECTED
from aqbgraph.errors import AqbError, Doubtful, UnknownParty
from aqbgraph.extraction import finding
from aqbgraph.extraction.assembling.assembly import assemble, clause_key
from aqbgraph.extraction.assembling.completeness import (
    conflicts,
    cut_off,
    foreign_money,
    gaps,
    no_agreement,
    no_measures,
    too_early,
    unread_days,
    unread_headings,
)
from aqbgraph.extraction.assembling.drafting import draft
from aqbgraph.extraction.assembling.placing import placed
from aqbgraph.extraction.budgets import budgets, money, qualified
from aqbgraph.extraction.correcting import assigning
from aqbgraph.extraction.correcting.corrections import Corrections
from aqbgraph.extraction.doubts import doubt, doubtful_names, form_words
from aqbgraph.extraction.explaining import Explanation, explain
from aqbgraph.extraction.finding import primary
from aqbgraph.extraction.forms.beginnings import beginnings
from aqbgraph.extraction.forms.choosing import choose
from aqbgraph.extraction.forms.furniture import is_footer
from aqbgraph.extraction.measures.left_out import left_out
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.extraction.outlining import relatives
from aqbgraph.extraction.outlining.outline import CLOSING, FRONT, Outline, outline
from aqbgraph.extraction.signatures import absent, named_parties, signing, unread
from aqbgraph.extraction.signatures.signatures import Signed, signatures
from aqbgraph.extraction.telling import told
from aqbgraph.extraction.values.party_names import local_names
from aqbgraph.extraction.wording import mending
from aqbgraph.extraction.wording.accounting import Accounting, Ledger, Left, Status
from aqbgraph.extraction.wording.comparison import Compared
from aqbgraph.extraction.wording.wording import Blanks, Stream, standing_text
from aqbgraph.wordbreaks import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.agreement import Agreement
    from aqbgraph.correction import Sheet
    from aqbgraph.document import Document, Fact, Line, Repair
    from aqbgraph.extraction.forms.rules import Layout
    from aqbgraph.extraction.measures.listed import Listing


# Lines of all signatures; what stands below them is no signature any more.
_LONGEST_CLOSING = 200


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that a document gave. `agreement` is None when there are faults; the facts are there all the same.

    `accounting` is what the document shows alone; `sentences`, with `blanks`, and `ledger` are what it takes to settle
    the account when the agreements have been compared. `repairs` are all that were made on the way, those of the
    reading among them, in the order of the source. `left_out` is what the agreement lacks until somebody settles it.
    """

    document: Document
    facts: tuple[Fact, ...]
    faults: tuple[AqbError, ...]
    accounting: Accounting
    agreement: Agreement | None
    sentences: tuple[Compared, ...]
    blanks: Blanks
    ledger: Ledger = field(compare=False, repr=False)
    repairs: tuple[Repair, ...] = ()
    left_out: tuple[Doubtful, ...] = ()


def extract(document: Document, sheet: Sheet | None = None) -> Extraction:
    """Reads an agreement by the layout that fits best, corrected by a sheet; faults are collected, not raised."""
    return _run(document, sheet).extraction()


def unknown_wording(document: Document) -> tuple[tuple[str, str], ...]:
    """For those who keep ontology/standing-text.csv: section and wording of the sentences that are not in it."""
    run = _run(document)
    unknown = (one for one in run.sentences if one.section != FRONT and not one.known)
    return tuple((one.section, run.blanks.fill(one.text)) for one in unknown)


def explanation(document: Document) -> Explanation:
    """For those who write layouts: which rule read what, and which found nothing."""
    run = _run(document)
    return explain(document, run.layout, run.outline, run.streams)


def _run(document: Document, sheet: Sheet | None = None) -> _Run:
    document = form_words.mended(document)
    layout = choose(document)
    return _Run(document, layout, outline(document, layout, standing_text()), sheet)


class _Run:
    """One layout over one document."""

    def __init__(self, document: Document, layout: Layout, parts: Outline, sheet: Sheet | None) -> None:
        self.document = document
        self.corrections = Corrections(document, sheet)
        self.layout = layout
        self.outline = parts
        self.faults: list[AqbError] = [*relatives.faults(document, self.outline), *self.outline.faults]
        self.known = standing_text()
        section = self._list_lines()
        self.listing: Listing = listing(document, section, beginnings(layout), by_budget=layout.open)
        closing = self.outline.part(CLOSING).lines[:_LONGEST_CLOSING]
        self.signed: tuple[Signed, ...] = self.corrections.signed(
            signatures(closing, document.text, recognised=document.recognised)
        )
        self.streams = tuple(self._streams())
        named = self.corrections.facts(self._facts(), self.faults)
        divide = partial(budgets.assign, self.document, self.layout, self.streams)
        assigned, unassigned = assigning.assign(divide, named, self.corrections.of_amounts(), self.faults)
        self.faults += unassigned
        corrected = self.corrections.amounts(assigned, self.faults)
        self.facts, self.left_out = self._without_doubtful(corrected)
        year, state, local = (primary(self.facts, name) for name in ("year", "stateParty", "localParty"))
        self.year = cast("int", year.value) if year else None
        if document.recognised:
            self.signed = signing.without_unreadable_days(self.signed, self.year)
        self.sides = str(state.value) if state else None, str(local.value) if local else None
        self.blanks = Blanks(local_names(str(local.value)) if local else None, str(self.year) if year else "")
        self.repairs = self._repairs()
        self.sentences: tuple[Compared, ...] = tuple(self._sentences())
        doubts = doubtful_names.doubts(document, self.listing, self.signed, self.sides, closing, self.sentences)
        self.refusing, self.omitted = doubtful_names.parted(self.listing, doubts, self.corrections.names)
        self.left_out += tuple(doubtful_names.omission(document, one) for one in self.omitted)
        by_name = zip((key for key, _ in signing.keys(self.signed, *self.sides)), self.signed, strict=True)
        self.lost = tuple(unread.lost(document, by_name, self.corrections.supplies))
        self.left_out += tuple(unread.told(document, self.lost))
        self.left_out += tuple(absent.told(document, self.signed, self.sides, closing))
        self.doubtful = self.refusing + self.omitted
        self.ledger = self._ledger()

    def extraction(self) -> Extraction:
        """The result; an agreement is put together only when nothing stands against it."""
        accounting = self.ledger.close()
        found = self._all_faults(accounting) if self._is_agreement() else no_agreement(self.document)
        faults = told(self.document, found)
        agreement = None
        if not faults:
            agreement = assemble(
                self.document, self.layout, self.outline, self.facts, self.listing, self.signed, self.repairs
            )
            agreement = doubtful_names.without(placed(agreement, self.document), self.omitted)
            agreement = unread.named(agreement, self.lost)
            agreement = self.corrections.agreement(agreement)
            faults = told(self.document, doubtful_names.emptied(self.document, agreement, self.omitted))
            agreement = None if faults else agreement
        if self.corrections.faults:
            faults, agreement = (*faults, *told(self.document, self.corrections.faults)), None
        return Extraction(
            document=self.document,
            facts=self.facts
            if agreement
            else draft(self.document, self.facts, self.listing, self.signed, self.doubtful),
            faults=faults,
            accounting=accounting,
            agreement=agreement,
            sentences=self.sentences,
            blanks=self.blanks,
            ledger=self.ledger,
            repairs=self.repairs,
            left_out=self.left_out,
        )

    def _all_faults(self, accounting: Accounting) -> Iterator[AqbError]:
        yield from self.faults
        yield from self.listing.faults
        yield from conflicts(self.document, self.facts)
        yield from foreign_money(self.document, self.facts)
        yield from qualified.faults(self.document, self.layout, self.streams, self.facts)
        yield from gaps(self.document, self.layout, self.outline, self.facts, self.faults)
        yield from too_early(self.document, self.facts)
        yield from cut_off(self.document, self.layout, self.outline)
        yield from unread_days(self.document, self.outline, accounting.unread)
        yield from no_measures(self.document, self.outline, self.layout, self.listing)
        yield from signing.faults(self.document, self.signed, *self.sides, self.year)
        days = signing.days(self.signed, *self.sides, self.year)
        for found in doubt.doubts(self.document, self.corrections.uncorrected(self.facts), days):
            if not self.corrections.settles(found):
                yield doubt.refusal(self.document, found)
        yield from (doubtful_names.refusal(self.document, one) for one in self.refusing)
        if not self.layout.open and accounting.unread:
            told_of = (*self.faults, *self.listing.faults, *self.left_out)
            yield from unread_headings(self.document, accounting.unread, told_of)

    def _list_lines(self) -> list[Line]:
        """The lines of the list without the footers of pages, which the account shows as not understood."""
        lines = self.outline.part(self.layout.measures).lines
        return [line for line in lines if not is_footer(line, self.layout)]

    def _streams(self) -> Iterator[Stream]:
        for part in self.outline.parts:
            lines = self.listing.prose if part.key == self.layout.measures else part.lines
            if part.key != FRONT:
                lines = [line for line in lines if not is_footer(line, self.layout)]
            if part.key != CLOSING and lines:
                yield Stream(part.key, joined([line.passage for line in lines], "\n"), part.key == FRONT)

    def _facts(self) -> tuple[Fact, ...]:
        found, faults = finding.apply_all(self.layout, self.document, self.streams)
        paid, refused = money.amounts(self.document, self.streams, self.layout.money, found)
        self.faults += (*faults, *refused)
        unread = any(isinstance(fault, UnknownParty) for fault in faults)
        return (*found, *paid, *(() if unread else named_parties.facts(self.document, self.signed, found)))

    def _without_doubtful(self, facts: tuple[Fact, ...]) -> tuple[tuple[Fact, ...], tuple[Doubtful, ...]]:
        """The facts without what a scan leaves open and is secondary, and what is said of it."""
        kept, found = doubt.without_doubtful(self.document, facts, self.corrections.settles)
        unreadable = [fault for fault in self.faults if isinstance(fault, Doubtful)]
        self.faults = [fault for fault in self.faults if fault not in unreadable]
        untold = self.corrections.unsettled(unreadable)
        return kept, (*untold, *found, *left_out(self.document, self.listing))

    def _repairs(self) -> tuple[Repair, ...]:
        """Those of the reading, where lines were put together, of values and of signatures."""
        passages = (
            *[stream.passage for stream in self.streams],
            *[measure.passage for measure in self.listing.measures],
            *[one.organisation.read.passage for one in self.signed if one.organisation],
            *[one.role.passage for one in self.signed if one.role],
        )
        joining = {repair for passage in passages for repair in passage.repairs} - set(self.document.repairs)
        read = [fact.repair for fact in self.facts]
        signed = signing.repairs(self.signed, self.year)
        return mending.in_order(
            (*self.document.repairs, *sorted(joining, key=attrgetter("start", "end")), *read, *signed)
        )

    def _is_agreement(self) -> bool:
        return primary(self.facts, "title") is not None or len(self.outline.parts) > 4

    def _sentences(self) -> Iterator[Compared]:
        for stream in self.streams:
            clause = clause_key(self.outline.part(stream.section))
            for unit, (start, end) in zip(stream.units, stream.spans, strict=True):
                if digest := self.blanks.fingerprint(unit.text):
                    known = digest in self.known.fingerprints
                    yield Compared(stream.section, clause, start, end, unit.text, digest, known)

    def _ledger(self) -> Ledger:
        ledger = Ledger(self.document)
        ledger.enter_all(self._standing_spans(), Status.STANDING)
        ledger.enter_all(self._evidence_spans(), Status.EVIDENCE)
        for fault in self.left_out:
            if fault.place is not None and fault.place.start is not None and fault.place.end is not None:
                ledger.leave_out(fault.place.start, fault.place.end, Left(fault.what, fault.how))
        return ledger

    def _standing_spans(self) -> list[tuple[int, int]]:
        """Lines of the form itself, and the sentences that all agreements share."""
        lines = [
            *self.outline.furniture,
            *[line for part in self.outline.parts for line in part.headings],
            *[line for signed in self.signed for line in signed.labels],
        ]
        sentences = [(start, end) for _, _, start, end, _, _, known in self.sentences if known]
        return [*[line.passage.extent for line in lines if line.passage.text], *sentences]

    def _evidence_spans(self) -> list[tuple[int, int]]:
        """What the rules read: words of sentences, whole lines of the list, words of signatures."""
        return [
            *[fact.read for fact in self.facts if fact.rule != CORRECTED],
            *[line.passage.extent for line in self._evidence_lines()],
            *[span for signed in self.signed for span in signed.spans()],
        ]

    def _evidence_lines(self) -> Iterable[Line]:
        yield from (budget.line for budget in self.listing.budgets)
        for heading in self.listing.headings:
            yield from heading.lines
        for measure in self.listing.measures:
            yield from measure.lines
