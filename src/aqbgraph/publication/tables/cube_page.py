"""The page of the data cube: sums by year, the observations as a table in which each has its place, how it is built."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from aqbgraph.agreement import Concept
from aqbgraph.identifiers import CUBE, TERMS, Identifiers, measure_type_path, year_path
from aqbgraph.publication.corpus.mended_amounts import mended
from aqbgraph.publication.frame.frames import file_href, frame, href
from aqbgraph.publication.frame.views import Alternate, Link, Stated
from aqbgraph.publication.names import concept_label, party_label, programme_label
from aqbgraph.publication.tables.cube_views import Cell, Component, CubeRow, CubeTotal, CubeView, CubeYear, TypeHead
from aqbgraph.publication.tables.observations import APPROXIMATE, STATUSES, observations
from aqbgraph.publication.tables.tables import offers
from aqbgraph.vocabulary import RDFS, SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.tables.observations import Observation

Json = dict[str, Any]

# As many agreements of whole years as a page can show; the newest year is shown in any case. More are in the tables.
LONGEST = 250

_SCHEMA = "http://schema.org/"
_COMPONENTS = tuple(
    f"observed{name}"
    for name in ("Year", "District", "Programme", "MeasureType", "Amount", "Measures", "Unit", "Status", "Agreement")
)


def cube_view(settings: Settings, _: str, corpus: Corpus, json_ld: Json) -> CubeView:
    """The data cube and the tables beside it."""
    words, cube, language = vocabulary(), Identifiers().observation("cube"), settings.language
    title, comment = words.label(cube, language.code), words.text(cube, _SCHEMA + "description", language.code) or ""
    shown = _shown(corpus)
    return CubeView(
        frame=frame(settings, CUBE, title, comment, trail=(("data", language.say("Daten")),), json_ld=json_ld),
        title=title,
        comment=comment,
        observations=sum(1 for _ in observations(corpus.agreements)),
        agreements=len(corpus.agreements),
        types=tuple(
            TypeHead(_type(entry.notation, language), words.label(entry.iri, language.code))
            for entry in words.concepts("measure-types")
        ),
        totals=tuple(_totals(corpus, language)),
        years=tuple(_year(year, corpus.of_year(year), language) for year in shown),
        left_out=tuple(year for year in corpus.years if year not in shown),
        components=tuple(_component(name, language) for name in _COMPONENTS),
        statuses=tuple(_status(key, language) for key in STATUSES),
        tables=tuple(
            Alternate(file_href(settings, CUBE, offer.path), offer.media_type, settings.language.of(offer.title))
            for offer in offers(())
            if offer.year is None
        ),
    )


def _type(notation: str, language: Language) -> Link:
    return Link(href(CUBE, measure_type_path(notation)), language.say("Art {notation}", notation=notation))


def _shown(corpus: Corpus) -> tuple[int, ...]:
    """The years on the page, the newest first."""
    count = Counter(row.year for row in corpus.agreements)
    shown: list[int] = []
    for year in reversed(corpus.years):
        if shown and sum(count[one] for one in shown) + count[year] > LONGEST:
            break
        shown.append(year)
    return tuple(shown)


def _year(year: int, rows: Iterable[AgreementSummary], language: Language) -> CubeYear:
    made = tuple(made for row in rows for made in _rows(row, language))
    return CubeYear(Link(href(CUBE, year_path(year)), str(year)), made)


def _rows(agreement: AgreementSummary, language: Language) -> Iterator[CubeRow]:
    """A row for each programme, and one for measures that are allocated to none."""
    found = tuple(observations((agreement,)))
    types = tuple(entry.notation for entry in vocabulary().concepts("measure-types"))
    for programme in dict.fromkeys(one.programme for one in found):
        here = {one.measure_type: _cell(one, language) for one in found if one.programme == programme}
        yield CubeRow(
            agreement=Link(href(CUBE, agreement.path), party_label(agreement.party)),
            programme=_programme(programme, language),
            amount=here.get(None),
            mended=mended(language, CUBE, agreement, filter(None, (programme,))),
            counts=tuple(here.get(notation) for notation in types),
        )


def _cell(one: Observation, language: Language) -> Cell:
    status = concept_label(Concept("observation-status", one.status), language)
    return Cell(one.key, one.amount, one.measures, one.status == APPROXIMATE, status)


def _programme(key: str | None, language: Language) -> str:
    return programme_label(key, language) if key else concept_label(Concept("cube-codes", "no-programme"), language)


def _totals(corpus: Corpus, language: Language) -> Iterator[CubeTotal]:
    """Newest first."""
    found = observations(reversed(corpus.agreements))
    types = tuple(entry.notation for entry in vocabulary().concepts("measure-types"))
    for year, of_year in groupby(found, key=attrgetter("year")):
        by_programme: dict[str | None, list[Observation]] = defaultdict(list)
        for one in of_year:
            by_programme[one.programme].append(one)
        for programme, rows in sorted(by_programme.items(), key=lambda item: (item[0] is None, item[0] or "")):
            amounts = [one.amount for one in rows if one.amount is not None]
            yield CubeTotal(
                year=Link(href(CUBE, year_path(year)), str(year)),
                programme=_programme(programme, language),
                amount=sum(amounts, Decimal(0)) if amounts else None,
                agreements=len({one.agreement for one in rows}),
                counts=tuple(_count(rows, notation) for notation in types),
            )


def _count(rows: Iterable[Observation], notation: str) -> int | None:
    """What is not named is not zero."""
    stated = [one.measures for one in rows if one.measure_type == notation and one.measures is not None]
    return sum(stated) if stated else None


def _status(key: str, language: Language) -> Stated:
    iri, words, code = Identifiers().concept("observation-status", key), vocabulary(), language.code
    return Stated(words.label(iri, code), words.text(iri, SKOS + "definition", code), id=f"status-{key}")


def _component(name: str, language: Language) -> Component:
    iri, words = TERMS + name, vocabulary()
    return Component(
        label=Link(href(CUBE, "def/aqb", name), words.label(iri, language.code)),
        comment=words.text(iri, RDFS + "comment", language.code) or "",
    )
