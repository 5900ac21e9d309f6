"""The list of § 5: types, the measures below them, and what is left out of it when in doubt."""
