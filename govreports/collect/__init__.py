"""A list of addresses → files below ``data/raw``, each with where it came from. It runs only when it is asked to."""
