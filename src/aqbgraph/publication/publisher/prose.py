"""Prose of the publisher, in Markdown (CommonMark with tables), to HTML: what is still open in it stays visible.

`[[Name und Anschrift]]` is a place that somebody has to fill in; it is shown as such and told of. `{publisher}` stands
for what the settings say, and is an open place as long as they do not. HTML is text here, not markup.
https://spec.commonmark.org/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markupsafe import Markup, escape

from aqbgraph.errors import Place, WrongUse
from aqbgraph.identifiers import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from typing import Any

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# Headings are named apart from all else that has an id on a page.
PREFIX = "text-"
_PLACEHOLDER = re.compile(r"\{([a-z]+(?:-[a-z]+)*)\}")
_OPEN, _CLOSE = "[[", "]]"
VIDEOS = {".mp4": "video/mp4", ".webm": "video/webm"}


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it was written: the file as messages name it, its content, the code of its language."""

    name: str
    content: str
    language: str


@dataclass(frozen=True, slots=True)
class Value:
    """What a placeholder stands for; without `text` it is open, and `wanted` says what belongs there."""

    wanted: str
    text: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """What somebody still has to fill in, and in which line (from 1)."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as it is shown: its first heading, the rest as HTML, what is open in it, the ids of its headings."""

    title: str | None
    html: Markup
    open: tuple[OpenPlace, ...]
    ids: tuple[str, ...]


def read(
    source: Source, values: Mapping[str, Value], resolve: Callable[[str], str], files: Collection[str] = ()
) -> Prose:
    """A text as it is shown; `resolve` makes the address of a link or picture from what is written.

    `files` are the names of what lies beside the text: a video has its captions in a file of its name, with `.vtt`.

    Raises:
        WrongUse: an unknown placeholder, a link that leads nowhere, a picture or video without a description.
    """
    tokens = _parser().parse(source.content)
    _fill(tokens, source, values)
    title, body = _titled(tokens)
    ids = _headings(body)
    _link(body, source, ids, resolve, files)
    html = str(_parser().renderer.render(body, _parser().options, {"language": source.language}))
    found = (OpenPlace(line, token.content) for token, line in _inlines(tokens) if token.type == "open_place")
    return Prose(title, Markup(html), tuple(found), tuple(ids))  # noqa: S704  # made by the renderer, which escapes


class _Renderer(RendererHTML):
    """What is not as plain as markdown-it has it; each method is the rule for a kind of token."""

    def open_place(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """Brackets say without colour that it is not filled in."""
        return f'<span class="open-place">[{escape(" ".join(tokens[idx].content.split()))}]</span>'

    def value(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """What the settings say."""
        text, href = escape(tokens[idx].content), tokens[idx].meta["href"]
        kind = "kern-link bare" if tokens[idx].content == href else "kern-link"
        return str(Markup('<a class="{}" href="{}">{}</a>').format(kind, href, text) if href else text)

    def table_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """A wide table scrolls in itself, and can be reached by keyboard for that."""
        label = escape(str(tokens[idx].meta.get("label", "")))
        return f'<section class="table" tabindex="0" aria-label="{label}"><table class="kern-table">\n'

    def table_close(self, *_: Any) -> str:
        """The end of both."""
        return "</table></section>\n"

    def image(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        """A picture, or a video with its captions; whoever cannot play it may download it."""
        token = tokens[idx]
        src, label = escape(str(token.attrs["src"])), escape(token.content)
        kind = VIDEOS.get(f".{str(token.attrs['src']).rpartition('.')[2]}")
        if kind is None:
            return f'<img src="{src}" alt="{label}" loading="lazy">'
        track = token.meta.get("captions")
        captions = f'<track kind="captions" src="{escape(track)}" srclang="de">' if track else ""
        return (
            f'<video controls preload="none" aria-label="{label}"><source src="{src}" type="{kind}">{captions}</video> '
            f'<a class="kern-link" href="{src}" type="{kind}" download>{label}</a>'
        )


def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}, renderer_cls=_Renderer).enable("table")
    made.inline.ruler.before("link", "open_place", _open_place)
    made.inline.ruler.after("escape", "placeholder", _placeholder)
    return made


def _open_place(state: StateInline, silent: bool) -> bool:
    end = state.src.find(_CLOSE, state.pos)
    if not state.src.startswith(_OPEN, state.pos) or end < 0:
        return False
    if not silent:
        state.push("open_place", "", 0).content = state.src[state.pos + len(_OPEN) : end]
    state.pos = end + len(_CLOSE)
    return True


def _placeholder(state: StateInline, silent: bool) -> bool:
    found = _PLACEHOLDER.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("placeholder", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _inlines(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """What stands within lines, each with its line."""
    for block in tokens:
        line = (block.map or [0])[0] + 1
        for token in block.children or ():
            yield token, line
            line += token.type in ("softbreak", "hardbreak")
            line += token.content.count("\n") if token.type == "open_place" else 0


def _fill(tokens: Sequence[Token], source: Source, values: Mapping[str, Value]) -> None:
    """Puts what they stand for in the place of placeholders."""
    for token, line in _inlines(tokens):
        if token.type != "placeholder":
            continue
        value = values.get(token.content)
        if value is None:
            raise WrongUse(
                f"Unbekannter Platzhalter „{{{token.content}}}“. Möglich sind "
                f"{', '.join(f'{{{name}}}' for name in values)}; eine geschweifte Klammer als Zeichen ist \\{{.",
                Place(source.name, line),
            )
        token.type, token.content = ("open_place", value.wanted) if value.text is None else ("value", value.text)
        token.meta = {"href": value.href}


def _titled(tokens: list[Token]) -> tuple[str | None, list[Token]]:
    """The first heading, if the text begins with it, and the rest."""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return _plain(tokens[1]), tokens[3:]
    return None, tokens


def _plain(inline: Token) -> str:
    return " ".join("".join(child.content for child in inline.children or ()).split())


def _headings(tokens: Sequence[Token]) -> list[str]:
    """Sets headings below that of the page and gives each an id; returns the ids."""
    heads = [index for index, token in enumerate(tokens) if token.type == "heading_open"]
    highest = min((int(tokens[index].tag[1]) for index in heads), default=2)
    ids: list[str] = []
    for index in heads:
        level = min(6, int(tokens[index].tag[1]) - highest + 2)
        tokens[index].tag = tokens[index + 2].tag = f"h{level}"
        name = PREFIX + (slug(_plain(tokens[index + 1])) or "abschnitt")
        same = sum(known == name or known.startswith(f"{name}--") for known in ids)
        ids.append(f"{name}--{same + 1}" if same else name)
        tokens[index].attrSet("id", ids[-1])
    return ids


def _link(
    tokens: Sequence[Token], source: Source, ids: Sequence[str], resolve: Callable[[str], str], files: Collection[str]
) -> None:
    """Makes addresses of what is written in links and pictures; tables are named by the heading above them."""
    label = source.name
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            label = _plain(tokens[index + 1])
        elif token.type == "table_open":
            token.meta["label"] = label
    for token, line in _inlines(tokens):
        try:
            if token.type == "link_open":
                token.attrs["href"] = _address(str(token.attrs["href"]), ids, resolve)
                # On paper an address stands behind a link, but not behind itself.
                token.attrJoin("class", "kern-link bare" if token.info == "auto" else "kern-link")
            elif token.type == "image":
                _picture(token, resolve, files)
        except WrongUse as error:
            raise WrongUse(error.message, Place(source.name, line)) from error


def _address(written: str, ids: Sequence[str], resolve: Callable[[str], str]) -> str:
    if not written.startswith("#"):
        return resolve(written)
    if PREFIX + written[1:] not in ids:
        known = ", ".join(f"#{one.removeprefix(PREFIX)}" for one in ids)
        raise WrongUse(f"„{written}“ führt zu keiner Überschrift dieses Textes. Es gibt: {known or 'keine'}.")
    return f"#{PREFIX}{written[1:]}"


def _picture(token: Token, resolve: Callable[[str], str], files: Collection[str]) -> None:
    if not token.content.strip():
        raise WrongUse("Einem Bild oder Video fehlt die Beschreibung: ![Was zu sehen ist](datei).")
    written = str(token.attrs["src"])
    if written not in files:
        raise WrongUse(f"„{written}“ liegt nicht neben den Texten; Bilder und Videos kommen nie von anderswo.")
    captions = f"{written.rpartition('.')[0]}.vtt"
    if captions in files:
        token.meta["captions"] = resolve(captions)
    token.attrs["src"] = resolve(written)
