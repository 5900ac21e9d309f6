from __future__ import annotations

import errno
import os
import pickle

from aqbgraph import errors
from aqbgraph.errors import AqbError, Conflict, Place, WrongUse, reason


def test_place_is_shown() -> None:
    assert str(Conflict("Verschiedene Jahre.", Place("a.md", 3))) == "a.md:3: Verschiedene Jahre."
    assert str(Conflict("x", Place("a.md"))) == "a.md: x"
    assert str(Conflict("x")) == "x"


def test_errors_travel_between_processes() -> None:
    error = Conflict("x", Place("a.md", 3, 10, 12))
    copied = pickle.loads(pickle.dumps(error))  # our own object
    assert (type(copied), copied.message, copied.place) == (Conflict, "x", error.place)


def test_why_the_system_refused_is_told_in_german() -> None:
    assert reason(PermissionError(errno.EACCES, os.strerror(errno.EACCES))) == "keine Berechtigung"
    assert reason(OSError(errno.ENOENT, "der Dienst kennt die Datei nicht")) == "der Dienst kennt die Datei nicht"
    assert reason(OSError(errno.EDOM, os.strerror(errno.EDOM))) == os.strerror(errno.EDOM)
    assert reason(TimeoutError()) == "TimeoutError"


def test_tree_is_drawn() -> None:
    drawn = errors.__doc__ or ""
    made = [name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, AqbError)]
    assert [name for name in made if name not in drawn] == []
    assert WrongUse.exit_code == 2
