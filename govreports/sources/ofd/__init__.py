"""OFD, the state's page format (GB/T 33190): pages → the same ink that PDF pages give."""
