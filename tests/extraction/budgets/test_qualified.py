"""Amounts that stand alone and are no budget, by the words beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.reading.readers import parse

EXAMPLES = Path(__file__).parents[3] / "examples" / "agreements"
DOCUMENTS = Path(__file__).parents[2] / "documents"
ONE = (EXAMPLES / "2025-odenwaldkreis.md").read_text("utf-8")
TWO = (DOCUMENTS / "two-budgets-2018" / "document.md").read_text("utf-8")
AQB, OTHER = "Ausbildungs- und Qualifizierungsbudget", "Arbeitsmarktbudget"


def clause(text: str, start: str, end: str, words: str) -> Extraction:
    first, last = text.index(start), text.index(end)
    return extract(parse(f"{text[:first]}{words}\n\n{text[last:]}".encode(), "a.md"))


def single(words: str) -> Extraction:
    return clause(ONE, "Das HMSI stellt dem", "## § 5", f"{words} Es kommt aus dem {AQB} 2025.")


def several(words: str) -> Extraction:
    return clause(TWO, "Das HMSI stellt dem", "## § 4", words)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Davon sind 50.000 Euro für Sprachkurse.", "nur ein Teil davon"),
        ("Das HMSI gibt zusätzlich 20.000 Euro.", "ein weiterer Betrag"),
        ("Das HMSI gibt weitere 20.000 Euro.", "ein weiterer Betrag"),
        ("Das HMSI erhöht die Mittel um 20.000 Euro.", "eine Änderung des Betrags"),
        ("Im Vorjahr waren es 462.800 Euro.", "der Betrag eines anderen Jahres"),
        ("Der Kreis hatte bisher 462.800 Euro.", "der Betrag eines anderen Jahres"),
        ("Der Eigenanteil des Kreises ist 80.000 Euro.", "ein Beitrag anderer"),
        ("Der Kreis gibt 80.000 Euro Eigenmittel.", "ein Beitrag anderer"),
        ("Je Teilnehmer werden 5.000 Euro gezahlt.", "ein Betrag je Fall"),
        ("Das HMSI gibt 5.000 Euro pro Platz.", "ein Betrag je Fall"),
        ("Das HMSI gibt monatlich 40.962,50 Euro.", "ein Betrag für einen Teil des Jahres"),
        ("Das HMSI gibt 40.962,50 Euro monatlich.", "ein Betrag für einen Teil des Jahres"),
        ("Die Raten sind 245.775 Euro und noch einmal 245.775 Euro.", "nur eine Rate"),
        ("Nicht verausgabte Mittel von 12.300 Euro sind zu erstatten.", "ein Rest"),
        ("Landesweit stehen 30.000.000 Euro bereit.", "der Betrag des ganzen Landes"),
    ],
)
def test_such_an_amount_is_no_budget(words: str, what: str) -> None:
    (fault,) = single(words).faults
    assert f"ist nach den Worten daneben {what}. Der Betrag des Budgets fehlt" in fault.message


@pytest.mark.parametrize(
    "words",
    [
        "Wie im Vorjahr sind es 491.550 Euro.",
        "Es handelt sich um 491.550 Euro.",
        "Das HMSI gibt 491.550 Euro pro Jahr.",
        "Das HMSI gibt in zwei Raten insgesamt 491.550 Euro.",
        "Das HMSI gibt 491.550 Euro in zwei Raten.",
        "Das HMSI gibt 491.550 Euro, davon nichts an andere.",
        "Das HMSI gibt 491.550 Euro; ein Eigenanteil ist nicht nötig.",
    ],
)
def test_other_words_change_nothing(words: str) -> None:
    read = single(words)
    assert read.faults == ()
    assert read.agreement is not None
    assert [str(budget.amount) for budget in read.agreement.budgets] == ["491550"]


def test_shares_of_a_sum_are_budgets() -> None:
    read = several(f"Es sind 900 Euro. Davon gehen 500 Euro in das {AQB} und zusätzlich 400 Euro in das {OTHER}.")
    assert read.agreement is not None
    assert [(budget.programme, str(budget.amount)) for budget in read.agreement.budgets] == [
        ("aqb", "500"),
        ("arbeitsmarktbudget", "400"),
    ]


@pytest.mark.parametrize("words", ["um 500 Euro", "je 500 Euro", "monatlich 500 Euro"])
def test_of_several_budgets_each_is_looked_at(words: str) -> None:
    read = several(f"Das {AQB} steigt {words}. Das {OTHER} hat 400 Euro.")
    (fault,) = read.faults
    assert "„500 Euro“" in fault.message
