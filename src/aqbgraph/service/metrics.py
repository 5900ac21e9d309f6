"""What the service tells of itself to Prometheus: requests, their time, problems, kept results, workers.

https://prometheus.io/docs/practices/naming/
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from aqbgraph.service import coding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.core import Metric

    from aqbgraph.service.editions import Editions

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
MANY = 100  # answers that are counted at once


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
        self._seconds = Histogram(
            "aqbgraph_request_seconds", "Time to an answer.", ("kind",), buckets=SECONDS, registry=self._registry
        )
        self._problems = Counter(
            "aqbgraph_query_problems",
            "Queries that were not answered, by the kind of problem: deadline, busy, resources-exhausted and others.",
            ("problem",),
            registry=self._registry,
        )
        self._registry.register(_State(editions))
        # Finding a series by its labels costs more than counting.
        self._counters = lru_cache(maxsize=256)(self._requests.labels)
        self._uncounted: list[tuple[str, int, float]] = []
        self._times = lru_cache(maxsize=64)(self._seconds.labels)

    def answered(self, kind: str, status: int, seconds: float) -> None:
        """Counts an answer; many are counted at once, since that takes long beside an answer that takes little."""
        self._uncounted.append((kind, status, seconds))
        if len(self._uncounted) >= MANY:
            self._count()

    def _count(self) -> None:
        uncounted, self._uncounted = self._uncounted, []
        for kind, status, seconds in uncounted:
            self._counters(kind, status).inc()
            self._times(kind).observe(seconds)

    def refused(self, problem: str) -> None:
        """Counts a query that was not answered."""
        self._problems.labels(problem).inc()

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        self._count()
        return generate_latest(self._registry)


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
