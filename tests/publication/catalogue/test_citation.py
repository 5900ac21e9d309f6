from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# What CITATION.cff 1.2.0 demands of every file.
REQUIRED = {"cff-version", "message", "title", "authors"}


def keys(text: str) -> set[str]:
    return set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["agreements", "agreements-2025"])
def test_file_of_a_dataset(built: Path, name: str) -> None:
    text = (built / "dataset" / name / "CITATION.cff").read_text("utf-8")
    assert keys(text) >= REQUIRED | {"type", "version", "date-released", "license-url", "identifiers"}
    assert "type: dataset\n" in text
    # Every value but the plain ones is a string of JSON, and so of YAML.
    values = re.findall(r"^\s*(?:- )?(?:[a-z-]+: )?(\".*)$", text, re.MULTILINE)
    assert len(values) > 12
    assert all(isinstance(json.loads(value), str) for value in values)
    assert f'"https://w3id.org/aqb/dataset/{name}"' in values


def test_file_of_the_software() -> None:
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert keys(text) >= REQUIRED | {"type", "version", "license"}
    assert f'version: "{project["version"]}"' in text
    assert f"license: {project['license']}" in text
    assert "type: software\n" in text
