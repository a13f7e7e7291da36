"""Notebooks executed, pages and workbooks written."""
