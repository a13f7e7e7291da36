"""A briefing as a page to print: sheets of A4 on which the charts take the room that the text leaves."""

from __future__ import annotations

import base64

from govreports.briefing.content import Content
from govreports.files.offline_page import render


def brief_html(content: Content) -> str:
    """Write a briefing as HTML; printed, it has as many pages as were asked for."""
    charts = [
        {"alt": chart.alt, "src": f"data:image/png;base64,{base64.b64encode(picture).decode()}"}
        for chart, picture in zip(content.charts, content.pictures, strict=True)
    ]
    return render("brief.html", content.lang, content=content, charts=charts)
