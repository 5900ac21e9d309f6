"""The pages of the publisher's texts, and what is still open in them. They come last: their links may lead anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from aqbgraph import __version__
from aqbgraph.errors import WrongUse
from aqbgraph.publication.frame.frames import file_href, frame, href
from aqbgraph.publication.languages import LANGUAGES
from aqbgraph.publication.offers import Text
from aqbgraph.publication.output import write_page
from aqbgraph.publication.publisher import own_files
from aqbgraph.publication.publisher.accessibility import told
from aqbgraph.publication.publisher.prose import PREFIX, Value, read
from aqbgraph.publication.publisher.settings import ContactPoint, Publisher, is_address
from aqbgraph.publication.publisher.texts import PUBLISHED, SLOTS
from aqbgraph.publication.text_views import TextView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.prose import Prose, Source
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.publisher.texts import Slot, Texts


@dataclass(frozen=True, slots=True)
class Shelf:
    """The texts, and who has written the rest of the publication already."""

    texts: Texts
    writer: Writer

    def prose(self, settings: Settings, slot: Slot) -> tuple[Source, Prose]:
        """The text of a slot on a page in the language of the settings."""
        source = self.texts.of(slot, settings.language)
        return source, read(
            source, _values(settings, self.texts, source), partial(_resolve, self, settings, slot), self.texts.beside
        )


def write_texts(writer: Writer, settings: Settings, texts: Texts) -> tuple[str, ...]:
    """Writes the page of each text and what lies beside them; returns what the publisher has to be told.

    Raises:
        WrongUse: a text has an unknown placeholder, or a link that leads nowhere.
    """
    for name, path in texts.beside.items():
        writer.write(f"{PUBLISHED}/{name}", own_files.content(path))
    shelf = Shelf(texts, writer)
    for slot in SLOTS:
        write_page(writer, settings, slot.path, "text", partial(text_view, slot=slot, shelf=shelf))
    return tuple(_remarks(settings, shelf))


def text_view(settings: Settings, slot: Slot, shelf: Shelf) -> TextView:
    """A text as its page shows it."""
    language = settings.language
    source, prose = shelf.prose(settings, slot)
    untranslated = source.language != language.code
    title = language.of(slot.title) if untranslated else prose.title or language.of(slot.title)
    return TextView(
        frame=frame(settings, slot.path, title, language.of(slot.purpose), data=()),
        title=title,
        body=prose.html,
        language=source.language,
        missing=len(prose.open),
        empty=not prose.html.strip(),
        untranslated=untranslated,
    )


def _remarks(settings: Settings, shelf: Shelf) -> Iterator[str]:
    """What is open in which lines; of our own texts, that nobody has filled them in yet."""
    ours: list[tuple[str, int]] = []
    for slot in SLOTS:
        source, prose = shelf.prose(settings, slot)
        if source.name not in shelf.texts.own:
            ours += [(slot.title.de, len(prose.open))] if prose.open else []
            continue
        if not prose.html.strip():
            yield f"{slot.title.de}: Der Text ist leer ({source.name})."
        elif prose.open:
            lines = ", ".join(str(line) for line in sorted({place.line for place in prose.open}))
            yield f"{slot.title.de}: {_count(len(prose.open))} ({source.name}, Zeile {lines})."
        if f"{slot.name}.en.md" not in shelf.texts.own:
            yield f"{slot.title.de}: Ohne {slot.name}.en.md zeigt die englische Seite den deutschen Text."
    if ours:
        yield (
            f"Noch nicht ausgefüllt: {', '.join(name for name, _ in ours)} "
            f"({_count(sum(count for _, count in ours))}). Eigene Texte nimmt --texts (docs/publish.md)."
        )


def _count(open_places: int) -> str:
    return "eine Angabe fehlt" if open_places == 1 else f"{open_places} Angaben fehlen"


# Placeholder → what belongs there as long as the settings do not say it.
_WANTED = {
    "publisher": Text("Name der veröffentlichenden Stelle", "name of the publishing body"),
    "homepage": Text("Internetseite der Stelle", "web page of the body"),
    "contact": Text("Ansprechstelle", "contact"),
    "email": Text("E-Mail-Adresse", "e-mail address"),
    "contact-page": Text("Kontaktseite oder -formular", "contact page or form"),
}


def _values(settings: Settings, texts: Texts, source: Source) -> Mapping[str, Value]:
    """What placeholders stand for in a text."""
    language = next(one for one in LANGUAGES if one.code == source.language)
    said = {name: Value(language.of(_WANTED[name]), *pair) for name, pair in _said(settings).items()}
    check = told(texts.check, settings.base_iri, language, themed=settings.theme is not None)
    return {
        **said,
        "licence": Value("", settings.licence.name, settings.licence.iri),
        "address": Value("", settings.base_iri, settings.base_iri),
        "version": Value("", __version__),
        "check": Value("", check),
    }


def _said(settings: Settings) -> Mapping[str, tuple[str | None, str | None]]:
    """What the settings say of the publisher, as text and address; nothing is made up."""
    publisher = settings.publisher or Publisher("")
    contact = settings.contact or ContactPoint()
    return {
        "publisher": (publisher.name or None, None),
        "homepage": (publisher.homepage, publisher.homepage),
        "contact": (contact.name or publisher.name or None, None),
        "email": (contact.email, contact.email and f"mailto:{contact.email}"),
        "contact-page": (contact.url, contact.url),
    }


def _resolve(shelf: Shelf, settings: Settings, slot: Slot, written: str) -> str:
    """The address of what a text links: on the web, another text, something beside it, a page of the publication."""
    parts = urlsplit(written)
    target, fragment = unquote(parts.path), unquote(parts.fragment)
    if parts.scheme in ("mailto", "tel") or (parts.scheme in ("http", "https") and is_address(written)):
        return written
    if not parts.scheme and not parts.netloc:
        if target in shelf.texts.beside:
            return file_href(settings, slot.path, f"{PUBLISHED}/{quote(target)}")
        if target.endswith(".md"):
            return _text_href(shelf, settings, slot, target, fragment)
        if target.startswith("/"):
            return _inside(shelf.writer, settings, slot, target, fragment)
    raise WrongUse(
        f"„{written}“ führt nirgendwohin. Erwartet wird eine Adresse (https://…, mailto:…), ein Text (impressum.md), "
        "eine Datei neben den Texten, ein Pfad dieser Veröffentlichung (/data) oder eine Überschrift (#…)."
    )


def _text_href(shelf: Shelf, settings: Settings, here: Slot, target: str, fragment: str) -> str:
    name = target.removesuffix(".md")
    slot = next((one for one in SLOTS if one.name == name), None)
    if slot is None:
        raise WrongUse(f"„{target}“ ist keiner der Texte: {', '.join(f'{one.name}.md' for one in SLOTS)}.")
    if not fragment:
        return href(here.path, slot.path)
    source = shelf.texts.of(slot, settings.language)
    ids = read(source, _values(settings, shelf.texts, source), str, shelf.texts.beside).ids
    if PREFIX + fragment not in ids:
        raise WrongUse(f"„{source.name}“ hat keine Überschrift „#{fragment}“.")
    return href(here.path, slot.path, PREFIX + fragment)


def _inside(writer: Writer, settings: Settings, here: Slot, target: str, fragment: str) -> str:
    path = target.strip("/")
    language: Language = settings.language
    page = f"{language.folder}{path}/index.html" if path else f"{language.folder}index.html"
    if {".", ".."} & set(path.split("/")):
        raise WrongUse(f"„{target}“ führt aus der Veröffentlichung hinaus.")
    slots = {slot.path for slot in SLOTS}
    if path in slots or page in writer.noted:
        if fragment and (path in slots or f'id="{fragment}"' not in (writer.folder / page).read_text("utf-8")):
            raise WrongUse(f"Die Seite „{target}“ hat keine Stelle „#{fragment}“.")
        return href(here.path, path, fragment)
    if path and path in writer.noted:
        return file_href(settings, here.path, quote(path))
    raise WrongUse(f"„{target}“ gibt es in dieser Veröffentlichung nicht.")
