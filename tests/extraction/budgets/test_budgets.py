"""Two budgets in one agreement: which amount is whose, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aqbgraph.extraction.extractor import Extraction, extract
from aqbgraph.reading.readers import parse

SAMPLE = (Path(__file__).parents[2] / "documents/two-budgets-2018/document.md").read_text("utf-8")
START, END = SAMPLE.index("Das HMSI stellt dem Main"), SAMPLE.index("## § 4")
AQB, OTHER = "Ausbildungs- und Qualifizierungsbudget", "Arbeitsmarktbudget"


def read(money: str) -> Extraction:
    return extract(parse(f"{SAMPLE[:START]}{money}\n\n{SAMPLE[END:]}".encode(), "x.md"))


FORMS = {
    "one sentence": f"Bereit stehen 300.000 Euro aus dem {AQB} 2018 und 200.000 Euro aus dem {OTHER} 2018.",
    "name first": f"Auf das {AQB} entfallen 300.000 Euro und auf das {OTHER} 200.000 Euro.",
    "two sentences": f"Das {AQB} beträgt 300.000 Euro. Aus dem {OTHER} stehen 200.000 Euro bereit.",
    "two orders": f"Das Land zahlt 300.000 Euro aus dem {AQB}. Aus dem {OTHER} stehen 200.000 Euro bereit.",
    "total first": f"Insgesamt 500.000 Euro, davon 300.000 Euro aus dem {AQB} und 200.000 Euro aus dem {OTHER}.",
    "total last": f"Aus dem {AQB} 300.000 Euro, aus dem {OTHER} 200.000 Euro, insgesamt 500.000 Euro.",
    "total of both": f"Aus dem {AQB} und dem {OTHER} fließen Mittel: {AQB} 300.000 Euro, {OTHER} 200.000 Euro.",
    "list": f"Es stehen bereit:\n\n- {AQB}: 300.000 Euro\n- {OTHER}: 200.000 Euro",
    "lines": f"Es stehen bereit:\n\n{AQB}\n\n**300.000 Euro**\n\n{OTHER}\n\n**200.000 Euro**",
    "rows": f"| {AQB} | 300.000 Euro |\n| --- | --- |\n| {OTHER} | 200.000 Euro |\n| Summe | 500.000 Euro |",
    "columns": f"| {AQB} | {OTHER} |\n| --- | --- |\n| 300.000 Euro | 200.000 Euro |",
    "three columns": f"| {AQB} | {OTHER} | insgesamt |\n|---|---|---|\n| 300.000 Euro | 200.000 Euro | 500.000 Euro |",
}


@pytest.mark.parametrize("form", FORMS)
def test_each_amount_has_its_budget(form: str) -> None:
    extraction = read(FORMS[form])
    assert extraction.faults == ()
    assert extraction.agreement is not None
    assert {budget.key: budget.amount for budget in extraction.agreement.budgets} == {
        "budget-aqb": Decimal(300_000),
        "budget-arbeitsmarktbudget": Decimal(200_000),
    }
    for budget in extraction.agreement.budgets:
        assert any(item.supports == "amount" for item in budget.evidence)


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (f"Bereit stehen 300.000 Euro und 200.000 Euro aus dem {AQB} und dem {OTHER}.", "nicht eindeutig zuordnen"),
        ("Bereit stehen 300.000 Euro und 200.000 Euro.", "nicht eindeutig zuordnen"),
        (f"Aus dem {AQB} stehen 300.000 Euro bereit.", "Der Betrag für „Arbeitsmarktbudget“ fehlt"),
        (
            f"Aus dem {AQB} 300.000 Euro, aus dem {OTHER} 200.000 Euro. Das {OTHER} hat 250.000 Euro.",
            "zweimal verschieden",
        ),
        (f"Aus dem {AQB} 300.000 Euro, aus dem Ausbildungsbudget 200.000 Euro.", "der Titel nennt dieses Budget nicht"),
        (
            f"Insgesamt 510.000 Euro, davon 300.000 Euro aus dem {AQB} und 200.000 Euro aus dem {OTHER}.",
            "nicht eindeutig",
        ),
        (
            f"Insgesamt 500.000 Euro zur Verfügung, davon\n\n{AQB}\n\n300.000 Euro\n\n{OTHER} des 200.000\n\nLandes",
            "nicht eindeutig",
        ),
    ],
)
def test_what_has_no_single_reading_is_refused(money: str, words: str) -> None:
    extraction = read(money)
    assert extraction.agreement is None
    assert any(words in str(fault) for fault in extraction.faults), extraction.faults


def test_an_amount_elsewhere_is_one_of_them_or_their_sum() -> None:
    money = f"Aus dem {AQB} 300.000 Euro, aus dem {OTHER} 200.000 Euro."
    told = "Die Partner sehen sich"
    fine = SAMPLE.replace(told, f"Von den 500.000 Euro berichten sie. {told}")
    other = SAMPLE.replace(told, f"Von den 510.000 Euro berichten sie. {told}")
    texts = [
        text[: text.index("Das HMSI stellt dem")] + money + "\n\n" + text[text.index("## § 4") :]
        for text in (fine, other)
    ]
    first, second = (extract(parse(text.encode(), "x.md")) for text in texts)
    assert first.faults == ()
    assert ["nicht ihre Summe" in str(fault) for fault in second.faults] == [True]


def test_an_amount_that_lost_its_unit_moves_no_other() -> None:
    lost = f"Insgesamt 500.000 Euro. Davon entfallen\n\n- auf das {AQB} 300.000 Euro\n- auf das {OTHER} 200.000 Enro"
    assert read(lost.replace("Enro", "Euro")).agreement is not None
    extraction = read(lost)
    assert extraction.agreement is None
    assert not [fact for fact in extraction.facts if fact.name == "amount" and fact.node]
