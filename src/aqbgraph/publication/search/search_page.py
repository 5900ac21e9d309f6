"""The search page: a form that a script answers from the index, and lists to browse where no script runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aqbgraph.identifiers import measure_type_path, party_path, year_path
from aqbgraph.publication.frame.found import KINDS, OTHER, OTHER_NAME, SEARCH
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.languages import later
from aqbgraph.publication.names import party_label
from aqbgraph.publication.rows.overview_rows import local_parties
from aqbgraph.publication.search.search_views import Choice, SearchView
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.publication.languages import Language
    from aqbgraph.publication.publisher.settings import Settings

# What the script says, by the names it uses; `{…}` stands for a value.
_TEXTS = {
    "loading": later("Es wird gesucht …"),
    "one": later("1 Treffer für „{query}“."),
    "many": later("{count} Treffer für „{query}“."),
    "one_page": later("1 Seite."),
    "many_pages": later("{count} Seiten."),
    "near": later(
        "So geschrieben steht „{query}“ auf keiner Seite. Seiten mit Wörtern, die ähnlich beginnen: {count}."
    ),
    "none": later("Kein Treffer für „{query}“."),
    "narrowed": later("Ohne Eingrenzung sind es {count}."),
    # What stands behind a heading for those who hear the page, and is no part of what it is called.
    "proof": later("Beleg:"),
    "local": later(
        "Diese Seiten sind von einem Datenträger geöffnet. Browser erlauben die Suche nur auf Seiten, die ein Server "
        "ausliefert; die Listen unten führen auch so zu allen Seiten."
    ),
    "failed": later(
        "Das Suchverzeichnis lässt sich hier nicht laden. Die Listen unten führen zu allen Seiten; Näheres sagt die "
        "Konsole des Browsers."
    ),
}


def searchable(publication: Publication) -> bool:
    """Whether a publication has a search page."""
    return f"{SEARCH}/index.html" in publication.files


def search_view(settings: Settings, corpus: Corpus) -> SearchView:
    """The search page of the agreements."""
    language = settings.language
    years = tuple(reversed(corpus.years))
    types = vocabulary().concepts("measure-types")
    labels = {entry.notation: vocabulary().label(entry.iri, language.code) for entry in types}
    kinds = {key: name for key, name in KINDS.items() if key != "reported" or corpus.reported.documents}
    return SearchView(
        frame=frame(
            settings,
            SEARCH,
            language.say("Suche"),
            language.say("Vereinbarungen, Projekte, Orte und alle anderen Seiten durchsuchen."),
            data=(),
        ),
        kinds=tuple(Choice(key, language.say(name)) for key, name in {**kinds, OTHER: OTHER_NAME}.items()),
        years=tuple(Choice(str(year), str(year)) for year in years),
        places=tuple(Choice(key, party_label(key)) for key in local_parties()),
        types=tuple(Choice(notation, f"{notation} {label}") for notation, label in labels.items()),
        browse_years=tuple(Link(href(SEARCH, year_path(year)), str(year)) for year in years),
        browse_places=tuple(Link(href(SEARCH, party_path(key)), party_label(key)) for key in local_parties()),
        browse_types=tuple(
            Link(href(SEARCH, measure_type_path(notation)), label) for notation, label in labels.items()
        ),
        texts=_texts(language),
    )


def _texts(language: Language) -> str:
    return json.dumps({name: language.say(text) for name, text in _TEXTS.items()}, ensure_ascii=False)
