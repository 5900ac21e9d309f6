"""What was read waits on disk until all documents have been compared, so that none of it has to stay in memory."""

from __future__ import annotations

import pickle
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph.errors import PublicationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.extraction.extractor import Extraction


@dataclass(frozen=True, slots=True)
class Spool:
    """A folder of our own with one file a document, named by its number among the sources."""

    folder: Path

    def put(self, number: int, extraction: Extraction) -> None:
        """Keeps what was read from a document."""
        (self.folder / str(number)).write_bytes(pickle.dumps(extraction, pickle.HIGHEST_PROTOCOL))

    def take(self, number: int) -> Extraction:
        """What was kept under this number."""
        content = (self.folder / str(number)).read_bytes()
        found: Extraction = pickle.loads(content)  # noqa: S301  # written by `put`, in a folder only we can read
        return found


@contextmanager
def spool(target: Path) -> Iterator[Spool]:
    """A spool beside the publication to be, where there is room for it; it goes away at the end.

    Raises:
        PublicationError: the place cannot be written to.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-read-", dir=target.parent))
    except OSError as error:
        raise PublicationError(f"{target.parent} ist nicht beschreibbar ({error.strerror}).") from error
    try:
        yield Spool(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
