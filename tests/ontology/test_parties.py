"""The authority list: who is in it, by which names, and that no name could mean two."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from aqbgraph.identifiers import TERMS, Identifiers, slug
from aqbgraph.vocabulary import Entry, folder, normalise, vocabulary

REGIONS = folder("ontology").parents[1] / "shared" / "data" / "regions.csv"
LOCAL = vocabulary().instances("LocalParty")
ALL = vocabulary().instances("Party")
IDENTIFIER = "http://purl.org/dc/terms/identifier"


def one(entry: Entry, term: str) -> str | None:
    found = vocabulary().objects(entry.iri, TERMS + term)
    assert len(found) < 2
    return found[0].value if found else None


@cache
def by_ags() -> dict[str | None, Entry]:
    return {one(entry, "ags"): entry for entry in LOCAL}


def kinds(entry: Entry) -> set[str]:
    return {name.removeprefix(TERMS) for name in entry.types if name.startswith(TERMS)}


def test_there_are_21_districts_and_6_cities() -> None:
    assert len(LOCAL) == 27
    assert len(vocabulary().instances("District")) == 21
    assert len(vocabulary().instances("IndependentCity")) == 6


@pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.key)
def test_the_key_is_the_identifier_and_the_path(entry: Entry) -> None:
    assert [value.value for value in vocabulary().objects(entry.iri, IDENTIFIER)] == [entry.key]
    assert entry.iri == Identifiers().party(entry.key)
    assert slug(entry.key) == entry.key


@pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.key)
def test_a_party_is_of_one_kind(entry: Entry) -> None:
    assert kinds(entry) in (
        {"Party", "StateParty"},
        {"Party", "GrantingAuthority"},
        {"Party", "LocalParty", "District"},
        {"Party", "LocalParty", "IndependentCity"},
    )


def test_a_name_stands_for_one_party() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for entry in ALL:
        for spelling in entry.spellings:
            bearers[normalise(spelling)].add(entry.key)
    assert {name: keys for name, keys in bearers.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("name", ["Kassel", "Offenbach", "Darmstadt", "Fulda", "Gießen", "Marburg", "Groß-Gerau"])
def test_a_bare_town_names_nobody(name: str) -> None:
    assert [entry.key for entry in ALL if normalise(name) in map(normalise, entry.spellings)] == []


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Landkreis Odenwaldkreis", "odenwaldkreis"),
        ("Landkreises Odenwaldkreis", "odenwaldkreis"),
        ("Odenwaldkreises", "odenwaldkreis"),
        ("Landkreis Werra-Meißner-Kreis", "werra-meissner-kreis"),
        ("Main - Kinzig - Kreis", "main-kinzig-kreis"),
        ("Main-Kinzig-Kreises", "main-kinzig-kreis"),
        ("Kreis Groß-Gerau", "gross-gerau"),
        ("Landkreis Kassel", "kassel-landkreis"),
        ("Stadt Kassel", "kassel-stadt"),
        ("Magistrat der Stadt Kassel", "kassel-stadt"),
        ("Landkreis Offenbach", "offenbach-landkreis"),
        ("Stadt Offenbach am Main", "offenbach-stadt"),
        ("Landeshauptstadt Wiesbaden", "wiesbaden"),
        ("Wissenschaftsstadt Darmstadt", "darmstadt"),
        ("Stadt Hanau", "hanau"),
        ("HMSI", "ministerium-arbeit"),
        ("Hessischen Ministeriums für Arbeit, Integration, Jugend und Soziales", "ministerium-arbeit"),
        ("Hessischen Ministerium für Soziales und Integration", "ministerium-arbeit"),
        ("Hessischen Sozialministerium", "ministerium-arbeit"),
        ("Regierungspräsidium Kassel", "regierungspraesidium-kassel"),
    ],
)
def test_names_as_documents_write_them(written: str, key: str) -> None:
    assert [entry.key for entry in ALL if normalise(written) in map(normalise, entry.spellings)] == [key]


def test_hanau_is_a_party_from_2026_and_its_keys_are_not_invented() -> None:
    hanau = next(entry for entry in LOCAL if entry.key == "hanau")
    assert one(hanau, "partySince") == "2026"
    assert [one(hanau, term) for term in ("ags", "nuts3", "districtKey")] == [None, None, None]


def test_keys_agree() -> None:
    for ags, entry in by_ags().items():
        if ags is not None:
            assert (one(entry, "districtKey") or "").endswith(f"/districtKey/{ags}")
            nuts = one(entry, "nuts3")
            seen = vocabulary().objects(entry.iri, "http://www.w3.org/2000/01/rdf-schema#seeAlso")
            assert f"http://data.europa.eu/nuts/code/{nuts}" in {value.value for value in seen}


@pytest.mark.skipif(not REGIONS.exists(), reason="the list of regions lies beside the project, not in it")
def test_regions_are_as_the_offices_list_them() -> None:
    with Path(REGIONS).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["ags"] for row in rows} == by_ags().keys() - {None}
    for row in rows:
        entry = by_ags()[row["ags"]]
        assert one(entry, "nuts3") == row["nuts3"]
        assert one(entry, "seat") == row["seat"]
        assert one(entry, "districtKey") == row["dcat_ap_de"]
        assert ("District" in kinds(entry)) == (row["type"] == "Landkreis")
        for same in ("http://www.w3.org/2002/07/owl#sameAs", "http://schema.org/sameAs"):
            links = [value.value for value in vocabulary().objects(entry.iri, same)]
            assert links == [f"http://www.wikidata.org/entity/{row['wikidata']}"]
