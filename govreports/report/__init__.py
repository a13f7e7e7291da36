"""`Report` and the ways to look at one: card, table, page with its cells, crop. Nothing here reads a file."""
