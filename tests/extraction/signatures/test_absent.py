from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from aqbgraph.extraction.extractor import extract
from aqbgraph.reading.readers import parse

if TYPE_CHECKING:
    from aqbgraph.document import Document


def unsigned(document: Document) -> Document:
    """The document as if the second party had not signed."""
    return parse(re.sub(r"(?s)Erbach, den.*", "", document.text).encode(), document.source.name)


def test_a_scan_without_the_signature_of_a_party_is_told(document: Document) -> None:
    found = extract(replace(unsigned(document), recognised=True))
    assert found.agreement is not None
    assert [one.key for one in found.agreement.signatures] == ["signature-state"]
    (told,) = found.left_out
    assert told.what == "Auf dem Scan ist keine Unterschrift für „Odenwaldkreis“ zu lesen."


def test_of_a_text_nothing_is_told(document: Document) -> None:
    assert extract(unsigned(document)).left_out == ()


def test_where_both_have_signed_nothing_is_told(document: Document) -> None:
    assert extract(replace(document, recognised=True)).left_out == ()


def test_a_signature_of_which_the_party_is_torn_is_told(document: Document) -> None:
    torn = re.sub(r"(?s)Hessisches Ministerium  \nfür Arbeit.*", "Darm lauret? IT A\n", document.text)
    found = extract(replace(parse(torn.encode(), document.source.name), recognised=True))
    assert found.agreement is not None
    assert [one.key for one in found.agreement.signatures] == ["signature-other"]
    said = " ".join(one.what for one in found.left_out)
    assert "Bei der Unterschrift „Staatsministerin“ ist auf dem Scan nicht zu lesen, für wen sie geleistet ist." in said
    assert re.search("keine Unterschrift für „Hessisches .*“ oder „Odenwaldkreis“", said)
