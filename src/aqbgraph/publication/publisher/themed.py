"""Templates of a theme before ours, and what is said when one of them fails."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, FunctionLoader, PrefixLoader, TemplateSyntaxError

from aqbgraph.errors import AqbError, Place, WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from jinja2 import BaseLoader

    from aqbgraph.publication.publisher.theme import Theme

# By this a theme names the template of ours that its own stands in for.
OURS = "aqbgraph"


def themed(theme: Theme, ours: BaseLoader) -> BaseLoader:
    """The theme's templates by their names, then ours; ours also below `aqbgraph/`."""

    def found(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if name not in theme.templates:
            return None
        text, path = theme.templates[name]
        return text, str(path), lambda: True

    return ChoiceLoader([PrefixLoader({OURS: ours}), FunctionLoader(found), ours])


@contextmanager
def faults_of(theme: Theme | None) -> Iterator[None]:
    """Tells what goes wrong in a theme's template with its file and line; our own faults are not its.

    Raises:
        WrongUse: a template of the theme fails.
    """
    try:
        yield
    except AqbError:
        raise
    except Exception as error:
        place = _place(error, theme) if theme else None
        if place is None:
            raise
        raise WrongUse(
            f"Die Vorlage scheitert: {error}. Was sie verwenden kann, steht in docs/templates.md; unsere Vorlage "
            f"gleichen Namens heißt {OURS}/NAME.html.",
            place,
        ) from error


def _place(error: Exception, theme: Theme) -> Place | None:
    """The innermost line of the theme: Jinja2 puts the lines of templates into tracebacks."""
    files = {str(path) for _, path in theme.templates.values()}
    if isinstance(error, TemplateSyntaxError):
        return Place(error.filename, error.lineno) if error.filename in files else None
    found = [frame for frame in _frames(error.__traceback__) if frame[0] in files]
    return Place(*found[-1]) if found else None


def _frames(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
