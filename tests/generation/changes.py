"""What happens to a text on its way: changes that lose nothing, and damages that each may lose something."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_LONG_WORD = re.compile(r"[a-zäöüß]{4}(?=[a-zäöüß]{4})")
_FURNITURE = ("Seite {page} von 5", "- {page} -", "{page}", "Seite {page}", "– {page} –")
_HEADERS = (
    "Zielvereinbarung zum Ausbildungs- und Qualifizierungsbudget",
    "Hessisches Ministerium – Az. 12-34",
)
# What no one could tell from the end of a name, unless it comes back on every page.
_WATERMARK = "Abschrift"
_ITEM = re.compile(r"^\s*(?:[-*+•–▪]|\d+[.)])\s")
_CONFUSIONS = (
    *(("0", "O"), ("O", "0"), ("1", "l"), ("1", "I"), ("l", "1"), ("I", "l"), ("l", "I"), ("8", "B"), ("B", "8")),
    *(("5", "S"), ("S", "5"), ("rn", "m"), ("m", "rn"), ("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "B"), ("e", "c")),
    *(("§", "8"), ("§", "5"), ("§", "$"), ("§", "S"), ("- ", "« "), ("- ", "e "), ("- ", "° "), ("•", "°"), (".", ",")),
    *((",", "."), ("„", ","), ("“", "*"), (" ", ""), (" ", "  ")),
)


# -- Changes that lose nothing -----------------------------------------------------------------------------------------


def soft_hyphens(chance: Random, text: str) -> str:
    """Long words carry soft hyphens."""
    return _LONG_WORD.sub(lambda match: match[0] + ("\u00ad" if chance.random() < 0.3 else ""), text)


def no_break_blanks(chance: Random, text: str) -> str:
    """Some blanks do not break."""
    return re.sub(r"(?<=\w) (?=\w)", lambda _: "\u00a0" if chance.random() < 0.2 else " ", text)


def no_break_hyphens(chance: Random, text: str) -> str:
    """Some hyphens are typographic ones."""
    return re.sub(r"(?<=\w)-(?=\w)", lambda _: chance.choice("-\u2010\u2011"), text)


def wrapped(chance: Random, text: str) -> str:
    """Lines of at most 72 letters; long words are parted with a hyphen."""
    del chance
    return "\n".join(_wrapped(line, hyphens=True) for line in text.split("\n"))


def wrapped_between_words(chance: Random, text: str) -> str:
    """Lines of at most 72 letters, no word parted."""
    del chance
    return "\n".join(_wrapped(line, hyphens=False) for line in text.split("\n"))


def _wrapped(line: str, *, hyphens: bool) -> str:
    if len(line) <= 72 or line.startswith(("|", "#", "**", "<")):
        return line
    indent = "  " if _ITEM.match(line) else ""
    rows = textwrap.wrap(line, 72, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    if not hyphens:
        return "\n".join(rows)
    for row in range(1, len(rows)):
        first, _, rest = rows[row].strip().partition(" ")
        places = [match.end() for match in _LONG_WORD.finditer(first) if match.end() + 2 < 72 - len(rows[row - 1])]
        if rest and places:
            rows[row - 1] += f" {first[: places[-1]]}-"
            rows[row] = f"{indent}{first[places[-1] :]} {rest}"
    return "\n".join(rows)


def paged(chance: Random, text: str) -> str:
    """Page numbers and repeated headers between paragraphs."""
    number, header = chance.choice(_FURNITURE), chance.choice((*_HEADERS, _WATERMARK))
    blocks, page = text.split("\n\n"), 1
    for place in range(14, len(blocks), chance.randint(10, 16)):
        if not _ITEM.match(blocks[place]):
            blocks[place] = f"{number.format(page=page)}\n\n{header}\n\n{blocks[place]}"
            page += 1
    return "\n\n".join(blocks)


def paged_in_sentences(chance: Random, text: str) -> str:
    """A page break cuts one sentence: the number of the page stands between its words, with blank lines around."""
    number = chance.choice(_FURNITURE).format(page=2)
    places = [match.start() for match in re.finditer(r"(?<=[a-zäöüß]) (?=[a-zäöüß])", text)]
    long = [place for place in places if len(_line_at(text, place)) > 90 and _line_at(text, place)[:1].isupper()]
    place = chance.choice(long)
    return f"{text[:place]}\n\n{number}\n\n{text[place + 1 :]}"


def _line_at(text: str, place: int) -> str:
    return text[text.rfind("\n", 0, place) + 1 : text.find("\n", place)]


HARMLESS: dict[str, Callable[[Random, str], str]] = {
    "soft hyphens": soft_hyphens,
    "no-break blanks": no_break_blanks,
    "no-break hyphens": no_break_hyphens,
    "wrapped with hyphens": wrapped,
    "wrapped between words": wrapped_between_words,
    "pages": paged,
    "page break in a sentence": paged_in_sentences,
    "NFD": lambda _, text: unicodedata.normalize("NFD", text),
    "CRLF": lambda _, text: text.replace("\n", "\r\n"),
    "CR": lambda _, text: text.replace("\n", "\r"),
    "trailing blanks": lambda _, text: re.sub(r"(?m)$", "   ", text),
    "more blank lines": lambda _, text: text.replace("\n\n", "\n\n\n"),
    "blank lines at both ends": lambda _, text: f"\n\n\n{text}\n\n\n",
    "form feeds": lambda _, text: text.replace("\n\n§", "\n\f\n§").replace("\n\n## §", "\n\f\n## §"),
}
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-8 with a byte order mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "Windows-1252": lambda text: text.encode("cp1252"),
}


# -- Damages -----------------------------------------------------------------------------------------------------------


def _any_line(chance: Random, lines: list[str]) -> int:
    return chance.choice([row for row, line in enumerate(lines) if line.strip()])


def lost_line(chance: Random, text: str) -> str:
    """One line is gone, what stood around it stays."""
    lines = text.split("\n")
    del lines[_any_line(chance, lines)]
    return "\n".join(lines)


def lost_line_and_blank(chance: Random, text: str) -> str:
    """One line is gone without a trace: the blank line below it too."""
    lines = text.split("\n")
    row = _any_line(chance, lines)
    del lines[row : row + 1 + (lines[row + 1 : row + 2] == [""])]
    return "\n".join(lines)


def lost_markup(chance: Random, text: str) -> str:
    """One line has lost its hashes, stars and bullet."""
    lines = text.split("\n")
    row = chance.choice([row for row, line in enumerate(lines) if line.startswith(tuple("#*-•|"))])
    lines[row] = lines[row].replace("**", "").lstrip("#*-•| ")
    return "\n".join(lines)


def lost_bullets(chance: Random, text: str) -> str:
    """All lines have lost their bullets."""
    del chance
    return re.sub(r"(?m)^[-•] ", "", text)


def joined(chance: Random, text: str) -> str:
    """A line stands behind the one above it."""
    places = [match.start() for match in re.finditer(r"(?<=\S)\s*\n+(?=\S)", text)]
    place = chance.choice(places)
    return text[:place] + " " + text[place:].lstrip()


def split(chance: Random, text: str) -> str:
    """A line ends between two words."""
    place = chance.choice([match.start() for match in re.finditer(r"(?<=\w) (?=\w)", text)])
    return f"{text[:place]}\n{text[place + 1 :]}"


def split_apart(chance: Random, text: str) -> str:
    """A line ends between two words, and a blank line follows."""
    place = chance.choice([match.start() for match in re.finditer(r"(?<=\w) (?=\w)", text)])
    return f"{text[:place]}\n\n{text[place + 1 :]}"


def footer(chance: Random, text: str) -> str:
    """A page number or a header between any two lines."""
    lines = text.split("\n")
    words = chance.choice((*_FURNITURE, *_HEADERS)).format(page=chance.randint(2, 5))
    row = _any_line(chance, lines)
    lines[row:row] = chance.choice(([words], [words, ""], ["", words, ""]))
    return "\n".join(lines)


def hyphen(chance: Random, text: str) -> str:
    """A word has a hyphen of a line's end in it, with or without a blank: "ein- gebunden"."""
    place = chance.choice([match.end() for match in _LONG_WORD.finditer(text)])
    return text[:place] + chance.choice(("-", "- ", "-\n")) + text[place:]


def spread_word(chance: Random, text: str) -> str:
    """A blank in a word: "so zial"."""
    place = chance.choice([match.end() for match in _LONG_WORD.finditer(text)])
    return f"{text[:place]} {text[place:]}"


def lost_end(chance: Random, text: str) -> str:
    """The last page is missing."""
    lines = text.split("\n")
    return "\n".join(lines[: int(len(lines) * chance.uniform(0.6, 0.98))])


def lost_beginning(chance: Random, text: str) -> str:
    """The first page is missing."""
    lines = text.split("\n")
    return "\n".join(lines[int(len(lines) * chance.uniform(0.02, 0.4)) :])


def repeated_line(chance: Random, text: str) -> str:
    """A line stands twice."""
    lines = text.split("\n")
    row = _any_line(chance, lines)
    lines[row:row] = [lines[row]]
    return "\n".join(lines)


def recognised(rate: float) -> Callable[[Random, str], str]:
    """Text recognition errs: so many of the places where letters can be confused are. No digit becomes another."""

    def change(chance: Random, text: str) -> str:
        made, place = [], 0
        while place < len(text):
            fitting = [pair for pair in _CONFUSIONS if text.startswith(pair[0], place)]
            old, new = chance.choice(fitting) if fitting and chance.random() < rate else (text[place], text[place])
            made.append(new)
            place += len(old)
        return "".join(made)

    return change


DAMAGES: dict[str, Callable[[Random, str], str]] = {
    "lost line": lost_line,
    "lost line and blank": lost_line_and_blank,
    "lost markup": lost_markup,
    "lost bullets": lost_bullets,
    "joined lines": joined,
    "split line": split,
    "split line and blank": split_apart,
    "footer": footer,
    "hyphen": hyphen,
    "spread word": spread_word,
    "lost end": lost_end,
    "lost beginning": lost_beginning,
    "repeated line": repeated_line,
    "text recognition, 1 in 1000": recognised(0.001),
    "text recognition, 1 in 200": recognised(0.005),
    "text recognition, 1 in 50": recognised(0.02),
}
