"""Where the examples of terms stand: the page of their document, at the very place where the page has it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from aqbgraph.errors import VocabularyError
from aqbgraph.identifiers import DEFAULT_BASE, TERMS
from aqbgraph.publication.frame.frames import href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.vocabulary.vocabulary_views import Example, Use, Value
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode

    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.rdf.samples import Sample, Samples

_LONGEST = 120  # letters of a text that is quoted
# Says which value a passage is evidence of, not what a thing is.
_OF_EVIDENCE = TERMS + "supportedValue"
_ID = re.compile(rb'\sid="([^"]+)"')


class Placed:
    """Knows the pages that are written."""

    def __init__(self, writer: Writer, base: str) -> None:
        self._writer, self._base = writer, base
        self._ids = cache(self._read)

    def places(self, samples: Samples) -> list[tuple[str, str | None]]:
        """Where all that these samples name is found: what pages show of them depends on nothing else."""
        uses = (sample for found in samples.concepts.values() for sample in found.values())
        known = (*samples.properties.values(), *samples.classes.values(), *uses)
        iris = {iri for sample in known for iri in (sample.subject, sample.value.value)}
        return [(iri, self._target("", iri)) for iri in sorted(iris)]

    def thing(self, here: str, found: Sample) -> Example:
        """A thing of a class as the page of a path shows it."""
        return Example(self._subject(here, found.subject), None)

    def statement(self, settings: Settings, here: str, found: Sample) -> Example:
        """A statement with a property as the page of a path shows it."""
        return Example(self._subject(here, found.subject), self._value(settings, here, found.value))

    def uses(self, settings: Settings, here: str, found: Mapping[str, Sample]) -> tuple[Use, ...]:
        """How a concept is used, by property."""
        code = settings.language.code
        return tuple(
            Use(
                Link(href(here, "def/aqb", name.removeprefix(TERMS)), vocabulary().label(name, code)),
                f"aqb:{name.removeprefix(TERMS)}",
                sample.count,
                self._subject(here, sample.subject),
            )
            for name, sample in found.items()
            if name != _OF_EVIDENCE
        )

    def _subject(self, here: str, iri: str) -> Link:
        return Link(self._target(here, iri) or iri, iri.removeprefix(self._base))

    def _value(self, settings: Settings, here: str, value: NamedNode | Literal) -> Value:
        if isinstance(value, Literal):
            return Value(_cut(value.value), language=value.language or written_in(value))
        iri = value.value
        written = DEFAULT_BASE + iri.removeprefix(self._base) if iri.startswith(self._base) else iri
        try:
            # Places and authorities have a German name on every page.
            code = "de" if iri.startswith(f"{self._base}party/") else settings.language.code
            text = vocabulary().label(written, code)
        except VocabularyError:
            try:
                return Value(vocabulary().label(written), self._target(here, iri) or iri, "de")
            except VocabularyError:
                text = iri.removeprefix(self._base)
        return Value(text, self._target(here, iri) or iri, None if code == settings.language.code else code)

    def _target(self, here: str, iri: str) -> str | None:
        """The way to what an IRI names; None where no page of ours tells of it."""
        if iri.startswith(TERMS):
            return href(here, "def/aqb", iri.removeprefix(TERMS))
        if not iri.startswith(self._base):
            return None
        path, _, fragment = iri.removeprefix(self._base).partition("#")
        if path.startswith("def/"):  # these pages are being written; each of their terms has its place
            return href(here, path, fragment)
        if f"{path}/index.html" not in self._writer.noted:
            return None
        return href(here, path, fragment if fragment in self._ids(path) else "")

    def _read(self, path: str) -> frozenset[str]:
        content = (self._writer.folder / path / "index.html").read_bytes()
        return frozenset(found.decode() for found in _ID.findall(content))


def written_in(value: Literal) -> str | None:
    """The language of a text that does not say its own: what documents write is German; of figures there is none."""
    return "de" if value.datatype.value.endswith("#string") and any(map(str.isalpha, value.value)) else None


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rpartition(' ')[0]} …"
