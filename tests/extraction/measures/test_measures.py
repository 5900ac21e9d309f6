"""The list of § 5. A case is the list as it stands in the document; what would be filed wrongly is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.document import Repair
from aqbgraph.errors import BadValue, UnknownHeading
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.measures.listed import Listing

ONE, TWO = (
    "**1. Ausbildungsvorbereitung**",
    "**2. Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen**",
)
THREE = "Qualifizierungsprojekte zur Arbeitsmarktintegration, Fachkräftesicherung"
FOUR = (
    "Weiterbildungsmaßnahmen für Personal der Landkreise und kreisfreien Städte in der fachlichen Verantwortung für "
    "Benachteiligte im Kontext der Arbeitsmarktförderung"
)
END = "Gefördert wird nach dem Bescheid."


def read(text: str) -> Listing:
    document = parse(text.encode(), "list.md")
    return listing(document, document.lines, lambda words: words.startswith("Gefördert wird"))


def found(text: str) -> list[tuple[str, str]]:
    listed = read(text)
    assert listed.faults == []
    return [(measure.heading.concept.key, measure.passage.text) for measure in listed.measures]


@pytest.mark.parametrize(
    "bullet", ["- ", "* ", "+ ", "• ", "– ", "· ", "▪ ", "\uf0b7 ", "\\- ", "-", "a) ", "1) ", "    - "]
)
def test_bullets(bullet: str) -> None:
    text = f"{ONE}\n\n{bullet}Webportal\n{bullet}Chancenmarkt\n\n{END}"
    assert found(text) == [("1", "Webportal"), ("1", "Chancenmarkt")]


@pytest.mark.parametrize(
    "heading", [f"#### {THREE}", f"**3. {THREE}**", THREE, f"3. {THREE}", THREE.replace(", ", ",\n")]
)
def test_headings(heading: str) -> None:
    number = "3" in heading
    above = f"{ONE}\n\n- A\n\n{TWO}\n\n- B\n\n" if number else ""
    assert found(f"{above}{heading}\n\n- C\n\n{END}")[-1] == ("3", "C")


def test_a_type_without_a_measure() -> None:
    listed = read(f"{ONE}\n\n- A\n\n{TWO}\n\n**3. {THREE}**\n\n- C\n\n{END}")
    assert listed.faults == []
    used = {measure.heading.concept.key for measure in listed.measures}
    assert [heading.concept.key for heading in listed.headings if heading.concept.key not in used] == ["2"]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_quotation_over_two_items_is_one_measure(between: str) -> None:
    text = f'#### {THREE}\n\n- "Aktiv in den Job{between}- (Junge-Mütter-Projekt)"\n- Let\'s work\n\n{END}'
    assert found(text) == [("3", '"Aktiv in den Job (Junge-Mütter-Projekt)"'), ("3", "Let's work")]


def test_the_repair_takes_one_item_and_no_more() -> None:
    (fault, other) = read(f'#### {THREE}\n\n- "Aktiv\n- in den\n- Job"\n\n{END}').faults
    assert "Anführungszeichen" in str(fault)
    assert "Anführungszeichen" in str(other)


def test_a_broken_item_goes_on_below() -> None:
    assert found(f"{ONE}\n\n- Webportal für\n  alle\n- Chancenmarkt\n\n{END}")[0] == ("1", "Webportal für alle")


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n\n- Webportal\n- Chancenmarkt {TWO}\n\n- B\n\n{END}",
        f"{ONE} - Webportal\n- Chancenmarkt\n\n{TWO}\n\n- B\n\n{END}",
        f"Diese Projekte: {ONE}\n\n- Webportal\n- Chancenmarkt\n\n{TWO}\n\n- B\n\n{END}",
        f"{ONE}\n\n- Webportal\n- Chancenmarkt\n\n{TWO}\n\n- B {END} Und mehr Text, der dazugehört, bis hierher.",
    ],
    ids=["heading behind item", "item behind heading", "heading behind prose", "prose behind item"],
)
def test_lines_that_were_joined_are_parted(text: str) -> None:
    if text.endswith("hierher."):
        text = text.replace("- B ", "- Ein Projekt mit einem so langen Namen, dass es auffällt ")
        assert found(text)[-1][1] == "Ein Projekt mit einem so langen Namen, dass es auffällt"
        return
    assert found(text) == [("1", "Webportal"), ("1", "Chancenmarkt"), ("2", "B")]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (f"- Webportal\n\n{ONE}", UnknownHeading, "steht unter keiner Maßnahmenart"),
        (f"{ONE}\n\n- A\n\n**2. Mobile Beratung**\n\n- B", UnknownHeading, "kennt ontology/measure-types.ttl nicht"),
        (f"{ONE}\n\n- A\n\n2. Mobile Beratung\n\n- B", UnknownHeading, "kennt ontology/measure-types.ttl nicht"),
        (
            f"#### {THREE}\n\n- A\n\nProjekte aus dem Budget\n\n- B",
            BadValue,
            "weder Maßnahmenart noch Aufzählungspunkt",
        ),
        (f"{THREE}\n\n- A\n\nMobile Beratung\n\n- B", BadValue, "weder Maßnahmenart noch Aufzählungspunkt"),
        (f"{ONE}\n\nWebportal für alle und\nChancenmarkt", BadValue, "weder Maßnahmenart noch Aufzählungspunkt"),
        (f"{ONE}\n\n- Webportal für\n\nalle", BadValue, "Ist das ein Projekt oder sind es 2?"),
        (f"{ONE}\n\n- A\n\n**3. {THREE}**", UnknownHeading, "fehlt Nummer 2"),
        (f"{ONE}\n\n- A\n\n**3. Ausbildungsvorbereitung**\n\n- B", UnknownHeading, "im Schema ist es Maßnahmenart 1"),
        (f"#### {THREE}\n\n- A\n\n#### {THREE}\n\n- B", UnknownHeading, "zweimal genannt"),
        (f"#### {THREE}\n\n- Ausbildungsvorbereitung", UnknownHeading, "ist eine Maßnahmenart"),
        (f"#### {THREE}\n\n- Projekt {FOUR} plus", UnknownHeading, "enthält den Namen einer Maßnahmenart"),
        (f"{ONE}\n\n- {'A' * 301}", BadValue, "301 Zeichen"),
        (f'{ONE}\n\n- Zu"', BadValue, "Anführungszeichen"),
        (f"{ONE}\n\n- „Offen", BadValue, "Anführungszeichen"),
    ],
)
def test_refused(text: str, kind: type[Exception], words: str) -> None:
    faults = [fault for fault in read(f"{text}\n\n{END}").faults if words in str(fault)]
    assert faults
    assert isinstance(faults[0], kind)
    assert faults[0].place is not None
    assert faults[0].place.line is not None


@pytest.mark.parametrize(
    "name",
    [
        "2025",
        "Kurs am 2. 8. 2025",
        "Kurs für 12.000 Euro",
        "Zielsteuerung",
        "Wiesbaden, den 2. 8. 2025",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        'x> . @prefix "y" .',
        "A" * 300,
        "Landrat unterwegs",
        "zwischen",
    ],
)
def test_a_name_is_what_stands_there(name: str) -> None:
    assert found(f"{ONE}\n\n- {name}\n\n{END}") == [("1", name)]


def test_what_follows_the_list_is_prose() -> None:
    listed = read(f"{ONE}\n\n- A\n\nGefördert wird nach dem\n– auf Antrag erlassenen – Bescheid.")
    assert listed.faults == []
    assert [line.text for line in listed.prose] == ["Gefördert wird nach dem", "auf Antrag erlassenen – Bescheid."]


def test_numbered_items_count_below_their_type() -> None:
    assert found(f"{ONE}\n\n1. A\n2. B\n\n{END}") == [("1", "A"), ("1", "B")]
    assert read(f"{ONE}\n\n- A\n\n2. B\n\n{END}").faults


def test_what_recognition_took_for_a_bullet_behind_the_list_is_none() -> None:
    document = parse(f"{ONE}\n\n- A\n\n{END}\n\n- Zielsteuerung\n".encode(), "x.md")
    speck = Repair(0, 1, ".", "•", "bullet")
    lines = [
        line._replace(passage=line.passage._replace(repairs=(speck,))) if line.text == "Zielsteuerung" else line
        for line in document.lines
    ]
    read = listing(document, lines, lambda words: words.startswith("Gefördert"))
    assert [one.passage.text for one in read.measures] == ["A"]


def test_types_and_items_may_both_count_on() -> None:
    one, two = ONE.strip("*"), TWO.strip("*")
    assert found(f"{one}\n\n1. A\n2. B\n\n{two}\n\n1. C\n\n{END}") == [("1", "A"), ("1", "B"), ("2", "C")]
    assert read(f"{one}\n\n1. A\n2. Unbekannte Art\n1. B\n\n{two}\n\n1. C\n\n{END}").faults
    like = "Weiterbildung für Personal der Städte"
    assert read(f"{one}\n\n1. A\n\n{two}\n\n1. C\n\n2. {like}\n\n{END}").faults
    assert read(f"{one}\n\n2. Unbekannte Art\n1. B\n\n{two}\n\n1. C\n\n{END}").faults


def test_a_wide_document_has_wide_gaps() -> None:
    text = f"#### {THREE}\n\n\n\n- A\n\n\n\n- B\n\n\n\n{END}"
    assert found(text) == [("3", "A"), ("3", "B")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{ONE}\n\n- ~~Webportal~~", "durchgestrichen"),
        (f"{ONE}\n\n- Webportal <!-- geheim -->", "auskommentiert"),
        (f"{ONE}\n\n- Webportal\n    - Teil A", "eingerückt"),
        (f"{ONE}\n\n- Webportal\n- für junge Menschen", "beginnt mitten im Satz"),
    ],
)
def test_what_is_hidden_or_below_an_item_is_asked_about(text: str, words: str) -> None:
    assert [words in str(fault) for fault in read(f"{text}\n\n{END}").faults] == [True]


def test_a_list_for_another_budget_begins_without_a_type() -> None:
    text = f"{ONE}\n\n- Webportal\n\nArbeitsmarktbudget:\n\n- Sozialkaufhaus\n\n{END}"
    document = parse(text.encode(), "x.md")
    found = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"), by_budget=True)
    assert found.faults == []
    assert [measure.passage.text for measure in found.measures] == ["Webportal"]
    assert [line.text for _, line in found.untyped] == ["Sozialkaufhaus"]
    text = text.replace("Arbeitsmarktbudget:", "Ausbildungsbudget:")
    document = parse(text.encode(), "x.md")
    found = listing(document, document.lines, lambda words: words.startswith("Gefördert wird"), by_budget=True)
    assert ["steht unter keiner Maßnahmenart" in str(fault) for fault in found.faults] == [True]
    assert [measure.passage.text for measure in found.measures] == ["Webportal"]
