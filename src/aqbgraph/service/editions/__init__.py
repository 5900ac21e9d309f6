"""The publication that is served: its files, its resources, and the next one that takes its place."""
