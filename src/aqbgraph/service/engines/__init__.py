"""What answers questions: workers of this machine, or a store elsewhere."""
