from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from aqbgraph.errors import WrongUse
from aqbgraph.publication.languages import ENGLISH, GERMAN
from aqbgraph.publication.publisher.accessibility import RECORD, Check, as_record, our_check, read_check, told
from aqbgraph.vocabulary import folder

BASE = "https://example.org/"
CHECK = Check(date(2031, 3, 9), "axe-core", "9.8", "7.6", ("wcag2a", "wcag22aa"), 53, ("light", "dark"), (1280, 360), 2)


def said(check: Check | None, *, themed: bool = False) -> str:
    return told(check, BASE, GERMAN, themed=themed)


def test_every_number_comes_from_the_record() -> None:
    text = said(CHECK)
    assert re.findall(r"[\d.,]*\d", text) == ["9", "2031", "53", "7.6", "4", "1280", "360", "9.8", "2.2", "2"]
    assert "9. März 2031" in text
    assert "WCAG 2.2 A/AA" in text
    assert "2 findings" in told(CHECK, BASE, ENGLISH, themed=False)


def test_how_many_findings() -> None:
    assert "keine Befunde" in said(replace(CHECK, findings=0))
    assert "einen Befund." in said(replace(CHECK, findings=1))


def test_whose_pages() -> None:
    assert "der Beispielveröffentlichung von aqbgraph 7.6" in said(CHECK)
    assert "dieser Veröffentlichung" in said(replace(CHECK, publication=BASE))
    assert "der Veröffentlichung https://a.example/" in said(replace(CHECK, publication="https://a.example/"))


def test_a_design_that_was_not_looked_at_is_told() -> None:
    assert "eigene Gestaltung" in said(CHECK, themed=True)
    assert "eigene Gestaltung" not in said(replace(CHECK, publication=BASE), themed=True)


def test_it_was_never_run() -> None:
    assert said(None) == "Eine automatische Prüfung ist nicht verzeichnet."


def test_a_record_says_what_was_written() -> None:
    assert read_check(as_record(CHECK), RECORD) == CHECK
    own = replace(CHECK, publication=BASE)
    assert read_check(as_record(own), RECORD) == own


def test_our_record_can_be_read_and_has_no_findings() -> None:
    path = folder("site") / RECORD
    found = our_check()
    assert (found is None) == (not path.is_file())
    if found:
        assert found.findings == json.loads(path.read_text("utf-8"))["findings"] == 0
        assert found.publication is None


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 100000, as_record(CHECK).replace("53", "0"), "1"])
def test_no_record(text: str) -> None:
    with pytest.raises(WrongUse, match=r"accessibility\.json: Das"):
        read_check(text, RECORD)
