"""A folder of reports → tables on disk and back."""
