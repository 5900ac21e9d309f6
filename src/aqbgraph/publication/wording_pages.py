"""The pages that compare wordings: a section over parties and years, and the index of all sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.extraction.changes import filled
from aqbgraph.extraction.comparison import NEAR, OTHERS, Kind, Step, difference
from aqbgraph.identifiers import WORDING, wording_key, wording_path, year_path
from aqbgraph.publication.frames import frame, href
from aqbgraph.publication.names import party_label, programme_label
from aqbgraph.publication.views import Link
from aqbgraph.publication.wording_documents import INDEX_TITLE, change_key, section_name, section_title
from aqbgraph.publication.wording_views import (
    ChangeBlock,
    ChangeRow,
    IndexView,
    OutlierRow,
    SectionChanges,
    SectionRow,
    SectionView,
    SentenceRow,
    Version,
    YearUse,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.extraction.changes import Change, Outlier, Said, SectionText, Wording
    from aqbgraph.extraction.comparison import Edition
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import AgreementSummary, Corpus

Json = dict[str, Any]


def edition_name(edition: Edition) -> str:
    """A year; other programmes than the AQB name themselves."""
    year = str(edition.year)
    return (
        year
        if edition.programme == "aqb"
        else f"{year} ({' und '.join(map(programme_label, edition.programme.split('+')))})"
    )


class _Page:
    """A page that shows a section: where its links start, and the words of its sentences."""

    def __init__(self, here: str, section: SectionText, agreements: dict[str, AgreementSummary]) -> None:
        self.here = here
        self.section = section
        self.path = wording_path(section.key)
        self._texts = {row.fingerprint: row.text for row in section.wordings}
        self._agreements = agreements

    def sentence(self, fingerprint: str) -> str:
        """The way to a sentence."""
        return href(self.here, self.path, wording_key(fingerprint))

    def agreement(self, path: str) -> Link:
        """An agreement by its party, at this section."""
        clause = f"clause-{self.section.key}" if self.section.key.isdigit() else self.section.key
        return Link(href(self.here, path, clause), party_label(self._agreements[path].party))

    def text(self, said: Said) -> str:
        """The words of a sentence with its periods."""
        return filled(self._texts[said.fingerprint], said.period)

    def change(self, change: Change) -> ChangeRow:
        """A change with the words that differ, if enough of them are the same."""
        old, new = change.before, change.after
        steps = difference(self.text(old), self.text(new)) if old and new and _is_near(change) else ()
        before = self._version(change.first, old, tuple(step for step in steps if step.kind is not Kind.NEW))
        after = self._version(change.second, new, tuple(step for step in steps if step.kind is not Kind.OUT))
        return ChangeRow(change_key(change), _kind(change), before, after)

    def _version(self, edition: Edition, said: Said | None, steps: tuple[Step, ...]) -> Version | None:
        if said is None:
            return None
        whole = (Step(Kind.SAME, self.text(said), gap=False),)
        return Version(edition_name(edition), self.sentence(said.fingerprint), steps or whole)

    def outlier(self, row: Outlier) -> OutlierRow:
        """Who deviates, and in which words."""
        own = self._texts[row.fingerprint]
        steps = difference(self._texts[row.usual], own) if row.usual else (Step(Kind.SAME, own, gap=False),)
        usual = row.usual and Version(
            "Die meisten", self.sentence(row.usual), tuple(step for step in steps if step.kind is not Kind.NEW)
        )
        kept = tuple(step for step in steps if step.kind is not Kind.OUT)
        links = tuple(self.agreement(path) for path in row.agreements)
        return OutlierRow(
            edition_name(row.edition), links, usual or None, Version("Hier", self.sentence(row.fingerprint), kept)
        )

    def row(self, wording: Wording) -> SentenceRow:
        """A sentence and who has it, newest year first."""
        uses = tuple(self._use(edition, paths) for edition, paths in reversed(wording.uses))
        return SentenceRow(wording_key(wording.fingerprint), wording.text, uses)

    def _use(self, edition: Edition, paths: tuple[str, ...]) -> YearUse:
        """Names the few: all where there are few, else those that have it, or those that lack it."""
        all_paths = next(row.agreements for row in self.section.editions if row.edition == edition)
        year = Link(href(self.here, year_path(edition.year)), edition_name(edition))
        count, total = len(paths), len(all_paths)
        share = f" in {'allen' if count == total else f'{count} von'} {total}" if total > 1 else ""
        if total <= OTHERS or 2 * count < total:
            return YearUse(year, share, tuple(map(self.agreement, paths)))
        if count == total:
            return YearUse(year, share, ())
        lacking = sorted(set(all_paths).difference(paths))
        return YearUse(year, f"{share}, nicht bei", tuple(map(self.agreement, lacking)))


def _is_near(change: Change) -> bool:
    return change.similarity is not None and change.similarity >= NEAR


def _kind(change: Change) -> str:
    if change.before is None:
        return "Neu"
    if change.after is None:
        return "Entfallen"
    if change.before.fingerprint == change.after.fingerprint:
        return f"Anderer Zeitraum: {change.after.period} statt {change.before.period}"
    return "Anders gefasst" if _is_near(change) else "Ersetzt"


def _known(corpus: Corpus) -> dict[str, AgreementSummary]:
    return {row.path: row for row in corpus.agreements}


def section_view(settings: Settings, section: SectionText, corpus: Corpus, json_ld: Json) -> SectionView:
    """A section over parties and years."""
    path, name = wording_path(section.key), section_name(section.key)
    page, last = _Page(path, section, _known(corpus)), section.editions[-1]
    current = {said.fingerprint for said in last.sentences}
    return SectionView(
        frame=frame(
            settings,
            path,
            f"{section_title(section)}: {INDEX_TITLE}",
            f"{section_title(section)}: was sich von Jahr zu Jahr geändert hat und wer anderes vereinbart.",
            trail=((WORDING, INDEX_TITLE),),
            json_ld={**json_ld, "topics": [node["id"] for node in json_ld["topics"]]},
        ),
        name=name,
        heading="" if section.heading == name else section.heading,
        changes=tuple(_blocks(page)),
        outliers=tuple(page.outlier(row) for row in reversed(section.outliers)),
        few=tuple(edition_name(row.edition) for row in section.editions if len(row.agreements) <= OTHERS),
        judged=any(len(row.agreements) > OTHERS for row in section.editions),
        newest=edition_name(last.edition),
        current=tuple(page.row(row) for row in section.wordings if row.fingerprint in current),
        others=tuple(page.row(row) for row in section.wordings if row.fingerprint not in current),
        above=Link(href(path, WORDING), INDEX_TITLE),
    )


def _blocks(page: _Page) -> Iterator[ChangeBlock]:
    """Each step from a year to the next, newest first, also those without a change."""
    by_programme: dict[str, Edition] = {}
    steps: list[tuple[Edition, Edition]] = []
    for text in page.section.editions:
        if before := by_programme.get(text.edition.programme):
            steps.append((before, text.edition))
        by_programme[text.edition.programme] = text.edition
    for first, second in reversed(steps):
        rows = tuple(page.change(row) for row in page.section.changes if row.second == second)
        yield ChangeBlock(f"{edition_name(first)} → {edition_name(second)}", rows)


def index_view(settings: Settings, path: str, corpus: Corpus, json_ld: Json) -> IndexView:
    """All sections and the newest changes in full."""
    known = _known(corpus)
    newest = max((text.edition.year for section in corpus.sections for text in section.editions), default=0)
    last = max((row.second.year for section in corpus.sections for row in section.changes), default=0)
    latest = {section.key: [row for row in section.changes if row.second.year == last] for section in corpus.sections}
    changed = sorted({(row.first.year, row.second.year) for rows in latest.values() for row in rows})
    return IndexView(
        frame=frame(
            settings,
            path,
            INDEX_TITLE,
            "Die Paragrafen der Zielvereinbarungen über die Jahre: was sich geändert hat und wer anderes vereinbart.",
            json_ld=json_ld,
        ),
        rows=tuple(_index_row(path, section, newest, len(latest[section.key])) for section in corpus.sections),
        newest=str(newest),
        changed=", ".join(f"{first} → {second}" for first, second in changed),
        since=last < newest,
        one_year=len(corpus.years) == 1,
        changes=tuple(_section_changes(path, corpus.sections, latest, known)),
    )


def _index_row(here: str, section: SectionText, newest: int, changes: int) -> SectionRow:
    return SectionRow(
        Link(href(here, wording_path(section.key)), section_title(section)),
        sum(len(text.sentences) for text in section.editions if text.edition.year == newest),
        changes,
        len({path for row in section.outliers if row.edition.year == newest for path in row.agreements}),
    )


def _section_changes(
    here: str,
    sections: Iterable[SectionText],
    latest: dict[str, list[Change]],
    known: dict[str, AgreementSummary],
) -> Iterator[SectionChanges]:
    for section in sections:
        if rows := latest[section.key]:
            page = _Page(here, section, known)
            link = Link(href(here, page.path), section_title(section))
            yield SectionChanges(link, tuple(page.change(row) for row in rows))
