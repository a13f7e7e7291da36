"""Work stopped at any of its steps, as if the process were killed there."""

from __future__ import annotations

from typing import Any

import pytest


class Stop(BaseException):
    """As if the process were killed."""


def stopping(calls: list[tuple[Any, str]], after: int, patch: pytest.MonkeyPatch) -> None:
    """Let some calls happen a number of times, then stop whoever makes one."""
    left = iter(range(after))

    def counted(do: Any) -> Any:
        def call(*args: Any, **named: Any) -> Any:
            if next(left, None) is None:
                raise Stop
            return do(*args, **named)

        return call

    for owner, name in calls:
        patch.setattr(owner, name, counted(getattr(owner, name)))
