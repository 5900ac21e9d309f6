"""A party whose line of the front was lost is the one for which somebody signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[2] / "documents/two-budgets-2018/document.md").read_text("utf-8")
STATE, LOCAL = (
    "**dem Hessischen Ministerium für Soziales und Integration**\n\n",
    "**und dem Main - Kinzig - Kreis**\n\n",
)


@pytest.mark.parametrize("line", [STATE, LOCAL])
def test_a_lost_line_of_the_front(line: str) -> None:
    assert line in SAMPLE
    whole, found = (extract(parse(text.encode(), "a.md")).agreement for text in (SAMPLE, SAMPLE.replace(line, "")))
    assert whole is not None
    assert found is not None
    assert (found.state_party, found.local_party) == (whole.state_party, whole.local_party)


def test_nobody_is_named_where_the_signatures_do_not_agree() -> None:
    text = SAMPLE.replace(STATE, "").replace("Hessisches Ministerium für Soziales und Integration\n\nG", "\nG")
    assert text.count("\n") < SAMPLE.count("\n")
    without = text.replace("Das Hessische Ministerium für Soziales und Integration und der", "Das Land und der")
    assert extract(parse(without.encode(), "a.md")).agreement is None
