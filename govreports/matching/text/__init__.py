"""Running text → the form's cells, by label and by count."""
