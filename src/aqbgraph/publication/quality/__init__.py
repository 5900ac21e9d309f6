"""The page on the quality of the data."""
