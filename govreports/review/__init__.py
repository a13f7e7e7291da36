"""Settling what is in doubt, one number at a time, in JupyterLab."""

from govreports.review.items import Case, cases
from govreports.review.widget import Review, review

__all__ = ["Case", "Review", "cases", "review"]
