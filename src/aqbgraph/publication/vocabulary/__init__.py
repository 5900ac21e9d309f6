"""The pages of the ontology and the schemes."""
