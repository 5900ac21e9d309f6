"""Where the time of a build goes: processor time by stage, each without the stages within it, and pages by kind.

`python benchmarks/stages.py SOURCES OUTPUT` builds in this process and prints a line of JSON: seconds by stage. The
watching costs a call for each stage, not for each function, so that it changes little of what it measures.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import DATE

from aqbgraph.graph import mapping
from aqbgraph.pipeline import building
from aqbgraph.pipeline.across import cataloguing, finishing, paging
from aqbgraph.pipeline.dating import Dating, given
from aqbgraph.pipeline.documents import collecting, publishing
from aqbgraph.publication import output
from aqbgraph.publication.disk import writer
from aqbgraph.publication.publisher.settings import Settings
from aqbgraph.publication.search import search_index
from aqbgraph.publication.tables import tables
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Callable

# Functions by stage, where they are called from; what is in none of them is told as the rest.
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("reading", collecting, "read"),
    ("extraction", collecting, "extract"),
    ("comparing", building, "side_by_side"),
    ("comparing", building, "series"),
    ("comparing", building, "with_earlier"),
    ("comparing", building, "duplicates"),
    ("mapping", mapping, "agreement_json"),
    ("mapping", mapping, "triples"),
    ("validation of documents", publishing, "_validate"),
    ("validation across documents", building, "_check_across"),
    ("data of agreements", publishing, "write_data"),
    ("totals in memory", building, "corpus"),
    ("data of places, years, series", paging, "write_data"),
    ("data of places, years, series", paging, "write_long"),
    ("data of places, years, series", paging, "graph"),
    ("dumps", finishing, "write_dumps"),
    ("tables", tables, "write_tables"),
    ("queries", finishing, "write_query_pages"),
    ("digests of documents", finishing, "document_digests"),
    ("catalogue", finishing, "catalogued"),
    ("catalogue", cataloguing, "check"),
    ("catalogue", cataloguing, "write"),
    ("changes and feeds", finishing, "write_changes"),
    ("datasets", finishing, "write_datasets"),
    ("counts of all statements (VoID)", finishing, "write_void"),
    ("vocabularies", finishing, "write_vocabularies"),
    ("assets", finishing, "write_assets"),
    ("lists for programs and hosts", finishing, "write_llms"),
    ("lists for programs and hosts", finishing, "write_signposts"),
    ("lists for programs and hosts", finishing, "write_hosting"),
    ("search index", search_index, "write_index"),
    ("manifest", writer.Writer, "close"),
    ("switch", building, "switch"),
)
REST = "everything else"


def clock() -> float:
    """Processor time of this process and of the programs it has run, in seconds."""
    now = os.times()
    return time.process_time() + now.children_user + now.children_system


class Watch:
    """Adds up what passes, always for the innermost stage that is open."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.entered: Counter[str] = Counter()
        self._open = [REST]
        self._since = clock()

    def _turn(self) -> None:
        now = clock()
        self.spent[self._open[-1]] += now - self._since
        self._since = now

    def wrapped(self, work: Callable[..., Any], stage: Callable[..., str]) -> Callable[..., Any]:
        """The function, watched; `stage` tells from the arguments which it is."""

        def watched(*arguments: Any, **named: Any) -> Any:
            self._turn()
            name = stage(*arguments)
            self.entered[name] += 1
            self._open.append(name)
            try:
                return work(*arguments, **named)
            finally:
                self._turn()
                self._open.pop()

        return watched

    def close(self) -> dict[str, float]:
        """Seconds by stage, the longest first."""
        self._turn()
        return dict(sorted(self.spent.items(), key=lambda row: -row[1]))


def watch() -> Watch:
    """Puts a watch on every stage of builds in this process."""
    made = Watch()
    for name, owner, function in STAGES:
        setattr(owner, function, made.wrapped(getattr(owner, function), _always(name)))
    page = output.write_page
    watched = made.wrapped(page, lambda _, __, ___, template, *____: f"pages: {template}")
    for module in list(sys.modules.values()):
        if getattr(module, "write_page", None) is page:
            module.write_page = watched  # type: ignore[attr-defined]  # it was just found
    return made


def _always(name: str) -> Callable[..., str]:
    return lambda *_: name


def main(sources: Path, target: Path) -> None:
    watching = watch()
    building.build(find_sources([sources]), target, Settings(), jobs=1, when=Dating(given(DATE)))
    print(json.dumps({"seconds": watching.close(), "times": dict(watching.entered)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
