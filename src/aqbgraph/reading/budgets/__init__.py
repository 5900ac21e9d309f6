"""Lists of budgets that other sources report."""
