"""Agreements as RDF: mapping, provenance, store, validation."""
