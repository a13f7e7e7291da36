"""``govreports …``: the command line. It only names what is to be done; what it calls does it."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import TextIO, cast

from govreports.cli.parser import parser
from govreports.files.printable import Printable


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        The process's own where they are left out.

    Returns
    -------
    int
        0 where every file was read whole, 1 where some were not or a result could not be written (the rest is), 2 for
        wrong use. A row that an agency leaves out is no fault.
    """
    given = sys.argv[1:] if arguments is None else arguments
    chosen = parser().parse_args(given or ["--help"])
    warnings = logging.StreamHandler(cast(TextIO, Printable(sys.stderr)))
    warnings.setFormatter(logging.Formatter("govreports: %(message)s"))
    log = logging.getLogger("govreports")
    log.addHandler(warnings)
    try:
        with redirect_stdout(cast(TextIO, Printable(sys.stdout))):
            status: int = chosen.run(chosen)
    except BrokenPipeError:
        return 0
    except (OSError, ValueError, RuntimeError) as error:
        log.error("%s", _in_short(error))
        return 2
    finally:
        log.removeHandler(warnings)
    return status


_REMEDIES = {
    errno.ENOSPC: "The disk is full: free some of it and run this again.",
    errno.EDQUOT: "Your share of the disk is used up: free some of it and run this again.",
    errno.EROFS: "Nothing can be written there: name another folder with --out.",
    errno.EACCES: "You may not write or read there: name another folder, or ask for the right to.",
    errno.EPERM: "You may not write or read there: name another folder, or ask for the right to.",
}


def _in_short(error: Exception) -> str:
    """Return what went wrong in a sentence, with what to do where the system says no more than a number."""
    if isinstance(error, OSError) and error.errno in _REMEDIES:
        return f"{error.filename or error}: {_REMEDIES[error.errno]}"
    return str(error)
