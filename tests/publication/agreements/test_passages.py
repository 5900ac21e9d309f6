"""Facts lead to numbered passages, and passages lead back to their facts, with their place on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from tests import making
from tests.publication.readables import spans

from aqbgraph.extraction.extractor import extract
from aqbgraph.publication.agreements.agreement_page import agreement_view
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.languages import ENGLISH, GERMAN
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.publication.agreements.agreement_views import AgreementView
    from aqbgraph.publication.agreements.passage_views import Passage
    from aqbgraph.publication.languages import Language

SAMPLES = Path(__file__).parents[3] / "examples/agreements"
# What is told of a passage stands behind its last words.
TOLD = "following::span[@class='told'][1]"
TEXT = (SAMPLES / "2025-odenwaldkreis.md").read_text("utf-8")


def xpath(element: Any, path: str) -> Any:
    """What a path finds: its type depends on the path, which no type checker reads."""
    return element.xpath(path)


def view(content: bytes, name: str = "a.md", language: Language = GERMAN) -> AgreementView:
    found = extract(parse(content, name))
    assert found.agreement, found.faults
    base = {"@context": {"@base": ""}}
    return agreement_view(Settings(language=language), found.agreement, found.document, found.accounting, base)


def passages(made: AgreementView) -> list[Passage]:
    return [span.passage for span in spans(made.source.text) if span.passage and span.begins]


@pytest.fixture(scope="module")
def sample() -> AgreementView:
    return view(TEXT.encode())


@pytest.fixture(scope="module")
def page(sample: AgreementView) -> html.HtmlElement:
    return html.fromstring(render("agreement", sample))


def test_passages_are_numbered_in_the_order_of_the_source(sample: AgreementView) -> None:
    assert [one.number for one in passages(sample)] == list(range(1, 44))


def test_a_fact_bears_the_number_of_its_passage(sample: AgreementView) -> None:
    by_href = {f"#{name}": span.passage for span in spans(sample.source.text) for name in span.anchors}
    marks = [row.mark for group in sample.groups for row in group.measures]
    marks += [budget.amount_mark for budget in sample.budgets]
    for mark in marks:
        found = by_href[mark.href]
        assert found is not None
        assert mark.number == found.number


def test_every_passage_leads_back_to_facts_that_lead_to_it(page: html.HtmlElement) -> None:
    """By the links of the page alone."""
    ids = {element.get("id"): element for element in xpath(page, "//*[@id]")}
    marks = xpath(page, "//mark[a[@class='stelle']]")
    assert len(marks) == 43
    without = []
    for mark in marks:
        names = {f"#{anchor.get('id')}" for anchor in xpath(mark, "./span[@id]")}
        facts = [ids[link.get("href")[1:]] for link in xpath(mark, f"{TOLD}/span[not(@class)][1]/a")]
        assert facts
        ways = {href for fact in facts for href in xpath(fact, ".//a[starts-with(@href, '#evidence')]/@href")}
        if not ways & names:
            without.append(mark.text_content())
    assert without == []


def test_a_passage_of_one_fact_leads_there_at_once_and_one_of_several_lists_them(page: html.HtmlElement) -> None:
    ways = {mark.text_content(): xpath(mark, "string(a[@class='stelle']/@href)") for mark in xpath(page, "//mark")}
    assert ways["26Digital Praxis 2025"] == "#measure-3-3"
    several = next(words for words in ways if "AsylbLG zusammen" in words)
    assert ways[several].startswith("#evidence-")
    listed = xpath(page, f"//mark[contains(., 'AsylbLG zusammen')]/{TOLD}/span[1]/a/text()")
    assert listed == ["SGB II", "SGB III", "SGB VIII", "SGB XII", "AsylbLG", "Stille Reserve"]


def test_fragments_are_there_once(page: html.HtmlElement) -> None:
    ids = xpath(page, "//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:].partition(":~:")[0] for href in xpath(page, "//a[starts-with(@href, '#')]/@href")} <= set(ids)


def test_the_words_of_a_passage_can_be_cited(sample: AgreementView) -> None:
    words = [one.words.partition(":~:text=")[2] for one in passages(sample)]
    assert "26-,Digital%20Praxis%202025" in words
    assert any(one.startswith("17-,Das%20HMSI%20stellt,") and one.endswith("2025%20zur%20Verfügung.") for one in words)


def test_on_english_pages_numbers_speak_english_inside_the_german_source() -> None:
    page = html.fromstring(render("agreement", view(TEXT.encode(), language=ENGLISH), ENGLISH))
    (text,) = xpath(page, "//div[@class='text']")
    assert text.get("lang") == "de"
    spoken = xpath(text, ".//a[@class='stelle'] | .//*[@class='told']")
    assert {element.get("lang") for element in spoken} == {"en"}
    assert "passage 26: to the statement" in xpath(text, ".//a/@aria-label")


def test_of_a_pdf_file_page_and_place_are_said() -> None:
    made = view(making.pdf(TEXT), "a.pdf")
    places = {one.facts[0].text: one.places for one in passages(made)}
    (amount,) = places["Budget"]
    assert (amount.page, amount.part) == (2, "in der Mitte")
    assert amount.sheet == (595, 842)
    assert amount.box is not None
    left, top, width, height = amount.box
    assert 0 < left < left + width < 595
    assert 842 / 3 < top + height / 2 < 2 * 842 / 3
    page = html.fromstring(render("agreement", made))
    (box,) = xpath(page, f"//mark[contains(., '491.550 Euro')]/{TOLD}//svg")
    assert box.get("viewbox") == "0 0 595 842"
    assert "Seite 2, in der Mitte" in box.getparent().text_content()


def test_what_has_no_paper_has_no_place(sample: AgreementView) -> None:
    assert {one.places for one in passages(sample)} == {()}


def test_what_is_missing_is_said_where_it_would_stand(page: html.HtmlElement) -> None:
    assert "Unter diesem Punkt ist 2025 kein Projekt genannt." in page.text_content()


def test_a_clause_marks_what_is_no_standing_text() -> None:
    text = TEXT.replace("## **§ 7**", "Der Kreis baut eine Halle.\n\n## **§ 7**")
    page = html.fromstring(render("agreement", view(text.encode())))
    (clause,) = xpath(page, "//details[@id='clause-6']")
    assert xpath(clause, "string(.//mark[@class='open'])").startswith("Der Kreis baut eine Halle")
    assert "1 Stelle weicht ab" in xpath(clause, "string(summary)")
    other = xpath(page, "string(//details[@id='clause-2'])")
    assert "nichts weicht ab" in other


def test_the_head_says_when_it_was_signed(page: html.HtmlElement) -> None:
    links = xpath(page, "//header[@class='head']//a[starts-with(@href, '#signature')]")
    assert [link.text_content() for link in links] == ["2.\u00a0August 2025", "11.\u00a0August 2025"]


def test_of_two_budgets_the_sum_is_said_and_each_names_its_programme() -> None:
    case = Path(__file__).parents[2] / "documents" / "two-budgets-2018" / "document.md"
    made = view(case.read_bytes())
    page = html.fromstring(render("agreement", made))
    assert "Zusammen 1.523.400\u00a0€" in xpath(page, "string(//header[@class='head'])")
    names = [fact.text for one in passages(made) for fact in one.facts]
    assert {"Budget (Ausbildungs- und Qualifizierungsbudget)", "Budget (Arbeitsmarktbudget)"} <= set(names)


def test_of_one_budget_no_sum_is_said(page: html.HtmlElement) -> None:
    assert "Zusammen" not in xpath(page, "string(//header[@class='head'])")


def test_a_passage_over_paragraphs_is_told_of_behind_its_last_words(page: html.HtmlElement) -> None:
    (group,) = xpath(page, "//div[@class='joined'][contains(., '491.550 Euro')]")
    assert [mark.get("class") for mark in xpath(group, ".//mark")] == ["more", "on", "on"]
    assert len(xpath(group, ".//a[@class='stelle']")) == 1
    assert [told.getprevious().text_content()[:7] for told in xpath(group, ".//span[@class='told']")] == ["aus dem"]
