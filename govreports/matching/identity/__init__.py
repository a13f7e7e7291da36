"""Whose report it is, of which year, for whom it speaks, when it was published."""
