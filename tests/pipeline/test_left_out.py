"""What is left out since it may be misread, through a build: readers are told why, the clerk what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from click.testing import CliRunner

from aqbgraph.cli import group

if TYPE_CHECKING:
    from pathlib import Path

MISREAD = (("TZ-Ausbildung Webportal", "TZ-Ausblldung Webportal"), ("Frank Matiaske", "Fronk Matiaske"))
ADVICE = "2025-odenwaldkreis.korrekturen.toml"


class Built(NamedTuple):
    said: str
    turtle: str
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def built(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("left-out")
    text = (samples / "2025-odenwaldkreis.md").read_text("utf-8")
    for right, wrong in MISREAD:
        assert right in text
        text = text.replace(right, wrong)
    (folder / "2025-odenwaldkreis.md").write_text(text, "utf-8")
    made = CliRunner().invoke(group, ["build", str(folder), "-o", str(folder / "public")])
    assert made.exit_code == 0, made.output
    names = ("agreement/2025/odenwaldkreis/index.html", "en/agreement/2025/odenwaldkreis/index.html")
    pages = tuple((folder / "public" / name).read_text("utf-8") for name in (*names, "accounting/index.html"))
    return Built(made.output, (folder / "public/agreement/2025/odenwaldkreis.ttl").read_text("utf-8"), pages)


def test_the_clerk_is_told_what_to_write_where(built: Built) -> None:
    assert built.said.count(f"bleibt weg, bis in „{ADVICE}“ steht: [[bestaetigen]]") == len(MISREAD)


def test_readers_are_told_why_and_not_what_the_clerk_has_to_do(built: Built) -> None:
    german, english, account = built.pages
    assert "„Fronk“ ist vermutlich verlesen (gemeint: „Frank“?)" in german
    assert '<span class="missing">nicht sicher zu lesen</span>' in german
    assert '<span class="missing">not certain to read</span>' in english
    assert not any("korrekturen" in page for page in (german, english, account))


def test_the_graph_does_not_say_that_it_is_missing_in_the_source(built: Built) -> None:
    assert "aqb:unclear aqb:signatoryName" in built.turtle
    assert "aqb:missing" not in built.turtle
    assert "Fronk" not in "".join(line for line in built.turtle.splitlines() if "aqb:signatoryName" in line)
    assert "korrekturen" not in built.turtle
