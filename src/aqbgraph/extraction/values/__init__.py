"""What words mean by themselves: amounts, days, parties, and letters that were taken for others."""
