"""A publication, or what changed of it, into a store elsewhere."""
