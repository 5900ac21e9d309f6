"""The publisher's own design: single templates, tokens, a logo and own files, in place of ours or beside them.

    THEME/templates/NAME.html   in place of ours of the same name, which stays at hand as aqbgraph/NAME.html
    THEME/templates/own/…       templates of its own, to be included
    THEME/tokens.css            custom properties, after our style sheet
    THEME/logo.svg              beside the name of the site
    THEME/assets/…              whatever these need (fonts, pictures)

All is looked at before anything is built. Templates run in Jinja2's sandbox: they see the view and no more of the
machine than it. https://jinja.palletsprojects.com/en/stable/sandbox/
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from aqbgraph.errors import Place, WrongUse
from aqbgraph.publication.formats import CONTENT_TYPES
from aqbgraph.publication.publisher import own_files
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

TEMPLATES, ASSETS, OWN = "templates/", "assets/", "own/"
TOKENS, LOGO = "tokens.css", "logo.svg"
# Below assets/ of a publication, beside what is ours.
PUBLISHED = "assets/theme"
STYLE, MARK, CARD = f"{PUBLISHED}.css", f"{PUBLISHED}.svg", f"{PUBLISHED}/card.png"
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Theme:
    """A design, checked: templates by name, each with its file; the files that are published as they are, by path."""

    folder: Path
    templates: Mapping[str, tuple[str, Path]] = field(hash=False)
    published: Mapping[str, Path] = field(hash=False)

    @property
    def style(self) -> str | None:
        """Where its style sheet is published."""
        return STYLE if STYLE in self.published else None

    @property
    def card(self) -> str | None:
        """Where the picture is published that goes with links to its pages."""
        return CARD if CARD in self.published else None

    @property
    def logo(self) -> str | None:
        """Where its logo is published."""
        return MARK if MARK in self.published else None


def read_theme(place: Path) -> Theme:
    """A theme, after a look at everything in it but at what its templates do.

    Raises:
        WrongUse: there is nothing in it, or something that has no meaning there; a template that nothing asks for.
    """
    found = own_files.files(place)
    if not found:
        raise WrongUse(f"Der Ordner ist leer. {_EXPECTED}", Place(str(place)))
    templates = {name.removeprefix(TEMPLATES): path for name, path in found.items() if name.startswith(TEMPLATES)}
    for name, path in templates.items():
        _check_name(name, path)
    others = {name: path for name, path in found.items() if not name.startswith(TEMPLATES)}
    published = {_published(name, path): path for name, path in others.items()}
    _check_size(place, published.values())
    return Theme(place, {name: (own_files.text(path), path) for name, path in templates.items()}, published)


def as_published(files: Collection[str], theme: Theme | None = None) -> Theme | None:
    """The design of a publication with these files: its style sheet and logo, and the templates of `theme`."""
    there = {name: Path(name) for name in (STYLE, MARK) if name in files}
    if theme is None:
        return Theme(Path(), {}, there) if there else None
    return replace(theme, published=there)


@cache
def known_templates() -> tuple[str, ...]:
    """Our templates, by name: "agreement.html", "parts/data.html"."""
    root = folder("site") / "templates"
    return tuple(sorted(path.relative_to(root).as_posix() for path in root.rglob("*.html")))


_EXPECTED = (
    f"Erwartet werden {TEMPLATES}NAME.html, {TEMPLATES}{OWN}NAME.html, {TOKENS}, {LOGO} und {ASSETS} (docs/theme.md)."
)


def _check_name(name: str, path: Path) -> None:
    own = name.startswith(OWN) and name.endswith(".html")
    if not own and name not in known_templates():
        raise WrongUse(
            f"Keine Seite verwendet eine Vorlage „{name}“. Es gibt: {', '.join(known_templates())}. "
            f"Eigene Bausteine gehören nach {TEMPLATES}{OWN}.",
            Place(str(path)),
        )


def _published(name: str, path: Path) -> str:
    """Where a file is published."""
    if name == TOKENS:
        return STYLE
    if name == LOGO:
        return MARK
    if not name.startswith(ASSETS):
        raise WrongUse(f"Das hat in einer Gestaltung keine Bedeutung. {_EXPECTED}", Place(str(path)))
    if not name.endswith(_ENDINGS):
        raise WrongUse(
            f"Dateien dieser Art werden nicht ausgeliefert. Möglich sind: {', '.join(_ENDINGS)}.", Place(str(path))
        )
    return f"{PUBLISHED}/{name.removeprefix(ASSETS)}"


# What a page may load; a host knows how to deliver it.
_ENDINGS = tuple(ending for ending in (".css", ".svg", ".png", ".woff2", ".js") if ending in CONTENT_TYPES)


def _check_size(place: Path, paths: Iterable[Path]) -> None:
    size = sum(path.stat().st_size for path in paths)
    if size > _MOST_BYTES:
        raise WrongUse(f"Die Dateien sind zusammen größer als {_MOST_BYTES // 10**6} MB.", Place(str(place)))
