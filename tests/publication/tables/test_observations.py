"""What is observed: each amount and each measure in exactly one observation, and what is not stated as not stated."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.wording.accounting import Accounting
from aqbgraph.publication.corpus.naming import MeasureSummary
from aqbgraph.publication.corpus.summary import AgreementSummary
from aqbgraph.publication.tables.observations import Observation, observations

if TYPE_CHECKING:
    from collections.abc import Sequence

AQB, LABOUR = "aqb", "arbeitsmarktbudget"


def agreement(
    budgets: Sequence[tuple[str, int]], measures: Sequence[tuple[str, str | None]], empty: Sequence[str] = ()
) -> AgreementSummary:
    """An agreement with amounts by programme, measures by type and programme, and types named without one."""
    return AgreementSummary(
        path="agreement/2018/odenwaldkreis",
        title="Zielvereinbarung 2018 – Odenwaldkreis",
        year=2018,
        party="odenwaldkreis",
        state_party="ministerium-arbeit",
        budgets=tuple((programme, Decimal(amount)) for programme, amount in budgets),
        rounded=(),
        measures=tuple(
            MeasureSummary(
                f"measure-{number}", f"Projekt {number}", notation, f"projekt-{number}", "", number, programme
            )
            for number, (notation, programme) in enumerate(measures, start=1)
        ),
        empty=tuple(empty),
        source="2018.md",
        sha256="0" * 64,
        triples=0,
        accounting=Accounting(0, 0, 0, ()),
    )


def told(row: AgreementSummary) -> list[tuple[str | None, str | None, int | None, str]]:
    """Programme, type, value and status of each observation."""
    return [
        (one.programme, one.measure_type, one.measures if one.amount is None else int(one.amount), one.status)
        for one in observations([row])
    ]


def test_one_budget() -> None:
    assert told(agreement([(AQB, 500_000)], [("1", None), ("3", None), ("3", None)], empty=["2"])) == [
        (AQB, None, 500_000, "stated"),
        (AQB, "1", 1, "stated"),
        (AQB, "2", 0, "without-measure"),
        (AQB, "3", 2, "stated"),
        (AQB, "4", None, "not-named"),
    ]


def test_two_budgets_with_one_list() -> None:
    assert told(agreement([(AQB, 300_000), (LABOUR, 100_000)], [("1", None)], empty=["2"])) == [
        (AQB, None, 300_000, "stated"),
        (LABOUR, None, 100_000, "stated"),
        (None, "1", 1, "stated"),
        (None, "2", 0, "without-measure"),
        (None, "3", None, "not-named"),
        (None, "4", None, "not-named"),
    ]


def test_two_budgets_with_a_list_each() -> None:
    """A type that stands without a measure in one list and with some in the other is counted where they are."""
    listed = [("1", LABOUR), ("1", AQB), ("1", AQB), ("3", LABOUR)]
    assert told(agreement([(AQB, 300_000), (LABOUR, 100_000)], listed, empty=["3"]))[2:] == [
        (AQB, "1", 2, "stated"),
        (LABOUR, "1", 1, "stated"),
        (None, "2", None, "not-named"),
        (LABOUR, "3", 1, "stated"),
        (None, "4", None, "not-named"),
    ]


def test_a_measure_below_a_budget_that_is_not_the_agreements_is_counted() -> None:
    assert (LABOUR, "1", 1, "stated") in told(agreement([(AQB, 300_000)], [("1", LABOUR)]))


def test_round_figures_are_said_to_be_round() -> None:
    row = replace(agreement([(AQB, 300_000), (LABOUR, 100_000)], []), rounded=(LABOUR,))
    assert [one[3] for one in told(row)][:2] == ["stated", "approximate"]


@pytest.mark.parametrize(
    ("programme", "measure_type", "key"),
    [
        (AQB, "3", "observation-2018-odenwaldkreis-aqb-3"),
        (AQB, None, "observation-2018-odenwaldkreis-aqb-x"),
        (None, "3", "observation-2018-odenwaldkreis-x-3"),
    ],
)
def test_the_key_is_the_place(programme: str | None, measure_type: str | None, key: str) -> None:
    made = Observation(2018, "odenwaldkreis", programme, measure_type, None, None, "stated", "")
    assert made.key == key
    assert replace(made, status="not-named", measures=3).key == key


def test_euros_and_numbers() -> None:
    units = {(one.amount is not None, one.unit) for one in observations([agreement([(AQB, 1)], [("1", None)])])}
    assert units == {(True, "EUR"), (False, "NUM")}
