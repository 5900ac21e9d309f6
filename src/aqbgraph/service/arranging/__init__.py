"""Queries with their patterns in the order that suits the store."""
