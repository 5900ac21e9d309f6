"""Letters of other scripts that look like ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.errors import Doubtful
from aqbgraph.extraction.doubts.misreadings import Misreading, in_name, in_person
from aqbgraph.extraction.doubts.scripts import in_latin, is_foreign
from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
CYRILLIC = str.maketrans("aeopcyx", "\u0430\u0435\u043e\u0440\u0441\u0443\u0445")


@pytest.mark.parametrize("name", ["Begrüßen und Integrieren", "Özlem Şahin", "Łódź", "Café 2°", "ﬁt für 5 µm"])
def test_latin_letters(name: str) -> None:
    assert not is_foreign(name)


@pytest.mark.parametrize("name", ["\u0420eter", "B\u039fT", "\uff11\u5b66", "проект"])
def test_letters_of_other_scripts(name: str) -> None:
    assert is_foreign(name)


def test_as_they_look() -> None:
    assert in_latin("Digital Praxis".translate(CYRILLIC)) == "Digital Praxis"
    assert in_latin("проект") == ""
    assert in_name("Digit\u0430l Praxis") == in_person("Digit\u0430l") == Misreading("Digit\u0430l", "Digital")


def test_such_a_project_is_left_out_and_told() -> None:
    found = extract(parse(SAMPLE.replace("Digital Praxis", "Digit\u0430l Praxis").encode(), "sample.md"))
    assert found.agreement is not None
    assert "Digit" not in " ".join(measure.label for measure in found.agreement.measures)
    assert any("Digit\u0430l" in unread.reason for unread in found.accounting.unread)


def test_such_a_person_is_left_out() -> None:
    found = extract(parse(SAMPLE.replace("Frank Matiaske", "Fr\u0430nk Matiaske").encode(), "sample.md"))
    assert found.agreement is not None
    assert any(isinstance(fault, Doubtful) and "Frank" in fault.message for fault in found.left_out)
    assert [one.signatory_name for one in found.agreement.signatures] == ["Heike Hofmann", None]
