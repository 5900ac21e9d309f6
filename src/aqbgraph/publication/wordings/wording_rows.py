"""Sentences, changes and deviations of a section as rows of a page, with ways to who has them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aqbgraph.extraction.outlining.changes import filled
from aqbgraph.extraction.wording.comparison import NEAR, OTHERS
from aqbgraph.identifiers import wording_key, wording_path, year_path
from aqbgraph.publication.documents.wording_documents import change_key, section_heading, section_name
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.names import party_label, programme_label
from aqbgraph.publication.wordings.word_differences import sides, unmarked
from aqbgraph.publication.wordings.wording_views import (
    Basis,
    ChangeRow,
    OutlierRow,
    Reading,
    SectionLink,
    SentenceRow,
    Version,
    YearUse,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.extraction.outlining.changes import Change, EditionText, Outlier, Said, SectionText, Wording
    from aqbgraph.extraction.wording.comparison import Edition, Step
    from aqbgraph.publication.corpus.naming import Heading
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings


def programmes_name(programmes: Iterable[str], language: Language) -> str:
    """What programmes are called together."""
    return f" {language.say('und')} ".join(programme_label(key, language) for key in programmes)


def edition_name(edition: Edition, language: Language) -> str:
    """A year; other programmes than the AQB name themselves."""
    if edition.programme == "aqb":
        return str(edition.year)
    return f"{edition.year} ({programmes_name(edition.programme.split('+'), language)})"


def basis(
    language: Language, corpus: Corpus, sections: Iterable[SectionText], first: Edition, second: Edition
) -> Basis:
    """What a comparison of the wording of two years rests on, in some sections."""
    texts = [text for section in sections for text in section.editions]
    paths = [{path for text in texts if text.edition == one for path in text.agreements} for one in (first, second)]
    # From the sections alone: an agreement whose money changes leaves the pages of the wording as they are.
    sides = [[corpus.party_of(path) for path in sorted(side)] for side in paths]
    apart = set(sides[0]).isdisjoint(sides[1])
    return Basis(
        edition_name(first, language),
        len(sides[0]),
        edition_name(second, language),
        len(sides[1]),
        tuple(party_label(key) for side in sides for key in side) if apart else (),
    )


def section_link(settings: Settings, here: str, section: SectionText | Heading) -> SectionLink:
    """The way from a page to that of a section."""
    name = section_name(section.key, settings.language)
    return SectionLink(href(here, wording_path(section.key)), name, section_heading(section))


class Rows:
    """Makes the rows of a section for the page `here`."""

    def __init__(self, settings: Settings, here: str, section: SectionText, corpus: Corpus) -> None:
        self.here = here
        self.section = section
        self.path = wording_path(section.key)
        self._language = settings.language
        self._corpus = corpus

    @cached_property
    def _agreements(self) -> dict[Edition, tuple[str, ...]]:
        return {row.edition: row.agreements for row in self.section.editions}

    def sentence(self, fingerprint: str) -> str:
        """The way to a sentence."""
        return href(self.here, self.path, wording_key(fingerprint))

    def edition(self, edition: Edition) -> str:
        """The name of an edition in the language of the page."""
        return edition_name(edition, self._language)

    def basis(self, first: Edition, second: Edition) -> Basis:
        """What a comparison of two editions rests on."""
        return basis(self._language, self._corpus, (self.section,), first, second)

    def agreement(self, path: str) -> Link:
        """An agreement by its party, at this section."""
        clause = f"clause-{self.section.key}" if self.section.key.isdigit() else self.section.key
        return Link(href(self.here, path, clause), party_label(self._corpus.party_of(path)))

    def _words(self, fingerprint: str) -> str:
        return self._corpus.words(self.section.key, fingerprint)

    def text(self, said: Said) -> str:
        """The words of a sentence with its periods."""
        return filled(self._words(said.fingerprint), said.period)

    def change(self, change: Change) -> ChangeRow:
        """A change with the words that differ, if enough of them are the same."""
        old, new = change.before, change.after
        before, after = (unmarked(self.text(said)) if said else () for said in (old, new))
        if old and new and _is_near(change):
            marked = sides(self.text(old), self.text(new))
            before, after = marked.before, marked.after
        return ChangeRow(
            change_key(change),
            self._kind(change),
            self._version(change.first, old, before),
            self._version(change.second, new, after),
        )

    def _version(self, edition: Edition, said: Said | None, steps: tuple[Step, ...]) -> Version | None:
        return Version(self.edition(edition), self.sentence(said.fingerprint), steps) if said else None

    def _kind(self, change: Change) -> str:
        say = self._language.say
        if change.before is None:
            return say("Neu")
        if change.after is None:
            return say("Entfallen")
        if change.before.fingerprint == change.after.fingerprint:
            now, then = (self._period(said.period) for said in (change.after, change.before))
            return say("Anderer Zeitraum: {now} statt {then}", now=now, then=then)
        return say("Anders gefasst") if _is_near(change) else say("Ersetzt")

    def _period(self, words: str) -> str:
        """A period of the source, "2025 bis 2029", in the language of the page."""
        return words if self._language.is_source else words.replace(" bis ", "–")

    def outlier(self, row: Outlier) -> OutlierRow:
        """Who deviates, and in which words."""
        say, own = self._language.say, self._words(row.fingerprint)
        links = tuple(self.agreement(path) for path in row.agreements)
        here, usual, steps = say("Hier"), None, unmarked(own)
        if row.usual:
            marked = sides(self._words(row.usual), own)
            usual, steps = Version(say("Die meisten"), self.sentence(row.usual), marked.before), marked.after
        return OutlierRow(self.edition(row.edition), links, usual, Version(here, self.sentence(row.fingerprint), steps))

    def row(self, wording: Wording) -> SentenceRow:
        """A sentence and who has it, newest year first."""
        uses = tuple(self._use(edition, paths) for edition, paths in reversed(wording.uses))
        return SentenceRow(wording_key(wording.fingerprint), wording.text, uses)

    def _use(self, edition: Edition, paths: tuple[str, ...]) -> YearUse:
        """Names the few: all where there are few, else those that have it, or those that lack it."""
        everybody = self._agreements[edition]
        year = Link(href(self.here, year_path(edition.year)), self.edition(edition))
        count, total = len(paths), len(everybody)
        few = total <= OTHERS or 2 * count < total
        lacking = () if few else sorted(set(everybody).difference(paths))
        having = paths if few else ()
        return YearUse(year, count, total, tuple(map(self.agreement, having)), tuple(map(self.agreement, lacking)))

    def readings(self) -> Iterator[Reading]:
        """What the section says, newest first: years of a programme that follow each other with the same words."""
        runs: list[list[EditionText]] = []
        for text in sorted(self.section.editions, key=lambda row: (row.edition.programme, row.edition.year)):
            last = runs[-1][-1] if runs else None
            if last and (last.edition.programme, last.sentences) == (text.edition.programme, text.sentences):
                runs[-1].append(text)
            else:
                runs.append([text])
        for run in sorted(runs, key=lambda run: (-run[-1].edition.year, run[-1].edition.programme)):
            said = tuple(map(self.text, run[-1].sentences))
            since, until = run[0].edition, run[-1].edition
            yield Reading(str(since.year) if since.year != until.year else "", self.edition(until), said)


def _is_near(change: Change) -> bool:
    return change.similarity is not None and change.similarity >= NEAR
