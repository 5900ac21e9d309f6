"""The pages of two places and of two years, and what changed from one agreement to the next."""
