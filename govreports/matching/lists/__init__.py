"""The lists that reports printed before 2019 → the form's cells."""
