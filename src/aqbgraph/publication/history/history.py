"""What earlier publications said, and when: without it a catalogue could not tell what is new.

No clock is written. A build has one moment, and whatever changed since the publication before bears it; the rest keeps
its dates. The memory of it is `changes/state.json`: for each key the digest of what it said, and the publications
(their numbers, from 0) in which it first came and last changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from aqbgraph.errors import PublicationError, WrongUse
from aqbgraph.publication.disk import file_list
from aqbgraph.publication.disk.published import LIST
from aqbgraph.publication.disk.untrusted import FAULTS, Unsound, absolute, clean, listed, text, whole, why

if TYPE_CHECKING:
    from pathlib import Path

    from aqbgraph.publication.disk.before import Before
    from aqbgraph.publication.disk.file_notes import Noted

STATE = "changes/state.json"
FORMAT = 1
# Sections of the state: what the data's feed follows, what the catalogue's feed follows, and keys that only have dates.
DOCUMENTS, CATALOGUE, DATES = "documents", "catalogue", "dates"
SECTIONS = (DOCUMENTS, CATALOGUE, DATES)
FEEDS = (DOCUMENTS, CATALOGUE)
# Nothing was ever published on the web before its first page was (1991).
EARLIEST = datetime(1991, 1, 1, tzinfo=UTC)

Digests = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Dates:
    """When something first came and when it last changed, both UTC."""

    issued: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """What was last said of a key: its digest, and the numbers (from 0) of the publications it came and changed in."""

    digest: str
    created: int
    changed: int


@dataclass(frozen=True, slots=True)
class History:
    """All publications so far: their moments, rising; the records by section and key; how many pages each feed has.

    `folder` is where the last one lies, None at the beginning; `listed` are its files;
    `pages` holds for each section, publication by publication, how many pages its changes fill. `left` is the base IRI
    of a publication whose history is not gone on with, since each name in it is another.
    """

    folder: Path | None = None
    moments: tuple[datetime, ...] = ()
    records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    listed: Mapping[str, Noted] = field(default_factory=dict)
    left: str | None = None

    @property
    def moment(self) -> datetime | None:
        """When the content last changed; None at the beginning."""
        return self.moments[-1] if self.moments else None

    def of(self, section: str) -> Mapping[str, Record]:
        """The records of a section."""
        return self.records.get(section, {})


def dated(history: History, moment: datetime, key: str, digest: str) -> Dates:
    """The dates of what `key` (an IRI) names: it keeps them as long as its `digest` stays; else it changed at `moment`.

    Pure: that the next build knows of it takes a line in the state, so hand key and digest to `advanced` (documents
    are there already, see `digests.py`).
    """
    known = history.of(DATES).get(key) or history.of(DOCUMENTS).get(key)
    if known is None:
        return Dates(moment, moment)
    issued = history.moments[known.created]
    return Dates(issued, history.moments[known.changed] if known.digest == digest else moment)


def advanced(history: History, moment: datetime, digests: Digests) -> History:
    """The history with one publication more; the same one when nothing has changed, whatever the moment.

    `digests` are all keys there are now, by section; what is not among them has gone.
    """
    number = len(history.moments)
    records = {section: _records(history.of(section), digests.get(section, {}), number) for section in SECTIONS}
    if history.moments and all(records[section] == history.of(section) for section in SECTIONS):
        return history
    pages = {section: (*history.pages.get(section, ()), 0) for section in FEEDS}
    return History(history.folder, (*history.moments, moment), records, pages, history.listed)


def _records(before: Mapping[str, Record], digests: Mapping[str, str], number: int) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for key, digest in sorted(digests.items()):
        known = before.get(key)
        same = known is not None and known.digest == digest
        found[key] = known if known and same else Record(digest, known.created if known else number, number)
    return found


def lexical(moment: datetime) -> tuple[str, str]:
    """A moment as text, and the name of its datatype: "date" when it is midnight UTC, else "dateTime".

    >>> lexical(datetime(2025, 8, 11, tzinfo=UTC))
    ('2025-08-11', 'date')
    """
    if moment == moment.replace(hour=0, minute=0, second=0, microsecond=0):
        return moment.date().isoformat(), "date"
    return date_time(moment), "dateTime"


def date_time(moment: datetime) -> str:
    """A moment in the canonical form of xsd:dateTime, which is that of RFC 3339 as well.

    >>> date_time(datetime(2025, 8, 11, tzinfo=UTC))
    '2025-08-11T00:00:00Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(folder: Path, base: str, *, required: bool = False, known: Before | None = None) -> History:
    """The history that a publication holds; an empty one where none lies, or one that is older than such a memory.

    `known` is that publication where its list has been read.

    `required`: it was asked for by name, so there has to be one, with names of the same base.

    Raises:
        PublicationError: its memory is damaged, or there is none though `required`.
        WrongUse: its names begin with another base, and it is required or has more than one publication.
    """
    manifest = _manifest(folder, required=required, known=known)
    if manifest is None:
        return History()
    other, files = manifest
    if other != base:
        return _left(folder, files, base, other, required=required)
    return _stored(folder, base, files) if STATE in files else History()


def _stored(folder: Path, base: str, files: Mapping[str, Noted]) -> History:
    try:
        return _history(folder, base, json.loads(listed(folder, STATE, files)), files)
    except FAULTS as error:
        raise damaged(folder / STATE, why(error)) from error


def remembered(history: History, name: str) -> bytes:
    """A file of the publication before, as its list has it; never one that lies elsewhere.

    Raises:
        PublicationError: it is not there, not as listed, or not listed at all.
    """
    folder = cast("Path", history.folder)
    try:
        return listed(folder, name, history.listed)
    except FAULTS as error:
        raise damaged(folder / name, why(error)) from error


def _left(folder: Path, files: Mapping[str, Noted], base: str, other: str, *, required: bool) -> History:
    """Names of another base are other names, and nobody can follow them over to these. A first publication, which has
    had no follower yet, may make way; a history that has grown needs a clear word.
    """
    grown = STATE in files and len(_stored(folder, other, files).moments) > 1
    if not required and not grown:
        return History(left=other)
    raise WrongUse(
        f"Die vorige Veröffentlichung in {folder} hat die Basis-IRI <{other}>, diese <{base}>: Jeder Name wäre ein "
        "anderer, und wer den Änderungen folgt, verlöre alles. Einen anderen Zielordner oder mit --base-iri dieselbe "
        "Basis nennen; --new-history beginnt eine neue Geschichte."
    )


def damaged(path: Path, why: str) -> PublicationError:
    """The memory cannot be trusted; going on would tell followers something wrong."""
    return PublicationError(
        f"Die Geschichte der vorigen Veröffentlichung ist beschädigt: {path} ({why}). Den Ordner aus einer Sicherung "
        "holen oder mit --previous eine heile Veröffentlichung nennen; --new-history beginnt eine neue Geschichte."
    )


def _manifest(folder: Path, *, required: bool, known: Before | None) -> tuple[str, Mapping[str, Noted]] | None:
    """The base IRI and the files of a publication."""
    try:
        head, files = (known.head, known.files) if known and known.written else file_list.read(folder / LIST)
        return absolute(head["baseIri"]), files
    except FileNotFoundError as error:
        if required:
            raise PublicationError(f"{folder} ist keine Veröffentlichung: {LIST} fehlt.") from error
        return None
    except FAULTS as error:
        raise damaged(folder / LIST, why(error)) from error


def _history(folder: Path, base: str, state: Mapping[str, Any], files: Mapping[str, Noted]) -> History:
    if state["format"] != FORMAT:
        raise Unsound(f"ein anderes Format als {FORMAT}")
    if state["baseIri"] != base:
        raise Unsound("eine andere Basis-IRI als die der Veröffentlichung")
    moments = tuple(map(_moment, state["publications"]))
    if not moments or list(moments) != sorted(set(moments)):
        raise Unsound("die Zeitpunkte steigen nicht")
    records = {
        section: {
            _iri(base, section, key): _record(row, len(moments)) for key, row in state["records"][section].items()
        }
        for section in SECTIONS
    }
    pages = {section: tuple(map(whole, state["pages"][section])) for section in FEEDS}
    if any(len(counts) != len(moments) for counts in pages.values()):
        raise Unsound("nicht für jede Veröffentlichung eine Zahl der Seiten")
    return History(folder, moments, records, pages, files)


def _moment(said: Any) -> datetime:
    moment = datetime.strptime(said, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    if moment < EARLIEST or date_time(moment) != said:
        raise Unsound("ein Zeitpunkt ist keiner einer Veröffentlichung")
    return moment


def _record(row: Any, publications: int) -> Record:
    digest, created, changed = row
    if not text(digest) or not whole(created) <= whole(changed) < publications:
        raise Unsound("ein Eintrag passt nicht zu den Veröffentlichungen")
    return Record(digest, created, changed)


def written(history: History, base: str) -> bytes:
    """The state as it is kept: one line a key, so that two of them compare line by line. Keys lose their base."""
    head = {
        "format": FORMAT,
        "baseIri": base,
        "publications": [date_time(moment) for moment in history.moments],
        "pages": {section: list(history.pages.get(section, ())) for section in FEEDS},
    }
    lines = [*(f" {json.dumps(name)}: {_line(value)}," for name, value in head.items()), ' "records": {']
    sections = [_section(section, history.of(section), base) for section in SECTIONS]
    return "\n".join(["{", *lines, ",\n".join(sections), " }", "}", ""]).encode()


def _section(section: str, records: Mapping[str, Record], base: str) -> str:
    rows = (
        f"   {_line(key.removeprefix(base))}: {_line([row.digest, row.created, row.changed])}"
        for key, row in sorted(records.items())
    )
    return f"  {json.dumps(section)}: {{" + ",".join(f"\n{row}" for row in rows) + "}"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _iri(base: str, section: str, key: str) -> str:
    """The IRI of a key. Documents lie below the base; of the catalogue a publisher or a contact may be elsewhere."""
    path = key.removeprefix(base)
    if ":" in path and section != DOCUMENTS:
        return absolute(key)
    if path and not clean(path):
        raise Unsound("ein Schlüssel führt aus der Veröffentlichung hinaus oder ist keine IRI")
    return base + path
