"""The index that the search page reads, and the search page."""
