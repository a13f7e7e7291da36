"""One HTML file that opens anywhere: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_STYLE = """
:root{color-scheme:light}
body{font-family:system-ui,"Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;line-height:1.5;color:#1a1a1a;
 max-width:72rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.5rem;margin:0 0 .2rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:2px solid #0072b2}
h3{font-size:1rem;margin:1.2rem 0 .3rem}.meta{color:#595959;margin:.1rem 0}
table{border-collapse:collapse;margin:.4rem 0;font-size:.9rem}th,td{border:1px solid #bbb;padding:.2rem .5rem;
 text-align:left;vertical-align:top}th{background:#f2f2f2}td.n{text-align:right;font-variant-numeric:tabular-nums}
.case{border-left:4px solid #9434a8;padding:.1rem .8rem;margin:.6rem 0;break-inside:avoid}
.case.reading{border-left-color:#e69f00}.case img{display:block;max-width:100%;border:1px solid #ccc;margin:.4rem 0}
ul{margin:.2rem 0 .4rem 1.2rem;padding:0}code{font-size:.9em}nav a{margin-right:1rem}
@media print{body{max-width:none;padding:0}nav{display:none}}
"""


def page(title: str, parts: Iterable[str], language: str = "zh-CN") -> str:
    """Wrap parts of HTML into a whole page.

    Parameters
    ----------
    title : str
        Plain text; stands as the first heading too.
    parts : iterable of str
        HTML.
    language : str
        Of the page.

    Returns
    -------
    str
    """
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    body = "\n".join((f"<h1>{escape(title)}</h1>", *parts))
    head += f"<style>{_STYLE}</style>"
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table; numbers stand to the right, None is an empty cell.

    Examples
    --------
    >>> table(["机关", "件"], [["卫东区司法局", 3.0], [None, 2.5]])
    '<table><tr><th>机关</th><th>件</th></tr><tr><td>卫东区司法局</td><td class="n">3</td></tr>...
    """
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def listed(items: Iterable[str]) -> str:
    """Write a list of plain texts."""
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in items) + "</ul>"


def number(value: object) -> str:
    """Write a number as it would be printed; nothing for None and NA."""
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return "" if value is None or text in ("nan", "<NA>") else text


def _cell(value: object) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f'<td class="n">{number(value)}</td>'
    return f"<td>{escape(number(value))}</td>"
