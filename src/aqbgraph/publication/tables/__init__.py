"""Tables as CSV and Parquet, and the data cube."""
