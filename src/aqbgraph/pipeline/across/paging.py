"""Pages across agreements: those whose answers have changed are made, by as many processes as there are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from aqbgraph.pipeline.spreading.children import exhausted
from aqbgraph.pipeline.spreading.portions import Places, Work, evenly
from aqbgraph.pipeline.spreading.spool import Spool
from aqbgraph.publication.corpus.tracing import Answers, traced
from aqbgraph.publication.documents.resources import graph
from aqbgraph.publication.output import write_data, write_long, write_page
from aqbgraph.publication.pages import every_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aqbgraph.pipeline.spreading.portions import Spread
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.corpus.tracing import Answers, Question
    from aqbgraph.publication.disk.file_notes import Noted
    from aqbgraph.publication.disk.steps import Steps
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.pages import Page
    from aqbgraph.publication.publisher.settings import Settings

# Pages handed to a process at once.
_PORTION = 32


class Made(NamedTuple):
    """A page that was made: what it asked of the corpus, and its files."""

    asked: tuple[Question, ...]
    files: Mapping[str, Noted]


# Without slots: the pages are found once.
@dataclass(frozen=True)
class _Shared:
    """What all pages are made of. Sent elsewhere it is no more than that: what was found out of it is found anew."""

    settings: Settings
    corpus: Corpus

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All pages, always in the same order."""
        return every_page(self.settings, self.corpus)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Shared, (self.settings, replace(self.corpus))


def write_pages(steps: Steps, corpus: Corpus, settings: Settings, workers: Spread, answers: Answers) -> None:
    """Writes all these pages and the documents they show; what nobody has changed stays the file it was.

    `answers` are those of the corpus.
    """
    shared = _Shared(settings, corpus)
    due: list[tuple[int, str, bytes]] = []
    for number, page in enumerate(shared.pages):
        name = f"page:{page.path}"
        given = steps.given(page.template, answers.of(page.about))
        if not _stays(steps, name, given, answers):
            due.append((number, name, given))
    results = _made([row[0] for row in due], shared, steps.writer, workers.at("Seiten", len(due)).here())
    for (_, name, given), made in zip(due, results, strict=True):
        steps.writer.noted.update(made.files)
        steps.cache.keep(name, given, (made.asked, answers.digest(made.asked), made.files))


def _stays(steps: Steps, name: str, given: bytes, answers: Answers) -> bool:
    found = steps.cache.result(name, given)
    if found is None:
        return False
    asked, digest, files = found
    return answers.digest(asked) == digest and steps.kept(files)


def _made(numbers: Sequence[int], shared: _Shared, writer: Writer, workers: Spread) -> Iterator[Made]:
    at = Places(Spool(writer.folder), writer.apart())  # nothing is spooled
    if len(numbers) <= _PORTION:
        # Processes would take longer to start.
        yield from _portion(numbers, at, shared)
        workers.progress(len(numbers))
        return
    portions = [[numbers[place] for place in portion] for portion in evenly(len(numbers), _PORTION, workers.processes)]
    work = Work(partial(_portion, shared=shared), at, lost=_indispensable, sent=int, needs=lambda _: {})
    yield from workers.run(work, portions)


def _portion(numbers: Sequence[int], places: Places, shared: _Shared) -> list[Made]:
    return [_page(shared.pages[number], shared, places.writer) for number in numbers]


def _indispensable(_: int) -> Made:
    raise exhausted()


def _page(page: Page, shared: _Shared, writer: Writer) -> Made:
    corpus, asked = traced(shared.corpus)
    own, settings = writer.apart(), shared.settings
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
