"""What lies at an address is read in each build: nobody tells whether it has changed, and the cache must not guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import fsspec

from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.elsewhere import Address
from aqbgraph.reading.finding.inputs import find_inputs

if TYPE_CHECKING:
    from pathlib import Path


def test_a_change_at_an_address_is_seen_in_spite_of_the_cache(samples: Path, tmp_path: Path) -> None:
    store = fsspec.filesystem("memory")
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    for amount in ("491.550", "391.550"):
        store.pipe("/agreements/odenwaldkreis.md", text.replace("491.550", amount).encode())
        found = find_inputs([Address("memory://agreements/")])
        report = build(found.sources, tmp_path / "public", Settings(search=False), jobs=1, cache=tmp_path / "cache")
        assert report.digest is not None, report.faults
        data = (tmp_path / "public/agreement/2025/odenwaldkreis.ttl").read_text("utf-8")
        assert amount.replace(".", "") in data
    store.rm("/agreements", recursive=True)
