"""What the data can be asked: named queries with their forms and first results, the SPARQL page."""
