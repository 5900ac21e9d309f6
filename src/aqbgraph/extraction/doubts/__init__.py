"""What was probably misread: better asked about than published wrong."""
