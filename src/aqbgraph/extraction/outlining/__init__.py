"""Which part of the form each line belongs to, and whether the document is the one agreement it looks like."""
