from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aqbgraph.document import Placed
from aqbgraph.extraction.extractor import extract

if TYPE_CHECKING:
    from aqbgraph.document import Document


def scanned(document: Document, *unsure: str) -> Document:
    """The document as if it were a scan, of which the words named were badly to be read."""
    words = []
    start = 0
    for word in document.text.split():
        start = document.text.index(word, start)
        confidence = 40.0 if word.strip("*.") in unsure else 95.0
        words.append(Placed(start, start + len(word), 2, 1, 1, 2, 2, confidence))
        start += len(word)
    return replace(document, words=tuple(words))


@pytest.mark.parametrize(
    ("unsure", "message"),
    [
        ("491.550", "Der Betrag .*„491.550“ auf Seite 2 .*40 von 100"),
        ("2029“", "Das Jahr .*2029"),
        ("08", "Das Datum .*„08.“"),
    ],
)
def test_what_is_not_sure_is_refused(document: Document, unsure: str, message: str) -> None:
    word = f"**{unsure}" if unsure == "491.550" else unsure
    (fault,) = extract(scanned(document, unsure, word, f"{unsure},")).faults
    assert fault.place is not None
    with pytest.raises(type(fault), match=message.replace("„491.550“", "„[*]*491.550[*]*“")):
        raise fault


def test_other_words_may_be_unsure(document: Document) -> None:
    assert extract(scanned(document, "Schlüssel", "Webportal")).faults == ()


def test_read_for_certain_in_one_place_is_certain(document: Document) -> None:
    """The party is named in the title, in § 4 and further on; the year, too."""
    words = list(scanned(document).words)
    first = next(index for index, word in enumerate(words) if document.text[word.start : word.end] == "**2025**")
    words[first] = words[first]._replace(confidence=10.0)
    assert extract(replace(document, words=tuple(words))).faults == ()


def test_a_text_layer_is_not_doubted(document: Document) -> None:
    words = tuple(word._replace(confidence=None) for word in scanned(document).words)
    extraction = extract(replace(document, words=words))
    assert extraction.faults == ()
    assert extraction.agreement is not None
