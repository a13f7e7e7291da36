"""Grids of cells → the form's cells, by label and by place."""
