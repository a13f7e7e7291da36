"""A report's prose: its sections and what its standard sentences state."""
