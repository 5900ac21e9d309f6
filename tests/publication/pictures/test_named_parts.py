"""Tables and files of pictures say what they are of, also to who goes from table to table and from link to link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from pathlib import Path


def test_tables_and_files_are_named_after_their_picture(built_with_reported: Path) -> None:
    figures = 0
    for page in sorted(built_with_reported.rglob("index.html")):
        for figure in html.fromstring(page.read_bytes()).iter("figure"):
            if "picture" not in str(figure.get("class")).split():
                continue
            figures += 1
            (title,) = (one for one in figure.iter("p") if one.get("class") == "title")
            assert {table.get("aria-labelledby") for table in figure.iter("table")} == {title.get("id")}
            names = [
                link.get("aria-label")
                for files in figure.iter("p")
                if files.get("class") == "files"
                for link in files.iter("a")
            ]
            assert names == [f"{kind}: {''.join(map(str, title.itertext()))}" for kind in ("SVG", "CSV")]
    assert figures
