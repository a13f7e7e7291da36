"""The indicators as a table for notes: what each means, of which cells it is made, what to beware of."""

from __future__ import annotations

import pandas as pd

from govreports.columns import TEXT
from govreports.measures.definitions import Term, definitions


def catalogue(lang: str = "zh") -> pd.DataFrame:
    """List every indicator.

    Parameters
    ----------
    lang : str
        ``zh`` or ``en``: the language of ``name`` and ``caveat``.

    Returns
    -------
    pandas.DataFrame
        ``indicator, name, topic, kind, unit, numerator, denominator, left_out, editions, direction, adds_over_years,
        min_denominator, caveat, source``.

    Examples
    --------
    >>> table = catalogue("en").set_index("indicator")
    >>> table.loc["completion_rate", "denominator"]
    'applications/received + applications/carried_in'
    """
    rows = [
        {
            "indicator": indicator.id,
            "name": indicator.zh if lang == "zh" else indicator.en,
            "topic": indicator.topic,
            "kind": indicator.kind,
            "unit": indicator.unit,
            "numerator": _spelled(indicator.numerator),
            "denominator": "population" if indicator.per_inhabitant else _spelled(indicator.denominator),
            "left_out": _spelled(indicator.left_out),
            "editions": ";".join(indicator.editions),
            "direction": indicator.direction,
            "adds_over_years": indicator.adds_over_years,
            "min_denominator": indicator.min_denominator,
            "caveat": indicator.caveat_zh if lang == "zh" else indicator.caveat_en,
            "source": indicator.source,
        }
        for indicator in definitions().values()
    ]
    table = pd.DataFrame(rows)
    texts = [name for name in table.columns if name not in ("adds_over_years", "min_denominator")]
    return table.astype(dict.fromkeys(texts, TEXT))


def _spelled(terms: tuple[Term, ...]) -> str | None:
    text = ""
    for term in terms:
        sign = (" + " if term.sign > 0 else " − ") if text or term.sign < 0 else ""
        text += sign + "/".join(part for part in term[1:] if part)
    return text or None
