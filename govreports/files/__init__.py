"""Files written whole or not at all: office files of the same bytes, offline pages. Nothing here knows a report."""
