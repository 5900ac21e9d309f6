"""Room for a file to be written: its folders are made, and what lies there goes, whatever it is.

Never is anything written through a name that is there: what it leads to may be the file that is published now.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def room(path: Path | str) -> None:
    """Makes room at a path.

    Raises:
        OSError: there can be none.
    """
    try:
        os.unlink(path)  # noqa: PTH108  # as often as there are files
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    except NotADirectoryError:
        # A file has the name of one of its folders.
        room(os.path.dirname(path))  # noqa: PTH120
        room(path)
    except OSError:
        if not os.path.isdir(path) or os.path.islink(path):  # noqa: PTH112, PTH114
            raise
        shutil.rmtree(path)
