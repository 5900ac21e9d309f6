"""Corrections of amounts where an agreement is on two budgets."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aqbgraph.agreement import Concept, SheetEvidence
from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.finding.companions import Companion
from aqbgraph.reading.finding.corrections import read_sheet
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.agreement import Agreement
    from aqbgraph.extraction.extractor import Extraction

SAMPLE = (Path(__file__).parents[2] / "documents/two-budgets-2018/document.md").read_text("utf-8")
START, END = SAMPLE.index("Das HMSI stellt dem Main"), SAMPLE.index("## § 4")
AQB, OTHER = "Ausbildungs- und Qualifizierungsbudget", "Arbeitsmarktbudget"
SAID = 'wer = "Fachstelle"\nwann = 2026-03-02\nwarum = "Urschrift"\n'
BOTH = {"budget-aqb": Decimal(300_000), "budget-arbeitsmarktbudget": Decimal(200_000)}


def entry(verb: str, fact: str, read: str | None = None, value: str | None = None) -> str:
    words = {"angabe": fact, "gelesen": read, "richtig": value}
    return f"[[{verb}]]\n" + "".join(f'{name} = "{text}"\n' for name, text in words.items() if text) + SAID


def run(tmp_path: Path, money: str, *entries: str, title: str = SAMPLE[:START]) -> Extraction:
    path = tmp_path / "x.korrekturen.toml"
    path.write_text("".join(entries), "utf-8")
    return extract(parse(f"{title}{money}\n\n{SAMPLE[END:]}".encode(), "x.md"), read_sheet(Companion(path, path.name)))


def amounts(agreement: Agreement) -> dict[str, Decimal]:
    return {budget.key: budget.amount for budget in agreement.budgets}


# What is wrong with § 3, and what the sheet says of it.
SETTLED = {
    "misread": (
        f"Aus dem {AQB} 300.000 Euro, aus dem {OTHER} 210.000 Euro.",
        [entry("berichtigen", "budget-arbeitsmarktbudget amount", "210.000", "200.000")],
    ),
    "both alike": (
        f"Aus dem {AQB} 200.000 Euro, aus dem {OTHER} 200.000 Euro.",
        [entry("berichtigen", "budget-aqb amount", "200.000", "300.000")],
    ),
    "misread beside a total": (
        f"Insgesamt 500.000 Euro, davon 300.000 Euro aus dem {AQB} und 210.000 Euro aus dem {OTHER}.",
        [entry("berichtigen", "budget-arbeitsmarktbudget amount", "210.000", "200.000")],
    ),
    "unreadable": (
        f"Aus dem {AQB} 300.000 Euro, aus dem {OTHER} 200.00 Euro.",
        [entry("berichtigen", "budget-arbeitsmarktbudget amount", "200.00", "200.000")],
    ),
    "unreadable beside a total": (
        f"| {AQB} | 300.00 Euro |\n| --- | --- |\n| {OTHER} | 200.000 Euro |\n| Summe | 500.000 Euro |",
        [entry("berichtigen", "budget-aqb amount", "300.00", "300.000")],
    ),
    "missing": (
        f"Aus dem {AQB} 300.000 Euro und Mittel aus dem {OTHER}.",
        [entry("ergaenzen", "budget-arbeitsmarktbudget amount", None, "200.000")],
    ),
    "both missing": (
        f"Es stehen Mittel aus dem {AQB} und dem {OTHER} bereit.",
        [
            entry("ergaenzen", "budget-arbeitsmarktbudget amount", None, "200.000"),
            entry("ergaenzen", "budget-aqb amount", None, "300.000"),
        ],
    ),
    "only the total": (
        f"Insgesamt stehen 500.000 Euro aus dem {AQB} und dem {OTHER} bereit.",
        [
            entry("ergaenzen", "budget-arbeitsmarktbudget amount", None, "200.000"),
            entry("ergaenzen", "budget-aqb amount", None, "300.000"),
        ],
    ),
    "a wrong total": (
        f"Insgesamt 510.000 Euro, davon 300.000 Euro aus dem {AQB} und 200.000 Euro aus dem {OTHER}.",
        [entry("berichtigen", "agreement amount", "510.000", "500.000")],
    ),
    "a wrong total that is struck": (
        f"Insgesamt 510.000 Euro, davon 300.000 Euro aus dem {AQB} und 200.000 Euro aus dem {OTHER}.",
        [entry("streichen", "agreement amount", "510.000")],
    ),
    "one too many": (
        f"Aus dem {AQB} 300.000 Euro, aus dem {OTHER} 200.000 Euro. Das {OTHER} hat 250.000 Euro.",
        [entry("streichen", "budget-arbeitsmarktbudget amount", "250.000")],
    ),
}


@pytest.mark.parametrize("case", SETTLED)
def test_each_budget_has_the_corrected_amount(tmp_path: Path, case: str) -> None:
    money, entries = SETTLED[case]
    found = run(tmp_path, money, *entries)
    assert found.agreement is not None, [str(fault) for fault in found.faults]
    assert amounts(found.agreement) == BOTH
    said = [one for one in found.agreement.corrections if one.corrected_value]
    for budget in found.agreement.budgets:
        of_sheet = [isinstance(one, SheetEvidence) for one in budget.evidence if one.supports == "amount"]
        corrected = budget.key in {one.corrects for one in said}
        assert any(of_sheet) is corrected
        assert of_sheet in ([False], [True], [False, True])
    assert len(found.agreement.corrections) == len(entries)


def test_the_correction_of_a_total_is_one_of_the_agreement(tmp_path: Path) -> None:
    money, entries = SETTLED["a wrong total"]
    found = run(tmp_path, money, *entries)
    assert found.agreement is not None
    (one,) = found.agreement.corrections
    assert (one.corrects, one.field, one.read_value, one.corrected_value) == (
        "agreement",
        "amount",
        "510.000",
        "500000",
    )
    wrong = run(tmp_path, money, entry("berichtigen", "agreement amount", "510.000", "505.000"))
    assert wrong.agreement is None
    assert any("nicht eindeutig zuordnen" in fault.message for fault in wrong.faults)


@pytest.mark.parametrize("name", [f"{AQB} (AQB)", "AQB"])
def test_an_abbreviated_name(tmp_path: Path, name: str) -> None:
    for money in (
        f"Aus dem {name} 300.000 Euro, aus dem {OTHER} 200.000 Euro.",
        f"Zur Verfügung stehen 300.000 Euro aus dem {name} und 200.000 Euro aus dem {OTHER}.",
    ):
        found = run(tmp_path, money).agreement
        assert found is not None
        assert amounts(found) == BOTH


TWO = f"Aus dem {AQB} 300.000 Euro, aus dem {OTHER} 200.000 Euro."
ONE = f"Aus dem {AQB} 300.000 Euro."


@pytest.mark.parametrize(
    ("money", "correction", "message"),
    [
        (TWO, entry("berichtigen", "budget-aqb amount", "200.000", "210.000"), "Gelesen ist jetzt „300000“"),
        (TWO, entry("berichtigen", "amount", "200.000", "210.000"), "braucht das Budget"),
        (TWO, entry("berichtigen", "budget-x amount", "200.000", "210.000"), "Den Teil „budget-x“ gibt es hier nicht."),
        (TWO, entry("ergaenzen", "budget-arbeitsmarktbudget amount", None, "1.000"), "Die Angabe ist da („200000“)"),
        (TWO, entry("streichen", "budget-aqb amount", "300.000"), f"Der Betrag für „{AQB}“ fehlt."),
        (
            f"Mittel kommen aus dem {AQB} und dem {OTHER}.",
            entry("ergaenzen", "budget-aqb amount", None, "300.000"),
            f"Der Betrag für „{OTHER}“ fehlt.",
        ),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, money: str, correction: str, message: str) -> None:
    found = run(tmp_path, money, correction)
    assert found.agreement is None
    (fault,) = found.faults
    assert message in str(fault)


def test_a_sheet_that_does_not_settle_it_changes_nothing(tmp_path: Path) -> None:
    money = f"Insgesamt 500.000 Euro, davon 300.000 Euro aus dem {AQB} und 210.000 Euro aus dem {OTHER}."
    wrong = entry("berichtigen", "budget-arbeitsmarktbudget amount", "210.000", "205.000")
    without = [str(fault) for fault in run(tmp_path, money).faults]
    found = run(tmp_path, money, wrong)
    assert found.agreement is None
    told = [str(fault) for fault in found.faults]
    assert told[:-1] == without
    assert "nicht eindeutig zuordnen" in without[0]
    assert "passt nicht mehr zur Quelle" in told[-1]


def test_a_budget_that_the_title_lost_is_added(tmp_path: Path) -> None:
    title = SAMPLE[:START].replace(f" und des {OTHER}s", "", 1)
    assert title != SAMPLE[:START]
    assert run(tmp_path, TWO, title=title).agreement is None
    added = entry("hinzufuegen", "agreement programme", None, OTHER)
    found = run(tmp_path, TWO, added, title=title).agreement
    assert found is not None
    assert (found.programmes, amounts(found)) == (("aqb", "arbeitsmarktbudget"), BOTH)
    told = [one for one in found.evidence if one.supports == "programmes"]
    assert [(isinstance(one, SheetEvidence), one.value) for one in told] == [
        (False, Concept("programmes", "aqb")),
        (True, Concept("programmes", "arbeitsmarktbudget")),
    ]
    (budget,) = [one for one in found.budgets if one.programme == "arbeitsmarktbudget"]
    assert [isinstance(one, SheetEvidence) for one in budget.evidence if one.supports == "programme"] == [True]
