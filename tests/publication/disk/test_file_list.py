"""The list of files is JSON as it always was, and is read in any form."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from aqbgraph.publication.disk import file_list
from aqbgraph.publication.disk.file_notes import Noted
from aqbgraph.publication.disk.untrusted import FAULTS, Unsound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = {"format": 1, "baseIri": "https://example.org/ä", "version": "0"}
FILES = {"a.html": Noted(0, "a" * 64), 'b/"ü".html': Noted(7, "b" * 64), "c": Noted(10**12, "0" * 64)}


def whole(files: dict[str, Noted]) -> dict[str, Any]:
    return {**HEAD, "files": {name: noted._asdict() for name, noted in files.items()}}


@pytest.mark.parametrize("files", [FILES, {"a": Noted(1, "c" * 64)}, {}])
def test_the_bytes_are_those_of_json(tmp_path: Path, files: dict[str, Noted]) -> None:
    path = tmp_path / "list.json"
    digest = file_list.write(path, HEAD, files.items())
    content = path.read_bytes()
    assert content == (json.dumps(whole(files), ensure_ascii=False, indent=1) + "\n").encode()
    assert digest == sha256(content).hexdigest()
    head, found = file_list.read(path)
    assert (head["baseIri"], dict(found)) == (HEAD["baseIri"], files)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: json.dumps(json.loads(text)),
        lambda text: json.dumps(dict(reversed(json.loads(text).items())), indent=1),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace('"size": 7', '"size": 7.0'),
    ],
)
def test_in_any_other_form(tmp_path: Path, change: Callable[[str], str]) -> None:
    path = tmp_path / "list.json"
    file_list.write(path, HEAD, FILES.items())
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    head, found = file_list.read(path)
    assert (head["baseIri"], dict(found)) == (HEAD["baseIri"], FILES)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-3],
        lambda text: text[: len(text) // 2],
        lambda text: text + "x",
        lambda text: text.replace("a" * 64, "\\ud800"),
        lambda text: text.replace("a.html", "\\ud800"),
        lambda text: text.replace('"size": 7', f'"size": {2**80}'),
        lambda text: text.replace('"size": 7', f'"size": {-(2**80)}'),
        lambda text: text.replace('"size": 7', '"size": Infinity'),
        lambda text: text.replace('"sha256"', '"other"', 1),
        lambda text: text.replace('"files"', '"other"'),
        lambda text: "[]" + text[:0],
        lambda _: "",
    ],
)
def test_what_is_damaged(tmp_path: Path, change: Callable[[str], str]) -> None:
    path = tmp_path / "list.json"
    file_list.write(path, HEAD, FILES.items())
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(FAULTS):
        file_list.read(path)


@pytest.mark.parametrize("change", [lambda text: text, lambda text: json.dumps(json.loads(text))])
def test_a_name_that_is_no_text(tmp_path: Path, change: Callable[[str], str]) -> None:
    path = tmp_path / "list.json"
    file_list.write(path, HEAD, FILES.items())
    path.write_text(change(path.read_text("utf-8").replace("a.html", "\\ud800")), "utf-8")
    with pytest.raises(Unsound, match="ein Text ist keiner"):
        file_list.read(path)
