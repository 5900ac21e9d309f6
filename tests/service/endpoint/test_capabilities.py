from __future__ import annotations

import pytest

from aqbgraph.service.endpoint import capabilities as module
from aqbgraph.service.endpoint.capabilities import PROBES, SD, Probe, capabilities


def test_the_engine_has_what_we_ask_it_for() -> None:
    assert {probe.iri for probe in capabilities()} == {probe.iri for probe in PROBES}


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FROBNICATE }",
        "ASK { FILTER (1 = 2) }",
        "ASK { BIND (<urn:no-function>(1) AS ?x) FILTER (BOUND(?x)) }",
    ],
)
def test_what_it_does_not_do_is_not_promised(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = Probe("feature", SD + "Invented", ("ASK {}", query))
    monkeypatch.setattr(module, "PROBES", (probe,))
    capabilities.cache_clear()
    try:
        assert capabilities() == ()
    finally:
        monkeypatch.undo()
        capabilities.cache_clear()
