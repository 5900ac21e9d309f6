"""Agreements to draw: three places over four years, one of them with a gap, one with rounded figures."""

from __future__ import annotations

import pytest
from tests.publication.pictures.corpora import agreed

from aqbgraph.publication.corpus.summary import Corpus, corpus

FAMILY, LANGUAGE = ("MINA – Migranten in Arbeit", "3"), ("Sprache & Beruf <A>", "1")


@pytest.fixture(scope="session")
def few() -> Corpus:
    """Names with signs of markup are among them."""
    return corpus(
        [
            agreed(2014, "odenwaldkreis", {"arbeitsmarktbudget": 200_000, "ausbildungsbudget": "300000.50"}, [FAMILY]),
            agreed(2016, "odenwaldkreis", {"aqb": 480_000}, [FAMILY, LANGUAGE]),
            agreed(2017, "odenwaldkreis", {"aqb": 491_550}, [LANGUAGE]),
            agreed(2017, "kassel-stadt", {"aqb": 880_000}, [("Werkstatt", "1")], rounded=("aqb",)),
            agreed(2017, "hersfeld-rotenburg", {"aqb": 491_550}, [("Werkstatt", "2")]),
        ]
    )
