"""Dumps put together from pieces are those that are sorted line by line, whoever speaks of whom."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from aqbgraph.publication.disk.before import Before, before
from aqbgraph.publication.disk.cache import kept_in
from aqbgraph.publication.disk.steps import Steps
from aqbgraph.publication.disk.writer import Writer
from aqbgraph.publication.rdf import pieces
from aqbgraph.publication.rdf.canonical import quads
from aqbgraph.publication.rdf.dumps import write_dumps
from aqbgraph.publication.rdf.pieces import Part

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from aqbgraph.publication.rdf.canonical import Piece
BASE = "https://example.org/"
# What a statement is about: document and fragment; its predicate and text.
Said = tuple[str, str, str, str]
# One name begins like another; `#` stands before `-`, and `>` behind it.
PATHS = ("agreement/2024/a", "agreement/2024/a-b", "agreement/2025/a", "party/a", "series/a")
YEARS = {path: int(path[10:14]) if path.startswith("agreement") else None for path in PATHS}
ABOUT = st.sampled_from([*PATHS, "elsewhere"])
SAID = st.tuples(ABOUT, st.sampled_from(["", "#it", "#more"]), st.sampled_from("pq"), st.sampled_from(["x", "y .\\n"]))
DOCUMENTS = st.dictionaries(st.sampled_from(PATHS), st.lists(SAID, min_size=1, max_size=12), min_size=1)


def lines(said: list[Said]) -> bytes:
    found = {f'<{BASE}{about}{fragment}> <{BASE}{name}> "{text}" .\n' for about, fragment, name, text in said}
    return "".join(sorted(found)).encode()


@dataclass
class Published:
    """What is in the files, and which documents were packed for it."""

    files: dict[str, bytes]
    packed: set[str] = field(default_factory=set)


def publish(folder: Path, old: Path | None, cache: Path | None, documents: dict[str, bytes]) -> Published:
    folder.mkdir(parents=True)
    writer = Writer(folder, old)
    for path, content in documents.items():
        writer.write(f"{path}.nt", content)
        writer.write(f"{path}.ttl", content)
        writer.write(f"{path}.jsonld", b"[]")
    packed: set[str] = set()
    make = pieces._packed

    def watched(folder: Path, part: Part) -> dict[bytes, Piece]:
        packed.add(part.path)
        return make(folder, part)

    with kept_in(cache) as known, patch.object(pieces, "_packed", watched):
        steps = Steps(writer, before(old) if old else Before(folder), known)
        write_dumps(steps, [Part(path, BASE + path, YEARS[path]) for path in sorted(documents)])
        writer.close(BASE, f"{BASE}licence")
        known.close()
    dumps = [*folder.glob("data.*"), *folder.glob("download/*")]
    return Published({str(path.relative_to(folder)): path.read_bytes() for path in dumps}, packed)


def expected(documents: dict[str, bytes], year: int | None) -> tuple[bytes, bytes]:
    wanted = {path: content for path, content in documents.items() if year in (None, YEARS[path])}
    dataset = sorted({line for path, content in wanted.items() for line in quads(content, BASE + path)})
    return b"".join(dataset), b"".join(sorted({line for one in wanted.values() for line in one.splitlines(True)}))


@settings(max_examples=60, deadline=None)
@given(said=DOCUMENTS, least=st.sampled_from([1, 300, 1 << 16]))
def test_any_documents(tmp_path_factory: pytest.TempPathFactory, said: dict[str, list[Said]], least: int) -> None:
    folder = tmp_path_factory.mktemp("dumps") / "public"
    documents = {path: lines(rows) for path, rows in said.items()}
    with patch.object(pieces, "LEAST", least):
        found = publish(folder, None, None, documents).files
    for year, stem in ((None, "data"), *((year, f"download/{year}") for year in set(YEARS.values()) - {None})):
        if any(year in (None, YEARS[path]) for path in documents):
            dataset, graph = expected(documents, year)
            assert gzip.decompress(found[f"{stem}.nq.gz"]) == dataset
            assert gzip.decompress(found[f"{stem}.nt.gz"]) == graph


def test_only_what_changed_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LEAST", 1)
    first = {path: lines([(path, "#it", "p", "x"), (path, "", "p", "x")]) for path in PATHS}
    first["party/a"] += lines([("party/b", "", "p", "x")])
    then = first | {"agreement/2024/a": lines([("agreement/2024/a", "#it", "p", "z")])}
    cache = tmp_path / "cache"
    one = publish(tmp_path / "one", None, cache, first)
    two = publish(tmp_path / "two", tmp_path / "one", cache, then)
    assert (one.packed, two.packed) == (set(PATHS), {"agreement/2024/a"})
    assert two.files == publish(tmp_path / "anew", None, None, then).files
    assert one.files.keys() == two.files.keys()
    same = {name for name in one.files if sha256(one.files[name]).digest() == sha256(two.files[name]).digest()}
    assert same >= {name for name in one.files if name.startswith("download/2025")}
    assert "data.nq.gz" not in same


def test_what_nobody_asked_for_stays_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two changes there may be a build that changes no document."""
    monkeypatch.setattr(pieces, "LEAST", 1)
    first = {path: lines([(path, "#it", "p", "x")]) for path in PATHS}
    then = first | {"agreement/2024/a": lines([("agreement/2024/a", "#it", "p", "z")])}
    cache, abroad, found = tmp_path / "cache", pieces._abroad, set[str]()

    def watched(folder: Path, part: Part) -> list[bytes]:
        found.add(part.path)
        return abroad(folder, part)

    publish(tmp_path / "one", None, cache, first)
    publish(tmp_path / "two", tmp_path / "one", cache, first)
    with patch.object(pieces, "_abroad", watched):
        packed = publish(tmp_path / "three", tmp_path / "two", cache, then).packed
    assert packed == found == {"agreement/2024/a"}
