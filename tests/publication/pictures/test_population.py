"""Counts are those of the list of districts, and belong to the territory that was counted."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal

import pytest

from aqbgraph.identifiers import TERMS
from aqbgraph.publication.pictures.geometry import parties
from aqbgraph.publication.pictures.population import per_head, population
from aqbgraph.vocabulary import folder, vocabulary

REGIONS = folder("ontology").parents[1] / "shared" / "data" / "regions.csv"


def test_it_is_known_of_all_until_2025() -> None:
    counted = {party: population(party, 2025) for party in parties(2025)}
    assert all(counted.values())
    assert sum(found.inhabitants for found in counted.values() if found) == 6_265_809
    assert {found.counted_on for found in counted.values() if found} == {date(2018, 12, 31)}
    assert {found.source for found in counted.values() if found} == {"© Statistisches Bundesamt (Destatis), 2019"}


@pytest.mark.parametrize("party", ["hanau", "main-kinzig-kreis"])
def test_it_is_not_known_where_hanau_was_counted_in(party: str) -> None:
    assert population(party, 2026) is None


def test_the_others_have_the_territory_they_had() -> None:
    missing = {party for party in parties(2026) if population(party, 2026) is None}
    assert missing == {"hanau", "main-kinzig-kreis"}


@pytest.mark.skipif(not REGIONS.is_file(), reason="the list of districts is not beside the project")
def test_it_is_as_listed() -> None:
    with REGIONS.open(encoding="utf-8") as file:
        listed = {row["ags"]: int(row["population_2018"]) for row in csv.DictReader(file)}
    for entry in vocabulary().instances("LocalParty"):
        ags, found = vocabulary().text(entry.iri, TERMS + "ags"), population(entry.key, 2025)
        assert (found.inhabitants if found else None) == (listed[ags] if ags else None)


def test_per_head_is_to_the_cent() -> None:
    counted = population("odenwaldkreis", 2025)
    assert counted is not None
    assert per_head(Decimal(491550), counted) == Decimal("5.08")
