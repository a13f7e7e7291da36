"""`start`: from a new folder of files to results, without typing code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from govreports.charts.say import pick
from govreports.errors import problem_in_words
from govreports.files.offline_page import paragraphs

_USUAL = frozenset({".pdf", ".docx", ".html", ".htm", ".xlsx"})
"""Endings by which a folder of reports is offered; any other folder may be typed."""


class Start(widgets.VBox):  # type: ignore[misc]
    """The widget that `start` gives.

    Attributes
    ----------
    folder : ipywidgets.Combobox
        The folder of reports; those of the project are offered, any other may be typed.
    out : ipywidgets.Text
        Where the results go.
    agencies, years : ipywidgets.Text
        Names and years, separated by commas; all where empty.
    language : ipywidgets.Dropdown
    go : ipywidgets.Button
    said : ipywidgets.HTML
        What was read and where everything is.
    """

    def __init__(self, lang: str = "zh", folder: str = "data/raw", out: str = "data/processed") -> None:
        self.lang = lang
        style, wide = {"description_width": "8em"}, {"width": "40em"}
        self.folder = widgets.Combobox(
            value=folder,
            options=_folders(),
            description=pick(lang, "报告文件夹", "Reports in"),
            style=style,
            layout=wide,
        )
        self.out = widgets.Text(out, description=pick(lang, "结果放在", "Results to"), style=style, layout=wide)
        some = pick(lang, "全部；多个以逗号相隔", "all; several separated by commas")
        self.agencies = widgets.Text(
            description=pick(lang, "机关", "Agencies"), placeholder=some, style=style, layout=wide
        )
        self.years = widgets.Text(description=pick(lang, "年份", "Years"), placeholder=some, style=style, layout=wide)
        self.language = widgets.Dropdown(
            options=[("中文", "zh"), ("English", "en")],
            value=lang,
            description=pick(lang, "图表语言", "Language"),
            style=style,
        )
        self.go = widgets.Button(
            description=pick(lang, "读取并出结果", "Read and write results"),
            button_style="primary",
            layout={"width": "16em"},
        )
        self.said = widgets.HTML()
        self.bar = widgets.Output()
        self._agreed: tuple[Path, Path] | None = None
        self.go.on_click(self._run)
        super().__init__(
            [self.folder, self.out, self.agencies, self.years, self.language, self.go, self.bar, self.said]
        )

    def _run(self, _: Any) -> None:
        # Before anything is loaded: that alone takes seconds in which a second press would start a second run.
        self.go.disabled = True
        self.said.value = paragraphs(
            pick(self.lang, "正在读取……首次约需一分钟。", "Reading … the first time takes about a minute.")
        )
        from govreports.files.project import find
        from govreports.runs.run import run

        try:
            raw = find(self.folder.value)
            # A folder of results is named as the reports are: from the project's root, wherever this notebook lies.
            base = (
                raw.parents[len(Path(self.folder.value).parts) - 1] if not raw.samefile(self.folder.value) else Path()
            )
            out = base / self.out.value
            if self._asks_first(raw, out):
                return
            with self.bar:
                result = run(
                    raw,
                    out,
                    _several(self.agencies.value),
                    [int(year) for year in _several(self.years.value)],
                    self.language.value,
                )
            self.said.value = _summary(result, self.lang)
        except (ValueError, OSError) as error:
            self.said.value = paragraphs(str(error))
        except Exception as error:  # a fault of ours: without this the form would say for ever that it reads
            self.said.value = paragraphs(f"{type(error).__name__}: {error}")
            raise
        finally:
            self.bar.clear_output()
            self.go.disabled = False

    def _asks_first(self, raw: Path, out: Path) -> bool:
        """Tell, once, that these results would take the place of others."""
        lost = 0 if self._agreed == (raw, out) else _only_there(out, raw)
        if lost:
            self._agreed = raw, out
            self.said.value = paragraphs(
                pick(
                    self.lang,
                    f"{out} 里是另一批报告的结果，其中 {lost} 份不在 {raw} 中。换一个放结果的文件夹，或再按一次，"
                    "以新的结果替换。",
                    f"{out} holds the results of other reports; {lost} of them are not in {raw}. Name another folder "
                    "for the results, or press again to replace them.",
                )
            )
        return lost > 0


def _only_there(out: Path, raw: Path) -> int:
    """Count the reports of saved results whose files are not in a folder: what a run on it would replace."""
    from govreports.dataset.data import load
    from govreports.dataset.manifest import DatasetError
    from govreports.files.printable import readable_name

    try:
        known = {str(name).split("#")[0] for name in load(out).reports["report"]}
    except (DatasetError, FileNotFoundError, NotADirectoryError):
        return 0
    here = {readable_name(file.relative_to(raw).with_suffix("").as_posix()) for file in raw.rglob("*")}
    return len(known - here)


def _several(text: str) -> list[str]:
    """Split what was typed, separated by commas in either width.

    Examples
    --------
    >>> _several("淮安市，宿迁市, ")
    ['淮安市', '宿迁市']
    """
    return [part.strip() for part in re.split("[,，、;；]", text) if part.strip()]


def _folders() -> list[str]:
    """List the folders of the project that hold files that may be reports, as one types them."""
    here = Path.cwd()
    # A notebook lies in notebooks/ or in the project's own folder.
    root = here.parent if here.name == "notebooks" else here
    near = [*root.glob("*"), *root.glob("*/*")]
    return sorted(
        folder.relative_to(root).as_posix()
        for folder in near
        if folder.is_dir() and not folder.name.startswith(".") and _holds_reports(folder)
    )


def _holds_reports(folder: Path) -> bool:
    files = [file for file in folder.iterdir() if file.is_file()]
    results = any(file.name == "cells.parquet" for file in files)
    return not results and any(file.suffix.lower() in _USUAL for file in files)


def _summary(result: Any, lang: str) -> str:
    data = result.data
    failed = int((data.checks["status"] == "fail").sum())
    lines = [
        pick(
            lang,
            f"读取 {len(data.reports):,} 份报告，{len(data.problems):,} 处读取问题，{failed:,} 处合计对不上。",
            f"Reports read: {len(data.reports):,}; problems: {len(data.problems):,}; "
            f"sums that do not add up: {failed:,}.",
        ),
        pick(lang, f"网页报告：{result.page}", f"Page: {result.page}"),
        pick(lang, f"表格：{result.workbook}", f"Tables: {result.workbook}"),
        pick(lang, f"图：{result.charts}", f"Charts: {result.charts}"),
        *(
            f"{pick(lang, '未写成：', 'Not written: ')}{one.path}: "
            + " ".join(problem_in_words(one.code, one.reason, one.remedy, lang))
            for one in result.problems
        ),
    ]
    return paragraphs(*lines)


def start(lang: str = "zh") -> Start:
    """Return a form with a folder and a button.

    Parameters
    ----------
    lang : str
        ``zh`` or ``en``.

    Returns
    -------
    Start
        A widget; JupyterLab shows it.
    """
    return Start(lang)
