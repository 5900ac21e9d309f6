"""The graph as files: every format, dumps put together from the files of documents, what is counted of it."""
