"""Pages across agreements: those whose answers have changed are made, by as many processes as there are."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from aqbgraph.publication.output import write_data, write_long, write_page
from aqbgraph.publication.resources import graph
from aqbgraph.publication.tracing import Answers, traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aqbgraph.pipeline.spreading import Spread
    from aqbgraph.publication.file_notes import Noted
    from aqbgraph.publication.pages import Page
    from aqbgraph.publication.settings import Settings
    from aqbgraph.publication.steps import Steps
    from aqbgraph.publication.summary import Corpus
    from aqbgraph.publication.tracing import Question
    from aqbgraph.publication.writer import Writer

# Pages handed to a process at once.
_PORTION = 32


class Made(NamedTuple):
    """A page that was made: what it asked of the corpus, and its files."""

    asked: tuple[Question, ...]
    files: Mapping[str, Noted]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all pages are made of. A process that was forked has it already, so it is not sent there."""

    pages: Sequence[Page]
    corpus: Corpus
    settings: Settings
    writer: Writer

    def __reduce__(self) -> tuple[Any, ...]:
        return _inherited, ()


_shared: list[_Shared] = []


def _inherited() -> _Shared:
    return _shared[-1]


def write_pages(pages: Iterable[Page], steps: Steps, corpus: Corpus, settings: Settings, workers: Spread) -> None:
    """Writes all these pages and the documents they show; what nobody has changed stays the file it was."""
    answers = Answers(corpus)
    due: list[tuple[Page, str, bytes]] = []
    for page in pages:
        name = f"page:{page.path}"
        given = steps.given(page.template, answers.of(page.about))
        if not _stays(steps, name, given, answers):
            due.append((page, name, given))
    results = _made([row[0] for row in due], steps, corpus, settings, workers.at("Seiten", len(due)))
    for (_, name, given), made in zip(due, results, strict=True):
        steps.writer.noted.update(made.files)
        steps.cache.keep(name, given, (made.asked, answers.digest(made.asked), made.files))


def _stays(steps: Steps, name: str, given: bytes, answers: Answers) -> bool:
    found = steps.cache.result(name, given)
    if found is None:
        return False
    asked, digest, files = found
    return answers.digest(asked) == digest and steps.kept(files)


def _made(pages: Sequence[Page], steps: Steps, corpus: Corpus, settings: Settings, workers: Spread) -> Iterable[Made]:
    shared = _Shared(pages, corpus, settings, steps.writer)
    portions = [range(start, min(start + _PORTION, len(pages))) for start in range(0, len(pages), _PORTION)]
    work = partial(_portion, shared)
    # All that is known of the agreements is here, and would have to be sent to anybody else.
    forked = multiprocessing.get_start_method() == "fork"
    _shared.append(shared)
    try:
        yield from workers.map(work, portions) if forked else chain.from_iterable(map(work, portions))
    finally:
        _shared.pop()


def _portion(shared: _Shared, numbers: Sequence[int]) -> list[Made]:
    return [_page(shared.pages[number], shared) for number in numbers]


def _page(page: Page, shared: _Shared) -> Made:
    corpus, asked = traced(shared.corpus)
    own, settings = shared.writer.apart(), shared.settings
    data = page.data(settings, corpus) if page.data else {}
    if page.data:
        said, iri = graph(data, settings.identifiers, page.path), settings.base_iri + page.path
        if page.more:
            write_long(own, page.path, iri, said, page.more(settings, corpus))
        else:
            write_data(own, page.path, iri, said)
    if page.view:
        view = page.view
        write_page(own, settings, page.path, page.template, lambda spoken: view(spoken, corpus, data))
    return Made(tuple(asked), own.noted)
