"""Damaged documents: whatever happens to them, no fact is invented and every quotation stands where it says."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqbgraph.errors import ReadingError
from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.facts import facts
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.extraction.extractor import Extraction

SAMPLES = Path(__file__).parents[2] / "examples" / "agreements"
TEXTS = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.md"))]
FOOTERS = ("Seite 3 von 5", "- 3 -", "3", "HMSI, Az. 12-34", "https://arbeitswelt.hessen.de", "Abschrift")
# Whose values may not differ from the undamaged document's; a label may be a part or a joining of its words.
EXACT = {
    "year",
    "localParty",
    "stateParty",
    "programme",
    "amount",
    "fiscalYear",
    "signedOn",
    "onBehalfOf",
    "legalCodes",
}
# Where no words are moved, not even a name may differ; of names broken or joined a part is not held against it.
NAMES = {"label", "measureType", "signatoryName", "signatoryRole", "signedAt", "emptyMeasureTypes", "issuingAuthority"}
MOVING = {"split line", "joined prose"}
EXAMPLES = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Extraction:
    return extract(parse(text.encode(), "damaged.md"))


def known(text: str) -> set[tuple[str, str, str]]:
    return {(fact.node, fact.name, str(fact.value)) for fact in facts(read(text))}


WHOLE = {text: known(text) for text in TEXTS}


def lost_line(text: str, at: int, _: int) -> str:
    lines = text.splitlines(keepends=True)
    del lines[at % len(lines)]
    return "".join(lines)


def footer(text: str, at: int, which: int) -> str:
    lines = text.splitlines()
    blank = [""] if which % 2 else []
    lines[at % len(lines) : at % len(lines)] = [*blank, FOOTERS[which % len(FOOTERS)], *blank]
    return "\n".join(lines)


def lost_bold(text: str, at: int, _: int) -> str:
    lines = text.splitlines()
    lines[at % len(lines)] = lines[at % len(lines)].replace("**", "")
    return "\n".join(lines)


def lost_hashes(text: str, at: int, _: int) -> str:
    lines = text.splitlines()
    lines[at % len(lines)] = lines[at % len(lines)].lstrip("# ")
    return "\n".join(lines)


def split_line(text: str, at: int, _: int) -> str:
    blanks = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", text)]
    place = blanks[at % len(blanks)]
    return text[:place] + "\n" + text[place + 1 :]


def joined_prose(text: str, at: int, _: int) -> str:
    """Two lines of prose or heading become one; two items joined cannot be told from one long item."""
    ends = [match.start() for match in re.finditer(r"\n\n(?![-\n])", text) if text[match.start() - 1] != "\n"]
    place = ends[at % len(ends)]
    return text[:place] + " " + text[place + 2 :]


DAMAGES: dict[str, Callable[[str, int, int], str]] = {
    "lost line": lost_line,
    "footer": footer,
    "lost bold": lost_bold,
    "lost hashes": lost_hashes,
    "split line": split_line,
    "joined prose": joined_prose,
}


def wrong(whole: set[tuple[str, str, str]], extraction: Extraction, names: set[str]) -> list[tuple[str, str, str]]:
    """Facts of an accepted document that the undamaged one does not hold."""
    if extraction.faults:
        return []
    values = {(name, value) for _, name, value in whole}
    found = [(fact.node, fact.name, str(fact.value)) for fact in facts(extraction)]
    return [row for row in found if row[1] in names and row[1:] not in values]


@pytest.mark.parametrize("kind", list(DAMAGES))
@given(data=st.data())
@EXAMPLES
def test_no_fact_is_invented(kind: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    damaged = DAMAGES[kind](text, data.draw(st.integers(0, 10_000)), data.draw(st.integers(0, 100)))
    extraction = read(damaged)
    assert wrong(WHOLE[text], extraction, EXACT if kind in MOVING else EXACT | NAMES) == []
    for fact in facts(extraction):
        assert extraction.document.text[fact.start : fact.end] == fact.quote
    account = extraction.accounting
    assert account.lines == sum(bool(line.strip()) for line in damaged.splitlines())
    assert account.evidence + account.standing + account.not_understood == account.lines


@pytest.mark.parametrize("text", TEXTS, ids=["2024", "2025"])
def test_measures_keep_their_type_whatever_line_is_lost(text: str) -> None:
    """The one damage that could file a measure under another type without a trace."""
    types = {value: node[:9] for node, name, value in WHOLE[text] if name == "label" and node.startswith("measure")}
    for at in range(text.count("\n") + 1):
        extraction = read(lost_line(text, at, 0))
        if extraction.agreement is None:
            continue
        for measure in extraction.agreement.measures:
            assert types[measure.label] == f"measure-{measure.measure_type.key}", at


def test_most_facts_survive_a_lost_line() -> None:
    """Refusal is right where a heading is lost; elsewhere only the line's own facts may go."""
    shares = []
    for text in TEXTS:
        for at in range(text.count("\n") + 1):
            extraction = read(lost_line(text, at, 0))
            found: set[Any] = set() if extraction.faults else {(f.name, str(f.value)) for f in facts(extraction)}
            whole = {row[1:] for row in WHOLE[text] if row[1] not in ("text", "statement")}
            shares.append(len(found & whole) / len(whole))
    assert sum(shares) / len(shares) > 0.9


@given(st.text(max_size=400))
@EXAMPLES
def test_any_text_is_refused_in_words(text: str) -> None:
    with suppress(ReadingError):
        assert read(text).faults


@pytest.mark.parametrize(
    "text",
    [
        "# Zielvereinbarung\n\n" + "- x\n" * 9_000,
        "1" * 100_000 + " Euro",
        ("1 " * 20_000) + "Euro",
        "Zielvereinbarung " + "und dem " * 20_000,
        "§ 5\n" + "A" * 100_000,
        "Wiesbaden, den " + "1. " * 20_000,
        "*" * 10_000 + "x" + "*" * 10_000,
        "> " * 300 + "x",
        "[" * 5_000 + "x" + "]" * 5_000,
    ],
    ids=["items", "digits", "spread digits", "und dem", "capitals", "dates", "stars", "quotes", "brackets"],
)
def test_hostile_texts_end(text: str) -> None:
    """No pattern runs away: each of these is refused; a pattern that backtracks would not come back."""
    assert read(text).faults
