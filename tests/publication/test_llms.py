from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aqbgraph.publication.queries.queries import queries

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://w3id.org/aqb/"


def test_form(built: Path) -> None:
    """A heading, a quotation that sums up, lists of links (llmstxt.org)."""
    lines = (built / "llms.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert [line for line in lines if line][1].startswith("> ")
    assert sum(line.startswith("# ") for line in lines) == 1


def test_what_it_leads_to_is_there(built: Path) -> None:
    text = (built / "llms.txt").read_text("utf-8")
    found = [iri.removeprefix(BASE) for iri in re.findall(r"\]\((\S+)\)", text) if iri.startswith(BASE)]
    assert len(found) > 20
    assert [name for name in found if not (built / name).is_file()] == []
    assert {f"queries/{query.name}.rq" for query in queries()} <= set(found)


def test_what_it_tells_is_counted(built_with_reported: Path) -> None:
    text = (built_with_reported / "llms.txt").read_text("utf-8")
    assert "- 2 agreements, years 2024, 2025\n" in text
    assert "- `aqb:Measure` (16): A project as one agreement names it" in text
    assert "`aqb:budget` → aqb:Budget;" in text
    assert "- `aqb:ReportedBudget` (10): " in text
