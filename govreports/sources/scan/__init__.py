"""Pictures of pages → grids and lines: straighten, find the rules, read cell by cell."""
