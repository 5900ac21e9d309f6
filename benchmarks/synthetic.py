"""Synthetic agreements, for measuring only: the form of the samples with invented money, projects and people.

`python benchmarks/synthetic.py 1000 out` writes a thousand; the same options give the same bytes. Each says in its
first line, and in the names of its projects and of those who sign, that it is none. Most lie ahead, so a publication of
them needs a day: `aqbgraph build out --date 2025-12-31`.

More than 27 places are invented cities, which aqbgraph refuses unless its `ontology/` has them: `--installation DIR`
writes one that does, and `PYTHONPATH=DIR python -m aqbgraph build …` builds with it. Agreements of years after 2099 are
refused as well: the places of Hesse give some 2,000 from 2026 on, and some 7,000 with years from 2008 on and separate
agreements for each budget; 400 places give 100,000.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from papers import PAPERS, markdown
from places import Place, installation, places
from worded import KINDS, NOTE, era, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ("DATE", "FIRST_YEAR", "NOTE", "Mix", "agreement", "write")

FIRST_YEAR = 2026
# Of the years that layouts are for (extraction/forms/layouts.py), the first that this knows to word, and the last.
EARLIEST, LAST = 2008, 2099
# The day of a publication of these: the newest day that they tell themselves may lie in the future.
DATE = "2025-12-31"
# So few are written at once without other processes.
_FEW = 2_000
_PORTION = 500


@dataclass(frozen=True, slots=True)
class Mix:
    """What is written: number of places and of years (0: as many as needed), shares of formats, the seed.

    `shares` has a weight for each format of `papers.PAPERS`; `scans` is the share of all that are scans.
    """

    parties: int = 0
    years: int = 0
    first_year: int = 0
    shares: tuple[tuple[str, float], ...] = (("markdown", 1.0),)
    scans: float = 0.0
    seed: int = 0


@lru_cache(maxsize=1)
def _by_key() -> dict[str, Place]:
    return {place.key: place for place in places()}


def agreement(party: str, year: int, seed: int = 0) -> str:
    """One agreement of a district or city of Hesse, as Markdown; the same for the same party, year and seed."""
    return markdown(worded(_by_key()[party], year, seed)).decode()


class Edition(NamedTuple):
    """One agreement to be: whose, of which year, and of which of `worded.KINDS`."""

    place: Place
    year: int
    kind: int


def editions(count: int, mix: Mix) -> list[Edition]:
    """So many agreements, year by year, with no more kinds than needed.

    Raises:
        SystemExit: there are not so many.
    """
    made: list[Edition] = []
    for kinds in range(1, len(KINDS) + 1):
        for first in (mix.first_year,) if mix.first_year else (FIRST_YEAR, EARLIEST):
            made = list(islice(_editions(mix, first, kinds), count))
            if len(made) == count:
                return made
    raise SystemExit(f"there are {len(made)} such agreements, not {count}: ask for more with --parties and --years")


def _editions(mix: Mix, first: int, kinds: int) -> Iterator[Edition]:
    known = places(mix.parties)
    for year in range(first, min(first + (mix.years or LAST), LAST + 1)):
        for kind in range(kinds):
            if era(year, kind):
                yield from (Edition(place, year, kind) for place in known if place.since <= year)


def write(count: int, folder: Path, mix: Mix = Mix()) -> None:
    """Writes `count` agreements into a folder, in as many processes as there are cores when they are many."""
    folder.mkdir(parents=True, exist_ok=True)
    made = editions(count, mix)
    work = partial(_write, folder, mix)
    portions = [made[start : start + _PORTION] for start in range(0, count, _PORTION)]
    if count <= _FEW or (os.cpu_count() or 1) == 1:
        for portion in portions:
            work(portion)
        return
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(work, portions):
            pass


def _write(folder: Path, mix: Mix, portion: list[Edition]) -> None:
    names, weights = zip(*mix.shares, strict=True)
    for place, year, kind in portion:
        name = f"{year}-{place.key}" + (f"-{kind}" if kind else "")
        chance = Random(f"{mix.seed}-{name}-paper")  # not for secrets
        scanned = chance.random() < mix.scans
        suffix, paper = PAPERS["scan" if scanned else chance.choices(names, weights)[0]]
        (folder / (name + suffix)).write_bytes(paper(worded(place, year, mix.seed, kind)))


def _shares(text: str) -> tuple[tuple[str, float], ...]:
    """ "markdown=8,pdf=1,docx" → weights; a format without one weighs 1."""
    rows = [row.partition("=") for row in text.split(",")]
    unknown = [name for name, _, _ in rows if name not in PAPERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: known are {', '.join(PAPERS)}")
    return tuple((name, float(weight or 1)) for name, _, weight in rows)


# Says on every page what each document says in its first line.
SETTINGS = """\
notice = "Erfundene Daten, nur zum Messen und Ausprobieren: Diese Vereinbarungen, Beträge und Projekte gibt es nicht."
notice_en = "Invented data, only to measure and to try out: these agreements, amounts and projects do not exist."
"""


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parties", type=int, default=0, help="places, 1 to 400; those beyond 27 are invented")
    parser.add_argument("--years", type=int, default=0, help="years; as many as needed unless given")
    parser.add_argument("--first-year", type=int, default=0, help=f"from {EARLIEST} on; {FIRST_YEAR} where it fits")
    parser.add_argument("--formats", type=_shares, default=Mix().shares, metavar="markdown=8,pdf=1,…")
    parser.add_argument(
        "--scans",
        type=float,
        default=0.0,
        help="share that are scans, 0 to 1; seconds a page to read, some misread and refused",
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--installation", type=Path, help="write an aqbgraph that knows the parties, for PYTHONPATH")
    given = parser.parse_args(arguments)
    mix = Mix(given.parties, given.years, given.first_year, given.formats, given.scans, given.seed)
    write(given.count, given.folder, mix)
    # Beside the documents, so that nobody takes it for one of theirs.
    settings = given.folder.with_name(f"{given.folder.resolve().name}.toml")
    settings.write_text(SETTINGS, "utf-8")
    print(f"aqbgraph build {given.folder} --settings {settings} --date {DATE} -o public")
    if given.installation:
        installation(given.installation, given.parties)


if __name__ == "__main__":
    main()
