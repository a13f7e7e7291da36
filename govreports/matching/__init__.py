"""Grids → the form's cells; nothing here invents or repairs a value."""
