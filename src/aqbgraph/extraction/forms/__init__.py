"""The forms of agreement as data, and which of them a document has."""
