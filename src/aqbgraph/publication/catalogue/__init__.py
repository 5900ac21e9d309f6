"""The catalogue that data portals harvest, and the pages of datasets and files."""
