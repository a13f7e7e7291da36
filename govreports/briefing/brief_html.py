"""A briefing as a page to print: two sheets of A4 on which the charts take the room that the text leaves."""

from __future__ import annotations

import base64
from html import escape

from govreports.briefing.content import Content
from govreports.charts.chart import Chart
from govreports.charts.say import pick

_STYLE = """@page{size:A4;margin:14mm 18mm}
body{font-family:system-ui,"Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;font-size:10pt;line-height:1.45;
max-width:174mm;margin:1rem auto;color:#1a1a1a}
h1{font-size:16pt;margin:0}p.sub{color:#595959;margin:.1rem 0 .5rem}ul{margin:.3rem 0;padding-left:1.2rem}
table{border-collapse:collapse;width:100%;font-size:8.5pt;margin:.5rem 0}
th,td{border:1px solid #bbb;padding:.1rem .4rem;text-align:right}th:first-child,td:first-child{text-align:left}
td+td{white-space:nowrap}
figure{margin:.4rem 0}img{width:100%}small{display:block;color:#595959}
@media print{body{margin:0;font-size:9.5pt;line-height:1.35}table{font-size:8pt;line-height:1.25}
section{height:266mm;display:flex;flex-direction:column;break-after:page;break-inside:avoid}
section:last-child{break-after:auto}
figure{flex:0 1 auto;min-height:0;display:flex;justify-content:center}
img{width:auto;max-width:100%;max-height:100%;object-fit:contain}}"""


def brief_html(content: Content) -> str:
    """Write a briefing as HTML; printed, it has two pages."""
    heads, *lines = content.table
    table = "<tr>" + "".join(f"<th>{escape(text)}</th>" for text in heads) + "</tr>"
    table += "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in line) + "</tr>" for line in lines)
    said = "".join(f"<li>{escape(sentence)}</li>" for sentence in content.sentences)
    notes = "".join(f"<small>{escape(note)}</small>" for note in content.notes)
    first, *others = (_figure(chart) for chart in content.charts)
    return (
        f'<!doctype html>\n<html lang="{pick(content.lang, "zh-CN", "en")}"><head><meta charset="utf-8">'
        f"<title>{escape(content.title)}</title><style>{_STYLE}</style></head>\n<body><section>"
        f'<h1>{escape(content.title)}</h1><p class="sub">{escape(content.subtitle)}</p><ul>{said}</ul>'
        f"<table>{table}</table>{first}</section>\n<section>{''.join(others)}{notes}</section></body></html>\n"
    )


def _figure(chart: Chart) -> str:
    picture = base64.b64encode(chart.png()).decode()
    return f'<figure><img alt="{escape(chart.alt, quote=True)}" src="data:image/png;base64,{picture}"></figure>'
