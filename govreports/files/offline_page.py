"""HTML that opens anywhere, made by the templates of ``templates/``: every value escaped, nothing from elsewhere."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, lang: str = "zh", **values: object) -> str:
    """Fill a template.

    Parameters
    ----------
    template : str
        Its file in ``templates/``.
    lang : str
        ``zh`` or ``en``: which of the two texts of ``t("…", "…")`` stands on the page.
    **values : object
        What the template names; text in them is escaped.

    Returns
    -------
    str

    Raises
    ------
    jinja2.UndefinedError
        The template names what is not given.

    Examples
    --------
    >>> render("paragraphs.html", lines=["a < b"])
    '<p>a &lt; b</p>'
    """
    return _templates().get_template(template).render(t=partial(_text, lang), lang=lang, **values)


def paragraphs(*lines: str) -> str:
    """Return plain lines as paragraphs of HTML.

    Examples
    --------
    >>> paragraphs("a < b")
    '<p>a &lt; b</p>'
    """
    return render("paragraphs.html", lines=lines)


def number(value: object) -> str:
    """Write a number as it would be printed; nothing for None and NA.

    Examples
    --------
    >>> number(3.0), number(None), number("〇")
    ('3', '', '〇')
    """
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return "" if value is None or text in ("nan", "<NA>") else text


def _text(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("govreports.files")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["printed"] = number
    return made
