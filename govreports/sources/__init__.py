"""Files → grids and text lines. Nothing here knows a label of the form."""
