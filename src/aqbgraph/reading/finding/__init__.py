"""What a build reads: sources, and what lies beside them, here or elsewhere."""
