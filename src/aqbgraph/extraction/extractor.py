"""Runs a layout over a document: facts, faults, and the account of every line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.correction import CORRECTED
from aqbgraph.document import Fact, Kind, join
from aqbgraph.errors import AqbError, Place, UnknownHeading, UnknownLayout
from aqbgraph.extraction import finding, money, signing, values
from aqbgraph.extraction.accounting import Accounting, Ledger, Status
from aqbgraph.extraction.assembly import assemble
from aqbgraph.extraction.completeness import conflicts, gaps, no_measures, primary, too_early
from aqbgraph.extraction.corrections import Corrections
from aqbgraph.extraction.layouts import LAYOUTS
from aqbgraph.extraction.measures import Listing, listing
from aqbgraph.extraction.outline import CLOSING, FRONT, Outline, is_furniture, outline
from aqbgraph.extraction.signatures import Signed, signatures
from aqbgraph.extraction.wording import Blanks, Stream, party_pattern, standing_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.agreement import Agreement
    from aqbgraph.correction import Sheet
    from aqbgraph.document import Document, Line
    from aqbgraph.extraction.rules import Layout


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that a document gave. `agreement` is None when there are faults; the facts are there all the same."""

    document: Document
    facts: tuple[Fact, ...]
    faults: tuple[AqbError, ...]
    accounting: Accounting
    agreement: Agreement | None


def extract(document: Document, sheet: Sheet | None = None) -> Extraction:
    """Reads an agreement by the layout that fits best, corrected by a sheet; faults are collected, not raised."""
    return _run(document, sheet).extraction()


def unknown_wording(document: Document) -> tuple[tuple[str, str], ...]:
    """For those who keep ontology/standing-text.csv: section and wording of the sentences that are not in it."""
    return tuple(_run(document).unknown_sentences())


def _run(document: Document, sheet: Sheet | None = None) -> _Run:
    """The layout of which most parts are found."""
    outlines = [(layout, outline(document, layout, standing_text())) for layout in LAYOUTS]
    layout, parts = max(outlines, key=lambda pair: len(pair[1].parts))
    return _Run(document, layout, parts, sheet)


class _Run:
    """One layout over one document."""

    def __init__(self, document: Document, layout: Layout, parts: Outline, sheet: Sheet | None) -> None:
        self.document = document
        self.corrections = Corrections(document, sheet)
        self.layout = layout
        self.outline = parts
        self.faults: list[AqbError] = list(self.outline.faults)
        self.known = standing_text()
        section = self.outline.part(layout.measures)
        self.listing: Listing = listing(document, section.lines, self._begins_known)
        self.signed: tuple[Signed, ...] = self.corrections.signed(signatures(self.outline.part(CLOSING).lines))
        self.streams = tuple(self._streams())
        self.facts: tuple[Fact, ...] = self.corrections.facts(tuple(self._facts()), self.faults)
        self.blanks = self._blanks()

    def extraction(self) -> Extraction:
        """The result; an agreement is put together only when nothing stands against it."""
        accounting = self._account()
        faults = _in_order(self._all_faults(accounting)) if self._is_agreement() else (self._no_agreement(),)
        agreement = None
        if not faults:
            agreement = assemble(self.document, self.layout, self.outline, self.facts, self.listing, self.signed)
            agreement = self.corrections.agreement(agreement)
        if self.corrections.faults:
            faults, agreement = (*faults, *_in_order(self.corrections.faults)), None
        return Extraction(self.document, self.facts, faults, accounting, agreement)

    def _all_faults(self, accounting: Accounting) -> Iterator[AqbError]:
        state, local = primary(self.facts, "stateParty"), primary(self.facts, "localParty")
        yield from self.faults
        yield from self.listing.faults
        yield from conflicts(self.document, self.facts)
        yield from gaps(self.document, self.layout, self.outline, self.facts, self.faults)
        yield from too_early(self.document, self.facts)
        yield from no_measures(self.document, self.outline, self.layout, self.listing)
        yield from signing.faults(
            self.document, self.signed, str(state.value) if state else None, str(local.value) if local else None
        )
        yield from self._unread_headings(accounting)

    def _begins_known(self, text: str) -> bool:
        return self.known.section(text) is not None

    def _streams(self) -> Iterator[Stream]:
        for part in self.outline.parts:
            lines = self.listing.prose if part.key == self.layout.measures else part.lines
            if part.key != CLOSING and lines:
                yield Stream(part.key, join(tuple(line.passage for line in lines), "\n"), part.key == FRONT)

    def _facts(self) -> Iterator[Fact]:
        for rule in self.layout.rules:
            for stream in self.streams:
                if stream.section == rule.section:
                    found, faults = finding.apply(rule, self.document, stream)
                    yield from found
                    self.faults += faults
        found, refused = money.amounts(self.document, self.streams, self.layout.money)
        yield from found
        self.faults += refused

    def _blanks(self) -> Blanks:
        party, year = primary(self.facts, "localParty"), primary(self.facts, "year")
        names = values.spellings(str(party.value), "LocalParty") if party else ()
        return Blanks(party_pattern(names), str(year.value) if year else "")

    def _is_agreement(self) -> bool:
        return primary(self.facts, "title") is not None or len(self.outline.parts) > 4

    def _no_agreement(self) -> AqbError:
        message = "Keine Zielvereinbarung erkannt: Titel und Paragrafen fehlen. Gehört die Datei in diesen Ordner?"
        return UnknownLayout(message, Place(self.document.source.name, 1))

    def _account(self) -> Accounting:
        ledger = Ledger(self.document)
        for line in self.document.lines:
            if is_furniture(line, self.layout):
                ledger.enter_line(line, Status.STANDING)
        for part in self.outline.parts:
            for line in part.headings:
                ledger.enter_line(line, Status.STANDING)
        for stream in self.streams:
            self._account_sentences(ledger, stream)
        for start, end in self._evidence_spans():
            ledger.enter(start, end, Status.EVIDENCE)
        return ledger.close()

    def _evidence_spans(self) -> Iterator[tuple[int, int]]:
        """What the rules read: words of sentences, whole lines of the list, words of signatures."""
        yield from (fact.read for fact in self.facts if fact.rule != CORRECTED)
        yield from (line.passage.span(0, len(line.text)) for line in self._evidence_lines())
        for read in finding.signature_reads(self.signed):
            yield read.passage.span(read.start, read.end)
        for signed in self.signed:
            if signed.place is not None:
                yield signed.place.passage.span(*signed.opening)

    def _account_sentences(self, ledger: Ledger, stream: Stream) -> None:
        for sentence in stream.units():
            if self.known.knows(self.blanks.fill(sentence.text)):
                ledger.enter(*stream.passage.span(sentence.start, sentence.end), Status.STANDING)

    def _evidence_lines(self) -> Iterable[Line]:
        for heading in self.listing.headings:
            yield from heading.lines
        for measure in self.listing.measures:
            yield from measure.lines
        for signed in self.signed:
            yield from signed.repeated

    def _unread_headings(self, accounting: Accounting) -> Iterator[AqbError]:
        """A heading that was not understood: what stands below it may have been filed under the wrong one."""
        unread = {passage.line for passage in accounting.unread}
        refused = {fault.place.line for fault in (*self.faults, *self.listing.faults) if fault.place}
        for line in self.document.lines:
            if line.kind is Kind.HEADING and line.number in unread - refused:
                message = f"Die Überschrift „{line.text}“ kennt kein Layout."
                yield UnknownHeading(message, Place(self.document.source.name, line.number))

    def unknown_sentences(self) -> Iterator[tuple[str, str]]:
        """Section and wording (with its blanks) of each sentence that is not in the list of standing text."""
        for stream in self.streams:
            if stream.section == FRONT:
                continue
            for sentence in stream.units():
                filled = self.blanks.fill(sentence.text)
                if filled and not self.known.knows(filled):
                    yield stream.section, filled


def _in_order(faults: Iterable[AqbError]) -> tuple[AqbError, ...]:
    unique = {str(fault): fault for fault in faults}
    return tuple(sorted(unique.values(), key=lambda fault: ((fault.place and fault.place.line) or 0, fault.message)))
