"""From facts to an agreement, and whether all is there that it takes."""
