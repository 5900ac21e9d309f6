"""Questions that others are asked: SERVICE, and the dataset of a store elsewhere."""
