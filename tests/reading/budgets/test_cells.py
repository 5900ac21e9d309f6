from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import AqbError, BadValue, Conflict, UnknownParty
from aqbgraph.reading.budgets import cells
from aqbgraph.vocabulary import folder, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

REGIONS = folder("ontology").parents[1] / "shared" / "data" / "regions.csv"


@pytest.mark.parametrize(
    ("key", "name", "party"),
    [
        ("06431", "Kreis Bergstraße", "bergstrasse"),
        ("06436", "Main - Taunus - Kreis", "main-taunus-kreis"),
        ("06633", "Landkreis Kassel", "kassel-landkreis"),
        ("06611", "Stadt Kassel", "kassel-stadt"),
        ("06", "Hessen", "hessen"),
        ("06", "Land Hessen", "hessen"),
        ("", "Stadt Hanau", "hanau"),
    ],
)
def test_region(key: str, name: str, party: str) -> None:
    assert cells.region(key, name) == party


@pytest.mark.parametrize(
    ("key", "name", "kind", "message"),
    [
        ("06999", "Kreis Bergstraße", BadValue, "gibt es in Hessen nicht.$"),
        ("6431", "Kreis Bergstraße", BadValue, "führende Null .„06431“"),
        ("6", "Hessen", BadValue, "führende Null .„06“"),
        ("06431", "Kreis Entenhausen", UnknownParty, "erwartet zum Schlüssel 06431 „Landkreis Bergstraße“"),
        ("06633", "Kassel", UnknownParty, "„Kassel“ steht nicht im Verzeichnis"),
        ("", "", UnknownParty, "erwartet z. B."),
        (
            "06431",
            "Landkreis Kassel",
            Conflict,
            "06431 ist „Landkreis Bergstraße“, aber „Landkreis Kassel“ hat .* 06633",
        ),
        ("", "Landkreis Kassel", Conflict, "der Kreisschlüssel fehlt"),
        ("06431", "Stadt Hanau", Conflict, "die Zelle bleibt leer"),
        ("06", "Landkreis Kassel", Conflict, "06 ist „Land Hessen“"),
    ],
)
def test_regions_that_are_refused(key: str, name: str, kind: type[AqbError], message: str) -> None:
    with pytest.raises(kind, match=message):
        cells.region(key, name)


@pytest.mark.skipif(not REGIONS.exists(), reason="the list of regions lies beside the project, not in it")
def test_every_official_key_has_its_party() -> None:
    with REGIONS.open(encoding="utf-8", newline="") as file:
        keys = [row["ags"] for row in csv.DictReader(file)]
    labels = {entry.iri: entry.label for entry in vocabulary().instances("LocalParty")}
    found = set()
    for key in keys:
        for label in labels.values():
            try:
                found.add((key, cells.region(key, label)))
            except Conflict:
                continue
    assert len(found) == len(keys) == 26


@pytest.mark.parametrize(
    ("party", "year", "wrong"), [("hanau", 2025, True), ("hanau", 2026, False), ("fulda", 2000, False)]
)
def test_too_early(party: str, year: int, wrong: bool) -> None:
    assert (cells.too_early(party, year) is not None) is wrong


GOOD: list[tuple[Callable[[str], object], str, object]] = [
    (cells.year, "2000", 2000),
    (cells.year, "2100", 2100),
    (cells.programme, "Ausbildungsbudget", "ausbildungsbudget"),
    (cells.programme, "Arbeitsmarktbudget", "arbeitsmarktbudget"),
    (cells.programme, "Ausbildungs- und Qualifizierungsbudget", "aqb"),
    (cells.programme, "AQB", "aqb"),
    (cells.precision, "as reported", "as-reported"),
    (cells.precision, "exact", "exact"),
    (cells.precision, "gerundet", "rounded"),
    (cells.amount, "374850", Decimal(374850)),
    (cells.amount, "100000.5", Decimal("100000.5")),
    (cells.amount, "100000.05", Decimal("100000.05")),
    (cells.day, "", None),
    (cells.day, "2014-06-30", date(2014, 6, 30)),
    (cells.day, "30.6.2014", date(2014, 6, 30)),
    (cells.cited, "http://neue-wege.org/2011/09/", "http://neue-wege.org/2011/09/"),
    (cells.cited, "https://x.de/für?a=1&b=2#c", "https://x.de/für?a=1&b=2#c"),
    (cells.cited, "Kreistag  Bergstraße,\nDrucksache 17/123", "Kreistag Bergstraße, Drucksache 17/123"),
    (cells.cited, "Vorlage: Haushalt 2011", "Vorlage: Haushalt 2011"),
    (cells.note, "", None),
    (cells.note, "a\r\n b\rc", "a\nb\nc"),
    (cells.note, "<script>alert(1)</script> {{ 7 }}", "<script>alert(1)</script> {{ 7 }}"),
]


@pytest.mark.parametrize(("read", "text", "value"), GOOD)
def test_values(read: Callable[[str], object], text: str, value: object) -> None:
    assert read(text) == value


NO_AMOUNTS = (
    *("", "0", "-5", "+5", "400.000", "400,50", "400 000", "400.000,00", "4e5", "1.234", "007", "400000."),
    *("400000 €", "rund 5", "=1+1", "NaN", "٤٠٠"),
)
BAD: list[tuple[Callable[[str], object], str, str]] = [
    (cells.year, "", "kein Jahr"),
    (cells.year, "11", "kein Jahr"),
    (cells.year, "２０１１", "kein Jahr"),
    (cells.year, "1999", "nicht zwischen 2000 und 2100"),
    (cells.year, "2101", "nicht zwischen 2000 und 2100"),
    (cells.programme, "", "nicht bekannt"),
    (cells.programme, "Sozialbudget", "erwartet „Arbeitsmarktbudget“, „Ausbildungsbudget“"),
    (cells.precision, "", "erwartet „as reported“, „exact“, „rounded“"),
    (cells.precision, "ungefähr", "nicht bekannt"),
    *((cells.amount, text, "kein Betrag") for text in NO_AMOUNTS),
    (cells.day, "30.02.2014", "Den Tag .* gibt es nicht"),
    (cells.day, "2014", "kein Datum"),
    (cells.day, "20140630", "kein Datum"),
    (cells.cited, "", "Die Quelle fehlt"),
    (cells.cited, "?", "nennt keine Quelle"),
    (cells.cited, "Hessenschau", "nennt keine Quelle"),
    (cells.cited, "123 456", "nennt keine Quelle"),
    (cells.cited, "www.hessen.de", "keine Adresse mit http"),
    (cells.cited, "ftp://hessen.de/x", "keine Adresse mit http"),
    (cells.cited, "javascript:alert(1)", "keine Adresse mit http"),
    (cells.cited, "mailto:a@b.de", "keine Adresse mit http"),
    (cells.cited, "C:\\Eigene Dateien\\x.pdf", "keine Adresse mit http"),
    (cells.cited, "https://hessen.de/a b", "keine gültige Adresse"),
    (cells.cited, 'https://hessen.de/"><script>', "keine gültige Adresse"),
    (cells.cited, "https://", "keine gültige Adresse"),
    (cells.cited, "https://hessen.de@evil.example/", "keine gültige Adresse"),
    (cells.cited, "https://hessen.de:x/", "keine gültige Adresse"),
    (cells.cited, "https://hessen.de/\u202egpj", "U.202E"),
    (cells.cited, '=HYPERLINK("http://evil.example")', "als Formel"),
    (cells.note, '=HYPERLINK("http://evil.example";"Quelle")', "als Formel"),
    (cells.note, "+1", "als Formel"),
    (cells.note, "-1", "als Formel"),
    (cells.note, "@SUM(A1)", "als Formel"),
    (cells.note, "a\u202eb", "U.202E"),
]


@pytest.mark.parametrize(("read", "text", "message"), BAD)
def test_values_that_are_refused(read: Callable[[str], object], text: str, message: str) -> None:
    with pytest.raises(BadValue, match=message) as caught:
        read(text)
    assert "\n" not in caught.value.message


def test_a_long_cell_is_told_in_short() -> None:
    with pytest.raises(BadValue) as caught:
        cells.amount("9" * 10_000 + "x")
    assert len(caught.value.message) < 300
