"""The page of two years: the Land, each district and city, its projects, and the wording of the agreements."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from aqbgraph.agreement import Concept
from aqbgraph.extraction.outlining.changes import changes_between
from aqbgraph.extraction.wording.comparison import Edition
from aqbgraph.identifiers import COMPARISON, measure_type_path, party_path, year_comparison_path, year_path
from aqbgraph.publication.comparisons.comparison_views import (
    Growth,
    PlaceChange,
    PlaceRow,
    TypePair,
    YearsView,
    YearTotal,
)
from aqbgraph.publication.comparisons.comparisons import INDEX_TITLE, place_in_years, year_comparisons
from aqbgraph.publication.comparisons.since import amount, between, growth
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.names import concept_label, name_order, party_label
from aqbgraph.publication.rows.told_programmes import told_programmes
from aqbgraph.publication.wordings.wording_rows import Rows, basis, section_link
from aqbgraph.publication.wordings.wording_views import SectionChanges
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aqbgraph.extraction.outlining.changes import SectionText
    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus, Line
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.rows.told_programmes import Programmes
    from aqbgraph.publication.wordings.wording_views import SectionLink

TYPES = "measure-types"
Agreements = tuple["AgreementSummary", ...]


def years_view(settings: Settings, corpus: Corpus, years: tuple[int, int]) -> YearsView:
    """Two years, the earlier first; each has at least one agreement."""
    path, say = year_comparison_path(*years), settings.language.say
    first, second = years
    title = say("{first} und {second} im Vergleich", first=first, second=second)
    before, after = ({(row.party, row.programmes): row for row in corpus.of_year(year)} for year in years)
    alike = sorted((line for line in before if line in after), key=_order)
    ours, theirs = (tuple(rows[line] for line in alike) for rows in (before, after))
    told = told_programmes(settings.language, (programmes for _, programmes in (*before, *after)))
    wording = _Wording(settings, path, corpus, years)
    made = frame(
        settings,
        path,
        title,
        say("Was sich von {first} bis {second} geändert hat: Budgets, Projekte, Wortlaut.", first=first, second=second),
        trail=((COMPARISON, say(INDEX_TITLE)),),
        data=(),
    )
    return YearsView(
        frame=made,
        first=Link(href(path, year_path(first)), str(first)),
        second=Link(href(path, year_path(second)), str(second)),
        first_total=_total(before.values()),
        second_total=_total(after.values()),
        first_alike=_total(ours),
        second_alike=_total(theirs),
        growth=_together(ours, theirs),
        rows=tuple(_rows(path, before, after, told)),
        types=_types(settings, path, ours, theirs),
        places=tuple(
            PlaceChange(
                id=place_in_years(*line),
                name=_name(line, told),
                party=Link(href(path, party_path(line[0])), party_label(line[0])),
                since=between(settings, path, corpus, before[line], after[line]),
            )
            for line in alike
        ),
        comparable=wording.comparable,
        bases=wording.bases,
        changes=wording.changes,
        come=wording.come,
        gone=wording.gone,
        unchanged=wording.unchanged,
        others=tuple(link for link in year_comparisons(path, corpus, second) if link.text != str(first)),
        index=Link(href(path, COMPARISON), say(INDEX_TITLE)),
    )


def _order(line: Line) -> tuple[str, Line]:
    return name_order(party_label(line[0])), line


def _name(line: Line, told: Mapping[Programmes, str]) -> str:
    programmes = told[line[1]]
    return f"{party_label(line[0])} ({programmes})" if programmes else party_label(line[0])


def _total(rows: Iterable[AgreementSummary]) -> YearTotal:
    listed = tuple(rows)
    amounts = sum((row.amount for row in listed), Decimal(0))
    return YearTotal(len({row.party for row in listed}), len(listed), amounts, sum(len(row.measures) for row in listed))


def _together(before: Agreements, after: Agreements) -> Growth | None:
    """Of those that can be compared; None where there is none."""
    if not before:
        return None
    old, new = (sum((row.amount for row in rows), Decimal(0)) for rows in (before, after))
    return Growth(new - old, (new - old) / old if old else None)


def _rows(
    here: str,
    before: Mapping[Line, AgreementSummary],
    after: Mapping[Line, AgreementSummary],
    told: Mapping[Programmes, str],
) -> Iterator[PlaceRow]:
    for line in sorted({*before, *after}, key=_order):
        old, new = before.get(line), after.get(line)
        yield PlaceRow(
            party=Link(href(here, party_path(line[0])), party_label(line[0])),
            programmes=told[line[1]],
            before=amount(here, old) if old else None,
            after=amount(here, new) if new else None,
            growth=growth(old, new) if old and new else None,
        )


def _types(settings: Settings, here: str, before: Agreements, after: Agreements) -> tuple[TypePair, ...]:
    return tuple(
        TypePair(
            type=Link(
                href(here, measure_type_path(entry.notation)),
                concept_label(Concept(TYPES, entry.notation), settings.language),
            ),
            notation=entry.notation,
            before=_count(before, entry.notation),
            after=_count(after, entry.notation),
        )
        for entry in vocabulary().concepts(TYPES)
    )


def _count(rows: Agreements, notation: str) -> int:
    return sum(row.types.get(notation, 0) for row in rows)


class _Wording:
    """What the agreements of two years on the same programmes say, section by section."""

    def __init__(self, settings: Settings, here: str, corpus: Corpus, years: tuple[int, int]) -> None:
        self._settings, self._here, self._corpus = settings, here, corpus
        found = {row.programmes for row in corpus.of_year(years[0])} & {
            row.programmes for row in corpus.of_year(years[1])
        }
        self._pairs = [tuple(Edition(year, "+".join(one)) for year in years) for one in sorted(found)]
        self.comparable = bool(self._pairs)
        self.bases = tuple(basis(settings.language, corpus, corpus.sections, *pair) for pair in self._pairs)
        made = [self._section(section) for section in corpus.sections]
        self.changes = tuple(changed for changed, _ in made if changed)
        self.unchanged = sum(same for _, same in made)
        self.come = tuple(self._only(1))
        self.gone = tuple(self._only(0))

    def _section(self, section: SectionText) -> tuple[SectionChanges | None, bool]:
        """What changed in a section, and whether it is in both years without a change."""
        here = {text.edition for text in section.editions}
        pairs = [(first, second) for first, second in self._pairs if first in here and second in here]
        changes = [change for pair in pairs for change in changes_between(section, *pair)]
        if not changes:
            return None, bool(pairs)
        rows = Rows(self._settings, self._here, section, self._corpus)
        link = section_link(self._settings, self._here, section)
        return SectionChanges(link, tuple(map(rows.change, changes))), False

    def _only(self, side: int) -> Iterator[SectionLink]:
        """The sections that stand in one of the years alone."""
        for section in self._corpus.sections:
            here = {text.edition for text in section.editions}
            if any(pair[side] in here and pair[1 - side] not in here for pair in self._pairs):
                yield section_link(self._settings, self._here, section)
