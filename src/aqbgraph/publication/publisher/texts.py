"""The texts that are the publisher's and not ours: about, imprint, privacy, accessibility. Slots to be filled.

`aqbgraph build --texts DIR` takes `impressum.md` and, in English, `impressum.en.md`, and so on; what DIR lacks is taken
from `site/texts/`, which is true and has open places where only the publisher knows what belongs there. What lies
beside the texts (a video in sign language, a document) is published in `texts/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aqbgraph.errors import Place, WrongUse
from aqbgraph.publication.languages import ENGLISH, GERMAN
from aqbgraph.publication.offers import Text
from aqbgraph.publication.publisher import own_files
from aqbgraph.publication.publisher.accessibility import RECORD, Check, our_check, read_check
from aqbgraph.publication.publisher.prose import Source
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aqbgraph.publication.languages import Language

# Where what lies beside the texts is published.
PUBLISHED = "texts"
BESIDE = (".pdf", ".png", ".mp4", ".webm", ".vtt")
_MOST_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Slot:
    """A text that a publication has: its file (without `.md`), the path of its page, its title, and what it is for.

    `kind` is the type of the page in schema.org; `law` says who asks for it; `short` is a shorter title.
    """

    name: str
    path: str
    title: Text
    purpose: Text
    kind: str = "WebPage"
    law: str = ""
    short: Text | None = None

    @property
    def label(self) -> Text:
        """Its name where there is little room."""
        return self.short or self.title


ABOUT = Slot(
    "ueber",
    "about",
    Text("Über dieses Angebot", "About this service"),
    Text("Was das ist, wie es entsteht und was es nicht verspricht.", "What this is, how it is made, what it is not."),
    "AboutPage",
)
IMPRINT = Slot(
    "impressum",
    "imprint",
    Text("Impressum", "Imprint"),
    Text("Wer dieses Angebot veröffentlicht.", "Who publishes this service."),
    "ContactPage",
    "§ 5 DDG, § 18 MStV",
)
PRIVACY = Slot(
    "datenschutz",
    "privacy",
    Text("Datenschutz", "Privacy"),
    Text("Welche Daten beim Besuch dieser Seiten anfallen.", "Which data arise when these pages are visited."),
    law="Art. 13 DSGVO",
)
ACCESSIBILITY = Slot(
    "barrierefreiheit",
    "accessibility",
    Text("Erklärung zur Barrierefreiheit", "Accessibility statement"),
    Text(
        "Wie barrierefrei diese Seiten sind, und wohin man Barrieren meldet.",
        "How accessible these pages are, and where to report barriers.",
    ),
    law="§ 4 HVBIT",
    short=Text("Barrierefreiheit", "Accessibility"),
)
EASY_LANGUAGE = Slot(
    "leichte-sprache",
    "easy-language",
    Text("Leichte Sprache", "Easy language"),
    Text("Was auf diesen Seiten steht, in Leichter Sprache.", "What these pages are about, in easy German."),
    law="§ 3 Abs. 3 HVBIT",
)
SIGN_LANGUAGE = Slot(
    "gebaerdensprache",
    "sign-language",
    Text("Deutsche Gebärdensprache", "German Sign Language"),
    Text("Was auf diesen Seiten steht, in Deutscher Gebärdensprache.", "What these pages are about, in sign language."),
    law="§ 3 Abs. 3 HVBIT",
    short=Text("Gebärdensprache", "Sign language"),
)
# In the order of the foot of each page.
SLOTS = (ABOUT, IMPRINT, PRIVACY, ACCESSIBILITY, EASY_LANGUAGE, SIGN_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts by file name, those of the publisher (`own`) before ours; files beside them; the last check."""

    written: Mapping[str, Source] = field(hash=False)
    own: frozenset[str]
    beside: Mapping[str, Path] = field(hash=False)
    check: Check | None

    def of(self, slot: Slot, language: Language) -> Source:
        """The text of a slot in a language; German where the publisher wrote none in it, as they wrote the German one.

        Our English text goes with our German one: beside another it would say something else.
        """
        german = _file(slot, GERMAN)
        other = _file(slot, language)
        fits = other in self.own or german not in self.own
        return self.written[other if other in self.written and fits else german]


def file_names() -> tuple[str, ...]:
    """All names that a text may have."""
    return tuple(_file(slot, language) for slot in SLOTS for language in (GERMAN, ENGLISH))


def read_texts(place: Path | None = None) -> Texts:
    """The texts of a folder, and ours where it has none.

    Raises:
        WrongUse: something lies there that is no text of ours and nothing that pages can show.
    """
    ours = {path.name: path for path in sorted((folder("site") / "texts").glob("*.md"))}
    own = own_files.files(place) if place else {}
    if place and not own:
        raise WrongUse(f"Der Ordner ist leer. Erwartet werden Texte: {', '.join(file_names())}.", Place(str(place)))
    for name, path in own.items():
        _check(name, path)
    texts = {name: path for name, path in own.items() if name.endswith(".md")}
    beside = {name: path for name, path in own.items() if name.endswith(BESIDE)}
    record = own.get(RECORD)
    return Texts(
        written={name: _source(name, path) for name, path in {**ours, **texts}.items()},
        own=frozenset(texts),
        beside=beside,
        check=read_check(own_files.text(record), str(record)) if record else our_check(),
    )


def _file(slot: Slot, language: Language) -> str:
    return f"{slot.name}.md" if language.is_source else f"{slot.name}.{language.code}.md"


def _source(name: str, path: Path) -> Source:
    return Source(name, own_files.text(path), ENGLISH.code if name.endswith(f".{ENGLISH.code}.md") else GERMAN.code)


def _check(name: str, path: Path) -> None:
    if name in file_names() or name == RECORD:
        return
    if not name.endswith(BESIDE) or "/" in name:
        raise WrongUse(
            f"Dafür gibt es keine Seite. Texte heißen {', '.join(file_names())}; daneben können liegen: {RECORD} und "
            f"Dateien mit {', '.join(BESIDE)}.",
            Place(str(path)),
        )
    if path.stat().st_size > _MOST_BYTES:
        raise WrongUse(f"Die Datei ist größer als {_MOST_BYTES // 10**6} MB.", Place(str(path)))
