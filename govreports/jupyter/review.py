"""The widget that walks the cases: picture, printed value, suggestion; decisions go into ``corrections.csv``."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from govreports.dataset.corrections import FILE, Correction, load_corrections, record_corrections
from govreports.files.printable import on_disk
from govreports.files.project import find
from govreports.jupyter.review_cases import Case, cases
from govreports.report.crops import crop, data_uri

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

_HERE = Path(__file__).parent
_KEPT = "照原样保留 kept as published"


class Review(anywidget.AnyWidget):
    """Walk what is in doubt; made by `review`.

    Keys: ``a`` accept the suggestion, ``c`` correct, ``k`` keep as published, ``n`` and ``p`` next and previous.

    Parameters
    ----------
    data : Dataset
    raw : Path
        The folder of the reports, for the pictures.
    file : Path
        ``corrections.csv``.
    who : str
        Who decides; can be changed in the widget.
    """

    _esm = _HERE / "review.js"
    _css = _HERE / "review.css"
    shown = traitlets.Dict().tag(sync=True)
    who = traitlets.Unicode().tag(sync=True)

    def __init__(self, data: Dataset, raw: Path, file: Path, who: str) -> None:
        self._cases = cases(data, load_corrections(file))
        self._paths = dict(zip(data.reports["report"], data.reports["path"], strict=True))
        self._raw, self._file, self._at = raw, file, 0
        self._decided: dict[tuple[str, ...], str] = {}
        super().__init__(who=who, shown=self._show())
        self.on_msg(lambda _widget, content, _buffers: self.act(content))

    @property
    def cases(self) -> tuple[Case, ...]:
        """What the widget walks."""
        return tuple(self._cases)

    @property
    def corrections(self) -> pd.DataFrame:
        """What ``corrections.csv`` holds now."""
        return load_corrections(self._file)

    def act(self, message: Mapping[str, Any]) -> None:
        """Do what a key or button asks for.

        Parameters
        ----------
        message : mapping
            ``action``: ``accept``, ``correct``, ``keep``, ``next`` or ``previous``; ``value`` (text) with ``correct``;
            ``reason`` where the user wrote one.
        """
        action, notice = message.get("action"), ""
        if action in ("accept", "correct", "keep") and self._cases:
            notice = self._decide(
                str(action), str(message.get("value") or ""), str(message.get("reason") or "").strip()
            )
            if not notice:
                self._at = min(self._at + 1, len(self._cases) - 1)
        elif action in ("next", "previous"):
            self._at = max(0, min(self._at + (1 if action == "next" else -1), len(self._cases) - 1))
        self.shown = self._show(notice)

    def _decide(self, action: str, text: str, reason: str) -> str:
        """Record a decision; give what is wrong with it, nothing where it is on record."""
        case = self._cases[self._at]
        if not self.who.strip():
            return "请先填写姓名 Your name first: who decides goes on the record."
        if action == "accept" and case.suggestion is None:
            return "此处没有推测值 Nothing is suggested here."
        value = case.suggestion if action == "accept" else case.printed
        if action == "correct":
            try:
                value = float(text.replace(",", "").strip()) if text.strip() else None
            except ValueError:
                return f"“{text}” 不是数字 is no number."
        why = reason or (_KEPT if action == "keep" else "; ".join(case.reasons[:1]) or "人工复核 checked by hand")
        one = Correction(*case.key, case.printed, value, why, self.who.strip(), date.today().isoformat())
        try:
            record_corrections(self._file, [one])
        except (OSError, ValueError) as error:
            return f"未能记录 Not recorded: {error}"
        self._decided[case.key] = "照原样" if value == case.printed else f"→ {_text(value)}"
        return ""

    def _show(self, notice: str = "") -> dict[str, Any]:
        if not self._cases:
            return {"done": True, "notice": notice, "position": "没有待处理的数据 Nothing is in doubt."}
        case = self._cases[self._at]
        image = crop(on_disk(self._raw, str(self._paths.get(case.report, ""))), [case.cell])
        return {
            "done": False,
            "position": f"{self._at + 1} / {len(self._cases)} · 已处理 settled {len(self._decided)}",
            "title": case.title,
            "label": case.label,
            "report": case.report,
            "printed": _text(case.printed),
            "text": case.text,
            "suggestion": "" if case.suggestion is None else _text(case.suggestion),
            "reasons": list(case.reasons),
            "picture": data_uri(image) if image else "",
            "no_picture": "" if image else self._why_no_picture(case),
            "decided": self._decided.get(case.key, ""),
            "notice": notice,
        }

    def _why_no_picture(self, case: Case) -> str:
        file = self._raw / str(self._paths.get(case.report, ""))
        if not file.is_file():
            return f"没有文件 {file}：请用 review(data, 文件夹) 写明报告在哪里。There is no {file}: name the folder."
        return "此文件没有页面，请看原文。A file without pages: see the text as printed."


def review(data: Dataset, raw: str | Path = "data/raw", who: str | None = None) -> Review:
    """Walk the cells in doubt and the failed checks, and put every decision on record.

    Parameters
    ----------
    data : Dataset
    raw : str or Path
        The folder of the reports, named from the project's root wherever the notebook lies; ``corrections.csv`` stands
        beside it.
    who : str, optional
        Who decides; the name of the computer's user where it is left out.

    Returns
    -------
    Review
        A widget for JupyterLab. What was settled before is not asked again unless the printed value has changed.

    Raises
    ------
    NotADirectoryError
        There is no such folder, here or above, or none of the reports lies in it.
    CorrectionsError
        ``corrections.csv`` is not whole.
    """
    folder = find(raw)
    paths = data.reports["path"].dropna()
    if len(paths) and not any(on_disk(folder, path).is_file() for path in paths):
        raise NotADirectoryError(
            f"{folder} 中没有这些报告。None of the {len(paths)} reports lies in {folder}: name their folder, since "
            "corrections.csv stands beside it: gr.review(data, '…')"
        )
    return Review(data, folder, folder.resolve().parent / FILE, who or getpass.getuser())


def _text(value: float | None) -> str:
    return "空 blank" if value is None else f"{value:.15g}"
