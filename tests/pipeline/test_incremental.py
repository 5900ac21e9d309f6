"""What a build made before is used again, and never shows: the publication is the one that a full build makes."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from aqbgraph.pipeline.across import paging
from aqbgraph.pipeline.building import build
from aqbgraph.pipeline.dating import Dating, Given
from aqbgraph.pipeline.documents import collecting
from aqbgraph.publication.disk.cache import FILE
from aqbgraph.publication.disk.published import LIST
from aqbgraph.publication.publisher.settings import LICENCES, Settings
from aqbgraph.publication.publisher.texts import read_texts
from aqbgraph.publication.publisher.theme import read_theme
from aqbgraph.publication.vocabulary import vocabulary_page
from aqbgraph.reading.finding.companions import find_companions
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aqbgraph.extraction.extractor import Extraction
    from aqbgraph.pipeline.documents.outcomes import Report
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.pages import Page
    from aqbgraph.reading.finding.sources import SourceFile
    from aqbgraph.reported import ReportedBudget

PLACES = ("Odenwaldkreis", "Vogelsbergkreis", "Wetteraukreis", "Schwalm-Eder-Kreis", "Lahn-Dill-Kreis")
# The pages can be searched in the tests of the index; here that would be most of the time.
SETTINGS = Settings(search=False)
# Dates rise only with what changes, so that a full build has to have the same day.
WHEN = Dating(Given(datetime(2025, 12, 31, tzinfo=UTC), day=True), anew=True)


def publish(sources: Path, target: Path, cache: Path | None = None, jobs: int = 1) -> Report:
    companions = find_companions([sources], (source.path for source in find_sources([sources])))
    return build(find_sources([sources]), target, SETTINGS, jobs=jobs, companions=companions, when=WHEN, cache=cache)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def same(one: Path, other: Path) -> None:
    left, right = files(one), files(other)
    assert [name for name in sorted({*left, *right}) if left.get(name) != right.get(name)] == []


@dataclass
class Folder:
    """Agreements that somebody works on."""

    path: Path
    sample: str
    chance: random.Random
    numbers: count[int]

    def write(self, place: str, year: int) -> None:
        text = self.sample.replace("Odenwaldkreis", place).replace("2025", str(year))
        (self.path / f"{year}-{place.lower()}.md").write_text(text, "utf-8")

    def any(self) -> Path:
        return self.chance.choice(sorted(self.path.glob("*.md")))

    def change(self) -> None:
        """Another amount, another project, another sentence."""
        path = self.any()
        text = path.read_text("utf-8")
        number = next(self.numbers)
        known, new = self.chance.choice(
            [
                (r"491\.\d+", f"491.{number:03}"),
                (r"TZ-Ausbildung Webportal.*", f"TZ-Ausbildung Webportal {number}"),
                (r"Unterjährige.* Abweichungen", f"Unterjährige (Nr. {number}) Abweichungen"),
                (r"Heike.* Hofmann", f"Heike {'M' * (number - 99)}. Hofmann"),
            ]
        )
        changed = re.sub(known, new, text)
        assert changed != text
        path.write_text(changed, "utf-8")

    def add(self) -> None:
        missing = [
            (place, year)
            for place in PLACES
            for year in (2024, 2025, 2026)
            if not (self.path / f"{year}-{place.lower()}.md").exists()
        ]
        self.write(*self.chance.choice(missing or [(PLACES[0], 2027)]))

    def remove(self) -> None:
        if len(list(self.path.glob("*.md"))) > 1:
            self.any().unlink()

    def rename(self) -> None:
        path = self.any()
        path.rename(path.with_name(f"umbenannt-{next(self.numbers)}.md"))

    def touch(self) -> None:
        self.any().touch()


@pytest.fixture
def folder(samples: Path, tmp_path: Path) -> Folder:
    made = Folder(
        tmp_path / "agreements",
        (samples / "2025-odenwaldkreis.md").read_text("utf-8"),
        random.Random(7),  # noqa: S311  # not for secrets
        count(100),
    )
    made.path.mkdir()
    for place in PLACES[:3]:
        made.write(place, 2025)
    made.write(PLACES[0], 2024)
    return made


def test_changes_at_random_give_what_a_full_build_gives(folder: Folder, tmp_path: Path) -> None:
    target, cache = tmp_path / "public", tmp_path / "cache"
    publish(folder.path, target, cache)
    work: list[Callable[[], None]] = [folder.change, folder.change, folder.add, folder.remove, folder.rename]
    for number in range(4):
        for change in folder.chance.sample(work, 2):
            change()
        assert publish(folder.path, target, cache).digest
        full = tmp_path / f"full-{number}"
        publish(folder.path, full)
        same(target, full)
        shutil.rmtree(full)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that are read, and the paths of the pages that are made."""
    found: list[str] = []
    understood, page = collecting.understood, paging._page

    def reading(source: SourceFile) -> tuple[Extraction, tuple[ReportedBudget, ...]]:
        found.append(source.name)
        return understood(source)

    def making(one: Page, shared: paging._Shared, writer: Writer) -> paging.Made:
        found.append(one.path)
        return page(one, shared, writer)

    monkeypatch.setattr(collecting, "understood", reading)
    written = vocabulary_page._write

    def writing(settings: Settings, path: str, *given: Any) -> None:
        found.append(path)
        written(settings, path, *given)

    monkeypatch.setattr(paging, "_page", making)
    monkeypatch.setattr(vocabulary_page, "_write", writing)
    return found


def test_nothing_is_read_or_made_twice(folder: Folder, tmp_path: Path, counted: list[str]) -> None:
    target, cache = tmp_path / "public", tmp_path / "cache"
    publish(folder.path, target, cache)
    assert "2025-odenwaldkreis.md" in counted
    before = files(target)
    counted.clear()
    publish(folder.path, target, cache)
    assert counted == []
    assert files(target) == before


def test_a_build_that_would_change_nothing_is_not_done(folder: Folder, tmp_path: Path) -> None:
    target, cache = tmp_path / "public", tmp_path / "cache"
    report = publish(folder.path, target, cache)
    before = (target / LIST).stat().st_ino
    assert publish(folder.path, target, cache) == report
    assert (target / LIST).stat().st_ino == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["agreements", "cache", "public"]


LATER = WHEN.given and replace(WHEN.given, at=WHEN.given.at + timedelta(days=1))
CLOCK = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "second", "done"),
    [
        ({}, {}, False),
        ({}, {"settings": replace(SETTINGS, licence=LICENCES["dl-zero-de/2.0"])}, True),
        ({}, {"when": replace(WHEN, given=LATER)}, True),
        ({}, {"when": replace(WHEN, anew=False)}, True),
        ({}, {"allow_incomplete": True}, True),
        ({"when": replace(WHEN, latest=CLOCK)}, {"when": replace(WHEN, latest=CLOCK + timedelta(1))}, False),
        ({"when": replace(WHEN, latest=CLOCK)}, {"when": replace(WHEN, latest=CLOCK - timedelta(1))}, True),
        ({}, {"when": replace(WHEN, latest=CLOCK)}, True),
        ({"when": replace(WHEN, latest=CLOCK)}, {}, True),
    ],
)
def test_what_a_build_hangs_on(
    folder: Folder, tmp_path: Path, first: dict[str, Any], second: dict[str, Any], done: bool
) -> None:
    target, cache, sources = tmp_path / "public", tmp_path / "cache", find_sources([folder.path])
    options: dict[str, Any] = {"settings": SETTINGS, "jobs": 1, "when": WHEN, "cache": cache}
    assert build(sources, target, **{**options, **first}).digest
    before = (target / LIST).stat().st_ino
    assert build(sources, target, **{**options, **second}).digest
    assert ((target / LIST).stat().st_ino != before) is done


def test_the_own_files_of_the_publisher_are_looked_at(folder: Folder, tmp_path: Path, counted: list[str]) -> None:
    """A style sheet or a picture that was exchanged under its name; no page is made anew for it."""
    target, own = tmp_path / "public", tmp_path / "own"
    shown = {own / "theme/tokens.css": "assets/theme.css", own / "texts/wappen.png": "texts/wappen.png"}

    def made() -> None:
        settings = replace(SETTINGS, theme=read_theme(own / "theme"), texts=read_texts(own / "texts"))
        build(find_sources([folder.path]), target, settings, jobs=1, when=WHEN, cache=tmp_path / "cache")

    for path in shown:
        path.parent.mkdir(parents=True)
        path.write_text("one", "utf-8")
    made()
    counted.clear()
    for path, published in shown.items():
        path.write_text("two", "utf-8")
        made()
        assert (target / published).read_text("utf-8") == "two"
    assert counted == []


def test_a_build_that_finds_its_own_publication_makes_it_again(folder: Folder, tmp_path: Path) -> None:
    """Also when each goes on with the history of the one before, and the moment of the next is another."""
    target = tmp_path / "public"

    def made(day: int) -> dict[str, bytes]:
        when = Dating(Given(datetime(2025, 12, day, tzinfo=UTC), day=True))
        build(find_sources([folder.path]), target, SETTINGS, jobs=1, when=when)
        return files(target)

    first = made(1)
    folder.change()
    assert first != (second := made(2))
    assert made(2) == second
    assert made(3) == second


def test_files_of_a_build_without_a_cache_are_taken_over_as_well(
    folder: Folder, tmp_path: Path, counted: list[str]
) -> None:
    target, cache = tmp_path / "public", tmp_path / "cache"
    publish(folder.path, target)
    publish(folder.path, target, cache)
    counted.clear()
    publish(folder.path, target, cache)
    assert counted == []


def test_only_what_shows_a_changed_agreement_is_made_again(folder: Folder, tmp_path: Path, counted: list[str]) -> None:
    target, cache = tmp_path / "public", tmp_path / "cache"
    publish(folder.path, target, cache)
    counted.clear()
    path = folder.path / "2025-odenwaldkreis.md"
    path.write_text(path.read_text("utf-8").replace("491.550", "491.551"), "utf-8")
    publish(folder.path, target, cache)
    assert "2025-odenwaldkreis.md" in counted
    assert "party/odenwaldkreis" in counted
    assert "year/2025" in counted
    others = ("2025-vogelsbergkreis.md", "party/vogelsbergkreis", "comparison/vogelsbergkreis/wetteraukreis")
    assert not set(others) & set(counted)
    # The ontology shows what the catalogue says, and with that a digest of all.
    assert {name for name in counted if name.startswith("def/")} <= {"def/aqb"}
    others_too = ("series/vogelsbergkreis/", "wording/", "measure-type/", "programme/ausbildungsbudget")
    assert not [name for name in counted if name.startswith(others_too)]


def test_a_file_that_somebody_changed_is_written_again(folder: Folder, tmp_path: Path) -> None:
    target, cache = tmp_path / "public", tmp_path / "cache"
    publish(folder.path, target, cache)
    before = files(target)
    for name in ("party/odenwaldkreis/index.html", "agreement/2025/odenwaldkreis.ttl"):
        content = (target / name).read_bytes()
        (target / name).write_bytes(b"x" * len(content))
    (target / "year/2025/index.html").unlink()
    publish(folder.path, target, cache)
    assert files(target) == before


@pytest.mark.parametrize("harm", ["all", "steps", "read", "damaged steps", "damaged read"])
def test_the_cache_may_be_deleted_or_damaged(folder: Folder, tmp_path: Path, harm: str) -> None:
    target, cache = tmp_path / "public", tmp_path / "cache"
    publish(folder.path, target, cache)
    before = files(target)
    folder.change()
    if harm == "all":
        shutil.rmtree(cache)
    elif harm == "steps":
        (cache / FILE).unlink()
    elif harm == "damaged steps":
        (cache / FILE).write_bytes(b"no database" * 1000)
    for path in (cache / "read").glob("*") if "read" in harm else ():
        if harm == "read":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-1])
    publish(folder.path, target, cache)
    publish(folder.path, tmp_path / "full")
    same(target, tmp_path / "full")
    assert files(target) != before


def test_a_source_that_is_saved_while_it_is_read(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read then must not be taken for what the file held when it was looked at."""
    target, cache, path = tmp_path / "public", tmp_path / "cache", folder.path / "2025-odenwaldkreis.md"
    before, understood = path.read_text("utf-8"), collecting.understood

    def saved(source: SourceFile) -> tuple[Extraction, tuple[ReportedBudget, ...]]:
        path.write_text(before.replace("491.550", "491.999"), "utf-8")
        return understood(source)

    with monkeypatch.context() as patch:
        patch.setattr(collecting, "understood", saved)
        publish(folder.path, target, cache)
    assert b"491999" in (target / "agreement/2025/odenwaldkreis.nt").read_bytes()
    path.write_text(before, "utf-8")
    publish(folder.path, target, cache)
    publish(folder.path, tmp_path / "full")
    same(target, tmp_path / "full")


def test_another_target_shares_what_was_read(folder: Folder, tmp_path: Path, counted: list[str]) -> None:
    cache = tmp_path / "cache"
    publish(folder.path, tmp_path / "public", cache)
    counted.clear()
    publish(folder.path, tmp_path / "other", cache)
    assert not [name for name in counted if name.endswith(".md")]
    same(tmp_path / "public", tmp_path / "other")


def test_a_cache_that_others_can_write_to_is_refused(folder: Folder, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    cache.chmod(0o777)
    with pytest.raises(Exception, match="nicht vertrauenswürdig"):
        publish(folder.path, tmp_path / "public", cache)
    assert not (tmp_path / "public").exists()


def test_many_processes_make_the_same(folder: Folder, tmp_path: Path) -> None:
    publish(folder.path, tmp_path / "one", jobs=1)
    publish(folder.path, tmp_path / "three", tmp_path / "cache", jobs=3)
    same(tmp_path / "one", tmp_path / "three")
