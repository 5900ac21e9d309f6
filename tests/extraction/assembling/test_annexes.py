"""What is annexed below the signatures refuses no agreement, unless it may hold projects or money."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")


def refused(annex: str) -> bool:
    return extract(parse(f"{SAMPLE.rstrip()}\n\n{annex}\n".encode(), "a.md")).agreement is None


@pytest.mark.parametrize("heading", ["Anlage: Datenschutzhinweise", "Anhang", "Anlage 1 – Rechtsbehelfe"])
def test_text_is_no_matter(heading: str) -> None:
    assert not refused(f"## {heading}\n\nDie Beteiligten beachten die Regeln des Datenschutzes.")


@pytest.mark.parametrize(
    "annex",
    [
        "## Anlage: Weitere Projekte\n\nNeue Wege",
        "## Anlage\n\n- Neue Wege\n- Tour",
        "## Anlage\n\n| Projekt |\n|---|\n| Neue Wege |",
        "## Anlage 1\n\nWeitere Projekte sind Neue Wege und Tour.",
        "## Anlage: Änderungsvereinbarung\n\nAus 491.550 wird 700.000.",
        "## Anlage\n\nDer Betrag wird auf 700.000 Euro erhöht.",
        "## Anlage\n\n„Beratung on Tour“ entfällt.",
        "## Nachtrag\n\nDas gilt auch.",
    ],
)
def test_what_may_be_of_the_agreement_is_asked_about(annex: str) -> None:
    assert refused(annex)
