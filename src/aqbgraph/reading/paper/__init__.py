"""From words with a place on paper to lines in the order they are read."""
