"""Names that a line may have been cut off: left out and told, for what is left looks like a name, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")


def signed(name: str) -> Extraction:
    text = SAMPLE.replace("Frank Matiaske\n\nLandrat", f"{name}\n\nLandrat")
    assert name in text
    return extract(parse(text.encode(), "x.md"))


def local_name(extraction: Extraction) -> str | None:
    assert extraction.agreement is not None, [str(fault) for fault in extraction.faults]
    return next(one.signatory_name for one in extraction.agreement.signatures if one.key == "signature-local")


@pytest.mark.parametrize("name", ["Klaus Peter\nSchellhaas", "Klaus\nPeter Schellhaas", "Klaus Peter\n\nSchellhaas"])
def test_what_is_left_of_a_name_is_none(name: str) -> None:
    extraction = signed(name)
    assert local_name(extraction) is None
    (said,) = extraction.left_out
    assert said.place is not None
    assert said.place.line is not None
    assert 'angabe = "signature-local signatoryName"' in said.message


@pytest.mark.parametrize(
    "name",
    [
        "Klaus Peter Schellhaas",
        "Schellhaas\n\nKlaus Peter Schellhaas",
        "gez.\n\nFrank Matiaske",
        "(Siegel)\n\nAnna Muster",
    ],
)
def test_whole_names(name: str) -> None:
    extraction = signed(name)
    assert local_name(extraction) == name.rpartition("\n")[2]
    assert extraction.left_out == ()


def test_a_day_with_its_place_above_an_office_that_nobody_knows() -> None:
    text = SAMPLE[: SAMPLE.rindex("Landrat")] + "Fachbereichsleiter\n"
    (said,) = extract(parse(text.encode(), "x.md")).faults
    assert "ontology/offices.ttl" in said.message
    assert said.place is not None
    assert said.place.line is not None
