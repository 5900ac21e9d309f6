"""The API for those who write no SPARQL."""
