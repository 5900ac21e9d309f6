"""Serves a publication: its files as linked data, and a read-only SPARQL endpoint over the same data."""
