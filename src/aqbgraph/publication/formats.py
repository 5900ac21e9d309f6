"""The formats of RDF we publish: one table that files, negotiation, links and documentation ask.

Media types: https://www.iana.org/assignments/media-types/
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import RdfFormat


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: suffix with its dot, media type, whether it holds named graphs, other types clients ask by.

    `file_type` is its name in the file types of the EU, https://publications.europa.eu/resource/authority/file-type.
    """

    name: str
    suffix: str
    media_type: str
    file_type: str
    rdf: RdfFormat
    datasets: bool = False
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type as sent; RDF/XML says its encoding itself, JSON has only one (RFC 8259, section 8.1)."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


TURTLE = Format("Turtle", ".ttl", "text/turtle", "RDF_TURTLE", RdfFormat.TURTLE, also=("application/x-turtle",))
JSON_LD = Format("JSON-LD", ".jsonld", "application/ld+json", "JSON_LD", RdfFormat.JSON_LD, also=("application/json",))
RDF_XML = Format(
    "RDF/XML", ".rdf", "application/rdf+xml", "RDF_XML", RdfFormat.RDF_XML, also=("application/xml", "text/xml")
)
N_TRIPLES = Format(
    "N-Triples", ".nt", "application/n-triples", "RDF_N_TRIPLES", RdfFormat.N_TRIPLES, also=("text/plain",)
)
TRIG = Format("TriG", ".trig", "application/trig", "RDF_TRIG", RdfFormat.TRIG, datasets=True)
N_QUADS = Format("N-Quads", ".nq", "application/n-quads", "RDF_N_QUADS", RdfFormat.N_QUADS, datasets=True)

# In the order of preference when a client takes several equally (RFC 9110, section 12.5.1).
FORMATS = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES, TRIG, N_QUADS)

# How packed dumps are packed (RFC 6713).
GZIP = "application/gzip"

# What every resource is published as, beside its page.
RESOURCE_FORMATS = tuple(row for row in FORMATS if not row.datasets)


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that is not RDF: how its name ends and the Content-Type it is delivered with."""

    suffix: str
    content_type: str


SEARCH_ENDINGS = (".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
FILE_TYPES = (
    FileType(".html", "text/html; charset=utf-8"),
    FileType(".css", "text/css; charset=utf-8"),
    FileType(".js", "text/javascript; charset=utf-8"),
    FileType(".svg", "image/svg+xml"),
    FileType(".png", "image/png"),
    FileType(".woff2", "font/woff2"),
    # What lies beside the publisher's texts: documents, videos with their captions.
    FileType(".pdf", "application/pdf"),
    FileType(".mp4", "video/mp4"),
    FileType(".webm", "video/webm"),
    FileType(".vtt", "text/vtt; charset=utf-8"),
    FileType(".json", "application/json"),
    FileType(".geojson", "application/geo+json"),
    FileType(".txt", "text/plain; charset=utf-8"),
    FileType(".csv", "text/csv; charset=utf-8"),
    FileType(".cff", "application/yaml"),
    # Metadata of one table, and of a folder of tables (Model for Tabular Data and Metadata, section 5.3).
    FileType("csv-metadata.json", "application/csvm+json"),
    FileType(".parquet", "application/vnd.apache.parquet"),
    FileType(".rq", "application/sparql-query"),
    FileType(".gz", GZIP),
    FileType(".conf", "text/plain; charset=utf-8"),
    FileType(".xml", "application/xml"),
    # The index of the search, packed by itself: what a host took for a content coding would be unpacked twice.
    *(FileType(ending, "application/octet-stream") for ending in SEARCH_ENDINGS),
)
# Files whose ending does not say what they are (RFC 4287, section 7; VoID, section 7.2).
NAMED_TYPES = {"changes/atom.xml": "application/atom+xml", ".well-known/void": TURTLE.content_type}
_KINDS: tuple[Format | FileType, ...] = (*FORMATS, *FILE_TYPES)
# By ending, the longest first: it says more than a part of it.
CONTENT_TYPES = {row.suffix: row.content_type for row in sorted(_KINDS, key=lambda row: len(row.suffix), reverse=True)}


def content_type(name: str) -> str:
    """The Content-Type of a published file, by how its name ends; unknown ones are bytes (RFC 2046, section 4.5.1)."""
    found = (kind for suffix, kind in CONTENT_TYPES.items() if name.endswith(suffix))
    return NAMED_TYPES.get(name) or next(found, "application/octet-stream")
