"""The executed notebooks as one page that opens anywhere, without the code and without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nbformat import NotebookNode

from govreports.charts.say import pick
from govreports.files.offline_page import page
from govreports.runs.notebooks import INJECTED, PARAMETERS, heading, tags

_MORE = """<style>img{max-width:100%;height:auto;display:block;margin:.6rem 0}.output_area{overflow-x:auto}
.anchor-link,.prompt{display:none}section{border-top:3px solid #1f5f99;margin-top:2.5rem;padding-top:.5rem}
section h1{font-size:1.3rem}nav{margin:1rem 0}</style>"""


def report_page(notebooks: Mapping[str, NotebookNode], lang: str, title: str) -> str:
    """Put executed notebooks on one page.

    Parameters
    ----------
    notebooks : mapping of str to NotebookNode
        By their names.
    lang : str
        Prose of the other language is left out.
    title : str

    Returns
    -------
    str
        HTML with every picture inside, each with its text alternative.
    """
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="basic", exclude_input=True)  # type: ignore[no-untyped-call]
    links = "".join(f'<a href="#{name}">{heading(notebook)}</a>' for name, notebook in notebooks.items())
    parts = [_MORE, f"<nav>{links}</nav>"]
    for name, notebook in notebooks.items():
        body, _ = exporter.from_notebook_node(_for_readers(notebook, lang))
        # Six notebooks on one page: what is named in each must be named once.
        body = re.sub(r' id="[^"]*"', "", body)
        parts.append(f'<section id="{name}">{body}</section>')
    return page(title, parts, pick(lang, "zh-CN", "en"))


def _for_readers(notebook: NotebookNode, lang: str) -> NotebookNode:
    other = pick(lang, "en", "zh")
    kept = NotebookNode(notebook | {"cells": []})  # type: ignore[no-untyped-call]
    kept.cells = [
        cell for cell in notebook.cells if other not in tags(cell) and not {PARAMETERS, INJECTED} & set(tags(cell))
    ]
    # In English the headings are those of the Chinese cells left out: the first line stands for the notebook.
    if lang == "en":
        kept.cells.insert(0, _heading(heading(notebook)))
    return kept


def _heading(text: str) -> NotebookNode:
    import nbformat

    return nbformat.v4.new_markdown_cell(f"# {text}", id="heading")  # type: ignore[no-untyped-call, no-any-return]
