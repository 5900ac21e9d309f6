from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.errors import UnknownHeading
from aqbgraph.extraction.forms.layouts import AQB, EARLIER
from aqbgraph.extraction.outlining.outline import CLOSING, FRONT, Outline, outline
from aqbgraph.extraction.wording.wording import standing_text
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[3] / "examples/agreements/2025-odenwaldkreis.md").read_text("utf-8")
KEYS = [FRONT, "preamble", "1", "2", "3", "4", "5", "6", "7", CLOSING]


def cut(text: str) -> Outline:
    return outline(parse(text.encode(), "sample.md"), AQB, standing_text())


def test_the_parts_of_the_form() -> None:
    found = cut(SAMPLE)
    assert [part.key for part in found.parts] == KEYS
    assert found.part("4").heading == "Haushaltsmittel und Eckdaten"
    assert found.part("6").heading == "Zielsteuerung"
    assert found.part("8").lines == ()


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("## § 4\n\n", ""),
        ("### **Haushaltsmittel und Eckdaten**\n\n", ""),
        ("## § 4\n\n### **Haushaltsmittel und Eckdaten**\n\n", ""),
        ("## § 4\n\n### **Haushaltsmittel", "## § 4 – Haushaltsmittel"),
        ("## § 4\n\n### **Haushaltsmittel", "Paragraph 4: Haushaltsmittel"),
        ("## § 4\n\n", "§4\n"),
        ("Haushaltsmittel und Eckdaten**\n\n", "Haushaltsmittel und Eckdaten** "),
        ("## § 4\n\n### **Haushaltsmittel und Eckdaten**\n\n", "§ 4 Haushaltsmittel und Eckdaten "),
        ("Odenwaldkreis**\n\nDer Landkreis", "Odenwaldkreis** Der Landkreis"),
        ("### **Präambel**\n\n", ""),
        ("### **Präambel**\n\n", "Präambel "),
        ("Haushaltsmittel und", "Haushaltsmittel\nund"),
        ("Verpflichtungen der", "VERPFLICHTUNGEN DER"),
        ("Haushaltsmittel und", "Hausbaltsmittcl und"),
        ("Zielsteuerung", "Zie1steuerung"),
        ("Ziele für die Umsetzung", "Ziele fur dic Umsetzung"),
        ("## § 4", "## $ 4"),
        ("## § 4", "S 4"),
        ("## § 4", "## § IV"),
        ("## § 4\n\n### **Haushaltsmittel", "IV. Haushaltsmittel"),
        ("## § 1\n", "## § l\n"),
    ],
)
def test_parts_are_found_however_their_heading_stands(words: str, others: str) -> None:
    assert words in SAMPLE
    found = cut(SAMPLE.replace(words, others))
    assert found.faults == ()
    assert [part.key for part in found.parts] == KEYS
    whole = {part.key: " ".join(line.text for line in part.lines) for part in cut(SAMPLE).parts}
    assert {part.key: " ".join(line.text for line in part.lines) for part in found.parts} == whole


@pytest.mark.parametrize("words", ["Haushaltstitel und Beispieldaten", "Fehlsteuerung", "Zieleinsteuerung im Kreis"])
def test_other_words_are_no_heading_with_a_wrong_letter(words: str) -> None:
    found = cut(SAMPLE.replace("Zielsteuerung", words).replace("Haushaltsmittel und Eckdaten", words))
    assert all(fault.place and words in fault.message for fault in found.faults)
    assert found.part("6").heading in (words, None)


def test_a_heading_over_two_lines_is_one() -> None:
    found = cut(SAMPLE.replace("des Landkreises Odenwaldkreis**\n\nDer", "des Landkreises\nOdenwaldkreis**\n\nDer"))
    assert found.part("5").heading == "Ziele für die Umsetzung des Landkreises Odenwaldkreis"


@pytest.mark.parametrize("heading", ["## § 8", "## § 8 Schluss", "**§ 9**", "## § 4", "**§ 3 Noch einmal**"])
def test_a_clause_that_no_layout_has_here_is_refused(heading: str) -> None:
    (fault,) = cut(SAMPLE.replace("Wiesbaden, den 2.", f"{heading}\n\nWiesbaden, den 2.")).faults
    assert isinstance(fault, UnknownHeading)
    assert fault.place is not None
    assert fault.place.line == SAMPLE[: SAMPLE.index("Wiesbaden, den 2.")].count("\n") + 1


def test_a_clause_of_another_title_is_refused() -> None:
    text = SAMPLE.replace("## § 4\n\n### **Haushaltsmittel und Eckdaten**", "## § 4 Finanzen")
    (fault,) = cut(text).faults
    assert "§ 4 heißt sonst anders" in fault.message


def test_a_reference_to_a_clause_opens_none() -> None:
    found = cut(SAMPLE.replace("Unterjährige Abweichungen", "§ 4 gilt sinngemäß.\n\nUnterjährige Abweichungen"))
    assert [part.key for part in found.parts] == KEYS
    assert found.faults == ()


@pytest.mark.parametrize("item", ["Zielsteuerung", "Der Landkreis Odenwaldkreis beteiligt sich an Umfragen", "HESSEN"])
def test_an_item_opens_nothing_and_is_no_furniture(item: str) -> None:
    found = cut(SAMPLE.replace("- Digital Praxis 2025", f"- {item}"))
    assert [part.key for part in found.parts] == KEYS
    assert item in [line.text for line in found.part("5").lines]


@pytest.mark.parametrize("page", ["3", "- 3 -", "Seite 3 von 5", "HMSI, Az. 12-34", "https://arbeitswelt.hessen.de"])
def test_page_furniture_belongs_to_no_part(page: str) -> None:
    found = cut(SAMPLE.replace("- Digital Praxis 2025", f"{page}\n- Digital Praxis 2025"))
    assert [len(part.lines) for part in found.parts] == [len(part.lines) for part in cut(SAMPLE).parts]


def test_the_closing_begins_at_the_name_where_place_and_date_were_lost() -> None:
    found = cut(SAMPLE.replace("Wiesbaden, den 2. 8. 2025\n", ""))
    assert found.part(CLOSING).lines[0].text == "Heike Hofmann"


@pytest.mark.parametrize("cut", ["und des\n\nArbeitsmarktbudgets", "Ausbildungs-\n\nund Qualifizierungsbudgets"])
def test_a_programme_over_two_paragraphs_is_no_heading(cut: str) -> None:
    whole = "zur Umsetzung des hessischen Ausbildungs- und Qualifizierungsbudgets und des Arbeitsmarktbudgets"
    broken = whole.replace(cut.replace("\n\n", " "), cut)
    assert broken != whole
    front = f"Zielvereinbarung\n\n2018\n\n{broken}\n\n"
    document = parse(f"{front}§ 1\n\nZiele des Landes\n\nDas Land will mehr Ausbildung.\n".encode(), "a.txt")
    found = outline(document, EARLIER, standing_text())
    assert [part.key for part in found.parts] == ["front", "1", "closing"]
    assert found.faults == ()
