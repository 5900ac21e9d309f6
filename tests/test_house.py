"""The habits of the house that no tool checks: sizes, a test file for a concept, the version, nothing of elsewhere."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 60
ORIGINALS = ROOT.parent / "shared" / "agreements"
RUN_OF_WORDS = 14


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_are_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < LONGEST_FUNCTION, node.name


def test_version_is_the_changelogs() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == version
    assert f'owl:versionInfo "{version}"' in (ROOT / "ontology/aqb.ttl").read_text("utf-8")


def test_constraints_pin_everything_and_name_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(name for extra in extras for name in extra)]
    assert {re.split(r"[><=;\[ ]", name)[0] for name in wanted} <= set(pinned)
    assert text.count("--hash=") >= len(pinned)
    assert "://" not in text


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the original agreements are not beside the project")
def test_no_prose_of_the_originals() -> None:
    """Titles and lists of facts carry over, sentences do not: no line shares more runs of 14 words than a title has."""
    known = {run for path in ORIGINALS.glob("*.md") for run in _runs(path.read_text("utf-8"))}
    folders = ("src", "ontology", "examples", "tests", "docs", "site", "queries", "shapes", "benchmarks")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in _TEXTS]
    assert len(paths) > 100
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            # The title of measure type 4 has 17 words and makes four runs, a word before or behind it one more.
            assert len(known & set(_runs(line))) <= 6, (path, line)


_TEXTS = frozenset({".py", ".md", ".ttl", ".csv", ".html", ".css", ".json", ".jsonld", ".txt", ".rq"})


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[start : start + RUN_OF_WORDS]) for start in range(len(words) - RUN_OF_WORDS + 1)]
