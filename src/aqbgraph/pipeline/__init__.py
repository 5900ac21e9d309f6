"""Sources to a publication. A room is loaded when it is asked for: reading a list takes no validation."""
