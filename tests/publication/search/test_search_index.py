"""The index of the pages: what is in it, that it is the same each time, and what happens where none can be made."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import cbor2
import pytest

from aqbgraph.errors import PublicationError
from aqbgraph.pipeline.building import build
from aqbgraph.publication import pagefind
from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.search import search_index
from aqbgraph.publication.search.search_index import MISSING, write_index
from aqbgraph.publication.search.search_order import ENTRY, settled
from aqbgraph.publication.search.search_parts import INDEX
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

pytest.importorskip("pagefind_bin")
YEARS = range(2008, 2026)
PLACES = ("darmstadt", "fulda", "giessen", "kassel-stadt", "odenwaldkreis", "wiesbaden")


def page(language: str, place: str, year: int) -> str:
    found = "".join(
        f'<meta name="aqb:{name}" content="{value}" data-pagefind-filter="{name}[content]">'
        for name, value in {"year": year, "place": place, "kind": "agreement"}.items()
    )
    return (
        f'<!doctype html><html lang="{language}"><head><title>{place}</title>{found}</head><body>'
        f"<header>Kopfzeile</header><main data-pagefind-body><h1>{place} {year}</h1><nav>Wegweiser</nav>"
        f"<form>Formular</form><p>Begrüßen in {place}, Nummer {year}.</p><pre>Quelltext</pre></main></body></html>"
    )


def pages(folder: Path, order: Iterable[str] = PLACES) -> Writer:
    """Pages in both languages, written in an order of places."""
    writer = Writer(folder)
    for place in order:
        for year in YEARS:
            writer.write(f"agreement/{year}/{place}/index.html", page("de", place, year).encode())
            writer.write(f"en/agreement/{year}/{place}/index.html", page("en", place, year).encode())
    writer.write("404.html", b'<!doctype html><html lang="de"><body><main>Nichts</main></body></html>')
    return writer


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def unpacked(path: Path) -> Any:
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    writer = pages(tmp_path_factory.mktemp("index"))
    write_index(Steps(writer, Before(writer.folder)))
    return writer.folder / INDEX


@pytest.mark.parametrize("order", [PLACES, PLACES[::-1]])
def test_the_same_pages_give_the_same_bytes(index: Path, tmp_path: Path, order: tuple[str, ...]) -> None:
    """Three filters with up to 18 values each: by chance alone they would not come out in the same order."""
    writer = pages(tmp_path, order)
    write_index(Steps(writer, Before(writer.folder)))
    assert digests(writer.folder / INDEX) == digests(index)


def test_each_language_is_an_index_of_its_own(index: Path) -> None:
    languages = json.loads((index / ENTRY).read_bytes())["languages"]
    assert {code: row["page_count"] for code, row in languages.items()} == {
        "de": len(YEARS) * len(PLACES),
        "en": len(YEARS) * len(PLACES),
    }


def test_nothing_is_written_that_the_page_does_not_load(index: Path) -> None:
    kinds = {path.name.partition(".pf_")[2] or path.name for path in index.rglob("*") if path.is_file()}
    scripts = {"pagefind.js", "pagefind-worker.js", ENTRY, "wasm.de.pagefind", "wasm.en.pagefind"}
    assert kinds == {*scripts, "meta", "index", "filter", "fragment"}
    assert [path.name for path in index.parent.iterdir()] == [index.name]


def test_only_what_is_told_is_found(index: Path) -> None:
    fragments = [gzip.decompress(path.read_bytes()).decode() for path in (index / "fragment").iterdir()]
    assert all("Begrüßen in " in text for text in fragments)
    for word in ("Kopfzeile", "Wegweiser", "Formular", "Quelltext", "Nichts"):
        assert not any(word in text for text in fragments)
    urls = {json.loads(text.removeprefix("pagefind_dcd"))["url"] for text in fragments}
    assert "/en/agreement/2025/odenwaldkreis/index.html" in urls


def test_filters_hold_every_value_in_order(index: Path) -> None:
    for code in ("de", "en"):
        (meta,) = index.glob(f"pagefind.{code}_*.pf_meta")
        named = unpacked(meta)[3]
        assert [name for name, _ in named] == ["kind", "place", "year"]
        found = dict(unpacked(index / "filter" / f"{name}.pf_filter") for _, name in named)
        assert [value for value, _ in found["year"]] == [str(year) for year in YEARS]
        assert [value for value, _ in found["place"]] == list(PLACES)
        assert sorted(number for _, some in found["place"] for number in some) == list(range(108))


@pytest.mark.parametrize(
    "content",
    [b"pagefind_dcd\x87\x01", b"pagefind_dcd\x81\x01", b"pagefind_dcd\x81\x18\x01", b"\x86\x01"],
    ids=["cut off", "of other parts", "written in another way", "without a signature"],
)
def test_an_index_of_another_form_is_refused(index: Path, content: bytes) -> None:
    files = {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}
    (meta,) = (path for path in files if path.startswith("pagefind.de_"))
    assert settled(files) == files
    with pytest.raises(PublicationError, match="unbekannte Form"):
        settled({**files, meta: gzip.compress(content)})
    with pytest.raises(PublicationError, match="unbekannte Form"):
        settled({**files, meta: content})


def test_without_pages_there_is_no_index(tmp_path: Path) -> None:
    write_index(Steps(Writer(tmp_path), Before(tmp_path)))
    assert list(tmp_path.iterdir()) == []


def test_the_site_is_whole_without_the_indexer(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "installed", lambda: False)
    report = build(find_sources([samples]), tmp_path / "public", Settings(), jobs=1)
    assert report.digest is not None
    assert MISSING in report.remarks
    assert not (tmp_path / "public/search").exists()
    for path in ("index.html", "en/index.html", "agreement/2025/odenwaldkreis/index.html", "404.html"):
        assert "search" not in (tmp_path / "public" / path).read_text("utf-8")


def test_the_samples_are_found_by_what_they_are(built: Path) -> None:
    assert search_index.remarks() == ()
    found = {}
    for path in (built / INDEX / "fragment").glob("de_*"):
        told = json.loads(gzip.decompress(path.read_bytes()).decode().removeprefix("pagefind_dcd"))
        found[told["url"]] = told["filters"], told["meta"]["title"]
    filters, title = found["/agreement/2025/odenwaldkreis/index.html"]
    assert filters == {"kind": ["agreement"], "year": ["2025"], "place": ["odenwaldkreis"], "type": ["1", "3", "4"]}
    assert "Odenwaldkreis" in title
    filters, title = found["/series/odenwaldkreis/mina-migranten-in-arbeit/index.html"]
    assert (filters["kind"], filters["year"], filters["place"]) == (["series"], ["2025"], ["odenwaldkreis"])
    assert len(filters["type"]) == 1
    assert "/search/index.html" not in found
