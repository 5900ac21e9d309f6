"""The generator itself: what it says is true stands in its texts, and its judge finds what differs."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.generation import wording
from tests.generation.changes import DAMAGES, ENCODINGS, HARMLESS
from tests.generation.content import ERAS
from tests.generation.examples import MIXED, Example, example, seeded, written
from tests.generation.forms import BASE, forms
from tests.generation.judging import judge
from tests.generation.scheme import declined, locals_of, ministry
from tests.generation.truth import ANY

# A smaller seed makes no simpler document, so nothing is shrunk.
FEW = settings(
    max_examples=5,
    derandomize=True,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow],
)
SEEDS = st.integers(0, 2**32)
FORMS = [(era, form) for era in ERAS for form in (*forms(era), MIXED)]
MARKUP = re.compile(r"<[^>]*>|\\(?=[\\`*_\[\]<>|])")


def visible(text: str) -> str:
    """The words of a document, whatever its markup."""
    return " ".join(unescape(MARKUP.sub("", text)).split())


@pytest.mark.parametrize(("era", "form"), FORMS)
@given(seed=SEEDS)
@FEW
def test_what_is_true_stands_in_the_text(era: str, form: str, seed: int) -> None:
    made = example(seeded(seed), era, form)
    words = visible(made.text)
    for node, name, value in made.truth.required:
        if name in ("label", "signatoryName", "signatoryRole", "signedAt") and value != ANY:
            assert value in words, (node, name)
        if name in ("year", "startYear", "endYear", "fiscalYear"):
            assert value in words, (node, name)
    for _, amount in made.content.amounts:
        assert visible(wording.amount(amount, made.form.amount)) in words
    for signing in (made.content.state_signing, made.content.local_signing):
        if signing.day is not None:
            assert wording.day(signing.day, made.form.day) in words


@pytest.mark.parametrize("change", HARMLESS)
@given(seed=SEEDS)
@FEW
def test_harmless_changes_keep_every_letter(change: str, seed: int) -> None:
    whole = example(seeded(seed), "2024-2025")
    changed = example(seeded(seed), "2024-2025", change=change)
    assert changed.truth == whole.truth
    missing = iter(_letters(changed))
    assert all(letter in missing for letter in _letters(whole))


def _letters(made: Example) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", made.text))


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(seed=SEEDS)
@FEW
def test_encodings_hold_every_letter(encoding: str, seed: int) -> None:
    made = example(seeded(seed), "2024-2025", change=encoding)
    code = {"Windows-1252": "cp1252", "UTF-8": "utf-8"}.get(encoding, "utf-16" if "16" in encoding else "utf-8-sig")
    assert made.encoded.decode(code) == made.text


@pytest.mark.parametrize("damage", DAMAGES)
@given(seed=SEEDS)
@FEW
def test_no_damage_makes_another_number(damage: str, seed: int) -> None:
    """Digits may be lost with their line or as letters; none becomes another, which nobody could see."""
    damaged = example(seeded(seed), "2024-2025", change=damage)
    whole = written(seeded(seed), damaged.content, damaged.form)
    assert damaged.text != whole.text or damage.startswith("text recognition")
    numbers = re.findall(r"(?<!\w)\d{4,}(?!\w)", whole.text)
    assert set(re.findall(r"(?<!\w)\d{4,}(?!\w)", damaged.text)) <= set(numbers)


@given(seed=SEEDS, era=st.sampled_from(sorted(ERAS)))
@FEW
def test_the_same_chance_makes_the_same_document(seed: int, era: str) -> None:
    one = example(seeded(seed), era, MIXED)
    assert example(seeded(seed), era, MIXED) == one


@given(seed=SEEDS, damaged=st.booleans())
@FEW
def test_the_judge_sees_what_is_missing_and_what_is_wrong(seed: int, damaged: bool) -> None:
    truth = example(seeded(seed), "2018").truth
    found = frozenset(row if row[2] != ANY else (*row[:2], "any words") for row in truth.required)
    whole = judge(truth, found, damaged=damaged)
    assert (whole.missing, whole.wrong, whole.near) == (frozenset(), frozenset(), frozenset())
    amount = next(row for row in found if row[:2] == ("budget-aqb", "amount"))
    less = judge(truth, found - {amount}, damaged=damaged)
    assert (set(less.missing), set(less.wrong)) == ({amount}, set())
    other = (*amount[:2], f"{amount[2]}0")
    more = judge(truth, found - {amount} | {other}, damaged=damaged)
    assert (set(more.missing), set(more.wrong)) == ({amount}, {other})


def test_free_words_of_a_damaged_document_may_be_near() -> None:
    truth = example(seeded(1), "2024-2025").truth
    label = next(row for row in truth.required if row[0] == "measure-1-1" and row[1] == "label")
    part = (*label[:2], label[2].replace("e", "c", 1))
    assert judge(truth, frozenset({part})).wrong == {part}
    assert judge(truth, frozenset({part}), damaged=True).near == {("measure-1", "label", part[2])}
    stranger = (*label[:2], "Etwas ganz anderes als sonst")
    assert judge(truth, frozenset({stranger}), damaged=True).wrong == {("measure-1", "label", stranger[2])}


def test_amounts_in_words() -> None:
    assert wording.in_words(491_550) == "vierhunderteinundneunzigtausendfünfhundertfünfzig"
    assert wording.in_words(1_200_000) == "eine Million zweihunderttausend"
    assert wording.in_words(16_000) == "sechzehntausend"


def test_names_are_declined() -> None:
    naming = declined("Main-Kinzig-Kreis")
    assert naming is not None
    assert naming.genitive == "des Main-Kinzig-Kreises"
    assert naming.spread().dative == "dem Main - Kinzig - Kreis"
    assert declined("Kassel, documenta-Stadt") is None
    assert ministry(2012).name.genitive == "des Hessischen Sozialministeriums"
    assert ministry(2018).minister == "Stefan Grüttner"


def test_all_districts_and_cities_take_part() -> None:
    assert len(locals_of(2025)) == 26
    assert "hanau" in {local.key for local in locals_of(2026)}
    assert {form.markup for form in forms("2024-2025").values()} == {"markdown", "plain", "html"}
    assert forms("2018")["as the samples"] == BASE
