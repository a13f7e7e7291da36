"""Tables with rules left out: pieces → sections → columns and rows by alignment."""
