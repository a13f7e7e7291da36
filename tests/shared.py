"""Real reports that stay outside the repository: tests that need one skip without it, and fail where CI runs them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared"


def shared(path: str) -> Path:
    """Return a file of ``../shared``, e.g. ``reports/huaian_2024.pdf``."""
    found = FOLDER / path
    if not found.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"../shared/{path} is missing, and CI=true: the test cannot be passed over here")
        pytest.skip(f"../shared/{path} is not here")
    return found
