"""Which comparisons there are, and the ways to them from the pages of places and years."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from aqbgraph.identifiers import party_comparison_path, year_comparison_path
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.languages import later
from aqbgraph.publication.names import in_order_of_names, party_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aqbgraph.agreement import Agreement
    from aqbgraph.publication.corpus.summary import Corpus

INDEX_TITLE = later("Vergleich")
# The newest so many years are compared each with each, those before only with the next one: what has an agreement for
# forty years would have eight hundred pages else, of which hardly anybody reads one.
YEARS_COMPARED = 12
# Up to so many places each is compared with each: no Land has more districts and cities (Bavaria: 96), and these are
# 5,000 pages already. With more, pairs would soon be most of what is published; the page of a year has all places.
PLACES_COMPARED = 100


def compared_parties(corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """All pairs of districts and cities that have agreements, in the alphabet of their keys.

    None when there are too many; the rule stands at `PLACES_COMPARED`.
    """
    return () if many_places(corpus) else tuple(combinations(corpus.places, 2))


def many_places(corpus: Corpus) -> bool:
    """Whether there are too many places to compare each with each."""
    return len(corpus.places) > PLACES_COMPARED


def compared_years(corpus: Corpus) -> tuple[tuple[int, int], ...]:
    """All pairs of years that are compared, the earlier first; the rule stands at `YEARS_COMPARED`."""
    return year_pairs(corpus.years)


def year_pairs(years: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The same of years in order, of which each has agreements."""
    return tuple(sorted({*combinations(years[-YEARS_COMPARED:], 2), *pairwise(years)}))


def comparison_links(here: str, corpus: Corpus, party: str) -> tuple[Link, ...]:
    """From a page the ways to the comparisons of a party with each other that has agreements, by name of the other.

    None when the party itself has no agreement, or there are too many.
    """
    if party not in corpus.places or many_places(corpus):
        return ()
    others = in_order_of_names(other for other in corpus.places if other != party)
    return tuple(Link(href(here, party_comparison_path(party, other)), party_label(other)) for other in others)


def year_comparisons(here: str, corpus: Corpus, year: int) -> tuple[Link, ...]:
    """From a page the ways to the comparisons of a year with each other, by the name of the other: newest first."""
    others = (one if other == year else other for one, other in compared_years(corpus) if year in (one, other))
    return tuple(_of_years(here, year, other) for other in sorted(others, reverse=True))


def since_year_before(here: str, corpus: Corpus, year: int) -> Link | None:
    """The way to what changed since the last year before that has agreements, by its name; None for the first."""
    before = max((other for other in corpus.years if other < year), default=None)
    return None if before is None else _of_years(here, year, before)


def _of_years(here: str, year: int, other: int) -> Link:
    return Link(href(here, year_comparison_path(year, other)), str(other))


def since_year(here: str, agreement: Agreement, before: int) -> Link:
    """The way to what changed in a place since an earlier year, by that year."""
    place = place_in_years(agreement.local_party, agreement.programmes)
    return Link(href(here, year_comparison_path(before, agreement.year), place), str(before))


def place_in_years(party: str, programmes: Sequence[str]) -> str:
    """The fragment of a place on the page of two years; with other programmes than the AQB it names these."""
    return party if tuple(programmes) == ("aqb",) else f"{party}-{'-'.join(programmes)}"
