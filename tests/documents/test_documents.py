"""Cases are folders: a document and what is approved of it, its facts or the faults for which it is refused.

`edit.txt` says how the document differs from a sample: its first line names the sample; then each line `- words` is
replaced by the `+ words` below it (`+` alone removes). A form of which there is no sample is there as a whole, in
`document.md`, with names and figures made up. `AQB_APPROVE=1` writes the approved files anew.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aqbgraph.agreement import Concept
from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.extraction.facts import facts
from aqbgraph.reading.readers import parse

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "examples" / "agreements"
CASES = sorted(path.parent for name in ("edit.txt", "document.md") for path in HERE.glob(f"*/{name}"))


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the sample and what stands in their place."""

    words: str
    others: str


def document(case: Path) -> str:
    if (case / "document.md").exists():
        return (case / "document.md").read_text("utf-8")
    sample, *lines = (case / "edit.txt").read_text("utf-8").splitlines()
    text = (SAMPLES / f"{sample}.md").read_text("utf-8")
    for edit in _edits(lines):
        assert edit.words in text, edit.words
        text = text.replace(edit.words, edit.others)
    return text


def _edits(lines: list[str]) -> list[Edit]:
    pairs = [line for line in lines if line.startswith(("-", "+"))]
    assert len(pairs) % 2 == 0
    found = []
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old.startswith("- ")
        assert new.startswith("+")
        found.append(Edit(old[2:].replace("⏎", "\n"), new[2:].replace("⏎", "\n")))
    return found


def shown(extraction: Extraction) -> str:
    """The facts, one a line, or the faults; and always what was not understood."""
    rows = [str(fault) for fault in extraction.faults]
    if not rows:
        rows = [
            f"{fact.node} {fact.name} = {_plain(fact.value)} ({fact.line})"
            for fact in facts(extraction)
            if fact.name != "text"
        ]
    unread = [f"nicht verstanden ({row.line}): {' '.join(row.quote.split())}" for row in extraction.accounting.unread]
    return "\n".join([*rows, *unread]) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, Concept):
        return f"{value.scheme}#{value.key}"
    if isinstance(value, Decimal | date | str | int):
        return " ".join(str(value).split())
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    extraction = extract(parse(document(case).encode(), "document.md"))
    for fact in facts(extraction):
        assert extraction.document.text[fact.start : fact.end] == fact.quote
    refused = case.name.startswith("refused-")
    assert bool(extraction.faults) is refused, [str(fault) for fault in extraction.faults]
    approved = case / "approved.txt"
    if os.environ.get("AQB_APPROVE"):
        approved.write_text(shown(extraction), "utf-8")
    assert shown(extraction) == approved.read_text("utf-8")


def test_there_are_cases() -> None:
    assert len(CASES) >= 15
