"""What a dataset is distributed as: each writer of files says which; the catalogue and the data page tell of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same in German and English."""

    de: str
    en: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that a dataset is distributed as: path from the root, what it is called, how it is packed.

    `key` is the fragment of its IRI ("nt-gz"); `media_type` is that of the content, without parameters; `file_type` the
    last part of its IRI in the file types of the EU ("RDF_N_TRIPLES"), None where portals do not know it; `compression`
    a media type ("application/gzip");
    `year` is None for a file of the whole graph; `conforms_to` are IRIs of what the content keeps to.
    """

    path: str
    key: str
    title: Text
    description: Text
    media_type: str
    file_type: str | None
    compression: str | None = None
    year: int | None = None
    conforms_to: tuple[str, ...] = ()

    @property
    def delivered_as(self) -> str:
        """The media type of the file as it lies there: that of the packing, if it is packed."""
        return self.compression or self.media_type
