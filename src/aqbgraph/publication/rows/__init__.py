"""Rows that several kinds of pages show."""
