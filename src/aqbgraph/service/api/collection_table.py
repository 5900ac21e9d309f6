"""The collections of the API: what is listed, in which order, by which parameters, and what is told of each thing."""

from __future__ import annotations

from aqbgraph.publication.queries.queries import Parameter
from aqbgraph.service.api.collections import Collection, Shape

_YEAR = Parameter("year", "xsd:gYear", "Jahr der Vereinbarung", "Year of the agreement", "2025", required=False)
_PARTY = Parameter("party", "aqb:Party", "Landkreis oder Stadt", "District or city", "odenwaldkreis", required=False)
_TYPE = Parameter("type", "aqb:MeasureType", "Nummer der Maßnahmeart", "Number of the type", "3", required=False)
_KIND = Parameter("type", "aqb:PartyType", "Art der Partei", "Kind of party", "District", required=False)

COLLECTIONS = (
    Collection(
        path="agreements",
        title="Zielvereinbarungen",
        title_en="Target agreements",
        comment="Die Vereinbarungen nach Jahr und Partei, mit Beträgen, Maßnahmen und Unterschriften. Mit „type“ nur "
        "die mit einer Maßnahme dieser Art.",
        comment_en="The agreements by year and party, with amounts, measures and signatures. With “type” only those "
        "with a measure of this type.",
        select="SELECT DISTINCT ?item ?year ?party WHERE {# filters\n"
        "  ?item a aqb:Agreement ; aqb:year ?year ; aqb:localParty ?party .\n} ORDER BY ?year ?party ?item",
        own=(_YEAR, _PARTY, _TYPE),
        filters={"year": "", "party": "", "type": "?item aqb:measure/aqb:measureType ?type ."},
        shape=Shape(
            (
                *("title", "year", "stateParty", "localParty", "programmes"),
                *("emptyMeasureTypes", "legalCodes", "targetGroups"),
            ),
            {
                "budgets": Shape(("label", "programme", "fiscalYear", "amount", "approximate", "currency")),
                "measures": Shape(("label", "measureType", "position", "series")),
                "signatures": Shape(
                    (
                        "onBehalfOf",
                        "signatoryName",
                        "signatoryRole",
                        "office",
                        "signedAt",
                        "signedOn",
                        "missing",
                        "unclear",
                    )
                ),
            },
        ),
    ),
    Collection(
        path="parties",
        title="Parteien",
        title_en="Parties",
        comment="Wer Zielvereinbarungen schließt, nach dem Schlüssel. Mit „year“ nur, von wem in diesem Jahr eine "
        "Vereinbarung vorliegt.",
        comment_en="Who concludes target agreements, by key. With “year” only those of whom there is an agreement of "
        "that year.",
        select="SELECT DISTINCT ?item WHERE {# filters\n  ?item a aqb:Party .\n} ORDER BY ?item",
        own=(_YEAR, _PARTY, _KIND),
        filters={
            "year": "?agreement a aqb:Agreement ; aqb:party ?item ; aqb:year ?year .",
            "party": "FILTER (?item = ?party)",
            "type": "?item a ?type .",
        },
        shape=Shape(("label", "identifier", "ags", "nuts3", "seat", "sameAs")),
    ),
    Collection(
        path="measures",
        title="Maßnahmen",
        title_en="Measures",
        comment="Die Maßnahmen nach Jahr und Partei ihrer Vereinbarung.",
        comment_en="The measures by year and party of their agreement.",
        select="SELECT DISTINCT ?item ?year ?party WHERE {# filters\n"
        "  ?agreement a aqb:Agreement ; aqb:year ?year ; aqb:localParty ?party ; aqb:measure ?item .\n"
        "} ORDER BY ?year ?party ?item",
        own=(_YEAR, _PARTY, _TYPE),
        filters={"year": "", "party": "", "type": "?item aqb:measureType ?type ."},
        shape=Shape(
            ("label", "measureType", "position", "series"),
            {"agreement": Shape(("title", "year", "localParty"))},
        ),
    ),
)
