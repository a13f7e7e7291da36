"""Briefings of two pages; and what notebooks ask for by this name: views, tables, computed sentences."""

from govreports.view import View, findings, open_view, tables, view_of

__all__ = ["View", "findings", "open_view", "tables", "view_of"]
