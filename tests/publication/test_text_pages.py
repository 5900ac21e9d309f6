from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import WrongUse
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.languages import ENGLISH, GERMAN
from aqbgraph.publication.publisher.settings import ContactPoint, Publisher, Settings
from aqbgraph.publication.publisher.texts import IMPRINT, SLOTS, file_names, read_texts
from aqbgraph.publication.text_pages import write_texts
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from pathlib import Path

SAID = Settings(
    publisher=Publisher("Amt für Beispiele", "https://amt.example/"),
    contact=ContactPoint("Referat 1", "a@amt.example", "https://amt.example/kontakt"),
)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    return tmp_path / "texts"


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """What our own texts link to."""
    for path in ("accounting", "changes", "catalogue", "data"):
        for language in ("", "en/"):
            page = tmp_path / "public" / language / path / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text('<p id="da">', "utf-8")
    (tmp_path / "public" / "data.ttl").touch()
    return tmp_path / "public"


def written(public: Path, texts: Path | None = None, settings: Settings = SAID) -> tuple[str, ...]:
    writer = Writer(public)
    writer.note(path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file())
    return write_texts(writer, settings, read_texts(texts))


def page(public: Path, path: str) -> str:
    return (public / path / "index.html").read_text("utf-8")


def test_each_text_has_a_page_in_each_language(public: Path) -> None:
    remarks = written(public, settings=Settings())
    for slot in SLOTS:
        assert f"<h1>{slot.title.de}</h1>" in page(public, slot.path)
        assert f"<h1>{slot.title.en}</h1>" in page(public, f"en/{slot.path}")
    (remark,) = remarks
    assert remark.startswith("Noch nicht ausgefüllt: Impressum, Datenschutz, Erklärung zur Barrierefreiheit, ")
    assert "Über" not in remark


def test_nothing_is_made_up_of_the_publisher(public: Path) -> None:
    written(public, settings=Settings())
    text = page(public, "imprint")
    assert "[Name der veröffentlichenden Stelle]" in text
    assert "8 Angaben fehlen" in text
    assert "mailto:" not in text
    written(public)
    text = page(public, "imprint")
    assert "Amt für Beispiele" in text
    assert 'href="mailto:a@amt.example"' in text
    assert "5 Angaben fehlen" in text
    assert "5 items are missing" in page(public, "en/imprint")


def test_the_declaration_names_the_law_and_its_parts(public: Path) -> None:
    written(public)
    text = page(public, "accessibility")
    for part in (
        "§ 14 HessBGG",
        "§ 3 Abs. 1 bis 4 und § 4 HVBIT",
        "(EU) 2018/1523",
        "Stand der Vereinbarkeit",
        "Nicht barrierefreie Inhalte",
        "Barrieren melden",
        "§ 4 Abs. 2 Nr. 2 HVBIT",
        "Durchsetzungsverfahren",
        "§§ 5 und 6 HVBIT",
        "Regierungspräsidium Gießen",
    ):
        assert part in text.replace("\n", " "), part


def test_own_texts_go_before_ours(public: Path, texts: Path) -> None:
    (texts / "impressum.md").write_text("# Wer wir sind\n\n{publisher}, Markt 1\n", "utf-8")
    (texts / "impressum.en.md").write_text("# Who we are\n\n{publisher}\n", "utf-8")
    assert [row for row in written(public, texts) if row.startswith("Impressum")] == []
    assert "<h1>Wer wir sind</h1>" in page(public, "imprint")
    assert "<h1>Who we are</h1>" in page(public, "en/imprint")
    assert "Angabe" not in page(public, "imprint").partition("<main")[2].partition("</main>")[0]


def test_without_an_english_text_the_german_one_is_shown_and_marked(public: Path, texts: Path) -> None:
    (texts / "impressum.md").write_text("# Impressum\n\nMarkt 1, [[Ort]]\n\nund [[Land]]\n", "utf-8")
    remarks = written(public, texts)
    assert "Impressum: 2 Angaben fehlen (impressum.md, Zeile 3, 5)." in remarks
    assert "Impressum: Ohne impressum.en.md zeigt die englische Seite den deutschen Text." in remarks
    english = page(public, "en/imprint")
    assert "<h1>Imprint</h1>" in english
    assert "This text is only available in German." in english
    assert '<div class="text" lang="de">' in english
    assert "Markt 1" in english
    assert 'lang="de">' not in page(public, "imprint").partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("content", ["", "\n \n", "# Impressum\n"])
def test_an_empty_text_is_told(public: Path, texts: Path, content: str) -> None:
    (texts / "impressum.md").write_text(content, "utf-8")
    assert "Impressum: Der Text ist leer (impressum.md)." in written(public, texts)
    assert "hat diesen Text noch nicht geschrieben" in page(public, "imprint")


def test_links_lead_to_the_page_in_the_same_language(public: Path, texts: Path) -> None:
    text = (
        "# A\n\n## B c\n\n[a](datenschutz.md) [b](/data) [c](/data#da) [d](/data.ttl) [e](v.pdf) [f](impressum.md#b-c)"
    )
    (texts / "impressum.md").write_text(text, "utf-8")
    (texts / "impressum.en.md").write_text(text, "utf-8")
    (texts / "v.pdf").write_bytes(b"%PDF")
    written(public, texts)
    for place, up in (("", "../"), ("en/", "../../")):
        html = page(public, f"{place}imprint")
        for href in ("../privacy/index.html", "../data/index.html", "../data/index.html#da", f"{up}data.ttl"):
            assert f'href="{href}"' in html, (place, href)
        assert f'href="{up}texts/v.pdf"' in html
        assert 'href="../imprint/index.html#text-b-c"' in html
    assert (public / "texts" / "v.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("/fehlt", "„/fehlt“ gibt es in dieser Veröffentlichung nicht."),
        ("/data#fehlt", "Die Seite „/data“ hat keine Stelle „#fehlt“."),
        ("/../../etc/passwd", "führt aus der Veröffentlichung hinaus"),
        ("nichts.md", "„nichts.md“ ist keiner der Texte: ueber.md, impressum.md"),
        ("ueber.md#fehlt", "„ueber.md“ hat keine Überschrift „#fehlt“."),
        ("nichts.pdf", "führt nirgendwohin"),
        ("ftp://a.example/", "führt nirgendwohin"),
        ("//a.example/", "führt nirgendwohin"),
        ("https://", "führt nirgendwohin"),
        ("http://[::1/", "führt nirgendwohin"),
    ],
)
def test_links_that_lead_nowhere(public: Path, texts: Path, link: str, told: str) -> None:
    (texts / "impressum.md").write_text(f"# A\n\nb\n\n[c](<{link}>)\n", "utf-8")
    with pytest.raises(WrongUse) as refused:
        written(public, texts)
    assert str(refused.value).startswith("impressum.md:5: ")
    assert told in str(refused.value)


def test_what_has_no_page_is_refused(texts: Path) -> None:
    with pytest.raises(WrongUse, match="Der Ordner ist leer"):
        read_texts(texts)
    (texts / "Impressum.md").touch()
    with pytest.raises(WrongUse, match=r"Dafür gibt es keine Seite. Texte heißen ueber\.md, ueber\.en\.md"):
        read_texts(texts)
    with pytest.raises(WrongUse, match="nicht lesbar"):
        read_texts(texts / "fehlt")


def test_a_link_out_of_the_folder_is_refused(texts: Path) -> None:
    (texts / "impressum.md").symlink_to("/etc/hostname")
    with pytest.raises(WrongUse, match="symbolische Links"):
        read_texts(texts)


def test_what_waits_for_a_writer_is_refused(texts: Path) -> None:
    os.mkfifo(texts / "impressum.md")
    with pytest.raises(WrongUse, match="weder Datei noch Ordner"):
        read_texts(texts)


def test_another_encoding(texts: Path) -> None:
    (texts / "impressum.md").write_bytes("# A\n\nPrüfung".encode("latin-1"))
    with pytest.raises(WrongUse, match=r"impressum\.md:3: Die Datei ist nicht in UTF-8 gespeichert"):
        read_texts(texts)


def test_our_texts_have_the_names_of_slots() -> None:
    ours = {path.name for path in (folder("site") / "texts").iterdir()}
    assert ours <= set(file_names())
    assert {f"{slot.name}.md" for slot in SLOTS} <= ours
    made = read_texts()
    assert made.of(IMPRINT, ENGLISH).name == "impressum.en.md"
    assert made.of(IMPRINT, GERMAN).name == "impressum.md"


def test_the_privacy_text_is_true() -> None:
    """It says that these pages store nothing: our scripts know no way to."""
    scripts = [path.read_text("utf-8") for path in (folder("site") / "scripts").rglob("*.js")]
    assert scripts
    for way in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches."):
        assert not any(way in script for script in scripts), way
