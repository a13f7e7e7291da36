"""A file → its reports: source, matching and checks in one go."""
