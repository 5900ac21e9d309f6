"""From a file to a Document: bytes, encoding, markup. What the words mean is no business of this room."""
