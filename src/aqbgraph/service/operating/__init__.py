"""For whoever runs the service: what passes it, what it writes down, what it counts."""
