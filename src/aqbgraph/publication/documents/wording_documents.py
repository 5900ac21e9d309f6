"""The wordings as data: each sentence once, for all agreements that have it, and what changed from year to year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aqbgraph.identifiers import wording_key, wording_path
from aqbgraph.publication.documents.resources import document
from aqbgraph.publication.languages import GERMAN, Language, later

if TYPE_CHECKING:
    from aqbgraph.extraction.outlining.changes import Change, SectionText, Wording
    from aqbgraph.publication.corpus.naming import Heading
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.publisher.settings import Settings

Json = dict[str, Any]

INDEX_TITLE = later("Wortlaut im Vergleich")
ACCOUNTING_TITLE = "Rechenschaft"


def section_name(key: str, language: Language = GERMAN) -> str:
    """What a section is called: "§ 1", "Präambel"."""
    if key.isdigit():
        return f"§ {key}"
    return language.say("Präambel") if key == "preamble" else key


def section_heading(section: SectionText | Heading) -> str:
    """Its heading as documents have it, where that says more than its name."""
    return "" if section.heading == section_name(section.key) else section.heading


def section_title(section: SectionText, language: Language = GERMAN) -> str:
    """With its heading: "§ 1 Ziele des Landes"."""
    return f"{section_name(section.key, language)} {section_heading(section)}".strip()


def change_key(change: Change) -> str:
    """The fragment of a change on the page of its section."""
    programme = "" if change.second.programme == "aqb" else f"{change.second.programme.replace('+', '-')}-"
    sentences = (said.fingerprint if said else "none" for said in (change.before, change.after))
    return f"change-{programme}{change.second.year}-{'-'.join(sentences)}"


def index_document(settings: Settings, path: str, corpus: Corpus) -> Json:
    """The index is on all sections."""
    topics = [settings.identifiers.document(wording_path(section.key)) for section in corpus.sections]
    return document(settings, path, INDEX_TITLE, None, topics)


def section_document(settings: Settings, section: SectionText, _: Corpus) -> Json:
    """A section: its sentences and their changes."""
    made = document(settings, wording_path(section.key), f"{INDEX_TITLE}: {section_title(section)}", None)
    nodes = [_wording(section, row) for row in section.wordings]
    return {**made, "topics": [*nodes, *(_change(section, row) for row in section.changes)]}


def _wording(section: SectionText, wording: Wording) -> Json:
    first, last = wording.years
    return {
        "id": f"#{wording_key(wording.fingerprint)}",
        "type": "Wording",
        "sectionKey": section.key,
        "text": wording.text,
        "firstYear": str(first),
        "lastYear": str(last),
        "numberOfAgreements": str(sum(len(paths) for _, paths in wording.uses)),
    }


def _change(section: SectionText, change: Change) -> Json:
    said = {"from": change.before, "to": change.after}
    return {
        "id": f"#{change_key(change)}",
        "type": "WordingChange",
        "sectionKey": section.key,
        "fromYear": str(change.first.year),
        "toYear": str(change.second.year),
        **{f"{name}Wording": f"#{wording_key(row.fingerprint)}" for name, row in said.items() if row},
        **{f"{name}Period": row.period for name, row in said.items() if row and row.period},
        **({} if change.similarity is None else {"similarity": format(change.similarity.normalize(), "f")}),
    }


def accounting_document(settings: Settings, path: str, corpus: Corpus) -> Json:
    """The account of all documents is on that of each."""
    topics = [f"{settings.identifiers.document(row.path)}#accounting" for row in corpus.agreements]
    return document(settings, path, ACCOUNTING_TITLE, None, topics)
