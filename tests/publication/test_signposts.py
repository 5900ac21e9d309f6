from __future__ import annotations

import urllib.robotparser
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from aqbgraph.publication.history.history import DOCUMENTS, History, Record
from aqbgraph.publication.signposts import modified, pages, robots, sitemap

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://data.example/aqb/"
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def addresses(content: bytes) -> list[str]:
    return [str(node.text) for node in etree.fromstring(content).iterfind(".//s:loc", SPACE)]


def test_every_page_once_with_the_date_of_its_document(built: Path) -> None:
    content = (built / "sitemap.xml").read_bytes()
    found = addresses(content)
    base = "https://w3id.org/aqb/"
    assert found == sorted(set(found))
    assert {iri.removeprefix(base) + "index.html" for iri in found} == {
        path.relative_to(built).as_posix() for path in built.rglob("index.html")
    }
    rows = etree.fromstring(content).iterfind("s:url", SPACE)
    dates = {row.findtext("s:loc", None, SPACE): row.findtext("s:lastmod", None, SPACE) for row in rows}
    # The newest day that the samples tell.
    assert dates[base + "agreement/2025/odenwaldkreis/"] == "2025-08-11"
    assert dates[base + "en/agreement/2025/odenwaldkreis/"] == "2025-08-11"
    assert dates[base + "data/"] == dates[base] == "2025-08-11"
    assert dates[base + "imprint/"] is dates[base + "en/sparql/"] is None


def test_a_comparison_is_as_new_as_the_newer_of_what_it_compares() -> None:
    dates = {f"{BASE}{path}": day for path, day in {"party/a": "2024", "party/b": "2025", "party/c": "2026"}.items()}
    content = sitemap(BASE, ["comparison/a/b/", "en/comparison/a/b/", "comparison/", "about/"], dates)["sitemap.xml"]
    rows = etree.fromstring(content).iterfind("s:url", SPACE)
    assert [row.findtext("s:lastmod", None, SPACE) for row in rows] == ["2025", "2025", "2026", None]


def test_each_page_names_itself_and_the_same_in_the_other_language(built: Path) -> None:
    rows = {
        row.findtext("s:loc", None, SPACE): {
            link.get("hreflang"): link.get("href") for link in row.iterfind("x:link", SPACE)
        }
        for row in etree.fromstring((built / "sitemap.xml").read_bytes()).iterfind("s:url", SPACE)
    }
    base = "https://w3id.org/aqb/"
    for path in ("", "year/2025/"):
        assert (
            rows[base + path]
            == rows[f"{base}en/{path}"]
            == {
                "de": base + path,
                "en": f"{base}en/{path}",
                "x-default": base + path,
            }
        )
    assert all(links[language] in rows for links in rows.values() for language in ("de", "en"))


def test_many_pages_are_split() -> None:
    files = sitemap(BASE, [f"p/{number:02}/" for number in range(25)], {}, most=10)
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert etree.fromstring(files["sitemap.xml"]).tag.endswith("}sitemapindex")
    assert addresses(files["sitemap.xml"]) == [f"{BASE}sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [addresses(files[f"sitemap-{number}.xml"]) for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [10, 10, 5]
    assert len({iri for part in parts for iri in part}) == 25


@pytest.mark.parametrize(("count", "files"), [(0, 1), (1, 1), (10, 1), (11, 3)])
def test_borders_of_splitting(count: int, files: int) -> None:
    assert len(sitemap(BASE, [str(number) for number in range(count)], {}, most=10)) == files


def test_names_are_escaped() -> None:
    assert addresses(sitemap(BASE, ["a&b/ä/"], {})["sitemap.xml"]) == [f"{BASE}a%26b/%C3%A4/"]


def test_date_is_that_of_the_last_change() -> None:
    moments = (datetime(2024, 5, 1, tzinfo=UTC), datetime(2025, 5, 1, 12, 30, tzinfo=UTC))
    records = {DOCUMENTS: {"urn:old": Record("x", 0, 0), "urn:new": Record("y", 0, 1)}}
    assert modified(History(moments=moments, records=records)) == {
        "urn:old": "2024-05-01",
        "urn:new": "2025-05-01T12:30:00Z",
    }


def test_start_page_is_the_folder_itself() -> None:
    assert pages(["a/b.html", "a/index.html", "a/other-index.html", "index.html"]) == ("", "a/")


@pytest.mark.parametrize("base", [BASE, "https://data.example/"])
def test_crawlers_may_read_everything_but_results(base: str) -> None:
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(robots(base).decode().splitlines())
    assert parser.site_maps() == [base + "sitemap.xml"]
    assert b"Disallow: /sparql?\n" in robots(base)
    # The parser of the standard library takes the first rule that fits, crawlers the longest (RFC 9309, 2.2.2).
    rules = [
        line.split(": ")[1] for line in robots(base).decode().splitlines() if line.startswith(("Allow", "Disallow"))
    ]
    # Results alone: the pages of the endpoint are without a question.
    assert all(rule == "/" or rule.endswith(("sparql?", "sparql/?")) for rule in rules)
    assert parser.can_fetch("*", base + "agreement/2025/odenwaldkreis")
