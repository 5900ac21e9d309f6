"""Which layout a document is read by."""

from __future__ import annotations

import pytest

from aqbgraph.extraction.forms.choosing import choose
from aqbgraph.reading.readers import parse

AQB = "des hessischen Ausbildungs- und Qualifizierungsbudgets"


@pytest.mark.parametrize(
    ("year", "budgets", "name"),
    [
        (2025, AQB, "aqb"),
        (2019, AQB, "aqb"),
        (2018, AQB, "earlier"),
        (2018, f"{AQB} und des Arbeitsmarktbudgets", "earlier"),
        (2018, f"{AQB}\nund des Arbeitsmarktbudgets", "earlier"),
        (2012, "des Ausbildungsbudgets und des Arbeitsmarktbudgets", "earlier"),
        (2021, f"{AQB} und des Arbeitsmarktbudgets", "earlier"),
        (1999, AQB, "aqb"),
    ],
)
def test_programmes_and_year_decide(year: int, budgets: str, name: str) -> None:
    text = f"# Zielvereinbarung\n\n{year}\n\nzwischen A\n\nund B\n\nzur Umsetzung {budgets}\n\n## § 1\n\nBudget 1900\n"
    assert choose(parse(text.encode(), "x.md")).name == name


def test_a_front_that_says_nothing_is_read_as_those_of_today() -> None:
    assert choose(parse("Lieber Herr Landrat,\n\n§ 1\n".encode(), "x.md")).name == "aqb"
