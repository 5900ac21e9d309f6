from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.extraction.accounting import Ledger, Status
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.extraction.extractor import Extraction

TEXT = "Erste Zeile hier\n\n**Zweite** Zeile\n\n---\n"


def test_every_line_is_one_of_three() -> None:
    document = parse(TEXT.encode(), "x.md")
    ledger = Ledger(document)
    ledger.enter(0, 5, Status.EVIDENCE)
    account = ledger.close()
    assert (account.lines, account.evidence, account.standing, account.not_understood) == (3, 1, 1, 1)
    assert [(row.line, row.quote) for row in account.unread] == [(1, "Zeile hier"), (3, "Zweite** Zeile")]
    assert all(TEXT[row.start : row.end] == row.quote for row in account.unread)


def test_evidence_outweighs_standing_text_in_any_order() -> None:
    document = parse(TEXT.encode(), "x.md")
    for order in ((Status.EVIDENCE, Status.STANDING), (Status.STANDING, Status.EVIDENCE)):
        ledger = Ledger(document)
        for status in order:
            ledger.enter_line(document.lines[0], status)
        assert ledger.close().evidence == 1


def test_a_value_in_the_midst_does_not_part_what_was_not_understood() -> None:
    text = "Es gab im Jahr 2025 viel Neues"
    ledger = Ledger(parse(text.encode(), "x.md"))
    ledger.enter(text.index("2025"), text.index("2025") + 4, Status.EVIDENCE)
    account = ledger.close()
    assert [row.quote for row in account.unread] == [text]
    assert account.evidence == 1


def test_standing_text_parts_it() -> None:
    text = "Neues Wort dann bekannt dann neu"
    ledger = Ledger(parse(text.encode(), "x.md"))
    ledger.enter(text.index("dann"), text.index(" neu"), Status.STANDING)
    assert [row.quote for row in ledger.close().unread] == ["Neues Wort", "neu"]


def test_the_sample_is_understood_to_the_last_line(extraction: Extraction) -> None:
    account = extraction.accounting
    assert account.unread == ()
    assert account.evidence + account.standing == account.lines == len(extraction.document.lines)
