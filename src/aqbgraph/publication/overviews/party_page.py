"""The page of a party: district, city, ministry, granting authority."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aqbgraph.identifiers import PARTIES, TERMS, Identifiers, party_path, programme_path, year_path
from aqbgraph.publication.comparisons.comparisons import comparison_links
from aqbgraph.publication.comparisons.since import since_last_year
from aqbgraph.publication.corpus.mended_amounts import mended
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link, Stated
from aqbgraph.publication.languages import later
from aqbgraph.publication.names import party_label, programme_label
from aqbgraph.publication.overviews.party_views import PartyView, SinceOf, Together
from aqbgraph.publication.overviews.reported_pages import newest_first, reported_rows
from aqbgraph.publication.pictures.over_years import budgets_over_years
from aqbgraph.publication.pictures.population import per_head, population
from aqbgraph.publication.rows.overview_rows import budget_rows, change, local_parties, spans, total
from aqbgraph.publication.rows.overview_views import Brief, Money, PerHead
from aqbgraph.publication.rows.project_rows import projects
from aqbgraph.publication.wordings.wording_rows import programmes_name
from aqbgraph.vocabulary import RDF_TYPE, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from aqbgraph.publication.corpus.summary import AgreementSummary, Corpus
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]
# As many agreements of whole years as a page lists (the ministry has all of them); the newest year in any case.
LONGEST = 250
# As many projects as are looked through at once; all are on a page of their own.
MOST_PROJECTS = 60
# What a party's page states, and how it is called there; the newest of them come from ontology/parties.ttl.
_PARTY_FACTS = {
    "ags": later("Amtlicher Gemeindeschlüssel (Kreis)"),
    "nuts3": later("NUTS-3"),
    "seat": later("Verwaltungssitz"),
    "partySince": later("Kreisfrei und Partei seit"),
}
# Where else a party has a name.
_ELSEWHERE = {"www.wikidata.org": "Wikidata", "sws.geonames.org": "GeoNames"}
_KINDS = {
    "District": later("Landkreis"),
    "IndependentCity": later("Kreisfreie Stadt"),
    "StateParty": later("Landesministerium"),
    "GrantingAuthority": later("Bewilligungsstelle"),
    "Land": later("Bundesland"),
}
_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"


def party_view(settings: Settings, key: str, corpus: Corpus, json_ld: Json) -> PartyView:
    """A district, a city, the ministry, the granting authority."""
    path, label, say = party_path(key), party_label(key), settings.language.say
    rows = tuple(reversed(corpus.of_party(key)))
    left, local = _left_out(rows), key in local_parties()
    newest = tuple(row for row in rows if local and row.year == rows[0].year)
    several = len({row.programmes for row in rows if row.year >= rows[0].year - 1}) > 1
    return PartyView(
        frame=frame(
            settings,
            path,
            label,
            say(
                "{name}: Zielvereinbarungen mit dem Land, Budgets und Projekte.",
                name=label,
            ),
            trail=((PARTIES, say("Landkreise und Städte")),) if local else (),
            json_ld=json_ld,
        ),
        title=label,
        kind=_kind(label, say(party_kind(key))),
        count=len(rows),
        spans=spans(row.year for row in rows),
        newest=tuple(_brief(settings, path, corpus, row) for row in newest),
        several=several,
        together=_together(key, newest) if len(newest) > 1 else None,
        since=tuple(_since(settings, path, corpus, newest, named=several)),
        budgets=budgets_over_years(settings, path, rows),
        projects=projects(settings, path, corpus, key, MOST_PROJECTS) if local and rows else None,
        agreements=budget_rows(settings.language, path, corpus, (row for row in rows if row.year not in left)),
        earlier=tuple(Link(href(path, year_path(year)), str(year)) for year in left),
        reported=reported_rows(settings, path, newest_first(corpus.reported.of_party(key))),
        comparisons=comparison_links(path, corpus, key),
        facts=tuple(_party_facts(settings, key)),
    )


def _since(
    settings: Settings, here: str, corpus: Corpus, newest: Sequence[AgreementSummary], *, named: bool
) -> Iterator[SinceOf]:
    """What changed with each agreement of the newest year that has one before it; `named` with its programme."""
    for row in newest:
        if found := since_last_year(settings, here, corpus, row):
            yield SinceOf(programmes_name(row.programmes, settings.language) if named else "", found)


def _together(key: str, rows: Sequence[AgreementSummary]) -> Together:
    return Together(total(rows), any(row.approximate for row in rows), _per_head(key, rows[0].year, total(rows)))


def _left_out(rows: Sequence[AgreementSummary]) -> tuple[int, ...]:
    """The years, newest first, from which on the page would be too long; `rows` are newest first."""
    years = tuple(dict.fromkeys(row.year for row in rows))
    fits = [year for year in years if sum(row.year >= year for row in rows) <= LONGEST]
    return years[max(len(fits), 1) :]


def _brief(settings: Settings, here: str, corpus: Corpus, row: AgreementSummary) -> Brief:
    return Brief(
        agreement=Link(href(here, row.path), row.title),
        year=row.year,
        money=tuple(money(settings, here, row)),
        change=change(corpus, row),
        per_head=_per_head(row.party, row.year, row.amount),
        measures=len(row.measures),
    )


def _per_head(party: str, year: int, amount: Decimal) -> PerHead | None:
    counted = population(party, year)
    return PerHead(per_head(amount, counted), counted.inhabitants, counted.counted_on) if counted else None


def money(settings: Settings, here: str, row: AgreementSummary) -> Iterator[Money]:
    """The amounts of an agreement, each with the way to its sentence."""
    marks = dict(zip(row.programmes, row.amount_marks, strict=False))
    for programme, amount in row.budgets:
        yield Money(
            programme=Link(href(here, programme_path(programme)), programme_label(programme, settings.language)),
            amount=amount,
            approximate=programme in row.rounded,
            sentence=href(here, row.path, marks.get(programme) or f"budget-{programme}"),
            mended=mended(settings.language, here, row, (programme,)),
        )


def party_kind(key: str) -> str:
    """What a party is, in German."""
    types = {value.value for value in vocabulary().objects(Identifiers().party(key), RDF_TYPE)}
    return next((kind for name, kind in _KINDS.items() if TERMS + name in types), later("Gebietskörperschaft"))


def _kind(label: str, kind: str) -> str:
    """What stands above a name; nothing where the name begins with it, else it would be read twice."""
    return "" if label.startswith(f"{kind} ") else kind


def _party_facts(settings: Settings, key: str) -> Iterator[Stated]:
    words, iri, say = vocabulary(), Identifiers().party(key), settings.language.say
    for name, title in _PARTY_FACTS.items():
        if (text := words.text(iri, TERMS + name)) is not None:
            yield Stated(say(title), text, german=True)
    former = [words.label(value.value) for value in words.objects(iri, TERMS + "name")]
    for text in former:
        if text != party_label(key):
            yield Stated(say("Früherer Name"), text, german=True)
    for value in words.objects(iri, _SAME_AS):
        parts = urlsplit(value.value)
        yield Stated(_ELSEWHERE.get(parts.netloc, parts.netloc), PurePosixPath(parts.path).name, href=value.value)
