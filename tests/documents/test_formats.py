"""The samples as HTML, Word, PDF and scan: what is read of them is what is read of the Markdown.

Of scans every sum, year, day and party is right, or the document is refused.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests import making

from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.facts import facts
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.extraction.extractor import Extraction

SAMPLES = Path(__file__).parents[2] / "examples" / "agreements"
ORIGINALS = Path(__file__).resolve().parents[3] / "shared" / "agreements"
NAMES = ("2024-werra-meissner-kreis", "2025-odenwaldkreis")
FORMS: dict[str, Callable[[str], bytes]] = {
    "html": lambda text: making.html(text).encode(),
    "docx": making.word,
    "pdf": making.pdf,
    "pdf in one column": lambda text: making.pdf(text, columns=False, size=10),
}
MUST_BE_RIGHT = {"amount", "year", "fiscalYear", "startYear", "endYear", "signedOn", "localParty", "stateParty"}
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None and not os.environ.get("CI"), reason="Tesseract is not installed"
)


def values(extraction: Extraction) -> set[tuple[str, str, str]]:
    """Field by field; what bullet a clause has, and where its words begin a new line, is the form's."""
    return {(fact.node, fact.name, " ".join(str(fact.value).replace("•", "-").split())) for fact in facts(extraction)}


def read(content: bytes) -> Extraction:
    extraction = extract(parse(content, "document"))
    for fact in facts(extraction):
        assert extraction.document.text[fact.start : fact.end] == fact.quote
    return extraction


def check(text: str, content: bytes) -> None:
    extraction = read(content)
    assert extraction.faults == ()
    assert values(extraction) == values(read(text.encode()))
    assert extraction.accounting.unread == ()


@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize("name", NAMES)
def test_all_facts_of_the_samples(name: str, form: str) -> None:
    text = (SAMPLES / f"{name}.md").read_text("utf-8")
    check(text, FORMS[form](text))


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the original agreements are not beside the project")
@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize("name", NAMES)
def test_all_facts_of_the_originals(name: str, form: str) -> None:
    text = (ORIGINALS / f"{name}.md").read_text("utf-8")
    check(text, FORMS[form](text))


@needs_tesseract
def test_scan_is_right_or_refused() -> None:
    text = (SAMPLES / f"{NAMES[1]}.md").read_text("utf-8")
    extraction = read(making.Scanner(noise=6).pdf(making.pdf(text)))
    assert {repair.rule for repair in extraction.repairs} >= {"bullet", "paragraph sign"}
    known = values(read(text.encode()))
    if extraction.faults:
        # Whatever is refused, nothing that was read for certain is wrong.
        assert all("Scan" in fault.message for fault in extraction.faults), extraction.faults
        return
    found = values(extraction)
    assert {row for row in found if row[1] in MUST_BE_RIGHT} == {row for row in known if row[1] in MUST_BE_RIGHT}
    assert len(found & known) >= 0.9 * len(known)


@needs_tesseract
@pytest.mark.parametrize("angle", [-5, 2.5, 90, 181.5])
def test_a_scan_that_lies_askew_is_right(angle: float) -> None:
    """As one that lies straight: nothing is refused, and whose a measure is does not depend on the way the page lay."""
    text = (SAMPLES / f"{NAMES[1]}.md").read_text("utf-8")
    straight = making.Scanner(0, 6).pages(making.pdf(text))
    pages = [page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255) for page in straight]
    extraction = read(making.pages(pages, "PDF", resolution=making.DPI))
    assert extraction.faults == ()
    known, found = values(read(text.encode())), values(extraction)
    right, told = ({row for row in rows if row[1] in MUST_BE_RIGHT} for rows in (known, found))
    assert told <= right
    # What a scan leaves open and is secondary may be left out, and is told then.
    assert {row[1] for row in right - told} <= {"startYear", "endYear"}
    assert len(right - told) <= sum(bool(row.reason) for row in extraction.accounting.unread)
    measures = {row[:2] for row in known if row[1] in ("measureType", "label")}
    listed = {row[:2] for row in found if row[1] in ("measureType", "label")}
    # "MInA" is often read as "MinA", which may be a name as well: it is left out then, and told.
    assert not any("MinA" in value for _, name, value in found if name == "label")
    told_of = any("MinA" in fault.message for fault in extraction.left_out)
    assert measures - listed == ({("measure-3-2", "measureType"), ("measure-3-2", "label")} if told_of else set())
    assert listed <= measures
    types = {row for row in known if row[1] == "measureType" and row[:2] in listed}
    assert {row for row in found if row[1] == "measureType"} == types
    assert len(found & known) >= 0.9 * len(known)


def test_every_evidence_of_a_pdf_has_its_place() -> None:
    """Page and box: the words that stand in the box of an evidence are the words of its quotation."""
    extraction = read(making.pdf((SAMPLES / f"{NAMES[1]}.md").read_text("utf-8")))
    agreement, document = extraction.agreement, extraction.document
    assert agreement is not None
    listed = [*agreement.evidence, *(item for node in agreement.nodes for item in node.evidence)]
    assert len(listed) > 50
    for item in listed:
        assert item.regions
        for region in item.regions:
            assert 0 <= region.left < region.right <= 596
            assert 0 <= region.top < region.bottom <= 842
    amount = agreement.budgets[0].evidence[0]
    (region,) = amount.regions
    inside = [
        document.text[word.start : word.end]
        for word in document.words
        if word.page == region.page and region.top - 1 <= word.top and word.bottom <= region.bottom + 1
    ]
    assert "491.550 Euro" in " ".join(inside)
    assert " ".join(inside) == " ".join(amount.quote.split())
