"""Digits as a file's format shows them: set above their line, or as the signs of a typeface."""

from __future__ import annotations

import re

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""For `str.translate`: digits that a format sets above or below their line, as a note's number."""

OF_SIGNS = re.compile(r"dings|marlett|code ?(?:39|128)|barcode|mt extra", re.IGNORECASE)
"""Occurs in the names of typefaces that show other signs in the place of digits (Wingdings, barcodes)."""
