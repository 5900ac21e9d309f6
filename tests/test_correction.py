"""What is proposed for a sheet of corrections, in a line and as the file has it."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from aqbgraph.correction import UNKNOWN, Proposal, Verb, sheet_name


def test_a_sheet_stands_beside_its_source() -> None:
    assert sheet_name("2025/odenwaldkreis.pdf") == "2025/odenwaldkreis.korrekturen.toml"
    assert sheet_name("2025.x/agreement") == "2025.x/agreement.korrekturen.toml"


def test_a_proposal_in_a_line_and_as_the_file_has_it() -> None:
    made = Proposal(Verb.CORRECT, (("angabe", "year"), ("gelesen", "20Z5"), ("richtig", UNKNOWN)))
    assert str(made) == '[[berichtigen]] angabe = "year", gelesen = "20Z5", richtig = "…"'
    assert made.lines() == '[[berichtigen]]\nangabe = "year"\ngelesen = "20Z5"\nrichtig = ""'


@given(st.text(st.characters(codec="utf-8")))
def test_whatever_was_read_is_valid_toml(read: str) -> None:
    made = Proposal(Verb.CONFIRM, (("angabe", "year"), ("gelesen", read)))
    expected = "" if read == UNKNOWN else read
    assert tomllib.loads(made.lines()) == {"bestaetigen": [{"angabe": "year", "gelesen": expected}]}
