"""Generated agreements of known truth: undamaged ones are read in full, no damage makes a wrong fact."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.generation.changes import DAMAGES, ENCODINGS, HARMLESS
from tests.generation.content import ERAS
from tests.generation.examples import MIXED, Example, example, seeded
from tests.generation.forms import forms
from tests.generation.judging import judge, rows

from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.extraction.facts import facts
from aqbgraph.reading.readers import parse

# A smaller seed makes no simpler document, so nothing is shrunk.
FEW = settings(
    max_examples=5,
    derandomize=True,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow],
)
MORE = settings(FEW, max_examples=40)
SEEDS = st.integers(0, 2**32)
FORMS = [(era, form) for era in ERAS for form in (*forms(era), MIXED)]
CHANGES = [(era, change) for era in ERAS for change in (*HARMLESS, *ENCODINGS)]
BROKEN = [(era, damage) for era in ERAS for damage in DAMAGES]


def read(made: Example) -> Extraction:
    """Reads an example; every quotation stands where its fact says."""
    extraction = extract(parse(made.encoded, made.name))
    for fact in facts(extraction):
        assert extraction.document.text[fact.start : fact.end] == fact.quote
    return extraction


def assert_read_in_full(made: Example) -> None:
    extraction = read(made)
    assert [str(fault) for fault in extraction.faults] == []
    verdict = judge(made.truth, rows(facts(extraction)))
    assert sorted(verdict.wrong) == []
    assert sorted(verdict.missing) == []


@pytest.mark.parametrize(("era", "form"), FORMS)
@given(seed=SEEDS)
@FEW
def test_every_form_is_read_in_full(era: str, form: str, seed: int) -> None:
    assert_read_in_full(example(seeded(seed), era, form))


@pytest.mark.parametrize(("era", "change"), CHANGES)
@given(seed=SEEDS)
@FEW
def test_what_loses_nothing_changes_nothing(era: str, change: str, seed: int) -> None:
    assert_read_in_full(example(seeded(seed), era, change=change))


@pytest.mark.parametrize(("era", "damage"), BROKEN)
@given(seed=SEEDS)
@MORE
def test_no_damage_makes_a_wrong_fact(era: str, damage: str, seed: int) -> None:
    """Less may be read, or the document refused; what is accepted is true."""
    made = example(seeded(seed), era, change=damage)
    extraction = read(made)
    if not extraction.faults:
        assert sorted(judge(made.truth, rows(facts(extraction)), damaged=True).wrong) == []
