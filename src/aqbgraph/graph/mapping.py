"""From an Agreement to JSON-LD to triples. The mapping itself is ontology/context.jsonld; here are only its values.

JSON-LD drops a key without a term in silence (JSON-LD 1.1, 4.1); the context therefore sends unknown keys to
`urn:x-unmapped:`, and a triple with such a name is refused.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from aqbgraph import __version__
from aqbgraph.agreement import (
    Agreement,
    Clause,
    Concept,
    Signature,
)
from aqbgraph.errors import Unmapped
from aqbgraph.graph.corrections import correction_node
from aqbgraph.graph.provenance import evidence_node
from aqbgraph.vocabulary import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aqbgraph.agreement import Evidence, Node
    from aqbgraph.document import Source
    from aqbgraph.identifiers import Identifiers

Json = dict[str, Any]

UNMAPPED = "urn:x-unmapped:"
CURRENCIES = "http://publications.europa.eu/resource/authority/currency/"

# What a source may leave open and must then be said to be missing.
MAY_BE_MISSING: dict[type, tuple[str, ...]] = {
    Signature: ("on_behalf_of", "signatory_name", "signatory_role", "signed_at", "signed_on"),
    Clause: ("heading",),
}


@cache
def context(file: str = "context.jsonld") -> Json:
    """The terms of a context in ontology/: field name → term, datatype, language."""
    document = json.loads((folder("ontology") / file).read_text("utf-8"))
    terms: Json = document["@context"]
    return terms


@cache
def prefixes(file: str = "context.jsonld") -> dict[str, str]:
    """Prefix → namespace, as a context in ontology/ has them."""
    return {
        name: value
        for name, value in context(file).items()
        if isinstance(value, str) and value.startswith("http") and value[-1] in "#/"
    }


def camel(name: str) -> str:
    """A field's name as the context has it.

    >>> camel("signed_on")
    'signedOn'
    """
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@cache
def property_iri(field: str) -> str:
    """The IRI of the property that a field is mapped to.

    Raises:
        Unmapped: the context has no line for it.
    """
    term = context().get(field)
    if not isinstance(term, dict):
        raise Unmapped(f"ontology/context.jsonld hat keine Zeile für „{field}“.")
    prefix, _, name = str(term["@id"]).partition(":")
    return prefixes()[prefix] + name


def agreement_json(
    agreement: Agreement, identifiers: Identifiers, licence: str, accounting: Json | None = None
) -> Json:
    """The JSON-LD document of an agreement, with its context; what the page embeds and `.jsonld` delivers.

    `accounting` is the node of the account of its source, where there is one yet.
    """
    values = _Values(agreement, identifiers)
    return {
        "@context": {"@base": identifiers.document(agreement.path), **context()},
        "id": "",
        "type": "Document",
        "license": licence,
        "primaryTopic": {**_agreement(agreement, values), **({"accounting": accounting} if accounting else {})},
    }


def _agreement(agreement: Agreement, values: _Values) -> Json:
    preambles = [clause for clause in agreement.clauses if clause.number is None]
    clauses = [clause for clause in agreement.clauses if clause.number is not None]
    lists: dict[str, Iterable[Node]] = {
        "budgets": agreement.budgets,
        "measures": agreement.measures,
        "signatures": agreement.signatures,
        "clauses": clauses,
        "preamble": preambles,
        "provisions": agreement.provisions,
        "frameworks": agreement.frameworks,
        "grantDecision": [agreement.grant_decision] if agreement.grant_decision else [],
        "repairs": agreement.repairs,
    }
    plain = (
        "title",
        "year",
        "programmes",
        "state_party",
        "local_party",
        "empty_measure_types",
        "legal_codes",
        "target_groups",
    )
    parties = [values.one("state_party", agreement.state_party), values.one("local_party", agreement.local_party)]
    return {
        "id": "#agreement",
        "type": "Agreement",
        **{camel(name): values.one(name, getattr(agreement, name)) for name in plain},
        "party": parties,
        **({} if _both_signed(agreement) else {"missing": [property_iri("signatures")]}),
        **{name: [values.node(node) for node in nodes] for name, nodes in lists.items()},
        "evidence": [values.evidence(item) for item in agreement.evidence],
        **_corrections(agreement, values),
        "source": {"id": "#source", "type": "SourceFile", **source_members(agreement.source)},
        "extraction": {
            "id": "#extraction",
            "type": "Extraction",
            "used": "#source",
            "softwareVersion": __version__,
        },
    }


def _corrections(agreement: Agreement, values: _Values) -> Json:
    made = [correction_node(one, property_iri, values.concept) for one in agreement.corrections]
    return {"corrections": made} if made else {}


def _both_signed(agreement: Agreement) -> bool:
    signed = {signature.on_behalf_of for signature in agreement.signatures}
    return {agreement.state_party, agreement.local_party} <= signed


def source_members(source: Source) -> Json:
    """What is said of a source file; one that is no text has no encoding."""
    said = {camel(field.name): str(getattr(source, field.name)) for field in fields(source)}
    return {name: value for name, value in said.items() if value}


class _Values:
    """Turns keys into IRIs and values into strings; datatypes are the context's."""

    def __init__(self, agreement: Agreement, identifiers: Identifiers) -> None:
        party: Callable[[Any], str] = identifiers.party
        self._identifiers = identifiers
        self._media_type = agreement.source.media_type
        self._by_name: dict[str, Callable[[Any], str]] = {
            "state_party": party,
            "local_party": party,
            "on_behalf_of": party,
            "issuing_authority": party,
            "programme": identifiers.programme,
            "programmes": identifiers.programme,
            "series": lambda name: identifiers.series(agreement.local_party, name),
            "currency": lambda code: CURRENCIES + code,
            "in_clause": lambda key: f"#{key}",
            "wordings": lambda key: identifiers.wording(key.section, key.fingerprint),
        }

    def concept(self, concept: Concept) -> str:
        if concept.scheme == "programmes":
            return self._identifiers.programme(concept.key)
        return self._identifiers.concept(concept.scheme, concept.key)

    def one(self, name: str, value: Any) -> Any:
        """A field's value as JSON; None drops out when the document is read."""
        if value is None:
            return None
        if isinstance(value, tuple):
            return [self.one(name, item) for item in value]
        if name in self._by_name:
            return self._by_name[name](value)
        if isinstance(value, Concept):
            return self.concept(value)
        return literal(value)

    def evidence(self, evidence: Evidence) -> Json:
        return evidence_node(evidence, property_iri, self.concept, self._media_type)

    def node(self, node: Node) -> Json:
        """A node of the agreement: its fields, what is missing, its evidence."""
        names = [field.name for field in fields(node) if field.name not in ("key", "evidence", "unclear")]
        unclear = node.unclear if isinstance(node, Signature) else ()
        open_ones = [name for name in MAY_BE_MISSING.get(type(node), ()) if getattr(node, name) is None]
        missing = [name for name in open_ones if name not in unclear]
        return {
            "id": f"#{node.key}",
            "type": "Preamble" if isinstance(node, Clause) and node.number is None else type(node).__name__,
            **{camel(name): self.one(name, value) for name in names if _is_stated(value := getattr(node, name))},
            **({"missing": [property_iri(camel(name)) for name in missing]} if missing else {}),
            **({"unclear": [property_iri(camel(name)) for name in unclear]} if unclear else {}),
            "evidence": [self.evidence(item) for item in node.evidence],
        }


def _is_stated(value: Any) -> bool:
    """What the source leaves open is not stated; nor is that an amount is not approximate."""
    return value is not None and value is not False


def literal(value: Any) -> str:
    """The canonical lexical form, which is the one the store keeps (XML Schema 1.1, 3.3.3.2)."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def triples(document: Json) -> tuple[Triple, ...]:
    """Reads a JSON-LD document of ours.

    Raises:
        Unmapped: a key has no line in the context.
    """
    text = json.dumps(document, ensure_ascii=False)
    found = tuple(quad.triple for quad in parse(text, format=RdfFormat.JSON_LD))
    for triple in found:
        for term in (triple.predicate, triple.object):
            if isinstance(term, NamedNode) and term.value.startswith(UNMAPPED):
                name = term.value.removeprefix(UNMAPPED)
                raise Unmapped(f"ontology/context.jsonld hat keine Zeile für „{name}“.")
    return found


def to_text(document: Json) -> str:
    """The JSON-LD document as published: a line, since indenting it would take ten times as long."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
