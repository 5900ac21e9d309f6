"""Measures over the years and above the parties: which are one project."""
