"""Every picture: its files can stand alone, its markup keeps the rules of the pages, its table has what was put in."""

from __future__ import annotations

import csv
import io
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html
from tests.publication.pictures.corpora import found, parsed

from aqbgraph.publication.corpus.summary import Corpus, corpus
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.frame.picture import Picture, picture_files
from aqbgraph.publication.frame.rendering import _environment
from aqbgraph.publication.languages import ENGLISH, GERMAN, LANGUAGES, Language
from aqbgraph.publication.output import write_page
from aqbgraph.publication.pictures.budgets import budgets_by_party
from aqbgraph.publication.pictures.maps import budget_map
from aqbgraph.publication.pictures.measures import measures_by_type, measures_over_years, series_over_time
from aqbgraph.publication.pictures.over_years import budgets_compared, budgets_over_years
from aqbgraph.publication.publisher.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

HERE = "year/2017"
APPROVED = Path(__file__).parent / "approved"
MAKERS: dict[str, Callable[[Settings, Corpus], Picture | None]] = {
    "budget-map": lambda settings, known: budget_map(settings, HERE, known, 2017),
    "budgets-by-party": lambda settings, known: budgets_by_party(settings, HERE, known, 2017),
    "budgets-over-years": lambda settings, known: budgets_over_years(settings, HERE, known.agreements),
    "budgets-compared": lambda settings, known: budgets_compared(
        settings, HERE, known, ["odenwaldkreis", "kassel-stadt"]
    ),
    "measures-by-type": lambda settings, known: measures_by_type(settings, HERE, known.agreements),
    "measures-over-years": lambda settings, known: measures_over_years(settings, HERE, known.agreements, "1"),
    "series-over-time": lambda settings, known: series_over_time(
        settings, HERE, known.series_of("odenwaldkreis"), [row.year for row in known.of_party("odenwaldkreis")]
    ),
}
# What the rules of a page's content and of SVG forbid or do not know.
FORBIDDEN = re.compile(r'\sstyle=|<script|javascript:|\son\w+="|\bnan\b|-0%')


def drawn(name: str, known: Corpus, settings: Settings | None = None) -> Picture:
    made = MAKERS[name](settings or Settings(), known)
    assert made is not None
    assert made.id == name
    return made


def files(made: Picture) -> dict[str, bytes]:
    return dict(made.files)


def words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@pytest.mark.parametrize("name", MAKERS)
def test_its_file_stands_alone(name: str, language: Language, few: Corpus) -> None:
    made = drawn(name, few, replace(Settings(), language=language))
    content = files(made)[made.svg_href]
    root = parsed(content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    named = {element.get("id"): words(element) for element in root if element.get("id")}
    assert [named[key] for key in str(root.get("aria-labelledby")).split()] == [made.title, made.description]
    shown = " ".join(words(element) for element in root.iter("{*}text"))
    assert made.title in shown
    for note in made.notes:
        assert all(word in shown for word in note.text.split())
    assert not found(root, "//@href | //@src | //*[local-name() = 'a']")
    assert b"@import" not in content
    assert set(re.findall(rb"url\(([^)]*)", content)) <= {b"#" + str(key).encode() for key in found(root, "//@id")}


@pytest.mark.parametrize("name", MAKERS)
def test_its_markup_keeps_the_rules(name: str, few: Corpus) -> None:
    made = drawn(name, few)
    markup = [made.svg, made.table.axis, *(row.drawing for row in made.table.rows), *(key.sample for key in made.keys)]
    for part in markup:
        if part is not None:
            root = parsed(f"<svg>{part}</svg>".encode())
            assert not FORBIDDEN.search(part), FORBIDDEN.search(part)
            ids = found(root, "//@id")
            assert len(ids) == len(set(ids))
            assert all(str(key).startswith(made.id) for key in ids)


@pytest.mark.parametrize("name", MAKERS)
def test_its_role_tells_whether_there_are_links(name: str, few: Corpus) -> None:
    made = drawn(name, few)
    if made.svg is not None:
        root = parsed(made.svg.encode())
        assert root.get("role") == ("group" if found(root, "//a") else "img")
        assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (f"{name}-title", f"{name}-said")
        assert all(link.get("href") and link.findtext("title") for link in root.iter("a"))


@pytest.mark.parametrize("name", MAKERS)
def test_its_csv_has_what_its_table_has(name: str, few: Corpus) -> None:
    made = drawn(name, few)
    rows = list(csv.reader(io.StringIO(files(made)[made.csv_href].decode(), newline="")))
    assert rows[0] == [column.name for column in made.table.columns]
    assert len(rows) == 1 + len(made.table.rows)
    for row, shown in zip(rows[1:], made.table.rows, strict=True):
        for text, cell in zip(row, shown.cells, strict=True):
            value = cell.value
            assert text == ("" if value is None else "|".join(map(str, value if isinstance(value, tuple) else [value])))
            assert cell.text
            assert (value is None) <= (cell.text == cell.missing)


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_facts_draw_what_is_approved(name: str, few: Corpus) -> None:
    made = drawn(name, few)
    for file, content in made.files:
        beside = APPROVED / file
        if os.environ.get("AQB_APPROVE"):
            APPROVED.mkdir(exist_ok=True)
            beside.write_bytes(content)
        assert content == beside.read_bytes()


def test_nothing_approved_is_left_over() -> None:
    assert {path.stem for path in APPROVED.iterdir()} == set(MAKERS)


@pytest.mark.parametrize("name", [name for name in MAKERS if name not in ("budget-map", "budgets-by-party")])
def test_without_agreements_there_is_nothing(name: str) -> None:
    assert MAKERS[name](Settings(), corpus([])) is None


@dataclass(frozen=True)
class View:
    """A page with one picture, and with several."""

    picture: Picture | None
    pictures: tuple[Picture, ...]
    title: str


@pytest.mark.parametrize("name", MAKERS)
def test_the_template_shows_all_of_it(name: str, few: Corpus) -> None:
    made = drawn(name, few, replace(Settings(), language=ENGLISH))
    template = _environment(ENGLISH).from_string(
        '{% from "parts/picture.html" import picture %}{{ picture(view.picture) }}'
    )
    page = template.render(view=View(made, (), "Title"))
    figure = html.fromstring(page)
    text = " ".join(words(figure).split())
    assert not FORBIDDEN.search(page)
    for said in (made.title, made.description, made.unit, *(note.text for note in made.notes)):
        assert said in text
    cells = [" ".join(words(cell).split()) for cell in found(figure, "//tbody/tr/*")]
    wanted = [cell for row in made.table.rows for cell in row.cells]
    assert cells == [f"{cell.text}: {cell.told}" if cell.told else cell.text for cell in wanted]
    assert {link.get("href") for link in found(figure, "//a[@download]")} == {made.svg_href, made.csv_href}
    assert {link.get("lang") for link in found(figure, "//tbody//a[contains(@href, 'party')]")} <= {"de"}


def test_the_template_shows_nothing_where_nothing_is() -> None:
    template = _environment(GERMAN).from_string(
        '{% from "parts/picture.html" import picture %}{{ picture(view.picture) }}'
    )
    assert template.render(view=View(None, (), "Title")).strip() == ""


def test_pictures_lie_beside_their_page(few: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aqbgraph.publication.output.render", lambda *_: b"page")

    def view(settings: Settings) -> View:
        return View(drawn("budget-map", few, settings), (drawn("budgets-by-party", few, settings),), "Title")

    assert [name for name, _ in picture_files(view(Settings()))] == [
        *("budget-map.svg", "budget-map.csv", "budgets-by-party.svg", "budgets-by-party.csv")
    ]
    write_page(Writer(tmp_path), Settings(), HERE, "year", view)
    write_page(Writer(tmp_path), Settings(), "", "start", lambda _: View(drawn("budget-map", few), (), "Title"))
    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.svg")}
    assert written == {
        "budget-map.svg",
        "en/budget-map.svg",
        *(f"{folder}{HERE}/{name}.svg" for folder in ("", "en/") for name in ("budget-map", "budgets-by-party")),
    }
    assert (tmp_path / "en" / HERE / "budget-map.svg").read_bytes() != (tmp_path / HERE / "budget-map.svg").read_bytes()
