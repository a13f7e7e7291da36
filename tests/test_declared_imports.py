"""What the package imports is what it says that it needs: nothing comes along by luck with something else."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = sorted((ROOT / "govreports").rglob("*.py"))


def imported() -> set[str]:
    """The top-level modules of others that the package imports, within functions too."""
    found = set()
    for path in PACKAGE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"govreports"}


def name_of(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
#: What every user has, and what a cluster, a bucket and the functions' pages need besides: imported where asked for.
EXTRAS = [line for extra in ("cluster", "remote", "docs") for line in PROJECT["optional-dependencies"][extra]]
DECLARED = {name_of(line) for line in (*PROJECT["dependencies"], *EXTRAS)}


@pytest.mark.parametrize("module", sorted(imported()))
def test_every_imported_distribution_is_declared(module: str) -> None:
    providers = {name_of(name) for name in packages_distributions().get(module, [])}
    assert providers & DECLARED, f"{module} comes from {providers or 'no installed distribution'}: declare it"


def test_no_docstring_points_to_a_file_outside_the_repository() -> None:
    assert [path.name for path in PACKAGE if "../shared" in path.read_text(encoding="utf-8")] == []
