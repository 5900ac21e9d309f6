"""All comparisons as pages: two places, two years, and the index that leads to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aqbgraph.identifiers import COMPARISON, WORDING, party_comparison_path, party_path, year_comparison_path
from aqbgraph.publication.comparisons.comparison_views import Choice, ComparisonIndexView
from aqbgraph.publication.comparisons.comparisons import (
    INDEX_TITLE,
    compared_parties,
    compared_years,
    comparison_links,
    many_places,
    year_comparisons,
)
from aqbgraph.publication.comparisons.party_comparison import parties_view
from aqbgraph.publication.comparisons.year_comparison import years_view
from aqbgraph.publication.documents.wording_documents import INDEX_TITLE as WORDING_TITLE
from aqbgraph.publication.frame.frames import frame, href
from aqbgraph.publication.frame.views import Link
from aqbgraph.publication.names import in_order_of_names, party_label
from aqbgraph.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.publisher.settings import Settings

# Path, template, view of a page, which sees the settings with its language, and the corpus.
Comparison = tuple[str, str, "Callable[[Settings, Corpus], object]"]


def comparisons(corpus: Corpus) -> Iterator[Comparison]:
    """All pages that compare, the index first."""
    yield COMPARISON, "comparison-index", index_view
    for parties in compared_parties(corpus):
        path = party_comparison_path(*parties)
        yield path, "comparison-parties", partial(parties_view, keys=parties)
    for years in compared_years(corpus):
        yield year_comparison_path(*years), "comparison-years", partial(years_view, years=years)


def index_view(settings: Settings, corpus: Corpus) -> ComparisonIndexView:
    """The way to each comparison, without a script: first the one, below it the others."""
    say = settings.language.say
    places = in_order_of_names(entry.key for entry in vocabulary().instances("LocalParty"))
    made = frame(
        settings,
        COMPARISON,
        say(INDEX_TITLE),
        say("Zwei Landkreise oder Städte, zwei Jahre oder zwei Fassungen eines Paragrafen nebeneinander."),
        data=(),
    )
    return ComparisonIndexView(
        frame=made,
        many=len(corpus.places) if many_places(corpus) else 0,
        places=tuple(
            Choice(key, party_label(key), links)
            for key in places
            if (links := comparison_links(COMPARISON, corpus, key))
        ),
        years=tuple(
            Choice(str(year), str(year), links)
            for year in reversed(corpus.years)
            if (links := _with_earlier(corpus, year))
        ),
        absent=tuple(
            Link(href(COMPARISON, party_path(key)), party_label(key)) for key in places if key not in corpus.places
        ),
        wording=Link(href(COMPARISON, WORDING), say(WORDING_TITLE)),
    )


def _with_earlier(corpus: Corpus, year: int) -> tuple[Link, ...]:
    """Each pair stands once, below the later year."""
    return tuple(link for link in year_comparisons(COMPARISON, corpus, year) if int(link.text) < year)
