"""The pages that compare wordings: a section over parties and years, and the index of all sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.extraction.wording.comparison import OTHERS
from aqbgraph.identifiers import COMPARISON, WORDING, wording_path
from aqbgraph.publication.documents.wording_documents import INDEX_TITLE, section_heading, section_name, section_title
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.wordings.wording_rows import Rows, basis, section_link
from aqbgraph.publication.wordings.wording_views import ChangeBlock, IndexView, SectionChanges, SectionRow, SectionView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.extraction.outlining.changes import Change, SectionText
    from aqbgraph.extraction.wording.comparison import Edition
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]


def section_view(settings: Settings, section: SectionText, corpus: Corpus, json_ld: Json) -> SectionView:
    """A section over parties and years."""
    path, language = wording_path(section.key), settings.language
    rows, last = Rows(settings, path, section, corpus), section.editions[-1]
    current = {said.fingerprint for said in last.sentences}
    title = section_title(section, language)
    return SectionView(
        frame=frame(
            settings,
            path,
            f"{section_name(section.key, language)}: {language.say(INDEX_TITLE)}",
            language.say("{title}: was sich von Jahr zu Jahr geändert hat und wer anderes vereinbart.", title=title),
            trail=((WORDING, language.say(INDEX_TITLE)),),
            json_ld={**json_ld, "topics": [node["id"] for node in json_ld["topics"]]},
        ),
        name=section_name(section.key, language),
        heading=section_heading(section),
        changes=tuple(_blocks(rows)),
        outliers=tuple(rows.outlier(row) for row in reversed(section.outliers)),
        few=tuple(rows.edition(row.edition) for row in section.editions if len(row.agreements) <= OTHERS),
        judged=any(len(row.agreements) > OTHERS for row in section.editions),
        newest=rows.edition(last.edition),
        current=tuple(rows.row(row) for row in section.wordings if row.fingerprint in current),
        readings=tuple(rows.readings()),
        others=tuple(rows.row(row) for row in section.wordings if row.fingerprint not in current),
        above=Link(href(path, WORDING), language.say("Alle Paragrafen")),
    )


def _blocks(rows: Rows) -> Iterator[ChangeBlock]:
    """Each step from a year to the next, newest first, also those without a change."""
    by_programme: dict[str, Edition] = {}
    steps: list[tuple[Edition, Edition]] = []
    for text in rows.section.editions:
        if before := by_programme.get(text.edition.programme):
            steps.append((before, text.edition))
        by_programme[text.edition.programme] = text.edition
    for first, second in reversed(steps):
        changes = tuple(rows.change(row) for row in rows.section.changes if row.second == second)
        programme = "" if second.programme == "aqb" else f"-{second.programme.replace('+', '-')}"
        yield ChangeBlock(
            f"changes-{second.year}{programme}",
            f"{rows.edition(first)} → {rows.edition(second)}",
            rows.basis(first, second),
            changes,
        )


def index_view(settings: Settings, path: str, corpus: Corpus, json_ld: Json) -> IndexView:
    """All sections and the newest changes in full."""
    say = settings.language.say
    newest = max((text.edition.year for section in corpus.sections for text in section.editions), default=0)
    last = max((row.second.year for section in corpus.sections for row in section.changes), default=0)
    latest = {section.key: [row for row in section.changes if row.second.year == last] for section in corpus.sections}
    pairs = sorted({(row.first, row.second) for rows in latest.values() for row in rows})
    changed = sorted({(first.year, second.year) for first, second in pairs})
    return IndexView(
        frame=frame(
            settings,
            path,
            say(INDEX_TITLE),
            say("Die Paragrafen über die Jahre: was sich geändert hat und wer anderes vereinbart."),
            json_ld=json_ld,
        ),
        rows=tuple(
            SectionRow(
                section_link(settings, path, section),
                sum(len(text.sentences) for text in section.editions if text.edition.year == newest),
                len(latest[section.key]),
                len({one for row in section.outliers if row.edition.year == newest for one in row.agreements}),
            )
            for section in corpus.sections
        ),
        newest=str(newest),
        changed=", ".join(f"{first} → {second}" for first, second in changed),
        bases=tuple(basis(settings.language, corpus, corpus.sections, *pair) for pair in pairs),
        since=last < newest,
        one_year=len(corpus.years) == 1,
        changes=tuple(_section_changes(settings, path, corpus, latest)),
        comparison=Link(href(path, COMPARISON), say("Landkreise, Städte und Jahre vergleichen")),
    )


def _section_changes(
    settings: Settings, here: str, corpus: Corpus, latest: dict[str, list[Change]]
) -> Iterator[SectionChanges]:
    for section in corpus.sections:
        if changes := latest[section.key]:
            rows = Rows(settings, here, section, corpus)
            yield SectionChanges(section_link(settings, here, section), tuple(map(rows.change, changes)))
