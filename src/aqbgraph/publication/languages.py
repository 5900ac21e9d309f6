"""The languages that pages are made in: German, in which they are written, and English, looked up in site/translations.

A text is known by its German wording, as gettext has it (https://www.gnu.org/software/gettext/manual/). What documents
say is never translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from babel.messages.pofile import read_po

from aqbgraph.publication.written_numbers import written as written_number
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from babel.messages.catalog import Catalog, Message


class Bilingual(Protocol):
    """A text in both languages."""

    @property
    def de(self) -> str:
        """In German."""

    @property
    def en(self) -> str:
        """In English."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of pages: its tag (BCP 47), its name in itself, and the folder its pages are below ("" or "en/").

    `locale` is that by which numbers and dates are written (CLDR).
    """

    code: str
    name: str
    folder: str
    locale: str

    def say(self, german: str, **values: object) -> str:
        """A text in this language; `{name}` in it stands for a value.

        >>> GERMAN.say("Vereinbarungen {year}", year=2025)
        'Vereinbarungen 2025'
        """
        text = self.translated(german)
        return text.format(**values) if values else text

    def say_n(self, one: str, many: str, count: int, **values: object) -> str:
        """A text that depends on a number; `{count}` is the number, written as this language writes it.

        >>> GERMAN.say_n("{count} Maßnahme", "{count} Maßnahmen", 1200)
        '1.200 Maßnahmen'
        """
        written = written_number(count, None, self.locale)
        return self.translated_n(one, many, count).format(count=written, **values)

    def translated(self, german: str) -> str:
        """The text as it is in the catalogue; German where there is none, which no publication of ours contains."""
        return _catalogue(self.code).get(german, (german,))[0]

    def translated_n(self, one: str, many: str, count: int) -> str:
        """The form for a number. German and English have the same two (CLDR, plural rules)."""
        forms = _catalogue(self.code).get(one, (one, many))
        return forms[0] if count == 1 else forms[-1]

    def of(self, text: Bilingual) -> str:
        """The side of a text that is kept in both languages because data says both."""
        return text.de if self.is_source else text.en

    @property
    def is_source(self) -> bool:
        """Whether it is the one that texts are written in."""
        return self.code == GERMAN.code


def later(german: str) -> str:
    """Marks a text of a table, which is looked up when a page is made: so that it is found for the translators."""
    return german


GERMAN = Language("de", "Deutsch", "", "de")
ENGLISH = Language("en", "English", "en/", "en_GB")
# The first is that of the pages whose paths bear no language.
LANGUAGES = (GERMAN, ENGLISH)


@cache
def _catalogue(code: str) -> Mapping[str, tuple[str, ...]]:
    """German text → the forms of its translation. Fuzzy ones are none (gettext manual, section 2.2)."""
    if code == GERMAN.code:
        return {}
    return {
        _id(message): _forms(message)
        for catalogue in catalogues(code)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }


def catalogues(code: str) -> Iterable[Catalog]:
    """The catalogues of a language, by name of the file."""
    for path in sorted((folder("site") / "translations" / code).glob("*.po")):
        with path.open("rb") as file:
            yield read_po(file, locale=code, abort_invalid=True)


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
