"""The few facts of an agreement that other pages show: all that stays in memory of it during a build."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from aqbgraph.extraction.series.projects import Decided, Project
from aqbgraph.extraction.wording.comparison import Edition
from aqbgraph.identifiers import series_path
from aqbgraph.publication.corpus.amount_readings import AS_WRITTEN
from aqbgraph.publication.corpus.corpus_index import Sentences, by_party, grouped
from aqbgraph.publication.corpus.naming import Heading, MeasureSummary, Naming, notation
from aqbgraph.publication.corpus.relations import Relations, relations
from aqbgraph.publication.corpus.uses import Uses
from aqbgraph.publication.disk.packed import counted
from aqbgraph.reported import Reported

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from aqbgraph.agreement import Concept
    from aqbgraph.extraction.outlining.changes import SectionText
    from aqbgraph.extraction.series.projects import Pair
    from aqbgraph.extraction.wording.accounting import Accounting
    from aqbgraph.publication.corpus.relations import SharedSummary


@dataclass(frozen=True, slots=True)
class AgreementSummary:
    """An agreement in short: `budgets` by programme in euro, `empty` the notations of types named without a measure.

    `rounded` are the programmes whose amount the source itself calls a rounded one; `newest` is the last day on which
    it was signed or corrected; `named` are the frameworks, legal codes and target groups that it names. `amount_marks`
    and `empty_marks` are the fragments of the sentences that state the amounts and name the types without a measure, in
    the order of `budgets` and of `empty`; `readings` tell in that of `budgets` how each amount came to be what it is
    (see corpus/amount_readings.py), and are empty where all stand as written. `findings` are the rules that it breaks,
    none of which forbids it, each with the part of the document.
    """

    path: str
    title: str
    year: int
    party: str
    state_party: str
    budgets: tuple[tuple[str, Decimal], ...]
    rounded: tuple[str, ...]
    measures: Sequence[MeasureSummary]
    empty: tuple[str, ...]
    source: str
    sha256: str
    triples: int
    accounting: Accounting
    corrections: int = 0
    newest: date | None = None
    findings: tuple[tuple[str, str], ...] = ()
    amount_marks: tuple[str, ...] = ()
    empty_marks: tuple[str, ...] = ()
    named: tuple[Concept, ...] = ()
    readings: tuple[str, ...] = ()

    @property
    def programmes(self) -> tuple[str, ...]:
        """The programmes whose money it is about."""
        return tuple(programme for programme, _ in self.budgets)

    @property
    def types(self) -> Mapping[str, int]:
        """How many measures it has of each type that it has some of, by notation."""
        return counted(self.measures, notation)

    @property
    def naming(self) -> Naming:
        """What it names, without its money."""
        return Naming(
            self.path, self.title, self.year, self.party, self.programmes, self.measures, self.empty, self.empty_marks
        )

    @property
    def edition(self) -> Edition:
        """The year and the programmes it is about."""
        return Edition(self.year, "+".join(self.programmes))

    @property
    def amount(self) -> Decimal:
        """The money of all its budgets, in euro."""
        return sum((amount for _, amount in self.budgets), Decimal(0))

    def reading(self, programme: str) -> str:
        """How the amount of a programme came to be what it is."""
        return dict(zip(self.programmes, self.readings, strict=False)).get(programme, AS_WRITTEN)

    @property
    def approximate(self) -> bool:
        """Whether some of it is told in round figures."""
        return not set(self.rounded).isdisjoint(self.programmes)


@dataclass(frozen=True, slots=True)
class SeriesSummary:
    """A measure over the years, oldest first; `joins` say why its names are taken for one."""

    party: str
    name: str
    label: str
    uses: Uses[Naming, MeasureSummary]
    joins: tuple[Pair, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The year of each use."""
        return tuple(agreement.year for agreement in self.uses.agreements)

    @property
    def path(self) -> str:
        """Where it lives."""
        return series_path(self.party, self.name)

    @property
    def project(self) -> Project:
        """The project that names it."""
        return Project(self.party, self.name)


# A party and the programmes of an agreement: one agreement a year.
Line = tuple[str, tuple[str, ...]]


# Without slots: what many pages ask for is found once, and kept.
@dataclass(frozen=True)
class Corpus:
    """All agreements of a publication, by year, then party; the wording of their sections over the years; and what
    other sources report, which is never counted.
    """

    agreements: tuple[AgreementSummary, ...]
    series: tuple[SeriesSummary, ...]
    sections: tuple[SectionText, ...] = ()
    relations: Relations = field(default_factory=Relations)
    reported: Reported = field(default_factory=Reported)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years, oldest first."""
        return tuple(sorted(self._by_year))

    def of_year(self, year: int) -> tuple[AgreementSummary, ...]:
        """The agreements of a year."""
        return self._by_year.get(year, ())

    def of_programme(self, programme: str, year: int) -> tuple[AgreementSummary, ...]:
        """Those of a year that are on the money of a programme."""
        return tuple(row for row in self.of_year(year) if programme in row.programmes)

    @cached_property
    def naming(self) -> tuple[Naming, ...]:
        """All agreements as far as they name projects and types, in their order."""
        return tuple(row.naming for row in self.agreements)

    def naming_of(self, year: int) -> tuple[Naming, ...]:
        """Those of a year."""
        return self._naming_by_year.get(year, ())

    def of_party(self, party: str) -> tuple[AgreementSummary, ...]:
        """The agreements of a party, on either side."""
        return self.of_place(party) + self._by_state_party.get(party, ())

    def agreed(self, party: str) -> tuple[int, ...]:
        """The years of the agreements of a party, on either side."""
        return tuple(row.year for row in self.of_party(party))

    def series_of(self, party: str) -> tuple[SeriesSummary, ...]:
        """The projects of a district or city."""
        return self._series_by_party.get(party, ())

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The keys of the districts and cities that have agreements, in their alphabet."""
        return tuple(sorted(self._by_place))

    def of_place(self, place: str) -> tuple[AgreementSummary, ...]:
        """The agreements of a district or city, oldest first."""
        return self._by_place.get(place, ())

    def before(self, party: str, programmes: tuple[str, ...], year: int) -> AgreementSummary | None:
        """The last agreement before a year of a district or city on the same programmes; None when there is none."""
        line = self._by_line.get((party, programmes), ())
        at = bisect_left(line, year, key=attrgetter("year"))
        return line[at - 1] if at else None

    def party_of(self, path: str) -> str:
        """The district or city of the agreement that lives at a path."""
        return self._parties[path]

    def years_of(self, project: Project) -> tuple[int, ...]:
        """The years of a project, oldest first."""
        return self._years_by_project.get(project, ())

    def shared_of(self, party: str) -> tuple[SharedSummary, ...]:
        """The projects of several parties that a party has part in."""
        return self._shared_by_party.get(party, ())

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The sections that agreements have, in the order of the form."""
        return tuple(Heading(row.key, row.heading) for row in self.sections)

    def words(self, section: str, fingerprint: str) -> str:
        """The words of a sentence."""
        return self._words[section][fingerprint]

    def sentences_of(self, path: str) -> Mapping[str, tuple[str, ...]]:
        """The wording of an agreement by its path: section → fingerprints, in the order of the section."""
        return self._sentences.of(path)

    @cached_property
    def _by_place(self) -> Mapping[str, tuple[AgreementSummary, ...]]:
        return grouped(self.agreements, lambda row: row.party)

    @cached_property
    def _by_line(self) -> Mapping[Line, tuple[AgreementSummary, ...]]:
        return grouped(self.agreements, lambda row: (row.party, row.programmes))

    @cached_property
    def _parties(self) -> Mapping[str, str]:
        return {row.path: row.party for row in self.agreements}

    @cached_property
    def _years_by_project(self) -> Mapping[Project, tuple[int, ...]]:
        return {row.project: row.years for row in self.series}

    @cached_property
    def _shared_by_party(self) -> Mapping[str, tuple[SharedSummary, ...]]:
        return by_party(self.relations.shared)

    @cached_property
    def _words(self) -> Mapping[str, Mapping[str, str]]:
        return {row.key: {one.fingerprint: one.text for one in row.wordings} for row in self.sections}

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self.sections)

    @cached_property
    def _by_year(self) -> Mapping[int, tuple[AgreementSummary, ...]]:
        return grouped(self.agreements, lambda row: row.year)

    @cached_property
    def _naming_by_year(self) -> Mapping[int, tuple[Naming, ...]]:
        return grouped(self.naming, lambda row: row.year)

    @cached_property
    def _by_state_party(self) -> Mapping[str, tuple[AgreementSummary, ...]]:
        return grouped(self.agreements, lambda row: row.state_party)

    @cached_property
    def _series_by_party(self) -> Mapping[str, tuple[SeriesSummary, ...]]:
        return grouped(self.series, lambda row: row.party)


def corpus(
    agreements: Iterable[AgreementSummary],
    sections: tuple[SectionText, ...] = (),
    decided: Decided | None = None,
) -> Corpus:
    """Puts agreements in order and joins their measures to series; a series bears the newest name.

    `decided` is what comparing gave, by which the series of the measures were already named.
    """
    ordered = tuple(sorted(agreements, key=lambda agreement: (agreement.year, agreement.path)))
    uses: dict[tuple[str, str], list[tuple[Naming, int]]] = defaultdict(list)
    for row in ordered:
        named = row.naming
        for place, measure in enumerate(row.measures):
            uses[row.party, measure.series].append((named, place))
    decided = decided or Decided()
    related = relations(decided, ((row.party, measure.label) for row in ordered for measure in row.measures))
    joins: dict[Project, list[Pair]] = defaultdict(list)
    for pair in related.joins:
        joins[decided.series(pair.one)].append(pair)
    series = tuple(
        _series(Project(*key), Uses.of(found), joins.get(Project(*key), ())) for key, found in sorted(uses.items())
    )
    return Corpus(ordered, series, sections, related)


def _series(project: Project, uses: Uses[Naming, MeasureSummary], joins: Iterable[Pair]) -> SeriesSummary:
    return SeriesSummary(project.party, project.name, uses[-1][1].series_label, uses, tuple(joins))
