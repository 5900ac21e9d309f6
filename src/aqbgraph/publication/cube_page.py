"""The page of the data cube: sums by year, the observations as a table in which each has its place, how it is built."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from aqbgraph.agreement import Concept
from aqbgraph.identifiers import CUBE, TERMS, Identifiers, measure_type_path, year_path
from aqbgraph.publication.cube_views import Cell, Component, CubeRow, CubeTotal, CubeView, CubeYear, TypeHead
from aqbgraph.publication.frames import file_href, frame, href
from aqbgraph.publication.names import concept_label, party_label, programme_label
from aqbgraph.publication.observations import APPROXIMATE, STATUSES, observations
from aqbgraph.publication.tables import offers
from aqbgraph.publication.views import Alternate, Link, Stated
from aqbgraph.vocabulary import RDFS, SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aqbgraph.publication.observations import Observation
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import AgreementSummary, Corpus

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
    words, cube = vocabulary(), Identifiers().observation("cube")
    comment = words.text(cube, _SCHEMA + "description") or ""
    shown = _shown(corpus)
    return CubeView(
        frame=frame(settings, CUBE, words.label(cube), comment, trail=(("data", "Daten"),), json_ld=json_ld),
        title=words.label(cube),
        title_en=words.label(cube, "en"),
        comment=comment,
        comment_en=words.text(cube, _SCHEMA + "description", "en") or "",
        observations=sum(1 for _ in observations(corpus.agreements)),
        agreements=len(corpus.agreements),
        types=tuple(TypeHead(_type(entry.notation), entry.label) for entry in words.concepts("measure-types")),
        totals=tuple(_totals(corpus)),
        years=tuple(_year(year, corpus.of_year(year)) for year in shown),
        left_out=tuple(year for year in corpus.years if year not in shown),
        components=tuple(map(_component, _COMPONENTS)),
        statuses=tuple(map(_status, STATUSES)),
        tables=tuple(
            Alternate(file_href(settings, CUBE, offer.path), offer.media_type, settings.language.of(offer.title))
            for offer in offers(())
            if offer.year is None
        ),
    )


def _type(notation: str) -> Link:
    return Link(href(CUBE, measure_type_path(notation)), f"Art {notation}")


def _shown(corpus: Corpus) -> tuple[int, ...]:
    """The years on the page, the newest first."""
    count = Counter(row.year for row in corpus.agreements)
    shown: list[int] = []
    for year in reversed(corpus.years):
        if shown and sum(count[one] for one in shown) + count[year] > LONGEST:
            break
        shown.append(year)
    return tuple(shown)


def _year(year: int, rows: Iterable[AgreementSummary]) -> CubeYear:
    return CubeYear(Link(href(CUBE, year_path(year)), str(year)), tuple(made for row in rows for made in _rows(row)))


def _rows(agreement: AgreementSummary) -> Iterator[CubeRow]:
    """A row for each programme, and one for measures that are allocated to none."""
    found = tuple(observations((agreement,)))
    types = tuple(entry.notation for entry in vocabulary().concepts("measure-types"))
    for programme in dict.fromkeys(one.programme for one in found):
        here = {one.measure_type: _cell(one) for one in found if one.programme == programme}
        yield CubeRow(
            agreement=Link(href(CUBE, agreement.path), party_label(agreement.party)),
            programme=_programme(programme),
            amount=here.get(None),
            counts=tuple(here.get(notation) for notation in types),
        )


def _cell(one: Observation) -> Cell:
    status = concept_label(Concept("observation-status", one.status))
    return Cell(one.key, one.amount, one.measures, one.status == APPROXIMATE, status)


def _programme(key: str | None) -> str:
    return programme_label(key) if key else concept_label(Concept("cube-codes", "no-programme"))


def _totals(corpus: Corpus) -> Iterator[CubeTotal]:
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
                programme=_programme(programme),
                amount=sum(amounts, Decimal(0)) if amounts else None,
                agreements=len({one.agreement for one in rows}),
                counts=tuple(_count(rows, notation) for notation in types),
            )


def _count(rows: Iterable[Observation], notation: str) -> int | None:
    """What is not named is not zero."""
    stated = [one.measures for one in rows if one.measure_type == notation and one.measures is not None]
    return sum(stated) if stated else None


def _status(key: str) -> Stated:
    iri = Identifiers().concept("observation-status", key)
    return Stated(vocabulary().label(iri), vocabulary().text(iri, SKOS + "definition"), id=f"status-{key}")


def _component(name: str) -> Component:
    iri = TERMS + name
    words = vocabulary()
    return Component(
        label=Link(href(CUBE, "def/aqb", name), words.label(iri)),
        label_en=words.label(iri, "en"),
        comment=words.text(iri, RDFS + "comment") or "",
    )
