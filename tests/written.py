"""Agreements for tests: the sample of 2025 with another year, another party and other projects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE = Path(__file__).parents[1] / "examples" / "agreements" / "2025-odenwaldkreis.md"
FIRST, LAST = "- BUILD", "- Beratung on Tour"


def agreement(year: int, projects: Sequence[str], party: str = "Odenwaldkreis") -> str:
    """An agreement with these projects under type 3; the other types keep those of the sample, of that year."""
    text = SAMPLE.read_text("utf-8")
    start, end = text.index(FIRST), text.index(LAST) + len(LAST)
    listed = "\n".join(f"- {name}" for name in projects)
    before, after = (
        part.replace("Jahre 2025", "Jahre JJJJ").replace("2025", str(year)).replace("JJJJ", "2025")
        for part in (text[:start], text[end:])
    )
    return (before + listed + after).replace("Odenwaldkreis", party)
