from __future__ import annotations

import pytest

from aqbgraph.publication.formats import FORMATS, RESOURCE_FORMATS, content_type


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/b.ttl", "text/turtle; charset=utf-8"),
        ("a/b.jsonld", "application/ld+json"),
        ("data.nt.gz", "application/gzip"),
        ("index.html", "text/html; charset=utf-8"),
        ("tables/budgets.csv", "text/csv; charset=utf-8"),
        ("tables/budgets.csv-metadata.json", "application/csvm+json"),
        ("tables/csv-metadata.json", "application/csvm+json"),
        ("tables/budgets.parquet", "application/vnd.apache.parquet"),
        ("publication.json", "application/json"),
        ("a.b/c", "application/octet-stream"),
        ("x.unknown", "application/octet-stream"),
    ],
)
def test_content_type(name: str, expected: str) -> None:
    assert content_type(name) == expected


def test_table() -> None:
    assert len({row.suffix for row in FORMATS}) == len({row.media_type for row in FORMATS}) == len(FORMATS)
    assert not any(row.datasets for row in RESOURCE_FORMATS)
