"""PDF → grids and lines: an engine reads a page's ink, the lattice of its rules makes the grids."""
