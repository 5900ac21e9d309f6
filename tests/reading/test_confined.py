from __future__ import annotations

import sys

import pytest

from aqbgraph.errors import ReadingError
from aqbgraph.reading import confined

PYTHON = [sys.executable, "-c"]


def test_what_a_program_writes() -> None:
    program = "import sys; sys.stdout.write(sys.stdin.read() + __import__('os').environ['X'])"
    assert confined.run([*PYTHON, program], "a", content=b"a", environment={"X": "b"}) == b"ab"


@pytest.mark.parametrize(
    "program", ["raise SystemExit(3)", "import os; os.abort()", "import os; os.kill(os.getpid(), 9)"]
)
def test_a_program_that_breaks_down_is_a_fault_of_the_file(program: str) -> None:
    with pytest.raises(ReadingError, match=r"a\.pdf: .*brach ab"):
        confined.run([*PYTHON, program], "a.pdf")


def test_memory_is_bounded() -> None:
    program = "from aqbgraph.reading.confined import limit; limit(); bytearray(3_000_000_000)"
    with pytest.raises(ReadingError, match="MemoryError"):
        confined.run([*PYTHON, program], "a.pdf", environment={"PYTHONPATH": ":".join(filter(None, sys.path))})


def test_a_module_of_ours_does_not_see_the_working_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "pypdfium2.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(folder)
    answer = confined.run_module("aqbgraph.reading.pdf.pdfium", ["words"], b"no pdf", "a.pdf")
    assert answer == b'{"error": "damaged"}'
