"""The page of the cube: its numbers are those of the observations, and each has its place."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse
from tests.publication.tables.test_observations import AQB, LABOUR, agreement

from aqbgraph.publication.corpus.summary import corpus
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.tables import cube_page
from aqbgraph.publication.tables.cube_page import cube_view

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.publication.corpus.summary import AgreementSummary
    from aqbgraph.publication.tables.cube_views import CubeView

DOCUMENT = {"@context": {"@base": "https://w3id.org/aqb/cube"}, "id": "", "type": "Document"}


def view(*rows: AgreementSummary) -> CubeView:
    return cube_view(Settings(), "cube", corpus(rows), DOCUMENT)


def test_every_observation_of_the_samples_has_its_place(built: Path) -> None:
    text = (built / "cube/index.html").read_text("utf-8")
    prefix = "https://w3id.org/aqb/cube#"
    observed = {
        quad.subject.value.removeprefix(prefix)
        for quad in parse(path=built / "cube.nt", format=RdfFormat.N_TRIPLES)
        if quad.predicate.value.endswith("observedStatus")
    }
    assert set(re.findall(r'id="(observation-[^"]+)"', text)) == observed
    assert len(observed) == 10
    assert "491.550\u00a0€" in text


def test_sums_of_a_year() -> None:
    """What no agreement names is not zero."""
    one = agreement([(AQB, 300_000), (LABOUR, 100_000)], [("1", AQB), ("1", AQB), ("3", None)], empty=["2"])
    other = replace(agreement([(AQB, 50_000)], [("1", None)]), party="hanau", path="agreement/2018/hanau")
    made = view(one, other)
    assert [(row.amount, row.agreements, row.counts) for row in made.totals] == [
        (Decimal(350_000), 2, (3, None, None, None)),
        (Decimal(100_000), 1, (None, None, None, None)),
        (None, 1, (None, 0, 1, None)),
    ]
    assert (made.observations, made.agreements) == (6 + 5, 2)


def test_a_row_for_each_programme_and_one_for_what_is_allocated_to_none() -> None:
    made = view(agreement([(AQB, 300_000), (LABOUR, 100_000)], [("1", LABOUR), ("3", None)]))
    ((_, labour, none),) = [year.rows for year in made.years]
    assert [cell and cell.count for cell in labour.counts] == [1, None, None, None]
    assert none.programme == "keinem Programm zugeordnet"
    assert none.amount is None
    assert [cell and cell.status for cell in none.counts] == [None, "Art nicht genannt", "genannt", "Art nicht genannt"]


@pytest.mark.parametrize(("longest", "shown", "left"), [(3, [2020, 2019, 2018], ()), (2, [2020, 2019], (2018,))])
def test_a_page_has_room_for_so_many(
    monkeypatch: pytest.MonkeyPatch, longest: int, shown: list[int], left: tuple[int, ...]
) -> None:
    monkeypatch.setattr(cube_page, "LONGEST", longest)
    made = view(
        *(replace(agreement([(AQB, 1)], []), year=year, path=f"agreement/{year}/x") for year in (2018, 2019, 2020))
    )
    assert [int(year.year.text) for year in made.years] == shown
    assert made.left_out == left


def test_the_newest_year_is_always_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cube_page, "LONGEST", 0)
    assert len(view(agreement([(AQB, 1)], [])).years) == 1
