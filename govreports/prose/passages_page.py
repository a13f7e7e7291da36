"""A page with two reports' texts side by side, what they have in common marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.columns import records
from govreports.files.offline_page import render

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset


class Piece(NamedTuple):
    """A piece of a section: its text, and the number of the passage that it is, 0 for none."""

    text: str
    passage: int


def passages_page(data: Dataset, shared: pd.DataFrame, report: str, other_report: str, lang: str = "zh") -> str:
    """Return a page with the texts of two reports side by side, the passages that they share marked and numbered.

    Parameters
    ----------
    data : Dataset
    shared : pandas.DataFrame
        From `govreports.shared_passages`.
    report, other_report : str
        The two reports, as a row of `shared` names them.
    lang : str
        ``zh`` or ``en``.

    Returns
    -------
    str
        HTML that works offline as one file, for `pathlib.Path.write_text` or ``IPython.display.HTML``.

    Raises
    ------
    ValueError
        No row of `shared` is of these two reports.

    Examples
    --------
    >>> import govreports as gr
    >>> passages_page(gr.Dataset(), gr.shared_passages(gr.Dataset()), "a", "b")
    Traceback (most recent call last):
    ...
    ValueError: a and b share no passage among the rows given
    """
    rows = shared[(shared["report"] == report) & (shared["other_report"] == other_report)]
    if not len(rows):
        raise ValueError(f"{report} and {other_report} share no passage among the rows given")
    passages = records(rows)
    first = passages[0]["first"]
    sides = [
        {
            "report": name,
            "agency": passages[0][f"{side}agency"] or "—",
            "year": passages[0][f"{side}year"] or "—",
            "first": name == first,
            "sections": _sections(data, name, passages, side),
        }
        for name, side in ((other_report, "other_"), (report, ""))
    ]
    return render(
        "passages.html",
        lang,
        title="两份报告的相同文字" if lang == "zh" else "What two reports have in common",
        provenance="",
        sides=sides,
        letters=sum(int(passage["letters"]) for passage in passages),
        count=len(passages),
        known=first is not None,
        notes=shared.attrs.get("notes", ())[lang != "zh" :: 2],  # each is there in Chinese, then in English
    )


def _sections(data: Dataset, report: str, passages: list[dict[str, Any]], side: str) -> list[dict[str, Any]]:
    """Return a report's sections that hold a passage, cut into pieces; one after another."""
    mine = data.sections[data.sections["report"] == report]
    found = []
    for number, title, text in zip(mine["section"].fillna(""), mine["title"].fillna(""), mine["text"], strict=True):
        spans = [
            (int(passage[f"{side}start"]), int(passage[f"{side}end"]), order)
            for order, passage in enumerate(passages, 1)
            if passage[f"{side}section"] == number and _stands(text, passage, side)
        ]
        if spans:
            found.append({"number": number, "title": title, "pieces": _pieces(str(text), spans)})
    return found


def _stands(text: str, passage: dict[str, Any], side: str) -> bool:
    """Return whether a passage stands in this section: a report may have two of one number."""
    return bool(text[passage[f"{side}start"] : passage[f"{side}end"]] == passage[f"{side}text"])


def _pieces(text: str, spans: list[tuple[int, int, int]]) -> list[Piece]:
    """Cut a text at its passages; where two overlap the second goes on from the end of the first."""
    pieces, reached = [], 0
    for start, end, number in sorted(spans):
        if end <= reached:
            continue
        start = max(start, reached)
        pieces += [Piece(text[reached:start], 0), Piece(text[start:end], number)]
        reached = end
    return [piece for piece in (*pieces, Piece(text[reached:], 0)) if piece.text]
