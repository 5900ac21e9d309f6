"""Templates are compiled once, not in every process: what Jinja2 makes of them is kept as Python keeps its own modules.

That is beside them in `__pycache__` (PEP 3147), or below PYTHONPYCACHEPREFIX: who can write there can change our code
as well, so that what is loaded is trusted no more than that; a cache elsewhere would be. Where nothing can be written,
or PYTHONDONTWRITEBYTECODE forbids it, templates are compiled anew.
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import jinja2
from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket

_HEAD = sha256().digest_size
# File and checksum → what was compiled by this process.
_compiled: dict[tuple[str, str], CodeType | None] = {}


class Compiled(BytecodeCache):
    """Keeps compiled templates. `options` are all that their code depends on beside the template itself."""

    def __init__(self, options: str) -> None:
        self._made_with = f"{jinja2.__version__}\n{options}\n"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file: `start.html` is kept as `__pycache__/start.cpython-311.pyc`."""
        return cache_from_source(filename or name)

    def get_source_checksum(self, source: str) -> str:
        """What has another one is compiled anew."""
        return sha256((self._made_with + source).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes it when it is whole, and of this template, Jinja2 and Python.

        Where nothing is kept, what this process has compiled is: the environment of another language asks for the same.
        """
        bucket.code = _compiled.get((bucket.key, bucket.checksum))
        with suppress(OSError):
            content = Path(bucket.key).read_bytes()
            head, code = content[:_HEAD], content[_HEAD:]
            if head == _head(bucket.checksum, code):
                bucket.code = marshal.loads(code)  # noqa: S302  # trusted as our own code is, and whole

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Whole or not at all: other processes may read it meanwhile."""
        _compiled[bucket.key, bucket.checksum] = bucket.code
        if sys.dont_write_bytecode:
            return
        target, code = Path(bucket.key), marshal.dumps(bucket.code)
        with suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=target.parent, delete=False) as file:
                file.write(_head(bucket.checksum, code) + code)
            Path(file.name).replace(target)


def _head(checksum: str, code: bytes) -> bytes:
    """What the code is of and for, and that it is whole."""
    return sha256(checksum.encode() + MAGIC_NUMBER + code).digest()
