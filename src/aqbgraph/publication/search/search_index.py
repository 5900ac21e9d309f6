"""The index that the search page reads, made of the finished pages: no server takes part in a search.

German and English pages are two indexes, by the language that each page names. Only what stands in `main` is found
(`data-pagefind-body`); what pages are filtered by stands in their heads (`parts/found.html`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from aqbgraph.publication import pagefind
from aqbgraph.publication.languages import GERMAN, LANGUAGES
from aqbgraph.publication.search import search_parts
from aqbgraph.publication.search.search_files import packed
from aqbgraph.publication.search.search_joining import as_one, joined
from aqbgraph.publication.search.search_order import ENTRY, settled
from aqbgraph.publication.search.search_parts import INDEX, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aqbgraph.publication.disk.file_notes import Noted
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.pagefind import Indexers
    from aqbgraph.publication.search.search_parts import Page

# Ends an index that was begun, given the pages that it lacks; returns the names of its steps.
Begun = Callable[["Steps", "tuple[Page, ...]"], "tuple[str, ...]"]

MISSING = (
    "Die Seiten haben keine Suche: Das Paket pagefind-bin fehlt; für manche Rechner gibt es keines. Alles andere ist "
    "vollständig."
)
# The steps of its parts, which a process of its own has to know of.
PARTS = "search:part:"
_ENGINE = "search:part:engine:"
_CHUNKS = "search:part:chunks"
_GROUP = "search:part:group:"
# Where there are more parts than `_FEW`, they are joined in groups first: one of which no part changed stays as it was.
# From so many parts on a group ends where the name of one says so, which one in `_ENDS` does, at so many it ends.
_FEW = 64
_LEAST, _MOST, _ENDS = 8, 64, 8
# Parts that are made at the same time.
_AT_ONCE = 2


def installed() -> bool:
    """Whether pages can be searched: they show no search where not."""
    return pagefind.installed()


def remarks() -> tuple[str, ...]:
    """What the clerk should know of the search."""
    return () if installed() else (MISSING,)


def pages(writer: Writer, without: Sequence[Page] = ()) -> tuple[Page, ...]:
    """The pages that are there by now, in the order of their places; `without` some of them."""
    known = {path for path, _ in without}
    found = ((path, noted) for path, noted in writer.noted.items() if _is_page(path) and path not in known)
    return tuple(sorted(found, key=search_parts.place))


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def write_index(steps: Steps, first: Sequence[Page] = (), begun: Begun | None = None) -> None:
    """Indexes all pages written so far that want to be found, `first` these; the same pages give the same bytes.

    Where an index is `begun`, that is ended and takes its place.

    Raises:
        PublicationError: pagefind fails, or is another than we know.
    """
    others = pages(steps.writer, first)
    given = steps.given(installed(), first, others)
    if begun:
        names = steps.made("search", given, lambda own: begun(replace(steps, writer=own), others))
    else:
        names = steps.files("search", given, lambda own: index(replace(steps, writer=own), first, lambda: others))
    # Parts that nobody had to ask for stay known for the next time.
    steps.cache.take(names)


def index(steps: Steps, first: Sequence[Page], wait: Callable[[], Sequence[Page]]) -> tuple[str, ...]:
    """Indexes `first` these pages, then, having waited for them, the others. Returns the names of its steps.

    Raises:
        PublicationError: pagefind fails, or is another than we know.
    """
    if not installed():
        return ()
    names, engines, grouped = _parts(steps, first, wait)
    chunks = _Chunks(steps, steps.cache.result(_CHUNKS, steps.given()) or {})
    # A part is in memory until its group is made, and no longer.
    files = [
        joined([_group(steps, groups.pop(0)) for _ in range(len(groups))], chunks.put) | engines[code]
        for code, groups in grouped.items()
    ]
    for path, content in settled(_joined(files)).items() if files else ():
        steps.writer.write(f"{INDEX}/{path}", content)
    steps.cache.keep(_CHUNKS, steps.given(), chunks.now)
    return (*names, *(_ENGINE + code for code in grouped), _CHUNKS)


def _parts(
    steps: Steps, first: Sequence[Page], wait: Callable[[], Sequence[Page]]
) -> tuple[list[str], dict[str, dict[str, bytes]], dict[str, list[Sequence[_Row]]]]:
    """The names of the steps of the parts and of their groups; by language the engine, and the parts in groups."""
    with pagefind.indexers() as indexers:
        with _threads() as threads:

            def submit(part: Sequence[Page]) -> Future[Part]:
                return threads.submit(search_parts.indexed, indexers, steps.writer, part)

            begin = partial(_begun, steps, submit)
            rows = begin(first)
            rows += begin(wait())
            found = [(row, row.part.result()) for row in rows]
        made: dict[str, list[_Row]] = {}
        for row, part in found:
            steps.writer.noted.update(part.written)
            steps.cache.keep(row.name, row.given, part)
            if part.files:
                made.setdefault(row.code, []).append(row)
        engines = {code: _engine(steps, code, indexers) for code in made}
    grouped = {code: list(_groups(some)) for code, some in sorted(made.items())}
    names = (_GROUP + some[0].name for groups in grouped.values() for some in groups)
    return [*(row.name for row in rows), *names], engines, grouped


@dataclass(frozen=True, slots=True)
class _Chunks:
    """Files of words by their paths: the digest of what each holds, unpacked, and what is noted of it; `before` and
    `now`. One that holds what it held is not packed again.
    """

    steps: Steps
    before: Mapping[str, tuple[str, Noted]]
    now: dict[str, tuple[str, Noted]] = field(default_factory=dict)

    def put(self, path: str, content: bytes) -> None:
        """Writes one."""
        place, digest = f"{INDEX}/{path}", sha256(content).hexdigest()
        known = self.before.get(place)
        if known is None or known[0] != digest or not self.steps.kept({place: known[1]}):
            self.steps.writer.write(place, packed(content))
        self.now[place] = digest, self.steps.writer.noted[place]


class _Row(NamedTuple):
    """A part of the pages of a language: the name of its step, what it is made of, and its index when it is there."""

    code: str
    name: str
    given: bytes
    part: Future[Part]


def _groups(rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    if len(rows) <= _FEW:
        yield from ((row,) for row in rows)
        return
    begun = 0
    for end, row in enumerate(rows, start=1):
        size = end - begun
        if size == _MOST or end == len(rows) or (size >= _LEAST and not crc32(row.name.encode()) % _ENDS):
            yield rows[begun:end]
            begun = end


def _group(steps: Steps, rows: Sequence[_Row]) -> Mapping[str, bytes]:
    parts = [row.part.result().files for row in rows]
    if len(parts) == 1:
        return parts[0]
    return steps.value(_GROUP + rows[0].name, steps.given([row.given for row in rows]), lambda: as_one(parts))


@contextmanager
def _threads() -> Iterator[ThreadPoolExecutor]:
    """What has not begun when something fails never does."""
    threads = ThreadPoolExecutor(_AT_ONCE)
    try:
        yield threads
    finally:
        threads.shutdown(cancel_futures=True)


def _begun(steps: Steps, submit: Callable[[Sequence[Page]], Future[Part]], found: Sequence[Page]) -> list[_Row]:
    """Parts that are known, and those that are being made."""
    rows = []
    for code, some in _by_language(found).items():
        for part in search_parts.parts(some):
            name, given = f"{PARTS}{part[0][0]}", steps.given(part)
            rows.append(_Row(code, name, given, _known(steps, name, given) or submit(part)))
    return rows


def _known(steps: Steps, name: str, given: bytes) -> Future[Part] | None:
    part = steps.cache.result(name, given)
    if not isinstance(part, Part) or not steps.kept(part.written):
        return None
    done: Future[Part] = Future()
    done.set_result(part)
    return done


def _engine(steps: Steps, code: str, indexers: Indexers) -> dict[str, bytes]:
    return steps.value(_ENGINE + code, steps.given(), lambda: search_parts.engine(indexers, code))


def _by_language(found: Sequence[Page]) -> dict[str, list[Page]]:
    made: dict[str, list[Page]] = {}
    for page in found:
        code = next((row.code for row in LANGUAGES if row.folder and page[0].startswith(row.folder)), GERMAN.code)
        made.setdefault(code, []).append(page)
    return made


def _joined(indexes: Sequence[Mapping[str, bytes]]) -> dict[str, bytes]:
    """The indexes of the languages as one: their files bear the language in their names."""
    entries = [json.loads(one[ENTRY]) for one in indexes]
    languages = {code: row for entry in entries for code, row in entry["languages"].items()}
    files = {path: content for one in indexes for path, content in one.items()}
    return {**files, ENTRY: json.dumps({**entries[0], "languages": languages}, ensure_ascii=False).encode()}
