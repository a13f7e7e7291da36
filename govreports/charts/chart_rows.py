"""From a frame of the measures to what a chart draws: plain records, marks for doubt, names that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govreports.charts.say import of_few, pick
from govreports.dataset.not_the_original import set_anew_in
from govreports.measures.comparison import used_rows
from govreports.measures.containment import whole_and_part
from govreports.measures.definitions import definitions
from govreports.measures.flags import FLAGS
from govreports.measures.kinds import PERCENTAGES, WITH_CASES
from govreports.measures.too_few import too_few

if TYPE_CHECKING:
    import pandas as pd

PUBLISHED, READING = "†", "‡"
_WITHHELD = {flag.code: flag for flag in FLAGS if flag.withheld}


_COLUMNS = (
    *("report", "agency", "agency_id", "part_of", "year", "indicator", "kind", "unit"),
    *("numerator", "denominator", "value", "low", "high", "segment", "flags"),
)


class ChartError(ValueError):
    """A frame does not hold what a chart needs."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value of one agency and year, as plain Python numbers; None where there is none."""

    report: str
    agency: str
    year: int
    indicator: str
    kind: str
    unit: str
    numerator: float | None
    denominator: float | None
    value: float | None
    low: float | None
    high: float | None
    segment: str
    flags: tuple[str, ...]
    agency_id: str | None
    part_of: tuple[str, ...]
    set_anew: bool

    @property
    def cases(self) -> float | None:
        """How many cases the value rests on."""
        return self.denominator if self.kind in WITH_CASES else self.numerator

    @property
    def small(self) -> bool:
        """Whether a share rests on fewer than ten cases, too few to be drawn as if it were firm."""
        return bool(too_few(self.kind, self.cases or 0.0))

    @property
    def by_chance(self) -> bool:
        """Whether cases that come and go by chance make the value."""
        return definitions()[self.indicator].by_chance

    @property
    def mark(self) -> str:
        """The marks of a published error and of a doubtful reading."""
        return marks_of(";".join(self.flags))

    def why(self, lang: str) -> str:
        """Determine why there is no value."""
        for code in self.flags:
            if code in _WITHHELD:
                return pick(lang, _WITHHELD[code].zh, _WITHHELD[code].en)
        return pick(lang, "无数据", "no data")


def marks_of(flags: Any) -> str:
    """Return the marks that a value bears wherever it is shown: of a published error and of a doubtful reading.

    Parameters
    ----------
    flags : str or NA
        Reason codes joined by ``;``.

    Examples
    --------
    >>> marks_of("published_error;break"), marks_of(None)
    ('†', '')
    """
    codes = flags.split(";") if isinstance(flags, str) else []
    return (PUBLISHED if "published_error" in codes else "") + (READING if "reading" in codes else "")


def number_kind(rows: Sequence[Row]) -> str:
    """Return the kind of the numbers of rows as an office program prints them: shares of few cases have no decimal."""
    if not rows:  # nobody has a rate where everything is zero
        return "share"
    shares = rows[0].kind in PERCENTAGES and any(of_few(row.cases) for row in rows if row.value is not None)
    return "share of few" if shares else rows[0].kind


def rows_of(frame: pd.DataFrame, ids: str | list[str] | None = None) -> list[Row]:
    """Take the rows of a frame that a comparison uses.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.measures`: `indicators`, or `aggregate` with its ``group`` named ``agency``.
    ids : str or list of str, optional
        The indicators to take; all for None.

    Raises
    ------
    NotComparableError
        The frame holds no numerators.
    """
    used = used_rows(frame)
    if ids is not None:
        used = used[used["indicator"].isin([ids] if isinstance(ids, str) else list(ids))]
    used = used[(used["applicant"] == "total") & used["year"].notna()]
    anew = set_anew_in(frame)
    return [_row(record, anew) for record in used[list(_COLUMNS)].to_dict("records")]


def _row(record: dict[Any, Any], anew: frozenset[str]) -> Row:
    return Row(
        report=str(record["report"]),
        agency=_text(record["agency"]) or str(record["report"]),
        year=int(record["year"]),
        indicator=str(record["indicator"]),
        kind=str(record["kind"]),
        unit=str(record["unit"]),
        numerator=_number(record["numerator"]),
        denominator=_number(record["denominator"]),
        value=_number(record["value"]),
        low=_number(record["low"]),
        high=_number(record["high"]),
        segment=_text(record["segment"]) or "",
        flags=tuple((_text(record["flags"]) or "").split(";")) if _text(record["flags"]) else (),
        agency_id=_text(record["agency_id"]),
        part_of=tuple((_text(record["part_of"]) or "").split(";")),
        set_anew=record["report"] in anew,
    )


def _number(value: Any) -> float | None:
    # `pd.isna` asked half a million times was most of the time of a chart of 3,000 agencies.
    return float(value) if isinstance(value, float | int) and value == value else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def one(rows: list[Row], what: str) -> Any:
    """Return the single indicator, agency or year that rows have.

    Raises
    ------
    ChartError
        There is more than one.
    """
    distinct = list(dict.fromkeys(getattr(row, what) for row in rows))
    if len(distinct) > 1:
        raise ChartError(
            f"the frame holds {len(distinct)} values of {what} ({', '.join(map(str, distinct[:4]))} …); take one"
        )
    return distinct[0] if distinct else None


def contained(rows: list[Row]) -> list[str]:
    """Name the agencies whose report contains another one's that stands beside it in the same year."""
    names = {row.agency_id: row.agency for row in rows}
    stand = ((row.year, row.agency_id, ";".join(row.part_of)) for row in rows)
    wholes = {whole for _, whole, _ in whole_and_part(stand)}
    return list(dict.fromkeys(name for who, name in names.items() if who in wholes))
