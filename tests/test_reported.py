from __future__ import annotations

from decimal import Decimal

from aqbgraph.document import Source
from aqbgraph.reported import Reported, ReportedBudget, Row


def budget(year: int, party: str, programme: str, source: str = "a.csv") -> ReportedBudget:
    row = Row(Source(source, "0" * 64, "text/csv", 1), 2, 0, 1, "x")
    return ReportedBudget(party, year, programme, Decimal(1), "EUR", "exact", "https://e.org/", None, None, row)


ALL = Reported(
    (
        budget(2011, "bergstrasse", "ausbildungsbudget"),
        budget(2011, "bergstrasse", "arbeitsmarktbudget", "b.csv"),
        budget(2011, "hessen", "aqb"),
        budget(2012, "bergstrasse", "ausbildungsbudget"),
    )
)


def test_a_document_for_each_year_and_party() -> None:
    assert [(told.path, len(told.budgets)) for told in ALL.documents] == [
        ("reported/2011/bergstrasse", 2),
        ("reported/2011/hessen", 1),
        ("reported/2012/bergstrasse", 1),
    ]


def test_by_year_party_and_programme() -> None:
    assert ALL.years == (2011, 2012)
    assert len(ALL.of_year(2011)) == 3
    assert len(ALL.of_party("bergstrasse")) == 3
    assert len(ALL.of_programme("ausbildungsbudget")) == 2
    assert [source.name for source in ALL.sources] == ["a.csv", "b.csv"]


def test_nothing_reported() -> None:
    assert (Reported().documents, Reported().years, Reported().sources) == ((), (), ())


def test_a_source_on_the_web_and_one_that_is_not() -> None:
    assert budget(2011, "hessen", "aqb").has_address
    assert budget(2011, "hessen", "aqb").key.startswith("aqb-e-org-")
