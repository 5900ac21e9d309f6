"""The catalogue as a graph: DCAT-AP.de 3.0 (https://www.dcat-ap.de/def/dcatde/3.0/spec/) over DCAT-AP 3.0.1.

What changes is mapped by ontology/catalogue-context.jsonld, what is constant stands in ontology/catalogue.ttl. Each
thing has an IRI. From a dataset nothing leads to another one: harvesters take, and delete, all that it leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from aqbgraph.graph import mapping
from aqbgraph.graph.mapping import triples
from aqbgraph.publication.catalogue.catalogue_parts import ANY_FILE, CATALOGUE, HESSE, SERIES, SPARQL, WHOLE, YEAR, Part
from aqbgraph.publication.history.history import lexical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from pyoxigraph import Triple

    from aqbgraph.identifiers import Identifiers
    from aqbgraph.publication.catalogue.datasets import (
        Agent,
        Catalogue,
        Contact,
        Dataset,
        Distribution,
        Keywords,
        Period,
        Series,
        Service,
        Terms,
    )
    from aqbgraph.publication.offers import Text

Json = dict[str, Any]

_CONTEXT = "catalogue-context.jsonld"
_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def context() -> Json:
    """The terms of the catalogue. They are apart, so that their prefixes do not swell every document."""
    return mapping.context(_CONTEXT)


def prefixes() -> dict[str, str]:
    """Prefix → namespace, as that context has them."""
    return mapping.prefixes(_CONTEXT)


def catalogue_triples(made: Catalogue, identifiers: Identifiers) -> tuple[Triple, ...]:
    """All of the catalogue."""
    return page_triples(made, made.datasets, identifiers)


def page_triples(made: Catalogue, datasets: Iterable[Dataset], identifiers: Identifiers) -> tuple[Triple, ...]:
    """The catalogue with some of its datasets; the service is told beside the dataset that it serves."""
    listed = tuple(datasets)
    serving = made.whole in listed
    nodes = [_catalogue(made, listed, serving=serving), *_common(made.terms)]
    constants = [*Part(CATALOGUE).constants(made.iri, identifiers), *Part(HESSE).constants(HESSE, identifiers)]
    for dataset in listed:
        nodes.extend(_dataset(dataset, made.terms))
        constants.extend(_constants(dataset, identifiers))
    if any(dataset.series for dataset in listed):
        nodes.extend(_series(made.series, made.terms))
        constants.extend(Part(SERIES).constants(made.series.iri, identifiers))
    if serving:
        nodes.append(_service(made.service, made.terms))
        constants.extend(Part(SPARQL).constants(made.service.iri, identifiers))
    return (*triples({"@context": context(), "@graph": nodes}), *constants)


def dataset_triples(made: Catalogue, dataset: Dataset, identifiers: Identifiers) -> tuple[Triple, ...]:
    """All that a dataset leads to: what its own files say."""
    return closure(page_triples(made, (dataset,), identifiers), dataset.iri)


def series_triples(made: Catalogue, identifiers: Identifiers) -> tuple[Triple, ...]:
    """The series and what it leads to, which is none of its datasets; nothing where no year has one."""
    return closure(page_triples(made, tuple(made.years)[:1], identifiers), made.series.iri)


def closure(graph: Iterable[Triple], iri: str) -> tuple[Triple, ...]:
    """What is said of a thing, and of all that it leads to."""
    said: dict[str, list[Triple]] = {}
    for triple in graph:
        said.setdefault(str(triple.subject), []).append(triple)
    waiting, done = [str(NamedNode(iri))], set[str]()
    while waiting:
        subject = waiting.pop()
        if subject not in done:
            done.add(subject)
            waiting.extend(str(triple.object) for triple in said.get(subject, ()))
    return tuple(triple for subject in sorted(done) for triple in said.get(subject, ()))


def _constants(dataset: Dataset, identifiers: Identifiers) -> Iterator[Triple]:
    yield from Part(WHOLE if dataset.year is None else YEAR).constants(dataset.iri, identifiers)
    for distribution in dataset.distributions:
        yield from Part(ANY_FILE).constants(distribution.iri, identifiers)


def _catalogue(made: Catalogue, listed: Iterable[Dataset], *, serving: bool) -> Json:
    return {
        "id": made.iri,
        "type": "Catalogue",
        **_texts(made.title, made.description),
        **_dates(made.issued, made.modified),
        "homepage": made.homepage,
        "publisher": made.terms.publisher.iri,
        "license": made.terms.licence.listed,
        "dataset": [dataset.iri for dataset in listed],
        **({"service": made.service.iri} if serving else {}),
    }


def _common(terms: Terms) -> Iterator[Json]:
    """What all of them lead to."""
    yield _agent(terms.publisher)
    yield _contact(terms.contact)
    yield {"id": terms.rights, "type": "RightsStatement", "description": _languages(terms.rights_text)}


def _agent(agent: Agent) -> Json:
    return {
        "id": agent.iri,
        "type": "Agent",
        "name": agent.name,
        "homepage": agent.homepage,
        "publisherType": agent.type,
    }


def _contact(contact: Contact) -> Json:
    return {
        "id": contact.iri,
        "type": "Contact",
        "contactName": contact.name,
        "email": contact.email and f"mailto:{contact.email}",
        "url": contact.url,
    }


def _dataset(dataset: Dataset, terms: Terms) -> Iterator[Json]:
    yield {
        "id": dataset.iri,
        "type": "Dataset",
        **_texts(dataset.title, dataset.description),
        "keyword": _keywords(dataset.keywords),
        "identifier": dataset.iri,
        "version": lexical(dataset.modified)[0],
        **_dates(dataset.issued, dataset.modified),
        "frequency": f"{_EU}frequency/{dataset.frequency}",
        "temporal": dataset.period.iri,
        "landingPage": dataset.landing_page,
        "publisher": terms.publisher.iri,
        "contactPoint": terms.contact.iri,
        "contributorID": terms.contributor,
        "inSeries": dataset.series,
        "distribution": [distribution.iri for distribution in dataset.distributions],
    }
    yield {"id": dataset.landing_page, "type": "Document"}
    yield _period(dataset.period)
    for distribution in dataset.distributions:
        yield from _distribution(distribution, terms)


def _distribution(distribution: Distribution, terms: Terms) -> Iterator[Json]:
    checksum = distribution.sha256 and f"{distribution.iri}-checksum"
    yield {
        "id": distribution.iri,
        "type": "Distribution",
        **_texts(distribution.title, distribution.description),
        **_dates(distribution.issued, distribution.modified),
        "accessURL": distribution.access_url,
        "downloadURL": distribution.download_url,
        "accessService": distribution.service,
        "format": distribution.file_type and f"{_EU}file-type/{distribution.file_type}",
        "mediaType": _MEDIA_TYPES + distribution.media_type,
        "compressFormat": distribution.compression and _MEDIA_TYPES + distribution.compression,
        "byteSize": None if distribution.size is None else str(distribution.size),
        "checksum": checksum,
        "canonicalDigest": distribution.canonical,
        "conformsTo": list(distribution.conforms_to),
        "license": terms.licence.listed,
        "licenseAttributionByText": terms.attribution,
        "rights": terms.rights,
    }
    if checksum:
        yield {"id": checksum, "type": "Checksum", "algorithm": _SHA256, "checksumValue": distribution.sha256}


def _series(series: Series, terms: Terms) -> Iterator[Json]:
    yield {
        "id": series.iri,
        "type": "DatasetSeries",
        **_texts(series.title, series.description),
        **_dates(series.issued, series.modified),
        "temporal": series.period.iri,
        "publisher": terms.publisher.iri,
        "contactPoint": terms.contact.iri,
    }
    yield _period(series.period)


def _service(service: Service, terms: Terms) -> Json:
    return {
        "id": service.iri,
        "type": "DataService",
        **_texts(service.title, service.description),
        "keyword": _keywords(service.keywords),
        "endpointURL": service.endpoint,
        "endpointDescription": service.description_url,
        "servesDataset": service.serves,
        "publisher": terms.publisher.iri,
        "contactPoint": terms.contact.iri,
        "license": terms.licence.listed,
    }


def _period(period: Period) -> Json:
    return {
        "id": period.iri,
        "type": "Period",
        "startDate": period.start.isoformat(),
        "endDate": period.end.isoformat(),
    }


def _texts(title: Text, description: Text) -> Json:
    return {"title": _languages(title), "description": _languages(description)}


def _languages(text: Text) -> Json:
    return {"de": text.de, "en": text.en}


def _keywords(keywords: Keywords) -> Json:
    return {"de": list(keywords.de), "en": list(keywords.en)}


def _dates(issued: datetime, modified: datetime) -> Json:
    return {"issued": _moment(issued), "modified": _moment(modified)}


def _moment(moment: datetime) -> Json:
    value, datatype = lexical(moment)
    return {"@value": value, "@type": f"xsd:{datatype}"}
