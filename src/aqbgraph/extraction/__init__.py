"""From a Document to an Agreement, by rules that are data. Wording decides; markup is only a hint."""
