"""Files of RDF as anybody may have them: read in any of our formats, packed or not, or refused with the place."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, cast

from pyoxigraph import parse

from aqbgraph.errors import Place, ReadingError
from aqbgraph.publication.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from pyoxigraph import Quad

    from aqbgraph.publication.formats import Format

PACKED = ".gz"
_DAMAGED = (gzip.BadGzipFile, EOFError, zlib.error)
_CHUNK = 1 << 20


def form_of(path: Path) -> Format | None:
    """The format of a file by its suffix, that of the packing left out; None for what is no RDF."""
    suffix = path.with_suffix("").suffix if path.suffix == PACKED else path.suffix
    return next((row for row in FORMATS if row.suffix == suffix), None)


def read_quads(path: Path) -> Iterator[Quad]:
    """The statements of a file, one after another.

    Raises:
        ReadingError: the suffix is of no format, the file cannot be read, is damaged, or is not of its format.
    """
    row = form_of(path)
    if row is None:
        known = ", ".join(form.suffix for form in FORMATS)
        raise ReadingError(
            f"Die Endung „{path.suffix}“ gehört zu keinem RDF-Format (möglich: {known}, auch gepackt mit {PACKED}).",
            Place(str(path)),
        )
    try:
        with _opened(path) as file:
            try:
                yield from parse(file, format=row.rdf)
            except (SyntaxError, ValueError):
                # What is damaged may still be unpacked to nonsense: then the packing is at fault, not the format.
                while path.suffix == PACKED and file.read(_CHUNK):
                    pass
                raise
    except _DAMAGED as error:
        raise ReadingError(
            f"Die gepackte Datei ist beschädigt oder unvollständig ({error}). Bitte neu herunterladen.",
            Place(str(path)),
        ) from error
    except SyntaxError as error:
        raise ReadingError(f"Kein gültiges {row.name}: {_told(error)}", Place(str(path), error.lineno)) from error
    except (ValueError, OSError) as error:
        raise ReadingError(f"Nicht lesbar als {row.name}: {error}", Place(str(path))) from error


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if path.suffix == PACKED else path.open("rb")


def _told(error: SyntaxError) -> str:
    if "LoadDocumentCallback" in str(error):
        return "Der Kontext muss in der Datei stehen; aus dem Netz wird nichts geladen."
    return error.msg
