"""What an archive tells beside its text: which kind of document it is, what it is called, what its watermarks say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

# ECMA-376 part 2, 8.3.3 (core properties); part 4, 19.1.2.22 (textpath).
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_PROPERTIES = (f"{_DUBLIN_CORE}title", f"{_DUBLIN_CORE}subject", f"{_CORE}contentStatus")
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"

# Files of any kind, packed.
PACKED = "ein Archiv (ZIP)"


def kind(names: set[str]) -> str:
    """What an archive of these parts is that is no Word document."""
    if "mimetype" in names and "content.xml" in names:
        return "ein OpenDocument-Dokument (etwa .odt)"
    if any(name.startswith("xl/") for name in names):
        return "eine Excel-Tabelle"
    if any(name.startswith("ppt/") for name in names):
        return "eine Präsentation"
    if "mimetype" in names or "[Content_Types].xml" in names:
        return "ein Archiv (ZIP) ohne lesbaren Word-Text"
    return PACKED


def properties(core: etree._Element | None) -> Iterator[str]:
    """What the core properties call a document: title, subject, status."""
    if core is not None:
        yield from (element.text or "" for name in _PROPERTIES for element in core.iter(name))


def watermarks(header: etree._Element) -> Iterator[str]:
    """The words that Word draws across each page, which stand in the headers."""
    yield from (path.get("string", "") for path in header.iter(_TEXT_PATH))
