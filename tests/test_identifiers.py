from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.identifiers import LONGEST_SLUG, TERMS, Identifiers, agreement_path, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Werra-Meißner-Kreis", "werra-meissner-kreis"),
        ("Let's work", "lets-work"),
        ("BASS Studenten*innen", "bass-studenten-innen"),
        ('"Aktiv in den Job (Junge-Mütter-Projekt)"', "aktiv-in-den-job-junge-muetter-projekt"),
        ("Café À la carte", "cafe-a-la-carte"),
        ("U\u0308bergang", "uebergang"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(min_size=1))
def test_slug_is_a_path_of_its_own(name: str) -> None:
    made = slug(name)
    assert made
    assert len(made) <= LONGEST_SLUG
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made == slug(name)


def test_long_names_stay_apart() -> None:
    assert slug("x" * 200 + "a") != slug("x" * 200 + "b")


def test_names() -> None:
    names = Identifiers("http://example.org/")
    assert names.series("x", "y") == "http://example.org/series/x/y#series"
    assert names.concept("measure-types", "3") == "http://example.org/def/measure-types#3"
    assert names.programme("aqb") == "http://example.org/programme/aqb#programme"
    assert agreement_path(2018, "x", ["arbeitsmarktbudget"]) == "agreement/2018/x-arbeitsmarktbudget"
    assert agreement_path(2018, "x", ["aqb", "arbeitsmarktbudget"]) == "agreement/2018/x"


def test_rebase() -> None:
    names = Identifiers("http://example.org/")
    assert names.rebase("https://w3id.org/aqb/party/x#party") == "http://example.org/party/x#party"
    assert names.rebase(TERMS + "amount") == TERMS + "amount"
    assert names.rebase("http://schema.org/name") == "http://schema.org/name"
