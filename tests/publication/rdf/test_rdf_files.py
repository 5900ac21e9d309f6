from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from aqbgraph.errors import ReadingError
from aqbgraph.publication.formats import FORMATS
from aqbgraph.publication.rdf.rdf_files import form_of, read_quads

LINES = b"".join(b'<a:a> <a:b> "%d" .\n' % number for number in range(2000))
PACKED = gzip.compress(LINES, mtime=0)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_formats(row: object) -> None:
    assert form_of(Path(f"a.b{row.suffix}")) is form_of(Path(f"a.b{row.suffix}.gz")) is row  # type: ignore[attr-defined]  # a format
    assert form_of(Path("a.tar.gz")) is form_of(Path("gz")) is form_of(Path("ttl.gz")) is None


@pytest.mark.parametrize(("name", "content"), [("a.nt", LINES), ("a.nt.gz", PACKED), ("a.nq.gz", PACKED)])
def test_packed_or_not(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert len(list(read_quads(tmp_path / name))) == 2000


@pytest.mark.parametrize(
    "content",
    [PACKED[:-20], PACKED[:5], LINES, PACKED[:-8] + bytes(4) + PACKED[-4:], PACKED[:900] + b"?!" + PACKED[902:]],
    ids=["cut", "head alone", "not packed", "checksum", "changed"],
)
def test_damaged_packing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.nt.gz").write_bytes(content)
    with pytest.raises(ReadingError, match="beschädigt oder unvollständig") as caught:
        list(read_quads(tmp_path / "a.nt.gz"))
    assert caught.value.place is not None
    assert caught.value.place.source.endswith("a.nt.gz")


@pytest.mark.parametrize(
    ("name", "content", "line", "said"),
    [
        ("a.nt", b'<a:a> <a:b> "x" .\n<a:a> <a:b> x .\n', 2, "N-Triples"),
        ("a.nt.gz", gzip.compress(b'<a:a> <a:b> "x" .\n<a:a> <a:b> x .\n', mtime=0), 2, "N-Triples"),
        ("a.nq", b"<a:a> <a:b> <a:c> <a:d> <a:e> .\n", 1, "N-Quads"),
        ("a.ttl", b"\n\n<a:a> <a:b> ,", 3, "Turtle"),
        ("a.trig", b"GRAPH <a:a> {\n<a:a> <a:b> }", 2, "TriG"),
        ("a.nt", b'<a:a> <a:b> "\xff" .\n', 1, "UTF-8"),
        ("a.jsonld", b'{"@graph":\n[{"@id":"a:b"', 2, "JSON-LD"),
        ("a.jsonld", b'{"@context":"https://example.org/c"}', None, "Kontext muss in der Datei stehen"),
        ("a.rdf", b"<a>", None, "RDF/XML"),
        ("a.txt", b"", None, "Endung"),
        ("a.zip.gz", b"", None, "Endung"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, name: str, content: bytes, line: int | None, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadingError, match=said) as caught:
        list(read_quads(tmp_path / name))
    assert caught.value.place is not None
    assert caught.value.place.line == line


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="Nicht lesbar als Turtle"):
        list(read_quads(tmp_path / "a.ttl"))
