"""What is misread is told, what is unusual is not: names of projects are the most unusual words there are."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from aqbgraph.extraction.doubts.misreadings import Misreading, in_name, in_person, in_prose, in_scan
from aqbgraph.german import is_listed
from aqbgraph.vocabulary import folder, vocabulary

HERE = Path(__file__).parents[1]
sys.path.insert(0, str(HERE.parents[1] / "benchmarks"))

from invented import FIELDS, WHATS, WHOM  # noqa: E402  # beside the tests, not among the packages


@pytest.mark.parametrize(
    ("name", "read", "meant"),
    [
        ("TZ-Ausblldung Webportal", "Ausblldung", "Ausbildung"),
        ("TZ-Ausbildung Webporta1", "Webporta1", "Webportal"),
        ("TZ-Ausbildung 8ewerbercenter", "8ewerbercenter", "Bewerbercenter"),
        ("TZ—Ausbildung Webportal", "—", "-"),
        ("AusbiIdung", "AusbiIdung", "Ausbildung"),
        ("Begriißen", "Begriißen", "Begrüßen"),
        ("TZ-Ausbildung Bewerbercenler", "Bewerbercenler", "Bewerbercenter"),
        ("Beralung on Tour", "Beralung", "Beratung"),
        ("Qualifizierunq", "Qualifizierunq", "Qualifizierung"),
        ("Pftege plus", "Pftege", "Pflege"),
        ("begrüBen", "begrüBen", "begrüßen"),
        ("DRElplus", "DRElplus", "DREIplus"),
        ("DREIpIus", "DREIpIus", "DREIplus"),
        ("MlnA - Migranten in Arbeit", "MlnA", "MInA"),
        ("Geflüchtete Il", "Il", "II"),
        ("Geflüchtete l", "l", "I"),
        ("Digital Praxis 2O25", "2O25", "2025"),
        ("Digital Praxis 20 25", "20 25", "2025"),
        ("im SG8 XII", "SG8", "SGB"),
        ("Beratung im SGB X II", "X II", "XII"),
        ("Chancen.markt", "Chancen.markt", "Chancenmarkt"),
        ("Chancenma|rkt", "Chancenma|rkt", "Chancenmarkt"),
        ("BASS Stu denten*innen", "Stu denten", "Studenten"),
        ("BU ILD - Begrüßen", "BU ILD", "BUILD"),
        ("T Z-Ausbildung", "T Z", "TZ"),
        ("Wiedererlangung d er Erwerbsfähigkeit", "d er", "der"),
        ("Wiedererlangung dcr Erwerbsfähigkeit", "dcr", "der"),
        ("Leben i Deutschland", "i", ""),
        ("Qualifzierung im Handwerk", "Qualifzierung", "Qualifizierung"),
    ],
)
def test_misread_names(name: str, read: str, meant: str) -> None:
    found = in_name(name)
    assert found is not None
    assert (found.read, found.meant) == (read, meant)


RIGHT = """
BaE kooperativ|BaE integrativ|Los geht's!|Rad fahren lernen|Ski fahren|kognitiv stark|Präventiv handeln|Telc B1
McDonald|BvB-pro|MInA - Migranten in Arbeit 2025|DREIplus - Wiedererlangung der Erwerbsfähigkeit|Web 2.0
BASS Studenten*innen|Let's work|"Aktiv in den Job (Junge-Mütter-Projekt)"|Geflüchtete I|Geflüchtete II|50plus|AiD 50+
BUILD - Begrüßen und Integrieren - Leben in Deutschland 2025|Beratung on Tour|Coaching U25|Fit4Job|Job4You|Team5|AVdual
Beratung, Unterstützung und Aktivierung im SGB XII und AsylbLG|InteA|KomPAss|JobInfo|PerjuF-H|AsA flex|EQ plus|FAUB
TeilnehmerInnen|Start2Work|Modul 1a|z. B. Deutsch B1/B2|Arbeit e.V.|u. a. Coaching|Kurs A|Gruppe b|In:KA|ProAktiv
OloV|Jobacademy Fulda-West|SprInt|B.I.S.S.|Cook & Chill|Yes, we can!|STEP by Step|Work First|Abend-HASA|Zukunft.Jetzt
Kontaktstelle Frau & Beruf|KiTa-Helferin|quer Beet|QuABB|Pflegehelferausbildung (APH)|mobiles Team|Joblinge gAG
job@ctive|Jugendtreff Wanfried|VHS-Kurs "Xpert"
L.i.N.K.S.|Jobbörse@home|EDVler|Bad Homburg v.d. Höhe|Ich bin dabei|Exercise and Fitness|Café Mocca
Perspektive³|up2date|Mio|GmbH
"""


@pytest.mark.parametrize("name", [name for line in RIGHT.split("\n") for name in line.split("|") if name])
def test_right_names(name: str) -> None:
    assert in_name(name) is None


def test_names_of_the_measurements_and_of_parties_are_right() -> None:
    entries = vocabulary()
    names = {
        *(f"{what} {field} für {whom}" for what in WHATS for field in FIELDS for whom in WHOM),
        *(spelling for entry in entries.instances("LocalParty") for spelling in entry.spellings),
        *(entry.label for entry in entries.concepts("measure-types")),
    }
    assert [name for name in names if in_name(name)] == []


def test_of_names_that_differ_only_the_misspelled_are_told() -> None:
    with (HERE / "name-pairs.csv").open(encoding="utf-8", newline="") as file:
        names = {name for row in csv.reader(file) for name in row[:2]}
    assert {found.read for name in names if (found := in_name(name))} == {
        *("Integriern", "Aktivicrung", "Erwerbsfähigkcit", "Erwerbsfahigkeit", "Qualifzierung", "Sozialpädagogisehe"),
        *("Strategieentwickiung", "Werkstattt"),
    }


PEOPLE = """
Heike Hofmann|Frank Matiaske|Nicole Rathgeber|Dr. Jan-Peter Musterkühn|Özlem Muster-Weber|Alicja Wojciechowska
Marjan Nikolaj|Bogdan Dragan|Ioannis Papadopoulos|Ayşe Yıldız|Thorsten Freiherr von der Goltz|Joß Baumgärtner
"""


@pytest.mark.parametrize("name", [name for line in PEOPLE.split("\n") for name in line.split("|") if name])
def test_people_who_are_called_so(name: str) -> None:
    assert in_person(name) is None


@pytest.mark.parametrize(
    "name", ["Heike Hofrnann", "W1nfried Becker", "Nicolc Rathgeber", "Fronk Matiaske", "Heikc Hofmann"]
)
def test_people_whose_names_were_misread(name: str) -> None:
    assert in_person(name) is not None


def test_running_text() -> None:
    words = "Das HMSI verfolgt das Zicl, die Ausbildungsfahigkeit der Menschcn zu steigern (SGB II, AsylbLG)."
    assert {found.read for found in in_prose(words)} == {"Zicl", "Ausbildungsfahigkeit", "Menschcn"}
    assert in_prose("Mobilitätshilfen und Fahrdienste werden ab 2019 auch im Odenwald gefördert.") == ()


@pytest.mark.parametrize(
    ("name", "read", "meant"),
    [
        ("8ASS Studenten*innen", "8ASS", "BASS"),
        ("BAS5 Studenten*innen", "BAS5", "BASS"),
        ("8rückenkurs Pflege", "8rückenkurs", "Brückenkurs"),
        ("AQA-Metal1", "Metal1", "Metall"),
        ("Werkstatt GieBen", "GieBen", "Gießen"),
        ("Erprobung lT-Grundlagen", "lT", "IT"),
        ("Beratung ou Tour", "ou", "on"),
    ],
)
def test_signs_among_letters_that_no_name_has(name: str, read: str, meant: str) -> None:
    assert in_name(name) == Misreading(read, meant)


@pytest.mark.parametrize(
    "name",
    ["50plus", "5Sinne", "Team5", "Job4You", "3D-Druck", "U25", "Deutsch B1/B2", "MP3", "4you", "Modul1", "EbEn"],
)
def test_digits_and_capitals_that_names_have(name: str) -> None:
    assert in_name(name) is None


@pytest.mark.parametrize(
    ("name", "read", "meant"),
    [
        ("MIuA - Migranten in Arbeit", "MIuA", "MInA"),
        ("Lct's work", "Lct's", "Let's"),
        ("Altenpflegebelfer", "Altenpflegebelfer", "Altenpflegehelfer"),
    ],
)
def test_what_is_explained_or_english(name: str, read: str, meant: str) -> None:
    assert in_name(name) == Misreading(read, meant)


@pytest.mark.parametrize(
    "name", ["MInA - Migranten in Arbeit", "DREIplus - Wiedererlangung", "Let's work", "KiTa - Kinder"]
)
def test_what_is_explained_well_or_not_at_all(name: str) -> None:
    assert in_name(name) is None


@pytest.mark.parametrize("name", ["Gitte Harth", "Annelie Botz", "Jan van den Broek", "Erhan Aslan", "Marlen Staude"])
def test_names_a_letter_from_a_word_or_an_official_are_none_of_these(name: str) -> None:
    assert in_person(name) is None


def test_the_names_that_would_be_doubted_are_in_order() -> None:
    names = (folder("ontology") / "names.txt").read_text("utf-8").splitlines()
    assert names == sorted(set(names))
    assert all(name == name.lower() and not is_listed(name) for name in names)


@pytest.mark.parametrize(
    "name", ["WegWeiser 2025", "SchuB", "Werkstatt Solz", "Treffpunkt Bockenheim", "Haune-Werkstatt"]
)
def test_words_with_capitals_within_and_places_of_hesse(name: str) -> None:
    assert in_name(name) is None


@pytest.mark.parametrize(
    ("name", "meant"), [("Auna Muster", "Anna"), ("Uwc Schmidt", "Uwe"), ("Gerl-Uwe Mende", "Gert")]
)
def test_given_names(name: str, meant: str) -> None:
    found = in_person(name)
    assert found is not None
    assert found.meant == meant


@pytest.mark.parametrize(
    "name", ["Marla Muster", "Erika Jau", "Lale Önder", "Ina Heckmann", "Berit Muster", "Lejla Jau"]
)
def test_names_beside_given_names(name: str) -> None:
    assert in_person(name) is None


def test_given_names_are_in_order() -> None:
    names = (folder("ontology") / "given-names.txt").read_text("utf-8").splitlines()
    assert names == sorted(set(names))
    assert all(name == name.lower() for name in names)


@pytest.mark.parametrize("word", ["50p1us", "5Oplus", "S0plus", "50plns", "So1z", "5olz", "A11einerziehende"])
def test_digits_and_letters_that_no_word_has(word: str) -> None:
    assert in_name(f"Projekt {word}") is not None


@pytest.mark.parametrize(
    "word",
    ["50plus", "3fach", "Work4You", "B2B", "2gether", "U25", "5Sinne", "Team5", "24h", "16er", "Ü55plus", "U18er"],
)
def test_digits_in_words(word: str) -> None:
    assert in_name(f"Projekt {word}") is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [("MinA - Migranten in Arbeit", "MInA"), ("Kurs BilA", "BIlA"), ("Das Sprachcafe plus", "Sprachcafé")],
)
def test_strokes_in_short_words_of_scans(name: str, meant: str) -> None:
    found = in_scan(name)
    assert found is not None
    assert found.meant == meant


@pytest.mark.parametrize(
    "name",
    [
        "MInA - Migranten in Arbeit",
        "Digital Praxis",
        "DREIplus",
        "EinStieg",
        "BASS",
        "OloV",
        "KiTa-Helfer",
        "Sprachcafé",
        "Cafeteria",
    ],
)
def test_other_words_of_scans(name: str) -> None:
    assert in_scan(name) is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Fil für die Ausbildung", "Fit"),
        ("JobFlt 50+", "JobFit"),
        ("Jobeafé", "Jobcafé"),
        ("Jobcaté", "Jobcafé"),
        ("Spracbcafé", "Sprachcafé"),
        ("Fachlag Beratung", "Fachtag"),
        ("Kompass U2S", "U25"),
        ("JOB 4.O", "4.0"),
    ],
)
def test_short_words_and_words_with_an_accent(name: str, meant: str) -> None:
    found = in_name(name)
    assert found is not None
    assert found.meant == meant


@pytest.mark.parametrize(
    "name",
    [
        "Fit im Büro",
        "JobFit 50+",
        "Jobcafé",
        "Digitalcafé",
        "Café Horizont",
        "Olé Olé",
        "Horloff-Werkstatt",
        "Literal",
        "JOB 4.0",
    ],
)
def test_such_words_as_they_are(name: str) -> None:
    assert in_name(name) is None


@pytest.mark.parametrize(("name", "meant"), [("Jürgen van cler Horst", "der"), ("Jorg Sauer", "Jörg")])
def test_particles_and_dots(name: str, meant: str) -> None:
    found = in_person(name)
    assert found is not None
    assert found.meant == meant


@pytest.mark.parametrize("name", ["Ilona von und zu Aue", "Maria de la Cruz", "Jan ten Brink", "Omar el Sayed"])
def test_particles_as_they_are(name: str) -> None:
    assert in_person(name) is None


@pytest.mark.parametrize(
    ("name", "read", "meant"),
    [
        ("Fuldaer Tatelkreis", "Tatelkreis", "Tafelkreis"),
        ("Stadttellmütter", "Stadttellmütter", "Stadtteilmütter"),
        ("Lemcafé", "Lemcafé", "Lerncafé"),
        ("Los gcht's", "gcht's", "geht's"),
    ],
)
def test_compounds_and_short_heads(name: str, read: str, meant: str) -> None:
    assert in_name(name) == Misreading(read, meant)


@pytest.mark.parametrize(
    "name",
    [
        "Schnupperpraktika Nord",
        "Nähwerkstatt",
        "Tierpark Knüll",
        "Teecafé",
        "Lerntandem",
        "Lerncenter",
        "Jobantrieb",
        "Arbeitsform",
        "Sprachpatin",
        "Ausbildungspate",
        "Digitaltest",
    ],
)
def test_compounds_that_are_right(name: str) -> None:
    assert in_name(name) is None


def test_a_capital_for_a_sharp_s_in_families() -> None:
    assert in_person("Sabine GroB") == Misreading("GroB", "Groß")
    assert in_person("Ann McBride") is None
    assert in_person("Anne DuBois") is None


@pytest.mark.parametrize("name", ["Anna Seibert", "Jens Waltmann", "Ute Wollmann", "Karl Ostheimer", "Eva Oltmann"])
def test_families_a_letter_from_who_has_signed(name: str) -> None:
    assert in_person(name) is None


@pytest.mark.parametrize("name", ["Katrin Hechler", "Barbara Akdeniz"])
def test_who_has_signed_is_called_so(name: str) -> None:
    assert in_person(name) is None


def test_one_who_has_signed_misread() -> None:
    assert in_person("Barbara Akdcniz") == Misreading("Akdcniz", "Akdeniz")
