"""A bug that one document brings to light is that document's fault in the report, and none of the others'."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph import __version__
from aqbgraph.errors import Place, PublicationError, Unexpected, reason

if TYPE_CHECKING:
    from types import TracebackType

_PACKAGE = Path(__file__).parents[2]
_ELSEWHERE = "--cache nennt einen anderen Ort für den Zwischenspeicher"
_ROOM = f"Bitte Platz schaffen und neu bauen; {_ELSEWHERE}."
# Neither a bug nor the fault of a document, since the next one would meet it, too: and what is to be done.
_OF_THE_MACHINE = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EROFS: f"{_ELSEWHERE}.",
    errno.EMFILE: "Bitte mehr offene Dateien erlauben (ulimit -n) und neu bauen.",
}


def unexpected(error: Exception, source: str) -> Unexpected:
    """What the clerk is told of a bug, and what we need to find it: the kind of error, and where in aqbgraph.

    Raises:
        PublicationError: it is none, the machine lacks room or lets nothing be written.
    """
    if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
        raise PublicationError(
            f"Beim Bearbeiten von {source} hat der Rechner versagt ({reason(error)}). {_OF_THE_MACHINE[error.errno]}"
        ) from error
    message = (
        f"Unerwarteter Fehler ({type(error).__name__}{_where(error.__traceback__)}, aqbgraph {__version__}). "
        "Das liegt an aqbgraph, nicht an Ihnen: Bitte melden, mit dieser Zeile und wenn möglich mit der Datei."
    )
    return Unexpected(message, Place(source))


def lethal(source: str) -> Unexpected:
    """What the clerk is told of a document over which its process died, also when it was alone."""
    message = (
        "Der Prozess, der diese Datei bearbeitet, endete jedes Mal, auch als sie allein an der Reihe war: Vermutlich "
        "reicht ihm der Speicher nicht. Bitte die Datei prüfen oder mehr Speicher geben; hilft das nicht, bitte melden."
    )
    return Unexpected(message, Place(source))


def _where(traceback: TracebackType | None) -> str:
    """The last place of ours that the error went through."""
    found = ""
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            found = f" in {path.relative_to(_PACKAGE).as_posix()}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return found
