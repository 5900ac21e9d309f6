"""The data of each page that is not read from a source: schemes, years, series, wordings, the account of lines."""
