"""Templates and views fit: what a template uses is there and documented, and each is rendered with the view it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import DictLoader, Template
from template_views import TEMPLATES, members
from tests.publication.messages import TEMPLATES as FOLDER
from tests.publication.template_use import Reader, Use

from aqbgraph.pipeline.building import build
from aqbgraph.publication.frame.rendering import _environment
from aqbgraph.publication.languages import GERMAN
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

# Built by `aqbgraph diff` and the service, or of what the samples have none of: tests of their own render them.
ELSEWHERE = {"api", "api-query", "difference", "series-moved", "series-shared"}


@dataclass(frozen=True)
class Part:
    """What a view of ours is made of."""

    text: str


@dataclass(frozen=True)
class Whole:
    """A view."""

    first: Part | None
    parts: tuple[Part, ...]
    named: tuple[tuple[str, Part], ...]


def used(environment: Environment, name: str, view: type) -> Use:
    use = Use()
    Reader(environment, use).template(f"{name}.html", view)
    return use


def test_each_page_has_one_view_and_no_view_is_left_over() -> None:
    pages = {path.stem for path in FOLDER.glob("*.html")} - {"base"}
    assert pages == set(TEMPLATES)
    assert len(set(TEMPLATES.values())) == len(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_a_template_uses_its_view_has(name: str) -> None:
    use = used(_environment(GERMAN), name, TEMPLATES[name])
    assert sorted(use.wrong) == []
    assert sorted(use.unknown) == []
    assert use.followed > 3


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{{ view.nothing }}", "Whole.nothing"),
        ("{{ view.first.nothing }}", "Part.nothing"),
        ("{% for row in view.parts %}{{ row.nothing }}{% endfor %}", "Part.nothing"),
        ("{% for name, row in view.named %}{{ row.nothing }}{% endfor %}", "Part.nothing"),
        ("{% macro m(a, b=1) %}{{ a.nothing }}{% endmacro %}{{ m(view.first) }}", "Part.nothing"),
        ('{% from "m.html" import m %}{{ m(view) }}', "Whole.text"),
        ('{% from "m.html" import c with context %}{{ c() }}', "Whole.seen"),
        ("{% set first = view.parts | first %}{{ first.nothing }}", "Part.nothing"),
        ("{% for row in view.parts if row.nothing %}{% endfor %}", "Part.nothing"),
        ('{{ view.parts | map(attribute="text.nothing") | join }}', "str.nothing"),
        ("{{ view.first.text.nothing }}", "str.nothing"),
        ('{{ _("%(a)s", a=view.first.nothing) }}', "Part.nothing"),
        ("{% trans a=view.first.nothing %}{{ a }}{% endtrans %}", "Part.nothing"),
        ("{{ (view.first if view.parts else view).text }}", "Whole.text"),
        ("{{ {'a': view.first}.a.nothing }}", "Part.nothing"),
        ("{% for row in view.parts %}{{ loop.nothing }}{% endfor %}", "Loop.nothing"),
    ],
)
def test_the_test_would_notice(text: str, wrong: str) -> None:
    environment = _environment(GERMAN).overlay(loader=DictLoader({"start.html": text, "m.html": MACROS}))
    assert [one.rpartition(": ")[2] for one in used(environment, "start", Whole).wrong] == [wrong]


MACROS = "{% macro m(a) %}{{ a.text }}{% endmacro %}{% macro c() %}{{ view.seen }}{% endmacro %}"


def test_what_cannot_be_followed_is_told() -> None:
    environment = _environment(GERMAN).overlay(loader=DictLoader({"start.html": "{{ other.thing }}"}))
    assert used(environment, "start", Whole).unknown == {"start.html:1: .thing"}


def test_every_template_is_rendered_with_its_view(
    tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a build of the samples; StrictUndefined is on, so that what is missing there would have failed."""
    seen: dict[str, set[type]] = {}
    render = Template.render

    def told(template: Template, *args: Any, **given: Any) -> str:
        seen.setdefault(str(template.name).removesuffix(".html"), set()).add(type(given["view"]))
        return render(template, *args, **given)

    monkeypatch.setattr(Template, "render", told)
    report = build(find_sources([samples, samples.parent / "reported"]), tmp_path / "public", Settings(), jobs=1)
    assert report.digest, report.faults
    assert seen == {name: {view} for name, view in TEMPLATES.items() if name not in ELSEWHERE}


def test_annotations_of_views_can_be_read() -> None:
    assert all(members(view)["frame"].__name__ == "Frame" for name, view in TEMPLATES.items() if name != "difference")
