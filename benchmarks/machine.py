"""The machine that figures are of, as far as it matters to them; never its name or who uses it."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    *("pyoxigraph", "rdflib", "pyshacl", "jinja2", "lxml", "markdown-it-py", "rapidfuzz", "pypdfium2", "uvicorn"),
    *("pagefind-bin", "distributed"),
)


def machine() -> dict[str, str]:
    """Processor, memory, system and versions, by what they are called."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count() or "unknown"),
        "memory": _memory(),
        "system": _system(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        **{name: found for name in ("aqbgraph", *LIBRARIES) if (found := _version(name))},
    }


def load() -> float | None:
    """How many processes wanted to run in the last minute, where the system tells."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def _line(path: str, name: str) -> str:
    """What a file of lines "name: value" says."""
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except OSError:
        return ""
    rows = (line.replace("=", ":", 1).partition(":") for line in lines)
    return next((value.strip().strip('"') for key, _, value in rows if key.strip() == name), "")


def _processor() -> str:
    return _line("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()


def _memory() -> str:
    size = _line("/proc/meminfo", "MemTotal").partition(" ")[0]
    return f"{int(size) / (1 << 20):.0f} GiB" if size else "unknown"


def _system() -> str:
    distribution = _line("/etc/os-release", "PRETTY_NAME")
    return " ".join(part for part in (distribution, platform.system(), platform.release()) if part)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
