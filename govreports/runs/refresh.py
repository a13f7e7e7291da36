"""``python -m govreports.runs.refresh``: execute the project's notebooks where they lie and keep their outputs."""

from __future__ import annotations

from govreports.files.project import notebooks
from govreports.runs.notebooks import refresh

if __name__ == "__main__":
    for file in refresh(notebooks()):
        print(file.name)
