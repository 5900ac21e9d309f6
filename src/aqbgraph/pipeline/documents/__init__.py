"""One source after the other: read and understood, then mapped, validated and written."""
