"""The page of a measure type: what agreements name under it, year by year and place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from aqbgraph.identifiers import MEASURE_TYPES, Identifiers, measure_type_path, party_path, year_path
from aqbgraph.publication.frame.frames import file_href, frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.names import name_order, party_label
from aqbgraph.publication.overviews.type_views import MeasureTypeView, PlaceMeasures, TypeBlock, TypeYear
from aqbgraph.publication.pictures.measures import measures_over_years
from aqbgraph.publication.rows.overview_rows import TYPES, type_counts
from aqbgraph.publication.rows.project_rows import sentence
from aqbgraph.publication.rows.told_programmes import told_programmes
from aqbgraph.publication.tables.tables import of_year
from aqbgraph.vocabulary import SKOS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aqbgraph.publication.corpus.naming import Naming
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]
# As many measures of whole years as the page of a type lists; the newest year is listed in any case.
LONGEST = 300


def measure_type_view(settings: Settings, notation: str, corpus: Corpus, json_ld: Json) -> MeasureTypeView:
    """A measure type with its measures, newest first; earlier years are counted where the list would be too long."""
    path, language = measure_type_path(notation), settings.language
    iri = Identifiers().concept(TYPES, notation)
    label = vocabulary().label(iri, language.code)
    earlier = _left_out(corpus, notation)
    listed = (year for year in reversed(corpus.years) if year not in earlier)
    blocks = (_block(language, path, year, corpus.naming_of(year), notation) for year in listed)
    return MeasureTypeView(
        frame=frame(
            settings,
            path,
            label,
            language.say("Maßnahmenart {notation}: {label}.", notation=notation, label=label),
            trail=((MEASURE_TYPES, language.say("Maßnahmenarten")),),
            json_ld=json_ld,
        ),
        notation=notation,
        title=label,
        definition=vocabulary().text(iri, SKOS + "definition", language.code) or "",
        wordings=_german(iri, SKOS + "altLabel"),
        over_years=measures_over_years(settings, path, corpus.naming, notation),
        blocks=tuple(block for block in blocks if block.places or block.empty),
        earlier=tuple(_type_year(settings, path, year, corpus.naming_of(year), notation) for year in earlier),
        others=type_counts(path, language, corpus.naming_of(corpus.years[-1])),
    )


def _left_out(corpus: Corpus, notation: str) -> tuple[int, ...]:
    """The years whose measures are only counted, newest first: those from which on the page would be too long."""
    listed = 0
    for place, year in enumerate(reversed(corpus.years)):
        listed += sum((notation in row.empty) + _count(row, notation) for row in corpus.naming_of(year))
        if place and listed > LONGEST:
            return tuple(reversed(corpus.years))[place:]
    return ()


def _count(row: Naming, notation: str) -> int:
    return row.types.get(notation, 0)


def _block(language: Language, here: str, year: int, rows: tuple[Naming, ...], notation: str) -> TypeBlock:
    told = told_programmes(language, (row.programmes for row in rows))
    ordered = sorted(rows, key=lambda row: (name_order(party_label(row.party)), row.path))
    return TypeBlock(
        year=Link(href(here, year_path(year)), str(year)),
        measures=sum(_count(row, notation) for row in ordered),
        places=tuple(_place(here, row, notation, told[row.programmes]) for row in ordered if _count(row, notation)),
        empty=tuple(_empty(here, row, notation, told[row.programmes]) for row in ordered if notation in row.empty),
    )


def _place(here: str, row: Naming, notation: str, programmes: str) -> PlaceMeasures:
    return PlaceMeasures(
        party=Link(href(here, party_path(row.party)), party_label(row.party)),
        programmes=programmes,
        agreement=Link(href(here, row.path), row.title),
        measures=tuple(
            Link(sentence(here, row, measure), measure.label)
            for measure in row.measures
            if measure.notation == notation
        ),
    )


def _empty(here: str, row: Naming, notation: str, programmes: str) -> Link:
    marks = dict(zip(row.empty, row.empty_marks, strict=False))
    name = party_label(row.party)
    return Link(href(here, row.path, marks.get(notation, "")), f"{name} ({programmes})" if programmes else name)


def _type_year(settings: Settings, here: str, year: int, rows: Iterable[Naming], notation: str) -> TypeYear:
    known = tuple(rows)
    return TypeYear(
        year=Link(href(here, year_path(year)), str(year)),
        measures=sum(_count(row, notation) for row in known),
        empty=sum(notation in row.empty for row in known),
        table=Link(file_href(settings, here, of_year("measures", year)), of_year("measures", year).rpartition("/")[2]),
    )


def _german(iri: str, predicate: str) -> tuple[str, ...]:
    values = vocabulary().objects(iri, predicate)
    return tuple(value.value for value in values if isinstance(value, Literal) and value.language == "de")
