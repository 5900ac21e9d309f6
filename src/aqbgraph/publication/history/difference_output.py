"""A difference of two states of the data in forms for programs and people: JSON, Turtle, a page.

Turtle has a change set for each document (http://purl.org/vocab/changeset/schema#) with every statement that was
removed or added, as an rdf:Statement: whoever carries them out turns the old data into the new.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from aqbgraph.graph.mapping import prefixes
from aqbgraph.graph.store import write
from aqbgraph.publication.frame.german_words import german_marked
from aqbgraph.publication.frame.rendering import render
from aqbgraph.publication.history.changes_views import DifferenceRow, DifferenceView, DocumentDifference
from aqbgraph.publication.history.differences import ADDED, CHANGED, REMOVED
from aqbgraph.publication.history.telling import important
from aqbgraph.publication.languages import GERMAN, later
from aqbgraph.vocabulary import RDF_TYPE, folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aqbgraph.publication.history.differences import Difference
    from aqbgraph.publication.history.telling import Told, Words
    from aqbgraph.publication.languages import Language

_CS = "http://purl.org/vocab/changeset/schema#"
_RDF = RDF_TYPE.removesuffix("type")
KINDS = {ADDED: later("neu"), CHANGED: later("geändert"), REMOVED: later("entfallen")}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents came, changed and went; how many facts in those that changed (a thing that came
    or went is one); statements on evidence.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    facts: int = 0
    traces: int = 0

    @property
    def any(self) -> bool:
        """Whether there is a difference at all."""
        return bool(self.added or self.changed or self.removed or self.traces)

    def said(self, language: Language = GERMAN) -> str:
        """All of it in a line."""
        return language.say(
            "Dokumente: {added} neu, {changed} geändert, {removed} entfallen. "
            "{facts} geänderte Angaben; dazu {traces} Aussagen über Belege und Verzeichnisse.",
            added=self.added,
            changed=self.changed,
            removed=self.removed,
            facts=self.facts,
            traces=self.traces,
        )

    def __str__(self) -> str:
        return self.said()


def counts(found: Sequence[Difference]) -> Counts:
    """Documents with facts are counted by kind; of the others only their traces."""
    of = {kind: sum(bool(one.things) and one.kind == kind for one in found) for kind in KINDS}
    facts = sum(
        len(thing.changes) if thing.kind == CHANGED else 1
        for one in found
        if one.kind == CHANGED
        for thing in one.things
    )
    return Counts(of[ADDED], of[CHANGED], of[REMOVED], facts, sum(one.traces for one in found))


def rows(found: Difference, words: Words) -> Iterator[Told]:
    """The facts of a document that changed, one by one; a document that came or went is one row."""
    if found.kind == CHANGED:
        for thing in important(found.things):
            yield from words.rows(thing)
    else:
        (line,) = words.lines(found)
        came = found.kind == ADDED
        yield words.whole(line, came=came)


def as_json(found: Sequence[Difference], words: Words) -> str:
    """Everything, with names in German beside IRIs; values are in N-Triples."""
    total = counts(found)
    return json.dumps(
        {
            "counts": {
                "added": total.added,
                "changed": total.changed,
                "removed": total.removed,
                "facts": total.facts,
                "provenance": total.traces,
            },
            "documents": [_document(one, words) for one in found],
        },
        ensure_ascii=False,
        indent=1,
    )


def _document(found: Difference, words: Words) -> dict[str, Any]:
    return {
        "document": found.iri,
        "title": words.title(found),
        "kind": found.kind,
        "things": [
            {
                "thing": thing.iri,
                "label": words.thing(thing),
                "kind": thing.kind,
                "type": thing.type,
                "changes": [
                    {
                        "property": change.predicate,
                        "label": words.property(change.predicate),
                        "removed": list(map(str, change.removed)),
                        "added": list(map(str, change.added)),
                    }
                    for change in thing.changes
                ],
            }
            for thing in found.things
        ],
        "provenance": found.traces,
    }


def as_turtle(found: Iterable[Difference]) -> bytes:
    """Every statement that was removed or added, in change sets."""
    triples: list[Triple] = []
    for one in found:
        name = NamedNode(f"urn:x-changeset:{sha256(one.iri.encode()).hexdigest()[:16]}")
        triples += (
            Triple(name, NamedNode(RDF_TYPE), NamedNode(_CS + "ChangeSet")),
            Triple(name, NamedNode(_CS + "subjectOfChange"), NamedNode(one.iri)),
        )
        for way, statements in (("removal", one.removed), ("addition", one.added)):
            for statement in sorted(statements, key=str):
                triples += _statement(name, way, statement)
    return write(triples, RdfFormat.TURTLE, {**prefixes(), "cs": _CS})


def _statement(name: NamedNode, way: str, statement: Triple) -> Iterator[Triple]:
    node = NamedNode(f"{name.value}:{way}-{sha256(str(statement).encode()).hexdigest()[:16]}")
    yield Triple(name, NamedNode(_CS + way), node)
    yield Triple(node, NamedNode(RDF_TYPE), NamedNode(_RDF + "Statement"))
    for part, value in (
        ("subject", statement.subject),
        ("predicate", statement.predicate),
        ("object", statement.object),
    ):
        if isinstance(value, NamedNode | Literal):
            yield Triple(node, NamedNode(_RDF + part), value)


def _row(told: Told, language: Language) -> DifferenceRow:
    before, now = (None if text is None else german_marked(text, language) for text in (told.before, told.now))
    return DifferenceRow(german_marked(told.thing, language), told.name, before, now)


def as_page(found: Sequence[Difference], words: Words, old: str, new: str, language: Language = GERMAN) -> bytes:
    """A page that stands alone, its style sheet in it; `words` are in the language of the page."""
    view = DifferenceView(
        language=language.code,
        old=old,
        new=new,
        summary=counts(found).said(language),
        style=(folder("site") / "bundle" / "inlined" / "difference.css").read_text("utf-8"),
        documents=tuple(
            DocumentDifference(
                iri=one.iri,
                title=words.title(one),
                kind=language.say(KINDS[one.kind]),
                rows=tuple(_row(told, language) for told in rows(one, words)),
                traces=one.traces,
            )
            for one in found
            if one.things
        ),
    )
    return render("difference", view, language)
