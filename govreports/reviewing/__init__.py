"""Settling what is in doubt, one number at a time, in JupyterLab."""

from govreports.reviewing.items import Case, cases
from govreports.reviewing.widget import Review, review

__all__ = ["Case", "Review", "cases", "review"]
