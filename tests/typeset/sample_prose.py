"""Prose around real figures: sentences that the figures bear out, and none with another number."""

from __future__ import annotations

from decimal import Decimal

from govreports import form
from govreports.form.model import Table
from tests.typeset.cells import ReportData, read_printed
from tests.typeset.prose import FILLER

_LAW = "《中华人民共和国政府信息公开条例》"
_PARTS = (
    "全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、"
    "其他需要报告的事项六部分组成。"
)
_IMPROVEMENTS = (
    "政府信息公开工作中常见的问题有：主动公开的内容不够细，政策解读的形式不够多样，依申请公开的答复不够规范。改进的方向是：完善公开目录，"
    "严格审查程序，加强业务培训，及时回应社会关切。",
    "对照条例和上级要求，各地普遍在公开的及时性、内容的准确性和栏目的规范性方面还有提高的空间。今后应当健全工作机制，明确责任分工，"
    "推动政府信息公开工作制度化、标准化。",
    "一是公开意识有待增强，二是业务能力有待提升，三是平台建设有待加强。针对以上方面，应当加强学习交流，规范办理流程，加强监督检查，"
    "不断提高政府信息公开的质量和水平。",
)


def sample_prose(data: ReportData, seed: int) -> dict[str, list[str]]:
    """Return the paragraphs of a report's sections; the seed says how many more so that pages break elsewhere."""
    year = data.year
    term = f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    fees = "按照《政府信息公开信息处理费管理办法》，信息处理费按件计收或者按量计收。"
    known = "本机关收取信息处理费的情况如下。" if data.information_fees else "收取信息处理费的情况以原报告为准。"
    return {
        "前言": [f"根据{_LAW}和上级有关要求，编制{data.agency}{year}年政府信息公开工作年度报告。{_PARTS}{term}"],
        "一": [
            f"{year}年，本机关按照{_LAW}开展政府信息公开工作，有关情况如下。",
            f"（一）主动公开情况。{_documents(data)}",
            f"（二）依申请公开情况。{_applications(data)}",
            f"（三）监督保障情况。{_litigation(data)}",
            *(FILLER[(seed + place) % len(FILLER)] for place in range(seed // 7 % (len(FILLER) + 1))),
        ],
        "五": [_IMPROVEMENTS[seed % len(_IMPROVEMENTS)]],
        "六": [fees + known if year >= 2021 else "原报告所载其他需要报告的事项，此处从略。"],
    }


def _documents(data: ReportData) -> str:
    rest = "行政许可、行政处罚、行政强制和行政事业性收费的数据见第二部分表格。"
    if data.editions["disclosure"] != "2021":
        return f"规章、规范性文件、{rest}"
    found = [_value(data, "disclosure", "normative_documents", column) for column in ("made", "repealed", "in_force")]
    if None in found:
        return f"行政规范性文件、{rest}"
    made, repealed, in_force = found
    return f"本年制发行政规范性文件{made}件，废止{repealed}件，现行有效{in_force}件。{rest}"


def _applications(data: ReportData) -> str:
    if not _totals_hold(data):
        return "收到和处理政府信息公开申请的数据见第三部分表格。"
    numbers = {item: _value(data, "applications", item, "total") for item in ("received", "carried_in", "concluded")}
    out = _value(data, "applications", "carried_out", "total")
    text = (
        f"{data.year}年，本机关收到政府信息公开申请{numbers['received']}件，上年结转{numbers['carried_in']}件，"
        f"办结{numbers['concluded']}件，结转下年度{out}件。"
    )
    granted, partial = (_value(data, "applications", item, "total") for item in ("granted", "partially_granted"))
    if numbers["concluded"] and granted is not None and partial is not None:
        text += f"办结的申请中，予以公开{granted}件，部分公开{partial}件。"
    return text


def _litigation(data: ReportData) -> str:
    table = form.table(data.editions["litigation"], "litigation")
    totals = [_value(data, "litigation", item.id, "total") for item in table.items]
    if None in totals or not _sums_hold(data, table, "items"):
        return "行政复议和行政诉讼的数据见第四部分表格。"
    review, direct, after = totals
    return (
        f"因政府信息公开引起的行政复议{review}件，未经复议直接起诉的行政诉讼{direct}件，复议后起诉的行政诉讼{after}件。"
    )


def _totals_hold(data: ReportData) -> bool:
    """Return whether table 三 agrees with itself throughout."""
    table = form.table(data.editions["applications"], "applications")
    return _sums_hold(data, table, "items") and _sums_hold(data, table, "columns")


def _sums_hold(data: ReportData, table: Table, along: str) -> bool:
    for identity in table.identities:
        if identity.along != along:
            continue
        for other in table.columns if along == "columns" else table.items:
            sides = []
            for ids in (identity.left, identity.right):
                pairs = [(name, other.id) if along == "columns" else (other.id, name) for name in ids]
                sides.append(sum((_value(data, table.id, *pair) or Decimal(0) for pair in pairs), Decimal(0)))
            if sides[0] != sides[1]:
                return False
    return True


def _value(data: ReportData, table: str, item: str, column: str) -> Decimal | None:
    return read_printed(data.cells.get((table, item, column)))[0]
