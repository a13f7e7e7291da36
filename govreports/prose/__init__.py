"""What a report says in words: its parts, passages that others wrote too, promises and what became of them."""
