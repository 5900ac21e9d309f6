"""The SPARQL endpoint: what a request asks, and what the endpoint says of itself."""
