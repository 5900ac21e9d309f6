from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.publication.disk.before import Before
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.rdf.digests import digest, document_digests, followed, said

if TYPE_CHECKING:
    from pathlib import Path

LINES = (
    b'<a> <b> "1" .\n',
    b"<a> <http://xmlns.com/foaf/0.1/topic> <c> .\n",
    b'<a> <https://w3id.org/aqb/def/aqb#softwareVersion> "0.1.0" .\n',
)


def test_what_says_nothing_makes_no_difference() -> None:
    assert digest(b"".join(LINES)) == digest(LINES[0])
    assert digest(LINES[0]) != digest(b'<a> <b> "2" .\n')


def test_words_are_no_predicate() -> None:
    """A quotation that holds the name of a predicate is a quotation."""
    line = b'<a> <b> "x <http://xmlns.com/foaf/0.1/topic> y" .\n'
    assert said(line) == line
    assert digest(line) != digest(b"")


def test_software_is_told_though_it_makes_no_difference() -> None:
    assert said(b"".join(LINES)) == LINES[0] + LINES[2]


def test_documents_that_say_something_of_their_own(built: Path) -> None:
    paths = ["agreement/2025/odenwaldkreis", "wording", "wording/1", "series/review", "cube", "def/aqb"]
    found = document_digests(
        Steps(Writer(built), Before(built)), "https://w3id.org/aqb/", (path for path in paths if path != "cube")
    )
    assert list(found) == [f"https://w3id.org/aqb/{path}" for path in ("agreement/2025/odenwaldkreis", "def/aqb")]
    assert [path for path in paths if followed(path)] == ["agreement/2025/odenwaldkreis", "def/aqb"]
