"""The page of two districts or cities: what each has agreed, year by year, type by type, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aqbgraph.agreement import Concept
from aqbgraph.extraction.outlining.changes import Said, reworded
from aqbgraph.identifiers import (
    COMPARISON,
    measure_type_path,
    party_comparison_path,
    party_path,
    series_path,
    wording_key,
    wording_path,
    year_path,
)
from aqbgraph.publication.comparisons.comparison_views import (
    Absence,
    Growth,
    MoneyRow,
    NamedRow,
    PartiesView,
    Place,
    SectionPairs,
    SharedRow,
    TypeRow,
    TypeShare,
    WordingPair,
)
from aqbgraph.publication.comparisons.comparisons import INDEX_TITLE, comparison_links
from aqbgraph.publication.comparisons.since import amount, growth
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.head import about, thing
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.languages import later
from aqbgraph.publication.names import concept_label, concept_path, party_after_with, party_label
from aqbgraph.publication.pictures.over_years import budgets_compared
from aqbgraph.publication.rows.told_programmes import told_programmes
from aqbgraph.publication.wordings.word_differences import sides, unmarked
from aqbgraph.publication.wordings.wording_rows import edition_name, section_link
from aqbgraph.publication.wordings.wording_views import Version
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.extraction.wording.comparison import Edition
    from aqbgraph.publication.corpus.naming import Heading
    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.publisher.settings import Settings

TYPES = "measure-types"
# Scheme of what agreements name → what it is called here.
_NAMED = {
    "frameworks": later("Bündnis oder Strategie"),
    "legal-codes": later("Rechtskreis"),
    "target-groups": later("Zielgruppe"),
}
Editions = dict["Edition", "AgreementSummary"]


def _thing(settings: Settings, key: str) -> dict[str, Any]:
    return thing(party_path(key), settings.identifiers.party(key), party_label(key))


def parties_view(settings: Settings, corpus: Corpus, keys: tuple[str, str]) -> PartiesView:
    """Two places with agreements, by their keys in alphabetical order."""
    path, say = party_comparison_path(*keys), settings.language.say
    names = {"one": party_label(keys[0]), "other": party_label(keys[1])}
    ours, theirs = ({row.edition: row for row in corpus.of_place(key)} for key in keys)
    common = max((edition for edition in ours if edition in theirs), default=None)
    mine, yours = (rows[common or max(rows)] for rows in (ours, theirs))
    title = say("Vergleich: {one}, {other}", **names)
    made = frame(
        settings,
        path,
        title,
        say(
            "Was das Land mit {one} und mit {other} vereinbart hat: Budgets, Projekte, Wortlaut.",
            one=party_after_with(keys[0], settings.language),
            other=party_after_with(keys[1], settings.language),
        ),
        trail=((COMPARISON, say(INDEX_TITLE)),),
        data=(),
    )
    wording = _Wording(settings, path, corpus, mine, yours) if common else None
    return PartiesView(
        frame=replace(made, web_page=about(made.web_page, (_thing(settings, key) for key in keys))),
        one=_place(settings, path, mine),
        other=_place(settings, path, yours),
        together=edition_name(common, settings.language) if common else "",
        over_years=budgets_compared(settings, path, corpus, keys),
        money=tuple(_money(settings, path, ours, theirs)),
        absent=tuple(_absences(settings, (keys[0], ours, theirs), (keys[1], theirs, ours))),
        types=_types(settings, path, mine, yours),
        shared=tuple(_shared(path, corpus, keys)),
        named=tuple(_named(settings, path, mine, yours)) if common else (),
        differing=wording.differing if wording else (),
        same=wording.same if wording else 0,
        others=comparison_links(path, corpus, keys[0]),
        others_of_other=comparison_links(path, corpus, keys[1]),
        index=Link(href(path, COMPARISON), say(INDEX_TITLE)),
    )


def _place(settings: Settings, here: str, row: AgreementSummary) -> Place:
    party = Link(href(here, party_path(row.party)), party_label(row.party))
    return Place(party, Link(href(here, row.path), row.title), edition_name(row.edition, settings.language))


def _money(settings: Settings, here: str, ours: Editions, theirs: Editions) -> Iterator[MoneyRow]:
    """The years of either, newest first; amounts for other programmes stand in a row of their own."""
    told = told_programmes(settings.language, (row.programmes for row in (*ours.values(), *theirs.values())))
    for edition in sorted({*ours, *theirs}, key=lambda edition: (-edition.year, edition.programme)):
        one, other = ours.get(edition), theirs.get(edition)
        yield MoneyRow(
            year=Link(href(here, year_path(edition.year)), str(edition.year)),
            programmes=told[tuple(edition.programme.split("+"))],
            one=amount(here, one) if one else None,
            one_growth=_growth(ours, edition),
            other=amount(here, other) if other else None,
            other_growth=_growth(theirs, edition),
        )


def _growth(rows: Editions, edition: Edition) -> Growth | None:
    """From the year before, where both are on the same money."""
    now, before = rows.get(edition), rows.get(edition._replace(year=edition.year - 1))
    return growth(before, now) if now and before else None


def _absences(settings: Settings, *places: tuple[str, Editions, Editions]) -> Iterator[Absence]:
    for key, own, others in places:
        if missing := sorted(edition for edition in others if edition not in own):
            years = tuple(edition_name(edition, settings.language) for edition in missing)
            yield Absence(party_label(key), years)


def _types(settings: Settings, here: str, one: AgreementSummary, other: AgreementSummary) -> tuple[TypeRow, ...]:
    return tuple(
        TypeRow(
            type=Link(
                href(here, measure_type_path(entry.notation)),
                concept_label(Concept(TYPES, entry.notation), settings.language),
            ),
            notation=entry.notation,
            one=_share(here, one, entry.notation),
            other=_share(here, other, entry.notation),
        )
        for entry in vocabulary().concepts(TYPES)
    )


def _share(here: str, row: AgreementSummary, notation: str) -> TypeShare:
    return TypeShare(
        tuple(
            Link(href(here, series_path(row.party, measure.series)), measure.label)
            for measure in row.measures
            if measure.notation == notation
        ),
        notation in row.empty,
    )


def _shared(here: str, corpus: Corpus, keys: tuple[str, str]) -> Iterator[SharedRow]:
    """The projects of several parties in which both have part."""
    for shared in corpus.shared_of(keys[0]):
        one, other = (
            tuple(
                Link(href(here, series_path(member.party, member.name)), ", ".join(map(str, corpus.years_of(member))))
                for member in shared.members
                if member.party == key
            )
            for key in keys
        )
        if one and other:
            yield SharedRow(Link(href(here, shared.path), shared.label), one, other)


def _named(settings: Settings, here: str, one: AgreementSummary, other: AgreementSummary) -> Iterator[NamedRow]:
    """What one of both names and the other does not."""
    for scheme, kind in _NAMED.items():
        for concept in dict.fromkeys((*one.named, *other.named)):
            both = (concept in one.named, concept in other.named)
            if concept.scheme == scheme and not all(both):
                link = Link(href(here, concept_path(concept), concept.key), concept_label(concept, settings.language))
                yield NamedRow(settings.language.say(kind), link, *both)


class _Wording:
    """The wording of two agreements of one year."""

    def __init__(
        self, settings: Settings, here: str, corpus: Corpus, one: AgreementSummary, other: AgreementSummary
    ) -> None:
        self._settings, self._here, self._corpus = settings, here, corpus
        self._names = (party_label(one.party), party_label(other.party))
        self.same = 0
        found: list[SectionPairs] = []
        ours, theirs = (corpus.sentences_of(row.path) for row in (one, other))
        for section in corpus.headings:
            said = (ours.get(section.key, ()), theirs.get(section.key, ()))
            if set(said[0]) != set(said[1]):
                found.append(SectionPairs(section_link(settings, here, section), tuple(self._pairs(section, *said))))
            else:
                self.same += bool(said[0])
        self.differing = tuple(found)

    def _pairs(self, section: Heading, one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[WordingPair]:
        """The sentences that not both have, those that are alike beside each other."""
        texts = {said: self._corpus.words(section.key, said) for said in (*one, *other)}
        ours = [Said(row, "") for row in one if row not in other]
        theirs = [Said(row, "") for row in other if row not in one]
        pairs = dict(reworded(ours, theirs, texts))
        for said in ours:
            like = pairs.get(said)
            if like is None:
                yield WordingPair(
                    Version(self._names[0], self._sentence(section, said), unmarked(texts[said[0]])), None
                )
                continue
            marked = sides(texts[said.fingerprint], texts[like.fingerprint])
            yield WordingPair(
                Version(self._names[0], self._sentence(section, said), marked.before),
                Version(self._names[1], self._sentence(section, like), marked.after),
            )
        for said in theirs:
            if said not in pairs.values():
                yield WordingPair(
                    None, Version(self._names[1], self._sentence(section, said), unmarked(texts[said[0]]))
                )

    def _sentence(self, section: Heading, said: Said) -> str:
        """The way to a sentence on the page of its section."""
        return href(self._here, wording_path(section.key), wording_key(said.fingerprint))
