"""Words with boxes → the form's cells: rows by the form's own sequence, columns by position, all of it or nothing."""
