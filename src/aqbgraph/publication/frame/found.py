"""By what a page can be found: its kind, its years, places and measure types.

Keys, the same in both languages, so that the address of a search holds in both; what they are called stands on the
search page. Most of it is in a page's path; what is not, the page says (`found_of(path, types=…)`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from aqbgraph.identifiers import COMPARISON, REPORTED, SERIES, WORDING
from aqbgraph.publication.frame.views import Found
from aqbgraph.publication.languages import later
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# First part of the path → what such pages are called.
KINDS = {
    "agreement": later("Vereinbarung"),
    "series": later("Projekt"),
    "party": later("Ort oder Behörde"),
    "year": later("Jahr"),
    "measure-type": later("Maßnahmenart"),
    "programme": later("Programm"),
    WORDING: later("Wortlaut"),
    REPORTED: later("Berichtete Beträge"),
}
SEARCH = "search"
# Not found: the search itself, and what only puts together what other pages say, hundreds of times; nor what lies below
# the page of one of a kind, such as the raw text of an agreement.
_NOT_FOUND = frozenset({SEARCH, COMPARISON})
OTHER = "more"
OTHER_NAME = later("Daten und Erläuterungen")
# Which part of a path behind the first is a year, and which a district or city.
_YEAR = {"agreement": 0, "year": 0, REPORTED: 0}
_PLACE = {"agreement": 1, REPORTED: 1, "party": 0, "series": 0}
_TYPE = {"measure-type": 0}
# What somebody looks for is an agreement, a place or a project, and seldom a page that lists or explains them.
_WEIGHTS = {"agreement": 6, "party": 4, "series": 3, "year": 2}
# So many parts follow in the path of one of a kind; a shorter one is that of a list, or of what explains them.
_PARTS = {"agreement": 2, "series": 2, "party": 1, "year": 1, "measure-type": 1, "programme": 1, REPORTED: 2}


def sought(path: str) -> bool:
    """Whether the page of a path is to be found at all."""
    kind, *others = path.split("/")
    return kind not in _NOT_FOUND and len(others) <= _PARTS.get(kind, len(others))


def found_of(path: str, *, years: Iterable[int] = (), types: Iterable[str] = ()) -> Found | None:
    """By what the page of a path is found; None for what is not to be found.

    `years` and `types` (notations) are added to what the path tells.
    """
    if not sought(path):
        return None
    kind, *others = path.split("/")

    def told(places: Mapping[str, int]) -> str:
        place = places.get(kind, len(others))
        return others[place] if place < len(others) else ""

    year, notation, place = told(_YEAR), told(_TYPE), _party(told(_PLACE))
    # All projects of a place are of the kind of one.
    whole = kind in KINDS and (len(others) >= _PARTS.get(kind, 0) or (kind == SERIES and place is not None))
    return Found(
        kind=kind if whole else OTHER,
        weight=_WEIGHTS.get(kind, 1) if whole else 1,
        years=tuple(sorted({*years, *([int(year)] if year.isdecimal() else ())})),
        places=(place,) if place else (),
        types=tuple(sorted({*types, *([notation] if notation else ())})),
    )


def _party(part: str) -> str | None:
    """The district or city that a part of a path names, perhaps with a programme behind it."""
    return next((key for key in _places() if part == key or part.startswith(f"{key}-")), None)


@cache
def _places() -> tuple[str, ...]:
    """The keys of all districts and cities, the longest first: "offenbach-stadt" before what it might begin with."""
    return tuple(sorted((entry.key for entry in vocabulary().instances("LocalParty")), key=len, reverse=True))
