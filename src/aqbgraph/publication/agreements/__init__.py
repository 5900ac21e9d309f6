"""The pages of an agreement: its facts, its source as a document to read, the raw text."""
