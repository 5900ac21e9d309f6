from __future__ import annotations

import pytest

from aqbgraph.extraction.series.series import series_label, series_name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("MInA - Migranten in Arbeit 2025", "mina-migranten-in-arbeit"),
        ("MInA – Migranten in Arbeit 2024", "mina-migranten-in-arbeit"),
        ("Digital Praxis 2024/25", "digital-praxis"),
        ("Geflüchtete I", "gefluechtete-i"),
        ("Geflüchtete II", "gefluechtete-ii"),
        ("2025", "2025"),
        ("Kurs 12025", "kurs-12025"),
    ],
)
def test_series_name(label: str, name: str) -> None:
    assert series_name(label) == name


@pytest.mark.parametrize(
    ("label", "name"), [("Digital Praxis 2025", "Digital Praxis"), ("2025", "2025"), ("Kurs - 2025", "Kurs")]
)
def test_series_label(label: str, name: str) -> None:
    assert series_label(label) == name
