"""A refused document shows what was read, and nothing that its fault throws doubt on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.facts import facts
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from pathlib import Path


def drafted(samples: Path, *edits: tuple[str, str]) -> dict[tuple[str, str], list[str]]:
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    extraction = extract(parse(text.encode(), "x.md"))
    assert extraction.faults
    assert extraction.agreement is None
    found: dict[tuple[str, str], list[str]] = {}
    for fact in facts(extraction):
        assert extraction.document.text[fact.start : fact.end] == fact.quote
        found.setdefault((fact.node, fact.name), []).append(str(fact.value))
    return found


def test_without_an_amount_all_the_rest_is_there(samples: Path) -> None:
    found = drafted(samples, ("**491.550 Euro**", ""))
    assert found["agreement", "year"] == ["2025"]
    assert found["agreement", "localParty"] == ["odenwaldkreis"]
    assert found["agreement", "programme"] == ["aqb"]
    assert found["measure-3-2", "label"] == ["MInA - Migranten in Arbeit 2025"]
    assert found["signature-local", "signatoryName"] == ["Frank Matiaske"]
    assert not [key for key in found if key[1] == "amount"]


def test_measures_whose_type_is_doubtful_are_left_out(samples: Path) -> None:
    """Of a list without its third heading: nothing between the second and the fourth."""
    heading = "**3. Qualifizierungsprojekte zur Arbeitsmarktintegration, Fachkräftesicherung**"
    found = drafted(samples, (heading, ""), ("491.550 Euro", "49.1550 Euro"))
    assert found["agreement", "localParty"] == ["odenwaldkreis"]
    measures = {node for node, _ in found if node.startswith("measure")}
    assert measures == {"measure-1-1", "measure-1-2", "measure-1-3", "measure-4-1", "measure-4-2"}
    assert found["measure-4-1", "label"] == ["BASS Studenten*innen"]


def test_a_list_with_another_fault_gives_no_measures(samples: Path) -> None:
    found = drafted(samples, ("- MInA", "- für alle im Kreis\n- MInA"))
    assert found["budget-aqb", "amount"] == ["491550"]
    assert not [key for key in found if key[0].startswith("measure")]


def test_two_years_are_both_shown_and_neither_is_the_agreements(samples: Path) -> None:
    found = drafted(samples, ("im Jahr 2025 Haushaltsmittel", "im Jahr 2024 Haushaltsmittel"))
    assert set(found["", "year"]) == {"2024", "2025"}
    assert ("agreement", "year") not in found
    assert ("budget-aqb", "fiscalYear") not in found
