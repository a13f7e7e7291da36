"""Tables whose rules are drawn: rules → lattice → cells."""
