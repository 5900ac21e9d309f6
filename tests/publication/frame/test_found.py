from __future__ import annotations

import pytest

from aqbgraph.publication.frame.found import found_of
from aqbgraph.publication.frame.views import Found


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("", Found("more")),
        ("data", Found("more")),
        ("def/measure-types", Found("more")),
        ("agreement/2025/odenwaldkreis", Found("agreement", (2025,), ("odenwaldkreis",), weight=6)),
        ("agreement/2012/kassel-stadt-arbeitsmarktbudget", Found("agreement", (2012,), ("kassel-stadt",), weight=6)),
        ("agreement/2025/nobody", Found("agreement", (2025,), weight=6)),
        ("party/offenbach-landkreis", Found("party", (), ("offenbach-landkreis",), weight=4)),
        ("party/ministerium-arbeit", Found("party", weight=4)),
        # The name of a project is no place, even if it begins like one.
        ("series/odenwaldkreis/kassel-stadt-und-land", Found("series", (), ("odenwaldkreis",), weight=3)),
        ("series/review", Found("more")),
        ("series/-/digital-praxis", Found("series", weight=3)),
        ("year/2025", Found("year", (2025,), weight=2)),
        ("measure-type/3", Found("measure-type", types=("3",))),
        ("reported", Found("more")),
        ("series", Found("more")),
        ("series/odenwaldkreis", Found("series", places=("odenwaldkreis",), weight=3)),
        ("year", Found("more")),
        ("reported/2011/bergstrasse", Found("reported", (2011,), ("bergstrasse",))),
        ("wording/1", Found("wording")),
    ],
)
def test_a_path_tells_by_what_its_page_is_found(path: str, found: Found) -> None:
    assert found_of(path) == found


def test_what_a_page_adds() -> None:
    found = found_of("series/odenwaldkreis/digital-praxis", years=(2025, 2024, 2025), types={"3", "1"})
    assert found == Found("series", (2024, 2025), ("odenwaldkreis",), ("1", "3"), weight=3)


def test_nobody_looks_for_the_search_page() -> None:
    assert found_of("search") is None
