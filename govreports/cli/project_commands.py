"""``govreports new``, ``lab`` and ``doctor``: a project, its notebooks and the machine that it stands on."""

from __future__ import annotations

import argparse
from pathlib import Path

from govreports.cli.options import Commands, add_out, add_raw


def add_to(commands: Commands) -> None:
    """Add the commands of a project."""
    new = commands.add_parser("new", help="lay out a project of your own: notebooks, data/raw, lists to fill in")
    new.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to make")
    new.set_defaults(run=_new)

    lab = commands.add_parser("lab", help="start JupyterLab with notebook 01")
    lab.add_argument("--port", type=int, metavar="N", help="its port (default: one that is free)")
    lab.add_argument("--no-browser", action="store_true", help="print the address and open nothing")
    lab.set_defaults(run=_lab)

    doctor = commands.add_parser("doctor", help="what this machine has of what is needed, for a bug report")
    add_raw(doctor)
    add_out(doctor)
    doctor.set_defaults(run=_doctor)


def _new(chosen: argparse.Namespace) -> int:
    from govreports.runs.new import new

    place = new(chosen.folder)
    print(f"{place} is ready. Put the reports into {place / 'data' / 'raw'}, then: cd {place} && govreports run")
    return 0


def _lab(chosen: argparse.Namespace) -> int:
    from govreports.runs.lab import lab

    return lab(port=chosen.port, browser=not chosen.no_browser)


def _doctor(chosen: argparse.Namespace) -> int:
    from govreports.runs.doctor import doctor

    findings = doctor(chosen.raw, chosen.out)
    for finding in findings:
        print(finding)
    return int(any(finding.state == "fails" for finding in findings))
