"""A catalogue in portions that are judged on their own: what has been found sound, and has not changed, still is.

A portion is what a catalogue, a dataset, their series or a service leads to, up to the next of these. Of the others
there is a skeleton: what they are, and what they lead to. So whatever a rule asks of a portion, onwards or back by a
link, finds the same as in the whole; that it does is tested with every case of the rules.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aqbgraph.vocabulary import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from pyoxigraph import Triple

    from aqbgraph.graph.findings import Finding
    from aqbgraph.publication.disk.steps import Steps

_DCAT = "http://www.w3.org/ns/dcat#"
_APART = frozenset(_DCAT + name for name in ("Catalog", "Dataset", "DatasetSeries", "DataService"))
# How the names of the steps begin that judge them.
STEPS = "sound:"
# The portion of what none of them leads to.
_REST = ""


@dataclass(frozen=True, slots=True)
class Portions:
    """The statements of each portion by the name of what it is about, and the skeleton of all."""

    parts: Mapping[str, tuple[Triple, ...]]
    skeleton: tuple[Triple, ...]

    def of(self, names: Collection[str]) -> tuple[Triple, ...]:
        """The graph by which some of them are judged."""
        return tuple(dict.fromkeys((*self.skeleton, *(one for name in names for one in self.parts[name]))))

    def beside(self, names: Collection[str]) -> frozenset[str]:
        """What the others alone describe: a graph of some has not all of it, so nothing that it shows of it counts."""
        described = {name: frozenset(_name(one.subject) for one in rows) for name, rows in self.parts.items()}
        within = frozenset[str]().union(*(described[name] for name in names))
        return frozenset[str]().union(*described.values()) - within


def portions(graph: Iterable[Triple]) -> Portions:
    """All portions of a graph; each statement is in at least one."""
    said: dict[str, list[Triple]] = defaultdict(list)
    for triple in graph:
        said[_name(triple.subject)].append(triple)
    apart = {name for name, rows in said.items() if any(_is_apart(row) for row in rows)}
    parts = {name: tuple(_led_to(name, said, apart)) for name in sorted(apart)}
    reached = {_name(row.subject) for rows in parts.values() for row in rows}
    parts[_REST] = tuple(row for name, rows in said.items() if name not in reached for row in rows)
    known = (row for name in sorted(apart) for row in said[name])
    return Portions(parts, tuple(row for row in known if row.predicate.value == RDF_TYPE or _name(row.object) in said))


def violations(
    graph: Iterable[Triple], judge: Callable[[Iterable[Triple]], Iterable[Finding]], steps: Steps
) -> tuple[Finding, ...]:
    """What forbids a graph, found by judging no more of it than has changed; `judge` tells what forbids a graph."""
    made = portions(graph)
    skeleton = steps.given(sorted(map(str, made.skeleton)))
    keys = {name: steps.given(sorted(map(str, rows)), skeleton) for name, rows in made.parts.items()}
    due = [name for name, key in keys.items() if steps.cache.result(_step(name), key) is None]
    # What is told is what the whole shows, whatever a part of it may have looked like.
    beside = made.beside(due)
    if due and any(found.focus not in beside for found in judge(made.of(due))):
        told = tuple(judge(made.of(made.parts.keys())))
        if told:
            return told
    for name in due:
        steps.cache.keep(_step(name), keys[name], True)
    return ()


def _step(name: str) -> str:
    return f"{STEPS}{name}"


def _name(term: object) -> str:
    return str(getattr(term, "value", term))


def _is_apart(triple: Triple) -> bool:
    return triple.predicate.value == RDF_TYPE and _name(triple.object) in _APART


def _led_to(start: str, said: Mapping[str, list[Triple]], apart: Collection[str]) -> Iterator[Triple]:
    seen, waiting = {start}, [start]
    while waiting:
        for triple in said.get(waiting.pop(), ()):
            yield triple
            target = _name(triple.object)
            if target not in seen and target not in apart:
                seen.add(target)
                waiting.append(target)
