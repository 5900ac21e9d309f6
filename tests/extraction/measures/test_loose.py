"""Lines below an item: of it, or items that lost their bullets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aqbgraph.extraction.measures.left_out import left_out
from aqbgraph.extraction.measures.measures import listing
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.measures.listed import Listing

HEAD = "Ausbildungsvorbereitung\n\n"
LONG = "Ein Satz, so lang wie keine Zeile, die jemand umbricht: " + 20 * "und so weiter "


def read(items: str, name: str = "x.txt", rest: str = LONG) -> Listing:
    document = parse(f"{HEAD}{items}\n\n{rest}.\n".encode(), name)
    return listing(document, document.lines, lambda words: words.startswith("Ein Satz"))


def names(found: Listing) -> list[str]:
    return [measure.passage.text for measure in found.measures]


@pytest.mark.parametrize("items", ["- Webportal\nJobcafé\n- Tour", "- Webportal\n50 plus\n- Tour"])
def test_what_may_be_two_is_left_out_and_told(items: str) -> None:
    found = read(items)
    assert found.faults == []
    assert names(found) == ["Tour"]
    document = parse(f"{HEAD}{items}".encode(), "x.txt")
    (said,) = left_out(document, found)
    assert "Ist das ein Projekt oder sind es 2?" in said.message
    assert 'massnahme = "Webportal", art = "1"' in said.message


@pytest.mark.parametrize(
    ("items", "name"),
    [
        ("- Webportal\nfür alle", "Webportal für alle"),
        ("- Webportal und\nJobcafé", "Webportal und Jobcafé"),
        ("- Webportal,\nJobcafé", "Webportal, Jobcafé"),
        ("- Webportal\n  Jobcafé", "Webportal Jobcafé"),
        ("- Webportal (kurz\nWeb)", "Webportal (kurz Web)"),
    ],
)
def test_what_goes_on(items: str, name: str) -> None:
    assert names(read(f"{items}\n- Tour")) == [name, "Tour"]


def test_a_line_as_wide_as_the_text_is_broken() -> None:
    """The next word would not have fitted."""
    items = "- Beratung und Aktivierung aller Bürgerinnen\nUnterstützung\n- Tour"
    assert names(read(items, rest="Ein Satz, der genau so breit ist wie der Text.")) == [
        "Beratung und Aktivierung aller Bürgerinnen Unterstützung",
        "Tour",
    ]


def test_a_type_is_not_empty_because_its_only_item_is_left_out() -> None:
    (fault,) = read("- Webportal\nJobcafé").faults
    assert "Ist das ein Projekt oder sind es 2?" in fault.message


def test_what_one_item_of_a_page_holds_is_one() -> None:
    page = "<html><p>Ausbildungsvorbereitung</p><ul><li>Webportal<br>Jobcafé</li><li>Tour</li></ul>"
    document = parse(page.encode(), "x.html")
    assert names(listing(document, document.lines, lambda _: False)) == ["Webportal Jobcafé", "Tour"]


def test_a_line_set_in_as_far_as_the_bullet_above_may_be_an_item() -> None:
    two = "- 2. Ausbildung und Ausbildungscoaching in anerkannten Ausbildungsberufen\n    - Praxis\n"
    text = f"- 1. Ausbildungsvorbereitung\n    - Webportal\n    Chancenmarkt\n    - Tour\n{two}"
    document = parse(text.encode(), "a.md")
    found = listing(document, document.lines, lambda _: False)
    assert "Webportal Chancenmarkt" not in [one.passage.text for one in found.measures]


def test_a_detail_that_lost_its_bullet_is_no_part_of_the_name() -> None:
    text = "**1. Ausbildungsvorbereitung**\n\n- Webportal\n    Träger: Werkhof\n- Tour\n"
    document = parse(text.encode(), "a.md")
    found = listing(document, document.lines, lambda _: False)
    assert [one.passage.text for one in found.measures] == ["Webportal", "Tour"]
    assert not found.loose


WRAPPED = "\n".join(
    [
        "Ein Satz, dessen Zeilen alle so lang sind, wie sie eben",
        "sein dürfen, bevor das nächste umzubrechende Wort nicht",
    ]
    * 15
)


@pytest.mark.parametrize("below", ["  Jobcafé", "Jobcafé"])
def test_where_all_lines_are_full_a_short_one_did_not_go_on(below: str) -> None:
    assert names(read(f"- Beratung für alle Menschen im Kreis\n{below}\n- Tour", rest=WRAPPED)) == ["Tour"]


@pytest.mark.parametrize("below", ["  Vermittlungsunterstützung", "Vermittlungsunterstützung"])
def test_where_all_lines_are_full_a_full_one_went_on(below: str) -> None:
    found = read(f"- Beratung für alle Menschen im Kreis\n{below}\n- Tour", rest=WRAPPED)
    assert names(found) == ["Beratung für alle Menschen im Kreis Vermittlungsunterstützung", "Tour"]


def test_a_plus_belongs_to_the_word_before_it() -> None:
    assert names(read("- JobFit 50+\nLogistik\n- Tour")) == ["Tour"]


def test_details_below_each_item() -> None:
    found = read("- Webportal\n  Träger: Verein für Beispiele\n  e. V., 12 Plätze\n- Tour\n  Träger: AWO")
    assert (names(found), found.loose, found.faults) == (["Webportal", "Tour"], [], [])
