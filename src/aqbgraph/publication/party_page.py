"""The page of a party: district, city, ministry, granting authority."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aqbgraph.identifiers import TERMS, Identifiers, party_path, year_path
from aqbgraph.publication.frames import frame, href
from aqbgraph.publication.names import party_label
from aqbgraph.publication.overview_pages import budget_rows
from aqbgraph.publication.reported_pages import newest_first, reported_rows
from aqbgraph.publication.views import Link, PartyView, SeriesRow, Stated
from aqbgraph.vocabulary import RDF_TYPE, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.summary import AgreementSummary, Corpus, SeriesSummary

Json = dict[str, Any]
# As many agreements of whole years as a page lists (the ministry has all of them); the newest year in any case.
LONGEST = 250
# What a party's page states, and how it is called there; the newest of them come from ontology/parties.ttl.
_PARTY_FACTS = {
    "ags": "Amtlicher Gemeindeschlüssel (Kreis)",
    "nuts3": "NUTS-3",
    "seat": "Verwaltungssitz",
    "partySince": "Kreisfrei und Partei seit",
}
# Where else a party has a name.
_ELSEWHERE = {"www.wikidata.org": "Wikidata", "sws.geonames.org": "GeoNames"}
_KINDS = {
    "District": "Landkreis",
    "IndependentCity": "Kreisfreie Stadt",
    "StateParty": "Landesministerium",
    "GrantingAuthority": "Bewilligungsstelle",
    "Land": "Bundesland",
}
_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"


def party_view(settings: Settings, key: str, corpus: Corpus, json_ld: Json) -> PartyView:
    """A district, a city, the ministry, the granting authority."""
    path, label = party_path(key), party_label(key)
    rows = tuple(reversed(corpus.of_party(key)))
    earlier = _left_out(rows)
    return PartyView(
        frame=frame(
            settings,
            path,
            label,
            f"{label}: Zielvereinbarungen, Beträge und Projekte des Ausbildungs- und Qualifizierungsbudgets.",
            json_ld=json_ld,
        ),
        title=label,
        kind=_kind(key),
        facts=tuple(_party_facts(key)),
        agreements=budget_rows(path, corpus, (row for row in rows if row.year not in earlier)),
        earlier=tuple(Link(href(path, year_path(year)), str(year)) for year in earlier),
        series=tuple(_series_row(path, series) for series in corpus.series_of(key)),
        reported=reported_rows(path, newest_first(corpus.reported.of_party(key))),
    )


def _left_out(rows: Sequence[AgreementSummary]) -> tuple[int, ...]:
    """The years, newest first, from which on the page would be too long; `rows` are newest first."""
    years = tuple(dict.fromkeys(row.year for row in rows))
    fits = [year for year in years if sum(row.year >= year for row in rows) <= LONGEST]
    return years[max(len(fits), 1) :]


def _kind(key: str) -> str:
    types = {value.value for value in vocabulary().objects(Identifiers().party(key), RDF_TYPE)}
    return next((kind for name, kind in _KINDS.items() if TERMS + name in types), "Gebietskörperschaft")


def _party_facts(key: str) -> Iterator[Stated]:
    words, iri = vocabulary(), Identifiers().party(key)
    for name, title in _PARTY_FACTS.items():
        if (text := words.text(iri, TERMS + name)) is not None:
            yield Stated(title, text)
    former = [words.label(value.value) for value in words.objects(iri, TERMS + "name")]
    for text in former:
        if text != party_label(key):
            yield Stated("Früherer Name", text)
    for value in words.objects(iri, _SAME_AS):
        parts = urlsplit(value.value)
        yield Stated(_ELSEWHERE.get(parts.netloc, parts.netloc), PurePosixPath(parts.path).name, href=value.value)


def _series_row(here: str, series: SeriesSummary) -> SeriesRow:
    return SeriesRow(
        series=Link(href(here, series.path), series.label),
        party=Link(href(here, party_path(series.party)), party_label(series.party)),
        years=tuple(sorted({agreement.year for agreement, _ in series.uses})),
        notation=series.uses[-1][1].notation,
    )
