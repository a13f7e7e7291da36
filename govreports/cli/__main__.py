"""``python -m govreports.cli``: the command line where no command is installed."""

import sys

from govreports.cli import main

sys.exit(main())
