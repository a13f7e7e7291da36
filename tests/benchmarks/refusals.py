"""What is no report is refused: files of many kinds, made afresh from a seed.

Run ``python -m tests.benchmarks.refusals [files per kind] [kind ...]``. *Refused*: a `govreports.ReadError` with a
reason. *Wrong*: a number without a flag, or an error of any other kind. *Flagged*: numbers came out, each with a flag.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from govreports.errors import ReadError
from govreports.reading.read_file import read_reports
from tests.typeset import Layout, sample_report, typeset, with_cells
from tests.typeset.prose import plain_prose
from tests.typeset.typefaces import registered
from tests.typeset.web import Web, docx, page

FILES = 60
_WORDS = ["政府", "信息", "公开", "申请", "行政", "许可", "处罚", "规章", "文件", "数量", "总计", "其他", "收入"]
_WORDS += ["支出", "预算", "决算", "项目", "单位", "科研机构", "自然人", "结果", "维持"]
_TITLES = ["部门决算", "统计公报", "收费目录", "权责清单", "法治政府建设情况"]
_BUDGET = [
    "收入",
    "支出",
    "项目",
    "预算数",
    "决算数",
    "行政事业性收费",
    "罚没收入",
    "总计",
    "其他",
    "上年结转",
    "结转下年",
]
_FEES = ["收费项目", "收费标准", "收费金额", "行政事业性收费", "信息处理费", "通知收取件数", "实际收取金额", "总计"]
_CASES = ["案件", "行政复议", "行政诉讼", "维持", "撤销", "驳回", "尚未审结", "收案", "结案", "总计", "其他"]
_LICENCES = ["行政许可", "行政处罚", "行政强制", "单位", "办件数量", "同比", "教育局", "公安局", "民政局", "合计"]
_CONTENTS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、行政复议、行政诉讼情况",
]


class File(NamedTuple):
    """A file that is no report."""

    suffix: str
    data: bytes


class Score(NamedTuple):
    """How the files of a kind were taken."""

    files: int = 0
    refused: int = 0
    flagged: int = 0
    wrong: int = 0
    faults: tuple[str, ...] = ()


def _report(draw: random.Random) -> bytes:
    return typeset(sample_report(draw.choice(["2021", "2019"]), draw.randrange(999)), Layout()).pdf


def _noise(draw: random.Random) -> File:
    start = draw.choice(
        [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html><table>", b"\xd0\xcf\x11\xe0", b"\x89PNG\r\n\x1a\n"]
    )
    return File(draw.choice([".pdf", ".docx", ".html", ".txt"]), start + draw.randbytes(draw.randint(1, 5000)))


def _cut_short(draw: random.Random) -> File:
    data = _report(draw)
    return File(".pdf", data[: draw.randint(10, len(data) // 2)])


def _cut_short_word(draw: random.Random) -> File:
    data = docx(sample_report("2021", draw.randrange(999)))
    return File(".docx", data[: draw.randint(10, len(data) - 200)])


def _blank_form(draw: random.Random) -> File:
    data = sample_report("2021", draw.randrange(999))
    blank = with_cells(data, dict.fromkeys(data.cells))
    html = page(blank, Web(), draw.randrange(999)).decode()
    return File(".html", html.replace(data.agency, "").replace(str(data.year), "____").encode())


def _table(draw: random.Random, words: list[str]) -> list[list[str]]:
    columns = draw.randint(2, 8)
    heads = ["项目", *(draw.choice(words) for _ in range(columns))]
    return [
        heads,
        *(
            [draw.choice(words), *(str(draw.randint(0, 999)) for _ in range(columns))]
            for _ in range(draw.randint(2, 20))
        ),
    ]


def _other_table(words: list[str]) -> Callable[[random.Random], File]:
    def make(draw: random.Random) -> File:
        rows = [_table(draw, words) for _ in range(draw.randint(1, 3))]
        title = f"某某市{draw.randint(2015, 2025)}年{draw.choice(_TITLES)}"
        if draw.random() < 0.5:
            tables = "".join(
                "<table border=1>"
                + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)
                + "</table>"
                for table in rows
            )
            return File(".html", f"<html><h1>{title}</h1>{tables}</html>".encode())
        return File(".pdf", _ruled(title, rows))

    return make


def _ruled(title: str, tables: list[list[list[str]]]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for table in tables:
        canvas.setFont(registered("sans"), 16)
        canvas.drawString(150, 790, title)
        width = 480 / len(table[0])
        for number, row in enumerate(table):
            for place, text in enumerate(row):
                x, y = 50 + place * width, 740 - 24 * number
                canvas.rect(x, y, width, 24)
                canvas.setFont(registered("sans"), 8)
                canvas.drawString(x + 3, y + 8, text[: int(width // 8)])
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _lines(draw: random.Random, lines: list[str]) -> File:
    if draw.random() < 0.5:
        return File(".txt", "\n".join(lines).encode(draw.choice(["utf-8", "gb18030"])))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for first in range(0, len(lines), 40):
        canvas.setFont(registered("sans"), 11)
        for number, line in enumerate(lines[first : first + 40]):
            canvas.drawString(60, 780 - 18 * number, line[:44])
        canvas.showPage()
    canvas.save()
    return File(".pdf", stream.getvalue())


def _prose(draw: random.Random) -> File:
    paragraphs = [text for part in plain_prose(sample_report("2021", draw.randrange(999))).values() for text in part]
    draw.shuffle(paragraphs)
    return _lines(draw, [text[at : at + 40] for text in paragraphs for at in range(0, len(text), 40)])


def _list(draw: random.Random) -> File:
    lines = [
        f"{number}.{''.join(draw.choices(_WORDS, k=4))}{draw.randint(1, 99)}件"
        for number in range(1, draw.randint(8, 60))
    ]
    return _lines(draw, ["工作台账", *lines])


def _contents(draw: random.Random) -> File:
    dots = draw.choice(["…………", "........", "    "])
    lines = [f"{line}{dots}{draw.randint(1, 30)}" for line in _CONTENTS * draw.randint(1, 4)]
    return _lines(draw, ["目  录", *lines])


def _wordy(draw: random.Random) -> File:
    lines = [
        "  ".join(draw.choice(_WORDS) + draw.choice(["", str(draw.randint(0, 99))]) for _ in range(6))
        for _ in range(40)
    ]
    return _lines(draw, lines)


KINDS: dict[str, Callable[[random.Random], File]] = {
    "random bytes": _noise,
    "PDFs cut short": _cut_short,
    "Word files cut short": _cut_short_word,
    "blank forms": _blank_form,
    "budgets": _other_table(_BUDGET),
    "lists of fees": _other_table(_FEES),
    "statistics of cases": _other_table(_CASES),
    "licences by department": _other_table(_LICENCES),
    "prose": _prose,
    "lists": _list,
    "contents pages": _contents,
    "words of the form and numbers": _wordy,
}
"""Every kind of file, and how one is made."""


def score(kind: str, count: int) -> Score:
    """Read files of a kind."""
    refused = flagged = wrong = 0
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            made = KINDS[kind](random.Random(f"{kind} {seed}"))
            path = Path(folder, f"{seed}{made.suffix}")
            path.write_bytes(made.data)
            try:
                cells = [cell for report in read_reports(path) for cell in report.cell_rows]
            except ReadError as error:
                refused += all(problem.reason and problem.remedy for problem in error.problems)
                continue
            except Exception as error:  # what a user would see as a crash
                wrong += 1
                faults.append(f"seed {seed}: {type(error).__name__}: {error}")
                continue
            sure = [cell for cell in cells if cell.flag is None]
            flagged, wrong = flagged + (not sure), wrong + bool(sure)
            faults.append(f"seed {seed}: {len(cells)} cells, {len(sure)} without a flag, {sure[:1]}")
    return Score(count, refused, flagged, wrong, tuple(faults))


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    print(f"{'kind':45} {'files':>7} {'refused':>8} {'flagged':>8} {'wrong':>6}")
    for kind in sys.argv[2:] or KINDS:
        found = score(kind, count)
        print(f"{kind:45} {found.files:7} {found.refused:8} {found.flagged:8} {found.wrong:6}", flush=True)
        for fault in found.faults[:4]:
            print("     ", fault[:200])


if __name__ == "__main__":
    main()
