"""What the author of a layout is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.extraction.extractor import explanation
from aqbgraph.extraction.forms.layouts import AQB
from aqbgraph.reading.readers import read

if TYPE_CHECKING:
    from pathlib import Path


def test_each_rule_says_what_it_found(samples: Path) -> None:
    found = explanation(read(samples / "2025-odenwaldkreis.md", "x.md"))
    assert found.layout == "aqb"
    assert found.missing == ()
    assert [part.key for part in found.parts] == ["front", "preamble", *"1234567", "closing"]
    assert len(found.rules) == len(AQB.rules)
    (money,) = (use for use in found.rules if use.name == "§ 4 localParty")
    assert [fact.value for fact in money.facts] == ["odenwaldkreis"]


def test_a_part_that_is_not_there_is_told(samples: Path, tmp_path: Path) -> None:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    start, end = text.index("## **§ 6**"), text.index("## **§ 7**")
    (tmp_path / "x.md").write_text(text[:start] + text[end:], "utf-8")
    found = explanation(read(tmp_path / "x.md", "x.md"))
    assert found.missing == ("6",)
    (review,) = (use for use in found.rules if use.name == "§ 6 provision review-meeting")
    assert (review.section, review.facts) == (False, ())
