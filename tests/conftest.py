"""The samples: where they are, what is read from them, and a publication of them that tests must not change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.sources import find_sources
from aqbgraph.reading.readers import read

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Document

# What a machine is doing beside a test is no fault of ours; what work costs is held in counts of calls.
settings.register_profile("aqbgraph", deadline=None)
settings.load_profile("aqbgraph")

SAMPLES = Path(__file__).parents[1] / "examples" / "agreements"
REPORTED = Path(__file__).parents[1] / "examples" / "reported"


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES


@pytest.fixture(scope="session")
def document() -> Document:
    return read(SAMPLES / "2025-odenwaldkreis.md", "2025-odenwaldkreis.md")


@pytest.fixture(scope="session")
def extraction(document: Document) -> Extraction:
    return extract(document)


@pytest.fixture(scope="session")
def agreement(extraction: Extraction) -> Agreement:
    assert extraction.agreement is not None, extraction.faults
    return extraction.agreement


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built") / "public"
    report = build(find_sources([SAMPLES]), target, Settings())
    assert report.digest is not None, report.faults
    return target


@pytest.fixture(scope="session")
def built_with_reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, and beside them what other sources report."""
    target = tmp_path_factory.mktemp("built") / "public"
    report = build(find_sources([SAMPLES, REPORTED]), target, Settings())
    assert report.digest is not None, report.faults
    return target
