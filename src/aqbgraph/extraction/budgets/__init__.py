"""Amounts in running text: which is a budget, whose, and which is none."""
