"""What the service tells of itself to Prometheus: requests, their time, problems, kept results, workers.

https://prometheus.io/docs/practices/naming/
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Counted
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from aqbgraph.service.replies import coding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.core import Metric

    from aqbgraph.service.editions.editions import Editions

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counts for one application."""

    def __init__(self, editions: Editions) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "aqbgraph_requests",
            "Answers by what was asked for and status.",
            ("kind", "status"),
            registry=self._registry,
        )
        self._times = _Times()
        self._registry.register(self._times)
        self._problems = Counter(
            "aqbgraph_query_problems",
            "Queries that were not answered, by the kind of problem: deadline, busy, resources-exhausted and others.",
            ("problem",),
            registry=self._registry,
        )
        self._registry.register(_State(editions))
        self._uncounted = Counted[tuple[str, int]]()

    def answered(self, kind: str, status: int, seconds: float) -> None:
        """Counts an answer. A series is told when somebody asks: to find and lock it takes long beside an answer."""
        self._uncounted[kind, status] += 1
        self._times.count(kind, seconds)

    def _count(self) -> None:
        uncounted, self._uncounted = self._uncounted, Counted()
        for labels, number in uncounted.items():
            self._requests.labels(*labels).inc(number)

    def refused(self, problem: str) -> None:
        """Counts a query that was not answered."""
        self._problems.labels(problem).inc()

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        self._count()
        return generate_latest(self._registry)


class _Times(Collector):
    """Times to an answer by kind of request: how many in each range, and their sum."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(SECONDS) + 1))
        self._sums: defaultdict[str, float] = defaultdict(float)

    def count(self, kind: str, seconds: float) -> None:
        """One more."""
        self._numbers[kind][bisect_left(SECONDS, seconds)] += 1
        self._sums[kind] += seconds

    def collect(self) -> Iterator[Metric]:
        """The histogram; each range counts what is in those below too."""
        found = HistogramMetricFamily("aqbgraph_request_seconds", "Time to an answer.", labels=("kind",))
        for kind, numbers in self._numbers.items():
            bounds = (*map(floatToGoString, SECONDS), "+Inf")
            found.add_metric((kind,), [*zip(bounds, accumulate(numbers), strict=True)], self._sums[kind])
        yield found


class _State(Collector):
    """What is so at the moment of asking, of the edition being served."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions

    def collect(self) -> Iterator[Metric]:
        """The numbers."""
        edition = self._editions.current
        for state, number in edition.engine.workers.items():
            yield _gauge(f"aqbgraph_workers_{state}", f"Worker processes or requests for one: {state}.", number)
        for name, kept in (("result", edition.results), ("coding", coding.kept)):
            yield CounterMetricFamily(f"aqbgraph_{name}_cache_hits", "Found in the cache.", kept.hits)
            yield CounterMetricFamily(f"aqbgraph_{name}_cache_misses", "Not found in the cache.", kept.misses)
            yield _gauge(f"aqbgraph_{name}_cache_bytes", "Size of what the cache keeps.", kept.size)
            yield _gauge(f"aqbgraph_{name}_cache_entries", "Number of what the cache keeps.", len(kept))
        yield _gauge("aqbgraph_triples", "Triples in the union of all graphs.", edition.engine.loaded.triples)
        yield _gauge("aqbgraph_graphs", "Named graphs.", edition.engine.loaded.graphs)
        yield _gauge("aqbgraph_outdated", "1 while a newer publication cannot be served.", bool(self._editions.fault))


def _gauge(name: str, comment: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, comment, value)
