"""Names that were probably misread are asked about; who has compared them with the source confirms or corrects them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import Doubtful
from aqbgraph.extraction.doubtful_names import MANY
from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.facts import facts
from aqbgraph.reading.companions import Companion
from aqbgraph.reading.corrections import read_sheet
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.extractor import Extraction

SAMPLES = Path(__file__).parents[2] / "examples" / "agreements"
SAMPLE = (SAMPLES / "2025-odenwaldkreis.md").read_text("utf-8")
SAID = 'wer = "Fachstelle"\nwann = 2026-03-02\nwarum = "Mit der Urschrift verglichen"\n'
# Words of the form, each with a confusion of letters.
MISREAD = (
    ("benachteiligte", "benachteiligtc"),
    ("rechtskreisübergreifenden", "rechtskrcisübergreifenden"),
    ("familiensorgenden", "familiensorgcnden"),
    ("Berufsabschluss", "Berufsabsehluss"),
    ("spezifische Angebote", "spezifisehe Angebote"),
    ("Kompetenzen", "Kompctenzen"),
    ("Haushaltsmittel in", "Haushaltsmittcl in"),
)


def read(*edits: tuple[str, str], sheet: Path | None = None) -> Extraction:
    text = SAMPLE
    for old, new in edits:
        text = text.replace(old, new, 1)
    found = read_sheet(Companion(sheet, sheet.name)) if sheet else None
    return extract(parse(text.encode(), "a.md"), found)


def misread(count: int) -> list[tuple[str, str]]:
    assert all(right in SAMPLE for right, _ in MISREAD)
    return list(MISREAD[:count])


@pytest.mark.parametrize(
    ("old", "new", "node"),
    [
        ("TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal", "measure-1-1 label"),
        ("Frank Matiaske", "Fronk Matiaske", "signature-local signatoryName"),
        ("Erbach, den", "Erbacb, den", "signature-local signedAt"),
        ("Wiesbaden, den", "Wiesboden, den", "signature-state signedAt"),
    ],
)
def test_a_doubtful_name_is_told_with_its_line_and_what_to_do(old: str, new: str, node: str) -> None:
    found = read((old, new))
    assert found.agreement is None
    (fault,) = found.faults
    assert isinstance(fault, Doubtful)
    assert fault.place is not None
    line = SAMPLE[: SAMPLE.index(old)].count("\n") + 1
    assert (fault.place.source, fault.place.line) == ("a.md", line)
    name = re.search(r'gelesen = "(.*?)"', fault.message)
    assert name is not None
    assert found.document.text[fault.place.start : fault.place.end] == name[1]
    assert f'[[bestaetigen]] angabe = "{node}"' in fault.message
    assert "a.korrekturen.toml" in fault.message


def test_what_is_doubtful_is_no_fact_of_a_refused_document() -> None:
    found = read(("TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal"), ("Wiesbaden, den", "Wiesboden, den"))
    values = {str(fact.value) for fact in facts(found)}
    assert values >= {"TZ-Ausbildung Bewerbercenter", "Heike Hofmann", "491550"}
    assert not values & {"TZ-Ausblldung Webportal", "Wiesboden"}
    assert not [fact for fact in facts(found) if fact.node == "measure-1-1"]


def entry(verb: str, angabe: str, gelesen: str, richtig: str = "") -> str:
    value = f'richtig = "{richtig}"\n' if richtig else ""
    return f'[[{verb}]]\nangabe = "{angabe}"\ngelesen = "{gelesen}"\n{value}{SAID}'


@pytest.mark.parametrize(
    ("verb", "right", "label"),
    [
        ("bestaetigen", "", "TZ-Ausblldung Webportal"),
        ("berichtigen", "TZ-Ausbildung Webportal", "TZ-Ausbildung Webportal"),
        ("streichen", "", "TZ-Ausbildung Bewerbercenter"),
    ],
)
def test_a_sheet_settles_it(tmp_path: Path, verb: str, right: str, label: str) -> None:
    sheet = tmp_path / "a.korrekturen.toml"
    sheet.write_text(entry(verb, "measure-1-1 label", "TZ-Ausblldung Webportal", right), "utf-8")
    found = read(("TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal"), sheet=sheet)
    assert found.agreement is not None, found.faults
    assert found.agreement.measures[0].label == label
    assert len(found.agreement.corrections) == 1


def test_a_confirmation_of_another_reading_does_not(tmp_path: Path) -> None:
    sheet = tmp_path / "a.korrekturen.toml"
    sheet.write_text(entry("bestaetigen", "measure-1-1 label", "TZ-Ausbildunq Webportal"), "utf-8")
    assert read(("TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal"), sheet=sheet).agreement is None


def test_a_name_signed_and_printed_with_a_letter_of_difference() -> None:
    printed = SAMPLE.rindex("Frank Matiaske")
    text = f"{SAMPLE[:printed]}Frank Matiaske\n\nFrank Matiasko{SAMPLE[printed + len('Frank Matiaske') :]}"
    found = extract(parse(text.encode(), "a.md"))
    assert ["Frank Matias" in fault.message for fault in found.faults] == [True]


def test_where_the_form_itself_was_misread_every_name_is_asked_about() -> None:
    assert read(*misread(MANY - 1)).faults == ()
    found = read(*misread(MANY))
    assert found.agreement is None
    told = [match[1] for fault in found.faults if (match := re.search(r'angabe = "(.*?)"', fault.message))]
    assert len(told) == len(found.faults)
    assert {"measure-1-1 label", "measure-4-2 label", "signature-local signatoryName"} <= set(told)
    # Towns of the list are what they are.
    assert not [node for node in told if node.endswith("signedAt")]
    assert "6 Wörter verlesen" in found.faults[0].message


def test_samples_are_read_as_they_are() -> None:
    for path in SAMPLES.glob("*.md"):
        assert extract(parse(path.read_bytes(), path.name)).faults == ()
