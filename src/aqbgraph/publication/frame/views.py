"""What each template sees: one documented object a page, nothing else. Dates, euro and labels are formatted by filters.

All `href` are relative to the page, so that the site works below any path and from disk. `mark` is the fragment of the
sentence a fact was read from ("#evidence-year-89-93"), on the same page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same resource as data: file, media type, name of the format."""

    href: str
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page in another language: the way to it, its address, the language's tag and its name in itself."""

    href: str
    iri: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """By what a page is found: the key of its kind, years, keys of districts and cities, notations of measure types.

    `weight` is how much its words count, beside those of other pages.
    """

    kind: str
    years: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the page in its head, by name, and its value."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has.

    `language` is that of the page (BCP 47), `others` the same page in the others; `root` leads to the folder of the
    publication ("../../"), `home` to the start page in this language; `iri` names what the page is about, `page` is
    the address of the page in this language, `any_language` that for readers of none of ours; `alternates` are its
    data; `json_ld` is embedded; `navigation` is the site's, with `here` the address of the current entry; `footer` is
    what stands at the foot of each page; `trail` leads from the start page to this one; `version` is the software's.
    `logo` is the picture beside the name of the site; `style` the publisher's own style sheet, None without one.
    `open_graph` and `web_page` (JSON) tell machines of the page; `access` leads to the same in easy and in sign
    language; `citation` is how to cite what the page is about. `found` is by what search finds the page, None where it
    does not; `search` is the address of the search page, None where there is none. `notice` stands above all else.
    """

    language: str
    others: tuple[OtherLanguage, ...]
    title: str
    description: str
    root: str
    home: str
    iri: str
    page: str
    any_language: str
    alternates: tuple[Alternate, ...]
    json_ld: str | None
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    here: str
    trail: tuple[Link, ...]
    licence: Link
    version: str
    logo: str
    style: str | None
    open_graph: tuple[Property, ...]
    web_page: str
    access: tuple[Link, ...]
    citation: str
    found: Found | None = None
    search: str | None = None
    notice: str | None = None

    @property
    def german(self) -> Markup:
        """Marks words of documents and proper names, which are German on every page (WCAG 2.2, 3.1.2)."""
        return Markup("") if self.language == "de" else Markup(' lang="de"')


@dataclass(frozen=True, slots=True)
class Mark:
    """The way from a value to its sentence, and to its correction where it was corrected by hand.

    `number` is that of the passage in the source, None where it stands elsewhere; `others` lead to further passages
    that say the same, by their numbers.
    """

    href: str
    corrected: Link | None = None
    number: int | None = None
    others: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement under its name; `text` is None where the source leaves it open, or, `unclear`, where nobody can read
    it for certain. `href` leads to what is named.

    `german` says that the text is a name or words of a document, which are German on every page.
    """

    name: str
    text: str | None
    mark: Mark | None = None
    href: str | None = None
    id: str | None = None
    german: bool = False
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A line of a table of budgets: agreement, party, year, euro, change to the year before (None: no such year).

    `programmes` tells which money it is, "" where that goes without saying in the whole table. `mended` marks an amount
    that is not what the source has, and leads to where that is explained.
    """

    agreement: Link
    party: Link
    year: Link
    programmes: str
    amount: Decimal
    approximate: bool
    measures: int
    change: Decimal | None
    mended: Link | None


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A measure over the years: its series, where, in which years."""

    series: Link
    party: Link
    years: tuple[int, ...]
    notation: str


@dataclass(frozen=True, slots=True)
class CitedSource:
    """Where a figure is reported: the host of a web page with its address, or a document's name without one."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A line of a table of reported budgets; `party` and `year` lead to the document that tells of it. Euro."""

    party: Link
    year: Link
    programme: Link
    amount: Decimal
    precision: Link
    cited: CitedSource
    note: str | None


@dataclass(frozen=True, slots=True)
class ReportedHint:
    """That other sources report something, how much, and for which years."""

    link: Link
    count: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many measures of a type there are, and in how many agreements it is named without one."""

    label: Link
    notation: str
    measures: int
    empty: int


@dataclass(frozen=True, slots=True)
class MeasureUse:
    """A measure of one agreement: its name as written, when, of which type; `sentence` leads to where it is named.

    `programmes` tells which money the agreement is about, "" where that goes without saying in the whole table.
    """

    measure: Link
    agreement: Link
    year: int
    programmes: str
    notation: str
    type: Link
    sentence: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in a table: sum in euro, numbers of agreements and measures."""

    year: Link
    total: Decimal
    agreements: int
    measures: int
