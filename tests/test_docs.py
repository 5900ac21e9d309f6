"""The documentation is true: generated pages are fresh, links lead somewhere, the README's commands exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from aqbgraph.cli import COMMANDS, group
from aqbgraph.identifiers import DEFAULT_BASE
from aqbgraph.publication.publisher.settings import LICENCES, Publisher
from aqbgraph.publication.publisher.settings_file import ENTRIES, read_settings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_generated_pages_are_fresh() -> None:
    made = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    assert all(f"## aqbgraph {command.name}" in text for command in COMMANDS)


def test_every_option_has_a_help_text() -> None:
    for command in COMMANDS:
        made = CliRunner().invoke(group, [command.name, "--help"])
        assert made.exit_code == 0
        assert command.help.split(":")[0] in " ".join(made.output.split())


def test_first_query_of_the_readme(built: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"aqbgraph query public '([^']+)'", text)
    assert found is not None
    made = CliRunner().invoke(group, ["query", str(built), found[1]])
    assert made.exit_code == 0, made.output
    assert sorted(made.output.splitlines()[1:]) == ["Odenwaldkreis\t2025\t491550", "Werra-Meißner-Kreis\t2024\t462800"]


def test_second_query_of_the_readme(built: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"'query=([^']+)'", text)
    assert found is not None
    made = CliRunner().invoke(group, ["query", str(built), found[1], "--format", "csv"])
    assert made.exit_code == 0, made.output
    assert "491.550 Euro" in made.output


def test_names_in_the_documentation_exist(built: Path) -> None:
    """The table of names in docs/publish.md, resolved in a publication."""
    names = re.findall(
        r"`((?:agreement|party|series|year|programme|def)/[^`#…]+)#?[^`]*`",
        (ROOT / "docs/publish.md").read_text("utf-8"),
    )
    assert len(names) > 5
    assert [name for name in names if not (built / name / "index.html").is_file()] == []


def test_the_settings_of_the_documentation(tmp_path: Path) -> None:
    text = (ROOT / "docs/portals.md").read_text("utf-8")
    found = re.search(r"```toml\n(.+?)```", text, re.DOTALL)
    assert found is not None
    file = tmp_path / "settings.toml"
    file.write_text(found[1], "utf-8")
    assert read_settings(file, DEFAULT_BASE).publisher == Publisher(
        "Ministerium für Beispiele",
        "https://ministerium.example/",
        "http://purl.org/adms/publishertype/RegionalAuthority",
    )
    entries = {f"{table}.{name}".removeprefix(".") for table, rows in ENTRIES.items() for name in rows}
    assert set(re.findall(r"^\| `([a-z._]+)` \|", text, re.MULTILINE)) == entries
    assert all(f"`{key}`" in text for key in LICENCES)


def test_the_snippet_on_parquet_runs(built: Path, tmp_path: Path) -> None:
    """The one that needs no more than is installed for tests."""
    found = re.search(r"```python\n(import pyarrow.+?)```", (ROOT / "docs/tables.md").read_text("utf-8"), re.DOTALL)
    assert found is not None
    (tmp_path / "public").symlink_to(built)
    made = subprocess.run([sys.executable, "-c", found[1]], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "Decimal('462800.00')" in made.stdout
    assert "Decimal('491550.00')" in made.stdout


def test_tables_of_the_documentation_exist(built: Path) -> None:
    text = (ROOT / "docs/tables.md").read_text("utf-8")
    names = re.findall(r"(?:tables|download)/[\w.-]+\.(?:csv|parquet|json)", text)
    assert len(names) > 5
    assert [name for name in names if not (built / name).is_file()] == []
