from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import WrongUse
from aqbgraph.identifiers import DEFAULT_BASE
from aqbgraph.publication.catalogue.catalogue import terms
from aqbgraph.publication.publisher.settings import LICENCES, ContactPoint, Notice, Publisher, Settings
from aqbgraph.publication.publisher.settings_file import ENTRIES, LARGEST, PUBLISHER_TYPES, read_settings

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
# Wer veröffentlicht
licence = "cc-by/4.0"
attribution = "Land  Musterland"
contributor = "hessen"
notice = "Entwurf: gilt noch nicht"
notice_en = "Draft: not yet in force"
path = "/aqb/"

[publisher]
name = "Ministerium für Beispiele"
homepage = "https://ministerium.example/"
type = "RegionalAuthority"

[contact]
name = "Referat Beispiele"
email = "beispiele@ministerium.example"
url = "https://ministerium.example/kontakt?an=beispiele"
until = "2030-12-31"
"""
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


@pytest.mark.parametrize("text", [WHOLE, BOM + WHOLE, WHOLE.replace("\n", "\r\n")])
def test_every_entry(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    assert read_settings(file, DEFAULT_BASE) == Settings(
        DEFAULT_BASE,
        LICENCES["cc-by/4.0"],
        publisher=Publisher(
            "Ministerium für Beispiele",
            "https://ministerium.example/",
            "http://purl.org/adms/publishertype/RegionalAuthority",
        ),
        contact=ContactPoint(
            "Referat Beispiele",
            "beispiele@ministerium.example",
            "https://ministerium.example/kontakt?an=beispiele",
            "2030-12-31",
        ),
        attribution="Land Musterland",
        contributor="http://dcat-ap.de/def/contributors/hessen",
        notice=Notice("Entwurf: gilt noch nicht", "Draft: not yet in force"),
        path="/aqb/",
    )


def test_the_test_knows_every_entry() -> None:
    assert {name for table in ENTRIES.values() for name in table} == {
        line.partition(" = ")[0] for line in WHOLE.splitlines() if " = " in line
    }


def test_examples_are_what_is_expected() -> None:
    assert all(entry.made(entry.example) for table in ENTRIES.values() for entry in table.values())
    kind = ENTRIES["publisher"]["type"]
    assert all(kind.made(name) == f"http://purl.org/adms/publishertype/{name}" for name in PUBLISHER_TYPES)


def test_an_empty_file_says_nothing(file: Path) -> None:
    file.write_text("# noch nichts\n", "utf-8")
    assert read_settings(file, DEFAULT_BASE) == Settings()


def test_an_option_goes_before_the_file(file: Path) -> None:
    file.write_text('licence = "cc-zero"\n', "utf-8")
    assert read_settings(file, DEFAULT_BASE).licence == LICENCES["cc-zero"]
    assert read_settings(file, DEFAULT_BASE, "dl-by-de/2.0").licence == LICENCES["dl-by-de/2.0"]


FAULTS = {
    'licenc = "cc-zero"': "settings.toml:1: Unbekannter Eintrag „licenc“ (möglich: licence, attribution, notice, "
    "notice_en, path, contributor, [publisher], [contact]). Gemeint ist vielleicht „licence“.",
    '[herausgeber]\nname = "A"': "settings.toml:1: Unbekannter Eintrag „herausgeber“ (möglich: ",
    '[publisher]\nname = "A"\nurl = "https://a.example/"': "settings.toml:3: Unbekannter Eintrag „url“ im Abschnitt "
    "[publisher] (möglich: name, homepage, type).",
    'publisher = "A"': "settings.toml:1: „publisher“ ist ein Abschnitt: Erwartet wird [publisher]",
    'licence = "GPL"': "settings.toml:1: „licence“ ist nicht brauchbar: „GPL“. Erwartet wird eine von: dl-by-de/2.0, ",
    "licence = 2": "settings.toml:1: „licence“ ist nicht brauchbar: 2 ist kein Text in Anführungszeichen.",
    'attribution = ""': "settings.toml:1: „attribution“ ist nicht brauchbar: „“. Erwartet wird ein Text",
    'licence = "cc-zero"\nattribution = "A"': "settings.toml: Ein Text zur Namensnennung (attribution) passt nicht",
    'contributor = "https://a.example/"': "settings.toml:1: „contributor“ ist nicht brauchbar",
    'contributor = "Land Hessen"': "settings.toml:1: „contributor“ ist nicht brauchbar",
    'licence = "cc-zero"\ncontributor = "nirgends"': "settings.toml:2: „contributor“ ist nicht brauchbar: „nirgends“. "
    "Erwartet wird der letzte Teil einer IRI der Liste http://dcat-ap.de/def/contributors/, oder die ganze",
    'contributor = "Hessen"': "Am nächsten kommen: hessen, ",
    'contributor = "http://dcat-ap.de/def/contributors/hesse"': "Am nächsten kommen: hessen, ",
    'contributor = ""': "settings.toml:1: „contributor“ ist nicht brauchbar: „“.",
    'licence = "cc-zero"\nnotice_en = "A"': "settings.toml:2: Zu „notice_en“ fehlt „notice“, der Hinweis auf Deutsch.",
    'path = "aqb"': "settings.toml:1: „path“ ist nicht brauchbar: „aqb“. Erwartet wird ein Pfad, der mit / beginnt",
    'path = "/../"': "settings.toml:1: „path“ ist nicht brauchbar",
    'path = "//a/"': "settings.toml:1: „path“ ist nicht brauchbar",
    "[publisher]": "settings.toml:1: Im Abschnitt [publisher] fehlt „name“",
    '[publisher]\nhomepage = "https://a.example/"': "settings.toml:1: Im Abschnitt [publisher] fehlt „name“",
    '[publisher]\nname = "A"\nhomepage = "a.example"': "settings.toml:3: „homepage“ im Abschnitt [publisher] ist nicht",
    '[publisher]\nname = "A"\nhomepage = "http://[::1/"': "settings.toml:3: „homepage“",
    '[publisher]\nname = "A"\ntype = "Ministry"': "settings.toml:3: „type“ im Abschnitt [publisher]",
    '[publisher]\nname = "A\\u0007"': "settings.toml:2: „name“ im Abschnitt [publisher] ist nicht brauchbar: „A\ufffd“",
    f'[publisher]\nname = "{"A" * 501}"': "settings.toml:2: „name“ im Abschnitt [publisher] ist nicht brauchbar: „A",
    '[publisher]\nname = ["A"]': "settings.toml:2: „name“ im Abschnitt [publisher] ist nicht brauchbar: ['A']",
    '[contact]\nname = "A"': "settings.toml:1: Im Abschnitt [contact] fehlt „email“ oder „url“",
    '[contact]\nemail = "mailto:a@b.example"': "settings.toml:2: „email“ im Abschnitt [contact] ist nicht brauchbar",
    '[contact]\nemail = "a(at)b.example"': "settings.toml:2: „email“",
    '[contact]\nurl = "javascript:alert(1)"': "settings.toml:2: „url“",
    '[contact]\nemail = "a@b.example"\nuntil = "2027-02-29"': "settings.toml:3: „until“",
    '[contact]\nemail = "a@b.example"\nuntil = "20270228"': "settings.toml:3: „until“",
    '[contact]\nemail = "a@b.example"\n[publisher]\nemail = "a@b.example"': "settings.toml:4: Unbekannter",
    "[publisher]\nname = Ministerium": "settings.toml:2: Die Einstellungen sind kein gültiges TOML (Invalid value).",
    "{": "settings.toml:1: Die Einstellungen sind kein gültiges TOML (",
    'licence = "cc-zero"\nlicence = "cc-zero"': "settings.toml:2: Die Einstellungen sind kein gültiges TOML (",
    "#" * (LARGEST + 1): f"settings.toml: Die Einstellungen sind größer als {LARGEST} Bytes.",
}


@pytest.mark.parametrize("text", FAULTS, ids=lambda text: text[:30])
def test_faults(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(WrongUse) as refused:
        read_settings(file, DEFAULT_BASE)
    assert FAULTS[text] in str(refused.value)


def test_another_encoding(file: Path) -> None:
    file.write_bytes("licence = 'cc-zero'\n[publisher]\nname = 'Prüfung'\n".encode("latin-1"))
    with pytest.raises(WrongUse, match=r"settings\.toml:3: Die Einstellungen sind nicht in UTF-8 gespeichert"):
        read_settings(file, DEFAULT_BASE)


def test_no_file(file: Path) -> None:
    with pytest.raises(WrongUse, match="nicht lesbar"):
        read_settings(file, DEFAULT_BASE)
    with pytest.raises(WrongUse, match="nicht lesbar"):
        read_settings(file.parent, DEFAULT_BASE)


def test_who_stands_for_it_when_nobody_said() -> None:
    made = terms(Settings("http://127.0.0.1:8000/aqb/"))
    assert made.publisher.name == made.contact.name == "Betreiber von 127.0.0.1:8000/aqb"
    assert made.publisher.homepage == "http://127.0.0.1:8000/aqb/"
    assert made.publisher.type is made.contact.email is made.contributor is None
    assert made.contact.url == "http://127.0.0.1:8000/aqb/catalogue/#contact"
    assert made.attribution == "Betreiber von 127.0.0.1:8000/aqb, http://127.0.0.1:8000/aqb/"
    assert terms(Settings(licence=LICENCES["cc-zero"])).attribution is None


def test_a_publisher_without_a_contact_is_asked_at_home() -> None:
    said = Publisher("Ministerium", "https://ministerium.example/")
    assert terms(Settings(publisher=said)).contact.url == "https://ministerium.example/"
    assert terms(Settings(publisher=Publisher("Ministerium"))).contact.url == f"{DEFAULT_BASE}catalogue/#contact"
