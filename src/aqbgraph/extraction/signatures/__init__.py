"""The closing: who signed for whom, where and when."""
