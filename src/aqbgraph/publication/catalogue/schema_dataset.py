"""A dataset as schema.org has it, for search engines: one Dataset a page, with what Google and ESIP ask for.

https://developers.google.com/search/docs/appearance/structured-data/dataset, https://science-on-schema.org/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aqbgraph.identifiers import TERMS
from aqbgraph.publication.catalogue.citation import citation, version
from aqbgraph.publication.frame.head import CONTEXT
from aqbgraph.publication.history.history import lexical
from aqbgraph.vocabulary import RDFS, vocabulary

if TYPE_CHECKING:
    from aqbgraph.publication.catalogue.datasets import Catalogue, Dataset, Distribution

Json = dict[str, Any]

LONGEST = 5000  # characters of a description, for Google
# What is measured: properties of ours, with the unit of their values.
VARIABLES = {"amount": "EUR", "measureType": None, "targetGroup": None, "signedOn": None}


def schema_dataset(made: Catalogue, dataset: Dataset) -> Json:
    """The JSON-LD of a dataset's page."""
    terms, described = made.terms, dataset.description
    publisher = {"@type": "Organization", "@id": terms.publisher.iri, "name": terms.publisher.name}
    if terms.publisher.homepage:
        publisher["url"] = terms.publisher.homepage
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": dataset.iri,
        "name": dataset.title.de,
        "alternateName": dataset.title.en,
        "description": f"{described.de}\n\n{described.en}"[:LONGEST],
        "url": dataset.landing_page,
        "sameAs": dataset.iri,
        "identifier": dataset.iri,
        "version": version(dataset),
        "datePublished": lexical(dataset.issued)[0],
        "dateModified": lexical(dataset.modified)[0],
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "license": terms.licence.iri,
        "citation": citation(made, dataset),
        "keywords": list(dict.fromkeys((*dataset.keywords.de, *dataset.keywords.en))),
        "creator": publisher,
        "publisher": {"@id": terms.publisher.iri},
        "temporalCoverage": f"{dataset.period.start.isoformat()}/{dataset.period.end.isoformat()}",
        "spatialCoverage": _place(dataset),
        "variableMeasured": [_variable(dataset, name, unit) for name, unit in VARIABLES.items()],
        "distribution": [_download(file) for file in dataset.files],
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "@id": made.iri,
            "name": made.title.de,
            "url": f"{made.iri}/",
        },
        # Named only: a second node of the type would be taken for one more dataset of this page.
        **({"isPartOf": {"@id": made.whole.iri}} if dataset.year is not None else {}),
        **({"hasPart": [{"@id": part.iri} for part in made.years]} if dataset.year is None else {}),
    }


def _place(dataset: Dataset) -> Json:
    place = dataset.place
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", place.box)]
    east, north = numbers[::2], numbers[1::2]
    box = f"{min(north)} {min(east)} {max(north)} {max(east)}"  # latitude first, as schema.org has it
    return {
        "@type": "Place",
        "@id": place.iri,
        "name": place.label.de,
        "geo": {"@type": "GeoShape", "@id": f"{dataset.iri}#box", "box": box},
    }


def _variable(dataset: Dataset, name: str, unit: str | None) -> Json:
    iri, words = TERMS + name, vocabulary()
    return {
        "@type": "PropertyValue",
        "@id": f"{dataset.iri}#variable-{name}",
        "name": words.label(iri),
        "description": words.text(iri, RDFS + "comment") or words.label(iri),
        "propertyID": iri,
        **({"unitText": unit} if unit else {}),
    }


def _download(file: Distribution) -> Json:
    return {
        "@type": "DataDownload",
        "@id": file.iri,
        "name": file.title.de,
        "description": file.description.de,
        "contentUrl": file.access_url,
        "encodingFormat": file.compression or file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }
