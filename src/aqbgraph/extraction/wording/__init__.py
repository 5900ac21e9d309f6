"""Words as compared: sentences, standing text, and the account of every line."""
