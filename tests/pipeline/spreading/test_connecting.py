"""Coming to a scheduler: what its workers must have, who answers there, and who never does."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest

from aqbgraph.errors import PublicationError
from aqbgraph.pipeline.spreading import connecting
from aqbgraph.pipeline.spreading.equipment import equipment


class Answers:
    """A client whose workers say what a test has them say."""

    def __init__(self, **answers: object) -> None:
        self.answers = answers

    def run(self, *_: object, **__: object) -> dict[str, object]:
        return self.answers


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "hat keine Worker"),
        (
            {"w": {**equipment(), "shapes/": "0"}},
            r"Der Worker w hat anderes als verlangt: shapes/ 0 statt [0-9a-f]{12}\.",
        ),
        ({"v": equipment(), "w": {**equipment(), "Tesseract": "4"}}, "Der Worker w hat anderes.*: Tesseract 4 statt"),
        ({"w": ModuleNotFoundError("No module named 'aqbgraph'")}, "Auf dem Worker w läuft aqbgraph nicht"),
    ],
)
def test_workers_that_would_make_other_files(answers: dict[str, Any], told: str) -> None:
    with pytest.raises(PublicationError, match=told):
        connecting.agreed(Answers(**answers), "tcp://x:1")  # type: ignore[arg-type]  # as far as it is asked


def test_workers_may_recognise_what_the_builder_cannot() -> None:
    theirs = {**equipment(), "Tesseract": "tesseract 6", "pillow": "99"}
    assert connecting.agreed(Answers(v=theirs, w=theirs), "tcp://x:1") == theirs  # type: ignore[arg-type]


def test_workers_may_differ_from_us_but_not_from_each_other_in_what_recognises() -> None:
    answers = {"v": {**equipment(), "Tesseract": "5"}, "w": {**equipment(), "Tesseract": "6"}}
    with pytest.raises(PublicationError, match=r"Der Worker w hat anderes.*: Tesseract 6 statt 5"):
        connecting.agreed(Answers(**answers), "tcp://x:1")  # type: ignore[arg-type]  # as far as it is asked


def test_who_takes_the_connection_and_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "CONNECTING", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begin = time.monotonic()
        with pytest.raises(PublicationError, match="antwortet kein Dask-Scheduler"):
            connecting.connected(f"tcp://127.0.0.1:{silent.getsockname()[1]}")
    assert time.monotonic() - begin < 20, "two seconds on a machine that has nothing else to do"
