from __future__ import annotations

import pytest

from aqbgraph.publication.catalogue.licence_terms import licence_terms
from aqbgraph.publication.publisher.settings import LICENCES, Licence


@pytest.mark.parametrize("licence", LICENCES.values(), ids=LICENCES)
def test_says_whether_a_name_is_asked_for(licence: Licence) -> None:
    terms = licence_terms(licence)
    assert terms is not None
    assert ("nicht verlangt" in terms.must.de) is not licence.names_publisher
    assert ("No attribution" in terms.must.en) is not licence.names_publisher


def test_of_another_licence_only_its_own_text_tells() -> None:
    assert licence_terms(Licence("https://data.example/licence", "Eigene Lizenz")) is None
