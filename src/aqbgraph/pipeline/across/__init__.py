"""What spans the agreements: what only comparing shows, the pages, the catalogue, the search."""
