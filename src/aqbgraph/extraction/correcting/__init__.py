"""Sheets of corrections, applied to what was read."""
