from __future__ import annotations

import pytest

from aqbgraph.document import Document, Kind, Line, Repair, Source, identity
from aqbgraph.extraction.values.amounts import euro
from aqbgraph.extraction.values.confusions import RULE, Mended
from aqbgraph.extraction.values.values import local_party, year
from aqbgraph.extraction.wording import mending


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("year", "2O25", "2025"),
        ("amount", "49l.550", "491.550"),
        ("localParty", "Landkreis Odenwaldkrels", "Landkreis Odenwaldkreis"),
        ("localParty", "Magistrat der Stadt Kasse1", "Magistrat der Stadt Kassel"),
        ("stateParty", "Hessischen Sozialministeriurn", None),
        ("stateParty", "Hessischen Soziaiministerium", "Hessischen Sozialministerium"),
        ("issuingAuthority", "Regierungspräsldium Kassel", "Regierungspräsidium Kassel"),
        ("programme", "Ausbildungs- und Qualifizierungsbudqet", "Ausbildungs- und Qualifizierungsbudget"),
        ("legalCode", "IIl", "III"),
    ],
)
def test_fields_that_are_mended(field: str, text: str, words: str | None) -> None:
    found = mending.MENDERS[field](text)
    assert (found.words if found else None) == words


def test_names_of_projects_are_never_mended() -> None:
    assert "label" not in mending.MENDERS
    assert "signatoryName" not in mending.MENDERS


def test_what_can_be_read_is_not_mended() -> None:
    assert mending.read("2025", year, lambda _: Mended("2024", "wrong")) == (2025, None)


def test_mended_words_go_through_the_same_reader() -> None:
    value, mended = mending.read("49l.550", euro, mending.MENDERS["amount"])
    assert (value, mended) == (euro("491.550"), Mended("491.550", RULE))
    with pytest.raises(ValueError, match="Verzeichnis"):
        mending.read("Entenhausen", local_party, lambda text: Mended(text, "nothing"))


@pytest.mark.parametrize("mend", [None, lambda _: None])
def test_what_cannot_be_mended_is_refused(mend: None) -> None:
    with pytest.raises(ValueError, match="nicht eindeutig"):
        mending.read("491.55", euro, mend)


def test_a_repair_points_into_the_source() -> None:
    passage = identity("Höhe von 49l.550 Euro", 100)
    assert mending.repair(passage, (9, 16), Mended("491.550", RULE)) == Repair(109, 116, "49l.550", "491.550", RULE)
    assert mending.repair(passage, (9, 16), None) is None


def test_repairs_in_order_and_once() -> None:
    first, second = Repair(5, 8, "a", "b", "one"), Repair(1, 3, "c", "d", "two")
    further = Repair(5, 8, "b", "e", "three")
    assert mending.in_order([first, None, second, first]) == (second, first)
    assert mending.in_order([first, further]) == (Repair(5, 8, "a", "e", "one, three"),)


def test_nodes_have_the_characters_as_evidence() -> None:
    text = "In Höhe von\n49l.550 Euro"
    lines = (Line(1, Kind.TEXT, identity(text[:11])), Line(2, Kind.TEXT, identity(text[12:], 12)))
    document = Document(Source("x.md", "0" * 64, "text/markdown", 1), text, lines)
    (node,) = mending.nodes(document, [Repair(12, 19, "49l.550", "491.550", RULE)])
    (evidence,) = node.evidence
    assert (node.key, node.read_as, node.written_as, node.rule) == ("repair-12-19", "49l.550", "491.550", RULE)
    assert (evidence.quote, evidence.line, evidence.supports) == ("49l.550", 2, "writtenAs")
