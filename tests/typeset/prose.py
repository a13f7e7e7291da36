"""Prose around the tables: of the project's own, and without any number that the tables do not print."""

from __future__ import annotations

from tests.typeset.cells import ReportData

FILLER = (
    "政府信息公开的依据是《中华人民共和国政府信息公开条例》。行政机关在履行行政管理职能过程中制作或者获取的、以一定形式记录、保存的信息，"
    "属于政府信息。公开为常态，不公开为例外，遵循公正、公平、合法、便民的原则。",
    "主动公开的政府信息，通过政府公报、政府网站或者其他互联网政务媒体、新闻发布会以及报刊、广播、电视等途径公开。",
    "公民、法人或者其他组织可以向行政机关申请获取政府信息。申请应当写明姓名或者名称、身份证明、联系方式，所需信息的名称、文号或者其他特征，"
    "以及获取信息的方式和途径。",
    "行政机关收到申请，能够当场答复的，当场答复；不能当场答复的，在法定期限内答复；需要延长的，依法告知申请人。",
    "答复分为予以公开、部分公开、不予公开、无法提供、不予处理和其他处理等情形。每一件申请只计入一种情形，各项之和为本年度办理结果的总计。",
    "申请人认为行政机关在政府信息公开工作中侵犯其合法权益的，可以依法申请行政复议或者提起行政诉讼，也可以向上一级主管部门投诉、举报。",
    "年度报告的表格由全国统一的格式规定。表内各行各列之间有勾稽关系，横向之和与纵向之和均可以互相核对。",
)
"""Paragraphs about the law and the form; they name no agency and hold no number."""

NOTES = {
    "disclosure": "注：本表按统一格式填报。",
    "applications": "注：本表各列均应满足第一项加第二项之和等于第三项加第四项之和。",
    "litigation": "注：尚未审结的案件，在下一年度继续统计。",
}


def plain_prose(data: ReportData) -> dict[str, list[str]]:
    """Return a few paragraphs for a report that brings none."""
    year = data.year
    return {
        "前言": [
            f"根据《中华人民共和国政府信息公开条例》规定，编制本报告。本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
            f"政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。本报告所列数据的统计期限自{year}年"
            f"1月1日起至{year}年12月31日止。"
        ],
        "一": [FILLER[0], FILLER[1]],
        "五": [FILLER[6]],
        "六": ["收取信息处理费的情况，按照有关规定办理。"],
    }
