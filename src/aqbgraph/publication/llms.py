"""llms.txt: what is here and how to ask for it, for language models and those who work with them. All of it counted.

https://llmstxt.org/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.identifiers import DEFAULT_BASE, TERMS
from aqbgraph.publication.catalogue.citation import citation
from aqbgraph.publication.catalogue.void import PATH
from aqbgraph.publication.queries.queries import queries
from aqbgraph.publication.queries.query_examples import QUERIES, namespaces
from aqbgraph.publication.signposts import SITEMAP
from aqbgraph.publication.vocabulary.vocabulary_page import vocabulary_documents
from aqbgraph.vocabulary import RDF_TYPE, RDFS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aqbgraph.publication.catalogue.datasets import Catalogue
    from aqbgraph.publication.corpus.summary import Corpus
    from aqbgraph.publication.disk.writer import Writer
    from aqbgraph.publication.publisher.settings import Settings
    from aqbgraph.publication.rdf.counting import ClassCount, Tally

LLMS = "llms.txt"


def write_llms(writer: Writer, kept: Corpus, made: Catalogue, settings: Settings, counted: Tally) -> None:
    """Writes it."""
    writer.write(LLMS, ("\n".join(_lines(kept, made, settings, counted)) + "\n").encode())


def _lines(kept: Corpus, made: Catalogue, settings: Settings, counted: Tally) -> Iterator[str]:
    base, whole = settings.base_iri, made.whole
    yield f"# {whole.title.en}\n"
    yield f"> {whole.description.en} Names and texts in the data are German. ({whole.title.de})\n"
    yield from _facts(kept, counted)
    yield from _asking(base)
    yield from _schema(counted)
    yield "\n## Named queries\n"
    yield "The head of each file says what it takes and gives; in the examples as data each runs as it stands.\n"
    for query in queries():
        yield f"- [{query.name}]({base}{QUERIES}/{query.name}.rq): {query.comment_en}"
    yield "\n## Data files\n"
    for file in whole.files:
        yield f"- [{file.path}]({file.access_url}) ({file.compression or file.media_type}): {file.description.en}"
    yield "\n## Descriptions\n"
    yield f"- [VoID]({base}{PATH}.ttl): classes, properties and links, counted"
    yield f"- [Example queries as data]({base}{QUERIES}.ttl): sh:SPARQLExecutable and sh:declare"
    yield f"- [Catalogue]({made.iri}.ttl): DCAT-AP.de, with the files of each year"
    for path in vocabulary_documents():
        yield f"- [{vocabulary().label(DEFAULT_BASE + path, 'en')}]({base}{path}.ttl)"
    yield f"- [Sitemap]({base}{SITEMAP}): all pages"
    yield "\n## Terms\n"
    yield f"Licence of the data: [{settings.licence.name}]({settings.licence.iri}). The wording of the signed agreement"
    yield "prevails. Cite the agreement's own IRI; every fact names its evidence (aqb:evidence), quote that."
    yield f"To cite the whole: {citation(made, whole)}"


def _facts(kept: Corpus, counted: Tally) -> Iterator[str]:
    years = kept.years
    yield f"- {len(kept.agreements)} agreements, years {', '.join(map(str, years))}"
    yield f"- {sum(len(row.measures) for row in kept.agreements)} measures in {len(kept.series)} series over the years"
    yield f"- {counted.triples} statements on {counted.entities} things in {counted.documents} documents (named graphs)"


def _asking(base: str) -> Iterator[str]:
    yield "\n## How to ask\n"
    yield f"- SPARQL 1.1 endpoint, read-only: {base}sparql (GET or POST, `query=`; JSON, XML, CSV, TSV, RDF)."
    yield "  It is there where the publication is served by aqbgraph; a static host has the files only."
    yield "- The default graph is all documents together; each document is a named graph of the same name."
    yield f"- Every name resolves: {base}agreement/YEAR/PARTY plus .ttl, .jsonld, .rdf, .nt, or by Accept."
    yield "- Amounts are xsd:decimal in euro; years are xsd:gYear; labels are @de, terms of the ontology @de and @en."
    yield "- aqb:Budget is agreed money; aqb:ReportedBudget is what other sources tell: never add the two.\n"
    yield "```sparql"
    for prefix, space in sorted(namespaces().items()):
        yield f"PREFIX {prefix}: <{space}>"
    yield "```"


def _schema(counted: Tally) -> Iterator[str]:
    yield "\n## Classes, their properties, and what these lead to\n"
    for iri, found in counted.classes.items():
        if iri.startswith(TERMS):
            comment = vocabulary().text(iri, RDFS + "comment", "en") or vocabulary().label(iri, "en")
            yield f"- `{_short(iri)}` ({found.entities}): {comment} {'; '.join(_properties(found))}"


def _properties(found: ClassCount) -> Iterator[str]:
    for name, use in found.properties.items():
        leads_to = sorted({_short(other) for other in (*use.classes, *use.datatypes)})
        if name != RDF_TYPE:
            yield f"`{_short(name)}`" + (f" → {', '.join(leads_to)}" if leads_to else "")


def _short(iri: str) -> str:
    for prefix, space in namespaces().items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return f"<{iri}>"
