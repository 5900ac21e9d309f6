"""PDF files and pictures of pages, with the recognition of characters."""
