"""What the template of a publisher's text sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from aqbgraph.publication.frame.views import Frame


@dataclass(frozen=True, slots=True)
class TextView:
    """A text of the publisher: its title, the rest as HTML, the tag of the language it is in.

    `missing` counts what the publisher has not filled in yet; `empty` says that there is nothing but a title. A text in
    another language than the page's is `untranslated`.
    """

    frame: Frame
    title: str
    body: Markup
    language: str
    missing: int
    empty: bool
    untranslated: bool

    @property
    def lang(self) -> Markup:
        """The attribute that marks the text where its language is not the page's (WCAG 2.2, 3.1.2)."""
        return Markup(' lang="{}"').format(self.language) if self.untranslated else Markup("")
