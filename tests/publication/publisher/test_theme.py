from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from aqbgraph.cli import group
from aqbgraph.errors import WrongUse
from aqbgraph.pipeline.building import build
from aqbgraph.publication.disk.published import load
from aqbgraph.publication.frame.rendering import checked, render
from aqbgraph.publication.hosting.not_found import not_found_view
from aqbgraph.publication.languages import GERMAN
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.publisher.theme import known_templates, read_theme
from aqbgraph.reading.finding.sources import find_sources
from aqbgraph.service.editions.page import QueryPage

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[3] / "examples" / "theme"


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    return tmp_path / "theme"


def rendered(theme: Path) -> str:
    settings = Settings(theme=checked(theme))
    return render("not-found", not_found_view(settings), GERMAN, settings.theme).decode()


@pytest.fixture(scope="module")
def dressed(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """The samples in the design of the example."""
    target = tmp_path_factory.mktemp("dressed") / "public"
    report = build(find_sources([samples]), target, Settings(theme=checked(EXAMPLE)), jobs=2)
    assert report.digest, report.faults
    return target


def test_the_example_is_in_every_page(dressed: Path) -> None:
    pages = sorted(dressed.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        text = page.read_text("utf-8")
        up = "/" if page.name == "404.html" else "../" * (len(page.relative_to(dressed).parts) - 1)
        assert f'<link rel="stylesheet" href="{up}assets/theme.css">' in text, page
        assert f'<img src="{up}assets/theme.svg" alt=""' in text, page
        assert f'src="{up}assets/theme/stripe.svg"' in text, page
        assert text.index("assets/site.css") < text.index("assets/theme.css")
    assert (dressed / "assets/theme.css").read_bytes() == (EXAMPLE / "tokens.css").read_bytes()
    assert (dressed / "assets/theme/stripe.svg").is_file()


def test_the_declaration_tells_of_the_design(dressed: Path) -> None:
    text = (dressed / "accessibility/index.html").read_text("utf-8")
    assert ("nicht verzeichnet" in text) != ("eigene Gestaltung" in text)


def test_the_service_has_the_design_of_the_publication(dressed: Path, built: Path) -> None:
    page = QueryPage(load(dressed)).form().decode()
    assert "assets/theme.css" in page
    assert "Musterkreis" not in page
    page = QueryPage(load(dressed, checked(EXAMPLE))).form().decode()
    assert "assets/theme.css" in page
    assert "Musterkreis" in page
    page = QueryPage(load(built, checked(EXAMPLE))).form().decode()
    assert "assets/theme.css" not in page


def test_one_template_stands_in_for_ours(theme: Path) -> None:
    (theme / "templates/not-found.html").write_text("Nichts: {{ view.frame.title }}", "utf-8")
    assert rendered(theme) == "Nichts: Diese Seite gibt es nicht"


def test_a_template_builds_on_ours(theme: Path) -> None:
    (theme / "templates/not-found.html").write_text(
        '{% extends "aqbgraph/not-found.html" %}{% block main %}<hr>{{ super() }}{% endblock %}', "utf-8"
    )
    text = rendered(theme)
    assert "<hr>" in text
    assert "<h1>Diese Seite gibt es nicht</h1>" in text


def unknown(theme: Path) -> str:
    (theme / "templates/agrement.html").write_text("", "utf-8")
    return f"agrement.html: Keine Seite verwendet eine Vorlage „agrement.html“. Es gibt: {known_templates()[0]}, "


def meaningless(theme: Path) -> str:
    (theme / "notes.txt").write_text("", "utf-8")
    return "notes.txt: Das hat in einer Gestaltung keine Bedeutung. Erwartet werden templates/NAME.html"


def undeliverable(theme: Path) -> str:
    (theme / "assets").mkdir()
    (theme / "assets/a.exe").write_text("", "utf-8")
    return "a.exe: Dateien dieser Art werden nicht ausgeliefert. Möglich sind: .css"


def link(theme: Path) -> str:
    (theme / "templates/base.html").symlink_to("/etc/hostname")
    return "base.html: Das ist weder Datei noch Ordner; Verweise (symbolische Links) werden nicht verfolgt."


def link_to_folder(theme: Path) -> str:
    (theme / "assets").symlink_to("/etc")
    return "assets: Das ist weder Datei noch Ordner"


def empty(theme: Path) -> str:
    (theme / "templates").rmdir()
    return "theme: Der Ordner ist leer."


def large(theme: Path) -> str:
    (theme / "templates/base.html").write_text("a" * 300_000, "utf-8")
    return "base.html: Die Datei ist größer als"


def many(theme: Path) -> str:
    (theme / "assets").mkdir()
    for number in range(501):
        (theme / f"assets/{number}.css").touch()
    return "Der Ordner enthält mehr als 500 Dateien"


def syntax(theme: Path) -> str:
    (theme / "templates/base.html").write_text("a\n{% if %}", "utf-8")
    return "base.html:2: Die Vorlage scheitert: "


def no_filter(theme: Path) -> str:
    (theme / "templates/base.html").write_text("a\n\n{{ view | euros }}", "utf-8")
    return "base.html:3: Die Vorlage scheitert: No filter named 'euros'"


@pytest.mark.parametrize(
    "fault",
    [unknown, meaningless, undeliverable, link, link_to_folder, empty, large, many, syntax, no_filter],
    ids=lambda fault: fault.__name__,
)
def test_what_is_refused_before_anything_is_built(theme: Path, fault: Callable[[Path], str]) -> None:
    told = fault(theme)
    with pytest.raises(WrongUse) as refused:
        checked(theme)
    assert told in str(refused.value)
    assert str(refused.value).startswith(str(theme))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a\n{{ view.nothing }}",
            "not-found.html:2: Die Vorlage scheitert: 'aqbgraph.publication.hosting.reference_views.Not",
        ),
        ("{{ view.frame.title + 1 }}", "not-found.html:1: Die Vorlage scheitert: "),
        ('\n\n{% include "own/none.html" %}', "not-found.html:3: Die Vorlage scheitert: own/none.html"),
        ("{{ view.__class__.__mro__ }}", "not-found.html:1: Die Vorlage scheitert: access to attribute '__class__'"),
        ('{% extends "aqbgraph/base.html" %}\n{% block main %}{{ nobody }}{% endblock %}', "not-found.html:2: "),
    ],
)
def test_a_template_that_fails_is_told_with_file_and_line(theme: Path, text: str, told: str) -> None:
    (theme / "templates/not-found.html").write_text(text, "utf-8")
    with pytest.raises(WrongUse) as refused:
        rendered(theme)
    assert told in str(refused.value)


def test_a_build_that_fails_leaves_what_was_there(tmp_path: Path, theme: Path, samples: Path) -> None:
    shutil.copytree(EXAMPLE, theme, dirs_exist_ok=True)
    (theme / "templates/start.html").write_text("{{ view.nothing }}", "utf-8")
    target = tmp_path / "public"
    command = ["build", str(samples), "-o", str(target), "--theme", str(theme), "--jobs", "1"]
    made = CliRunner().invoke(group, command)
    assert made.exit_code == 2
    assert "start.html:1: Die Vorlage scheitert" in made.stderr
    assert not target.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".public.cache", "theme"]


def test_a_failing_template_of_agreements_too(tmp_path: Path, theme: Path, samples: Path) -> None:
    (theme / "templates/agreement.html").write_text("{{ view.nothing }}", "utf-8")
    with pytest.raises(WrongUse, match=r"agreement\.html:1: Die Vorlage scheitert"):
        build(find_sources([samples]), tmp_path / "public", Settings(theme=read_theme(theme)), jobs=2)


def test_nothing_is_written_into_the_theme(theme: Path) -> None:
    (theme / "templates/not-found.html").write_text("a", "utf-8")
    rendered(theme)
    assert sorted(path.name for path in theme.rglob("*")) == ["not-found.html", "templates"]
