"""The pages of the public functions, made from their docstrings: ``python -m govreports.runs.api_page``."""

from __future__ import annotations

import sys
import warnings
from functools import partial
from pathlib import Path

from govreports.files.write_whole import write_whole

OUT = Path("data/processed/api")
#: What users call; the rooms behind it are read in the code.
PAGES = ("govreports", "govreports.charts", "govreports.briefing", "govreports.form", "govreports.columns")


def write_api_pages(folder: Path = OUT) -> Path:
    """Write a page for each public module, which opens without a network.

    Parameters
    ----------
    folder : Path
        Where to; it is made.

    Returns
    -------
    Path
        The first page.

    Raises
    ------
    RuntimeError
        pdoc is not installed.
    """
    try:
        import pdoc
        import pdoc.render
    except ModuleNotFoundError as error:
        raise RuntimeError("The pages are made by pdoc: pip install 'govreports[docs]'.") from error
    pdoc.render.configure(docformat="numpy", show_source=False, search=False)
    modules = {name: pdoc.doc.Module(pdoc.extract.load_module(name)) for name in PAGES}
    with warnings.catch_warnings():
        # It cannot resolve names imported for types only, and prints them as they are written.
        warnings.simplefilter("ignore")
        texts = {name: pdoc.render.html_module(module, all_modules=modules) for name, module in modules.items()}
    for name, text in texts.items():
        file = folder / f"{name.replace('.', '/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, partial(Path.write_text, data=text, encoding="utf-8"))
    return folder / f"{PAGES[0]}.html"


if __name__ == "__main__":
    print(write_api_pages(*(Path(name) for name in sys.argv[1:2])))
