"""One agency of a view after another, looked at closely; what was found of the last one is kept."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from govreports.dataset.one_agency import of_one_agency
from govreports.measures.change import change

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset
    from govreports.view.view import View


class Near:
    """An agency of a view: what thirteen numbers on its page ask for again and again."""

    def __init__(self, view: View, agency: str) -> None:
        self._view = view
        self.agency = agency

    @cached_property
    def moves(self) -> list[dict[Any, Any]]:
        """What `govreports.measures.change.change` says of each step from year to year, as records."""
        return change(self._view.of(self.agency)).to_dict("records")

    @cached_property
    def data(self) -> Dataset:
        """What the dataset holds of it."""
        return of_one_agency(self._view.data, self.agency)
