"""Names that were probably misread are asked about; who has compared them with the source confirms or corrects them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import Doubtful
from aqbgraph.extraction.assembling.stating import stated
from aqbgraph.extraction.doubts.doubtful_names import MANY
from aqbgraph.extraction.extractor import extract
from aqbgraph.extraction.facts import facts
from aqbgraph.pipeline.building import build
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.finding.companions import Companion
from aqbgraph.reading.finding.corrections import read_sheet
from aqbgraph.reading.finding.sources import find_sources
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement
    from aqbgraph.document import Fact
    from aqbgraph.extraction.extractor import Extraction
    from aqbgraph.extraction.wording.accounting import Unread

SAMPLES = Path(__file__).parents[3] / "examples" / "agreements"
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
    ("Fachpersonal", "Fachpcrsonal"),
    ("Teilhabe", "Tcilhabe"),
    ("Schwerpunkte", "Schwcrpunkte"),
)


def read(*edits: tuple[str, str], sheet: Path | None = None) -> Extraction:
    text = SAMPLE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    found = read_sheet(Companion(sheet, sheet.name)) if sheet else None
    return extract(parse(text.encode(), "a.md"), found)


def misread(count: int) -> list[tuple[str, str]]:
    assert all(right in SAMPLE for right, _ in MISREAD)
    return list(MISREAD[:count])


def told(found: Extraction) -> list[Unread]:
    """What was left out, with the reason."""
    return [one for one in found.accounting.unread if one.left]


@pytest.mark.parametrize(
    ("old", "new", "node"),
    [
        ("TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal", "measure-1-1 label"),
        ("Digital Praxis", "Digital Praxls", "measure-3-3 label"),
    ],
)
def test_a_doubtful_project_is_left_out_and_told_with_its_line_and_what_to_do(old: str, new: str, node: str) -> None:
    found = read((old, new))
    assert found.faults == ()
    (said,) = told(found)
    assert said.line == SAMPLE[: SAMPLE.index(old)].count("\n") + 1
    name = re.search(r'gelesen = "(.*?)"', said.advice)
    assert name is not None
    assert found.document.text[said.start : said.end] == name[1] == said.quote
    assert f'bleibt weg, bis in „a.korrekturen.toml“ steht: [[bestaetigen]] angabe = "{node}"' in said.advice
    # Whoever reads the publication is told why, and not what the clerk has to write where.
    assert said.reason.startswith("Der Name „")
    assert "korrekturen" not in said.reason
    assert name[1] not in {str(fact.value) for fact in facts(found)}


@pytest.mark.parametrize(
    ("old", "new", "node"),
    [
        ("Frank Matiaske", "Fronk Matiaske", "signature-local signatoryName"),
        ("Erbach, den", "Erbacb, den", "signature-local signedAt"),
        ("Wiesbaden, den", "Wiesboden, den", "signature-state signedAt"),
    ],
)
def test_a_doubtful_person_or_town_is_left_out_and_told(old: str, new: str, node: str) -> None:
    """What else is said of the signature, and all the rest, is what it is."""
    whole, found = read().agreement, read((old, new))
    assert found.agreement is not None
    assert whole is not None
    assert found.faults == ()
    (said,) = told(found)
    assert said.line == SAMPLE[: SAMPLE.index(old)].count("\n") + 1
    assert f'[[bestaetigen]] angabe = "{node}"' in said.advice
    key, field = node.split()
    (lost,) = {(f.node, f.name) for f in _of(whole)} - {(f.node, f.name) for f in _of(found.agreement)}
    assert lost == (key, field)
    assert found.agreement.measures == whole.measures
    assert not [fact for fact in facts(found) if (fact.node, fact.name) == lost]


def _of(agreement: Agreement) -> list[Fact]:
    return [fact for node in agreement.signatures for fact in stated(node.key, node, node.evidence)]


def test_the_others_keep_their_keys_and_move_up() -> None:
    whole, found = read().agreement, read(("TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal")).agreement
    assert whole is not None
    assert found is not None
    keys = [one.key for one in whole.measures]
    assert [one.key for one in found.measures] == [key for key in keys if key != "measure-1-1"]
    assert [one.position for one in found.measures if one.measure_type.key == "1"] == [1, 2]
    assert found.empty_measure_types == whole.empty_measure_types


def test_it_is_published_without(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = SAMPLE.replace("TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal")
    (tmp_path / "in/a.md").write_text(text, "utf-8")
    report = build(find_sources([tmp_path / "in"]), tmp_path / "public", Settings(search=False))
    assert report.digest is not None, report.faults
    found = (tmp_path / "public/agreement/2025/odenwaldkreis.ttl").read_text("utf-8")
    assert "Bewerbercenter" in found
    assert "#measure-1-1" not in found
    assert "Ausblldung" in (tmp_path / "public/accounting/index.html").read_text("utf-8")


def test_a_type_whose_others_are_struck_refuses(tmp_path: Path) -> None:
    """Corrections come after reading: a type may be without projects only then."""
    sheet = tmp_path / "a.korrekturen.toml"
    sheet.write_text(entry("streichen", "measure-4-1 label", "BASS Studenten*innen"), "utf-8")
    found = read(("- Beratung, Unter", "- Beratnng, Unter"), sheet=sheet)
    assert found.agreement is None
    (fault,) = found.faults
    assert "Beratnng" in fault.message
    assert read(sheet=sheet).agreement is not None


def test_of_a_type_without_any_other_project_nothing_is_said() -> None:
    """It would seem to have none."""
    names = ("BASS Studenten", "BASS Studentcn"), ("- Beratung, Unter", "- Beratnng, Unter")
    assert [one.faults for one in map(read, names)] == [(), ()]
    found, whole = read(*names), read()
    assert found.agreement is not None
    assert whole.agreement is not None
    assert len(told(found)) == 2
    assert not [one for one in found.agreement.measures if one.measure_type.key == "4"]
    assert found.agreement.empty_measure_types == whole.agreement.empty_measure_types


def test_without_any_project_left_it_is_refused() -> None:
    start, end = SAMPLE.index("**1. Ausbildungsvorbereitung"), SAMPLE.rindex("\n\n", 0, SAMPLE.index("§ 6"))
    found = read((SAMPLE[start:end], "**1. Ausbildungsvorbereitung**\n\n- TZ-Ausblldung Webportal\n\n"))
    assert found.agreement is None
    (fault,) = [one for one in found.faults if isinstance(one, Doubtful)]
    assert fault.place is not None
    assert fault.place.source == "a.md"
    assert "Bitte mit der Urschrift vergleichen" in fault.message


def test_what_is_doubtful_is_no_fact_of_a_refused_document() -> None:
    edits = ("TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal"), ("Wiesbaden, den", "Wiesboden, den")
    found = read(*edits, ("491.550 Euro", "491.55 Euro"))
    assert found.agreement is None
    values = {str(fact.value) for fact in facts(found)}
    assert values >= {"TZ-Ausbildung Bewerbercenter", "Heike Hofmann", "Frank Matiaske"}
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
    assert found.faults == ()
    assert ["Frank Matias" in one.advice for one in told(found)] == [True]
    assert "Frank Matiaske" not in {str(fact.value) for fact in facts(found)}


def test_where_the_form_itself_was_misread_every_name_is_asked_about() -> None:
    assert read(*misread(MANY - 1)).faults == ()
    found = read(*misread(MANY))
    assert found.agreement is None
    asked = [match[1] for fault in found.faults if (match := re.search(r'angabe = "(.*?)"', fault.message))]
    assert len(asked) == len(found.faults)
    assert {"measure-1-1 label", "measure-4-2 label", "signature-local signatoryName"} <= set(asked)
    # Towns of the list are what they are.
    assert not [node for node in asked if node.endswith("signedAt")]
    assert f"{MANY} Wörter verlesen" in found.faults[0].message


def test_samples_are_read_as_they_are() -> None:
    for path in SAMPLES.glob("*.md"):
        assert extract(parse(path.read_bytes(), path.name)).faults == ()
