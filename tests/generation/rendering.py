"""The parts of an agreement as Markdown, plain text or HTML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from tests.generation.structure import (
    Block,
    Bold,
    Front,
    Heading,
    Items,
    Logo,
    Paragraph,
    Part,
    Subheading,
    Table,
    TypeHeading,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.generation.forms import Form

_MARKED = re.compile(r"[\\`*_\[\]<>|]")
_HTML_LISTS = {"1.": "ol", "-": "ul"}


def render(parts: Sequence[Part], form: Form) -> str:
    """The text of a document."""
    return _RENDERERS[form.markup](parts, form)


def _heading_lines(part: Heading, form: Form) -> list[str]:
    words = [words for words in (part.number, part.title) if words]
    return [" ".join(words)] if form.heading_lines == 1 else words


# -- Markdown ----------------------------------------------------------------------------------------------------------


def _markdown(parts: Sequence[Part], form: Form) -> str:
    return "\n\n".join(_as_markdown(part, form) for part in parts) + "\n"


def _as_markdown(part: Part, form: Form) -> str:
    match part:
        case Logo(lines) | Block(lines):
            shown = "  \n".join(map(_marked, lines))
        case Front(text, title):
            shown = f"## **{_marked(text)}**" if title else f"**{_marked(text)}**"
        case Heading():
            shown = _clause(part, form)
        case Subheading(text):
            shown = f"#### {text}"
        case Bold(text):
            shown = f"**{text}**"
        case TypeHeading(text):
            shown = {"heading": "#### {}", "bold": "**{}**", "plain": "{}"}[form.type_markup].format(text)
        case Items(rows):
            between = "\n\n" if form.item == "lines" else "\n"
            shown = between.join(f"{bullet} {_marked(text)}".strip() for bullet, text in rows)
        case Table(rows):
            shown = _markdown_table(rows)
        case Paragraph(text):
            shown = _marked(text)
    return shown


def _markdown_table(rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(_marked(cell) for cell in row) + " |" for row in rows]
    return "\n".join((lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]))


def _clause(part: Heading, form: Form) -> str:
    lines = _heading_lines(part, form)
    if form.heading_markup == "heading":
        return "\n\n".join(f"##{'#' * row} {line}" for row, line in enumerate(lines))
    if form.heading_markup == "bold":
        return "  \n".join(f"**{line}**" for line in lines)
    return "\n\n".join(lines)


def _marked(text: str) -> str:
    return text if set(text) == {"_"} else _MARKED.sub(r"\\\g<0>", text)


# -- Plain text --------------------------------------------------------------------------------------------------------


def _plain(parts: Sequence[Part], form: Form) -> str:
    return "\n\n".join(_as_plain(part, form) for part in parts) + "\n"


def _as_plain(part: Part, form: Form) -> str:
    match part:
        case Logo(lines) | Block(lines):
            return "\n".join(lines)
        case Heading():
            return "\n".join(_heading_lines(part, form))
        case Items(rows):
            return "\n".join(f"{bullet} {text}".strip() for bullet, text in rows)
        case Table(rows):
            widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
            return "\n".join(
                "    ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
            )
        case Front(text) | Subheading(text) | Bold(text) | TypeHeading(text) | Paragraph(text):
            return text


# -- HTML --------------------------------------------------------------------------------------------------------------


def _html(parts: Sequence[Part], form: Form) -> str:
    title = "Zielvereinbarung – Arbeitswelt Hessen"
    body = "\n".join(_as_html(part, form) for part in parts)
    return (
        '<!DOCTYPE html>\n<html lang="de">\n<head><meta charset="utf-8">'
        f"<title>{title}</title><style>p {{ margin: 1em }}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


_HTML_MARKS = {"heading": "<h{level}>{text}</h{level}>", "bold": "<p><b>{text}</b></p>", "plain": "<p>{text}</p>"}


def _as_html(part: Part, form: Form) -> str:
    match part:
        case Logo(lines) | Block(lines):
            shown = f"<p>{'<br>'.join(map(escape, lines))}</p>"
        case Front(text, title):
            shown = f"<h1>{escape(text)}</h1>" if title else f"<p><strong>{escape(text)}</strong></p>"
        case Heading():
            shown = _html_clause(part, form)
        case Subheading(text):
            shown = f"<h4>{escape(text)}</h4>"
        case Bold(text):
            shown = f"<p><b>{escape(text)}</b></p>"
        case TypeHeading(text):
            shown = _HTML_MARKS[form.type_markup].format(level=4, text=escape(text))
        case Items(rows):
            shown = _html_list(rows)
        case Table(rows):
            shown = _html_table(rows)
        case Paragraph(text):
            shown = f"<p>{escape(text)}</p>"
    return shown


def _html_clause(part: Heading, form: Form) -> str:
    lines = enumerate(_heading_lines(part, form), start=2)
    return "\n".join(_HTML_MARKS[form.heading_markup].format(level=level, text=escape(line)) for level, line in lines)


def _html_list(rows: Sequence[tuple[str, str]]) -> str:
    """A list where HTML has one, else paragraphs with their bullet as text."""
    tag = _HTML_LISTS.get(rows[0][0])
    if tag is None:
        return "\n".join(f"<p>{escape(f'{bullet} {text}'.strip())}</p>" for bullet, text in rows)
    return f"<{tag}>\n" + "\n".join(f"<li>{escape(text)}</li>" for _, text in rows) + f"\n</{tag}>"


def _html_table(rows: Sequence[tuple[str, ...]]) -> str:
    lines = [
        "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>"
        for tag, row in zip(("th", *("td" for _ in rows[1:])), rows, strict=True)
    ]
    return "<table>\n" + "\n".join(lines) + "\n</table>"


_RENDERERS: dict[str, Callable[[Sequence[Part], Form], str]] = {"markdown": _markdown, "plain": _plain, "html": _html}
