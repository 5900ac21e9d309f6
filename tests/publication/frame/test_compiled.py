from __future__ import annotations

import marshal
import sys
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, FileSystemLoader

from aqbgraph.publication.frame import compiled as room
from aqbgraph.publication.frame.compiled import Compiled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.html").write_text("one {{ name }}", "utf-8")
    return tmp_path


def rendered(templates: Path, options: str = "") -> str:
    environment = Environment(
        loader=FileSystemLoader(templates), autoescape=True, bytecode_cache=Compiled(options), optimized=False
    )
    return environment.get_template("a.html").render(name="<b>")


def kept(templates: Path) -> Path:
    (file,) = (templates / "__pycache__").iterdir()
    return file


def forged(templates: Path, text: str) -> None:
    """Other code in place of the template's, so that one can see which is run."""
    other = Environment(autoescape=True, optimized=False)
    code = marshal.dumps(compile(other.compile(text, "a.html", "a.html", raw=True), "a.html", "exec"))
    checksum = Compiled("").get_source_checksum((templates / "a.html").read_text("utf-8"))
    kept(templates).write_bytes(room._head(checksum, code) + code)


def test_it_is_compiled_once(templates: Path) -> None:
    assert rendered(templates) == "one &lt;b&gt;"
    assert kept(templates).name == f"a.{sys.implementation.cache_tag}.pyc"
    forged(templates, "kept")
    assert rendered(templates) == "kept"


def changed_template(templates: Path) -> None:
    (templates / "a.html").write_text("two", "utf-8")


def damaged(templates: Path) -> None:
    kept(templates).write_bytes(kept(templates).read_bytes()[:-3])


def empty(templates: Path) -> None:
    kept(templates).write_bytes(b"")


def nonsense(templates: Path) -> None:
    kept(templates).write_bytes(b"x" * 500)


def a_folder(templates: Path) -> None:
    kept(templates).unlink()
    (templates / "__pycache__" / f"a.{sys.implementation.cache_tag}.pyc").mkdir()


@pytest.mark.parametrize("change", [changed_template, damaged, empty, nonsense, a_folder])
def test_what_does_not_fit_is_compiled_anew(templates: Path, change: Callable[[Path], None]) -> None:
    rendered(templates)
    forged(templates, "kept")
    change(templates)
    assert rendered(templates) in ("one &lt;b&gt;", "two")


@pytest.mark.parametrize("what", ["options", "jinja2", "python"])
def test_made_with_something_else(templates: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    rendered(templates)
    forged(templates, "kept")
    if what == "jinja2":
        monkeypatch.setattr("jinja2.__version__", "0.0")
    if what == "python":
        monkeypatch.setattr(room, "MAGIC_NUMBER", b"0000")
    assert rendered(templates, "other" if what == "options" else "") == "one &lt;b&gt;"


def test_nothing_is_written_where_python_may_not(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(templates) == "one &lt;b&gt;"
    assert [path.name for path in templates.iterdir()] == ["a.html"]


def test_where_nothing_can_be_written(templates: Path) -> None:
    (templates / "__pycache__").write_text("in the way")
    assert rendered(templates) == "one &lt;b&gt;"
    assert sorted(path.name for path in templates.iterdir()) == ["__pycache__", "a.html"]


def test_the_prefix_of_python_holds(templates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    assert rendered(templates) == "one &lt;b&gt;"
    assert not (templates / "__pycache__").exists()
    assert len(list((tmp_path / "elsewhere").rglob("*.pyc"))) == 1
