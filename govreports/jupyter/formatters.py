"""What JupyterLab calls to show a result: registered by name, so that the import stays light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govreports.dataset.result import Result


def register(shell: Any) -> None:
    """Teach a running IPython how a `Result` is read; None where none runs."""
    if shell is not None:
        html = shell.display_formatter.formatters["text/html"]
        html.for_type_by_name("govreports.dataset.result", "Result", _shown)


def _shown(frame: Result) -> str:
    import pandas as pd

    from govreports.jupyter.result_in_words import readable

    return readable(frame) or str(pd.DataFrame(frame)._repr_html_())  # type: ignore[operator]
