"""The parts that charts stack to a whole: which indicators, in which order, colours and short names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole."""

    id: str  # the indicator
    zh: str
    en: str
    color: str  # neighbours differ in lightness, so that they are told apart in grey too
    hatch: str = ""
    ink: str = "#ffffff"  # of what is written on it

    def label(self, lang: str) -> str:
        """Return its short name."""
        return self.zh if lang == "zh" else self.en


_DARK = "#1a1a1a"

OUTCOMES = (
    Part("granted_share", "予以公开", "Granted", "#0b3c6f"),
    Part("partially_granted_share", "部分公开", "Partially granted", "#7fb2dd", ink=_DARK),
    Part("denied_on_merits_share", "不予公开（不含行政查询）", "Denied (other than queries)", "#a84300"),
    Part("denied_administrative_query_share", "行政查询事项", "Administrative query", "#fbb667", ink=_DARK),
    Part("unavailable_not_held_share", "本机关不掌握", "Not held", "#4d4d4d"),
    Part("unavailable_otherwise_share", "无法提供（其余）", "Cannot be provided, other", "#b5b5b5", ink=_DARK),
    Part("rejected_share", "不予处理", "Not processed", "#5e3c99"),
    Part("other_overdue_share", "逾期不补正或不缴费", "Not completed or paid in time", "#c8bfdf", ink=_DARK),
    Part("other_other_share", "其他处理：其他", "Other outcomes", "#8a7a5c"),
    Part("other_share", "其他处理（2019年版未细分）", "Other (form of 2019, one row)", "#e8dfc8", ink=_DARK),
)
"""办理结果, with 本机关不掌握, 行政查询 and 其他 apart: what they say is not what the rest of their group says."""

WHOLE_OTHER = "other_share"
SPLIT_OTHER = ("other_overdue_share", "other_other_share")


def other_once(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out either the one row （六）其他处理 or its parts, whichever a report's form does not have.

    Both stand in a frame of indicators; a pivot over them counted 319 of 1,191 cases of a county twice.

    Parameters
    ----------
    frame : pandas.DataFrame
        From `govreports.measures.indicators`.
    """
    split = frame["indicator"].isin(SPLIT_OTHER)
    undefined = split & frame["flags"].fillna("").str.split(";").map(lambda codes: "not_defined" in codes)
    one_row = frame["report"].isin(frame.loc[undefined, "report"].unique())
    has_parts = frame["report"].isin(frame.loc[split, "report"].unique()) & ~one_row
    return frame[~(split & one_row) & ~((frame["indicator"] == WHOLE_OTHER) & has_parts)]


DENIALS = (
    Part("denied_state_secret_of_denied", "国家秘密", "State secret", "#0b3c6f"),
    Part("denied_prohibited_by_law_of_denied", "法律行政法规禁止", "Prohibited by law", "#7fb2dd", ink=_DARK),
    Part("denied_security_stability_of_denied", "三安全一稳定", "Security and stability", "#2f6f9f"),
    Part("denied_third_party_rights_of_denied", "第三方权益", "Third-party rights", "#fbb667", ink=_DARK),
    Part("denied_internal_affairs_of_denied", "内部事务", "Internal affairs", "#a84300"),
    Part("denied_process_information_of_denied", "过程性信息", "Process information", "#b5b5b5", ink=_DARK),
    Part("denied_enforcement_files_of_denied", "执法案卷", "Enforcement files", "#4d4d4d"),
    Part("denied_administrative_query_of_denied", "行政查询事项", "Administrative query", "#e8dfc8", ink=_DARK),
)

APPLICANTS = (
    Part("received_natural_person_share", "自然人", "Natural persons", "#0b3c6f"),
    Part("received_enterprise_share", "商业企业", "Enterprises", "#fbb667", ink=_DARK),
    Part("received_research_share", "科研机构", "Research institutions", "#4d4d4d"),
    Part("received_public_interest_share", "社会公益组织", "Public-interest organisations", "#7fb2dd", ink=_DARK),
    Part("received_legal_service_share", "法律服务机构", "Legal service providers", "#a84300"),
    Part("received_other_org_share", "其他组织", "Other organisations", "#b5b5b5", ink=_DARK),
)

REVIEW = (
    Part("upheld", "结果维持", "Upheld", "#7fb2dd", ink=_DARK),
    Part("other", "其他结果", "Other", "#b5b5b5", ink=_DARK),
    Part("corrected", "结果纠正", "Corrected", "#a84300"),
    Part("pending", "尚未审结", "Pending", "#ffffff", "////", ink=_DARK),
)
"""Suffixes of the indicators of a route."""
