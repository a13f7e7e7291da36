"""What the printed numbers must satisfy, and where a fault sits; nothing here changes a value."""
