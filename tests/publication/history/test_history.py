"""The memory of a publication: dates stay as long as what is said stays, and what is damaged is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from aqbgraph.errors import PublicationError, WrongUse
from aqbgraph.publication.history.history import (
    DATES,
    DOCUMENTS,
    STATE,
    Dates,
    History,
    advanced,
    date_time,
    dated,
    lexical,
    read,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/"
FIRST, SECOND, THIRD = (datetime(2025, 8, 11, tzinfo=UTC) + timedelta(days=days) for days in (0, 1, 2))


def one(**digests: str) -> dict[str, dict[str, str]]:
    return {DOCUMENTS: {BASE + key: digest for key, digest in digests.items()}}


def test_what_does_not_change_keeps_its_dates() -> None:
    history = advanced(History(), FIRST, one(a="1", b="1"))
    assert dated(history, SECOND, BASE + "a", "1") == Dates(FIRST, FIRST)
    assert dated(history, SECOND, BASE + "b", "2") == Dates(FIRST, SECOND)
    assert dated(history, SECOND, BASE + "c", "1") == Dates(SECOND, SECOND)
    history = advanced(history, SECOND, one(a="1", b="2", c="1"))
    assert dated(history, THIRD, BASE + "b", "2") == Dates(FIRST, SECOND)
    assert history.moments == (FIRST, SECOND)


def test_keys_that_only_have_dates() -> None:
    history = advanced(History(), FIRST, {DATES: {BASE + "dataset": "1"}})
    assert dated(history, SECOND, BASE + "dataset", "1") == Dates(FIRST, FIRST)


def test_without_a_change_there_is_no_new_publication() -> None:
    history = advanced(History(), FIRST, one(a="1"))
    assert advanced(history, SECOND, one(a="1")) is history
    assert advanced(history, SECOND, {}).moments == (FIRST, SECOND)
    assert BASE + "a" not in advanced(history, SECOND, {}).of(DOCUMENTS)


def test_what_comes_back_is_new() -> None:
    history = advanced(advanced(History(), FIRST, one(a="1", b="1")), SECOND, one(b="1"))
    assert dated(history, THIRD, BASE + "a", "1") == Dates(THIRD, THIRD)


def test_lexical_forms() -> None:
    assert lexical(FIRST) == ("2025-08-11", "date")
    assert lexical(FIRST + timedelta(seconds=1)) == ("2025-08-11T00:00:01Z", "dateTime")
    assert date_time(FIRST) == "2025-08-11T00:00:00Z"


def stored(folder: Path, content: bytes, base: str = BASE) -> Path:
    (folder / "changes").mkdir(parents=True, exist_ok=True)
    (folder / STATE).write_bytes(content)
    listed = {STATE: {"size": len(content), "sha256": sha256(content).hexdigest()}}
    (folder / "publication.json").write_text(json.dumps({"baseIri": base, "files": listed}), "utf-8")
    return folder


def test_written_and_read(tmp_path: Path) -> None:
    history = advanced(advanced(History(), FIRST, one(a="1", ä="1")), SECOND, one(a="2", ä="1"))
    content = written(history, BASE)
    assert b'"a": ["2", 0, 1]' in content
    again = read(stored(tmp_path, content), BASE)
    assert (again.moments, again.records, again.pages) == (history.moments, history.records, history.pages)
    assert written(again, BASE) == content


def test_nothing_before(tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere", BASE).moment is None
    with pytest.raises(PublicationError, match="ist keine Veröffentlichung"):
        read(tmp_path / "nowhere", BASE, required=True)


def test_a_publication_older_than_its_memory(tmp_path: Path) -> None:
    (tmp_path / "publication.json").write_text(json.dumps({"baseIri": BASE, "files": {}}), "utf-8")
    assert read(tmp_path, BASE, required=True).moment is None


def test_another_base(tmp_path: Path) -> None:
    stored(tmp_path, written(advanced(History(), FIRST, one(a="1")), BASE))
    with pytest.raises(WrongUse, match="andere"):
        read(tmp_path, "https://example.com/", required=True)
    assert read(tmp_path, "https://example.com/") == History(left=BASE)


def test_another_base_does_not_end_a_history_that_has_grown(tmp_path: Path) -> None:
    stored(tmp_path, written(advanced(advanced(History(), FIRST, one(a="1")), SECOND, one(a="2")), BASE))
    with pytest.raises(WrongUse, match="--new-history"):
        read(tmp_path, "https://example.com/")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-4],
        lambda text: text.replace('"format": 1', '"format": 2'),
        lambda text: text.replace("2025-08-11T", "2025-13-11T"),
        lambda text: text.replace("[0]", "[0, 0]"),
        lambda text: text.replace('["1", 0, 0]', '["1", 0, 1]'),
        lambda text: text.replace('["1", 0, 0]', '["1"]'),
        lambda text: text.replace('["2025-08-11T00:00:00Z"]', '["2025-08-11T00:00:00Z", "2025-08-11T00:00:00Z"]'),
        lambda _: "[]",
    ],
)
def test_a_damaged_memory(tmp_path: Path, change: object) -> None:
    assert callable(change)
    text = written(advanced(History(), FIRST, one(a="1")), BASE).decode()
    damaged = change(text)
    assert damaged != text
    with pytest.raises(PublicationError, match="beschädigt"):
        read(stored(tmp_path, damaged.encode()), BASE)


def test_a_damaged_list(tmp_path: Path) -> None:
    (tmp_path / "publication.json").write_text("{", "utf-8")
    with pytest.raises(PublicationError, match="beschädigt"):
        read(tmp_path, BASE)
