"""How often each predicate occurs in a store, and how much the engine has to look through to find a triple with it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

LOOKED_AT = 8  # triples of a predicate whose subject and object are looked at
FAR = 200  # triples of a term, which are counted no further

_COUNTED = """
SELECT ?p (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o }
GROUP BY ?p
"""


class Tally(NamedTuple):
    """Triples with a predicate, their different subjects and objects; how many triples such a subject or object has.

    The engine keeps a list of triples for each term, in no order: it goes along the shortest of those of a pattern.
    """

    triples: float
    subjects: float
    objects: float
    of_subject: float
    of_object: float


Tallies = dict[str, Tally]
NONE = Tally(0, 1, 1, 0, 0)


def tallied(store: Store) -> Tallies:
    """The tally of each predicate, by its IRI; the same for the same data, however often it is loaded."""
    rows: Any = store.query(_COUNTED, use_default_graph_as_union=True)
    found = {}
    for row in rows:
        triples, subjects, objects = (float(row[name].value) for name in ("triples", "subjects", "objects"))
        some = list(islice(store.quads_for_pattern(None, row["p"], None, None), LOOKED_AT))
        of_subject = _mean(_length(store, quad.subject, None) for quad in some)
        of_object = _mean(_length(store, None, quad.object) for quad in some)
        found[row["p"].value] = Tally(triples, subjects, objects, of_subject, of_object)
    return found


def of_any(tallies: Mapping[str, Tally]) -> Tally:
    """What holds of a pattern whose predicate is a variable."""
    triples = sum(one.triples for one in tallies.values())
    subjects = max((one.subjects for one in tallies.values()), default=1)
    objects = max((one.objects for one in tallies.values()), default=1)
    return Tally(triples, subjects, objects, triples / subjects, triples / objects)


def _length(store: Store, subject: Any, object_: Any) -> int:
    """How many triples a term has, as far as that matters: some have most of all."""
    return sum(1 for _ in islice(store.quads_for_pattern(subject, None, object_, None), FAR))


def _mean(numbers: Iterable[int]) -> float:
    found = list(numbers)
    return sum(found) / len(found)
