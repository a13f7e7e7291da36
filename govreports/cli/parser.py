"""The parser of the command line: every command, in the order in which ``--help`` lists them."""

from __future__ import annotations

import argparse

from govreports.cli import (
    brief_command,
    checking_commands,
    collect_command,
    looking_commands,
    project_commands,
    reading_commands,
)
from govreports.files.project import version


def parser() -> argparse.ArgumentParser:
    """Return the parser of ``govreports``; a command's ``run`` takes what was parsed and returns the exit status."""
    whole = argparse.ArgumentParser(prog="govreports", description="政府信息公开工作年度报告 → numbers you can defend.")
    whole.add_argument("--version", action="version", version=f"govreports {version()}")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    for group in (
        project_commands,
        collect_command,
        reading_commands,
        checking_commands,
        looking_commands,
        brief_command,
    ):
        group.add_to(commands)
    return whole
