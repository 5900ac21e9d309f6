"""Processes that evaluate queries, how they are talked with, and who is asked when."""
