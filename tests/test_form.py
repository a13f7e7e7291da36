"""The form's data files are whole and say what FORM.md says."""

from __future__ import annotations

import pytest

from govreports.form import edition_for_year, editions, table
from govreports.matching.labels import LabelIndex, columns_of, items_of, normalise


def test_cells_of_the_editions() -> None:
    counts = {name: [len(t.cells) for t in editions()[name].tables.values()] for name in ("2021", "2019")}
    assert counts == {"2021": [10, 175, 15], "2019": [22, 161, 15]}


def test_identities_of_table_three() -> None:
    checks = {
        edition: sum(len(form.columns if one.along == "columns" else form.items) for one in form.identities)
        for edition in ("2021", "2019")
        for form in (table(edition, "applications"),)
    }
    assert checks == {"2021": 39, "2019": 37}


def test_result_rows_of_each_edition() -> None:
    sums = {edition: table(edition, "applications").identities[1].left for edition in ("2021", "2019")}
    assert len(sums["2021"]) == 21
    assert len(sums["2019"]) == 19
    assert sums["2019"][-1] == "other"


def test_edition_in_force() -> None:
    assert [edition_for_year(year) for year in (2019, 2020, 2021, 2025)] == ["2019", "2019", "2021", "2021"]


def test_every_label_names_itself_and_no_other() -> None:
    for edition in ("2021", "2019"):
        for form in editions()[edition].tables.values():
            index = LabelIndex(form.items, form.groups)
            for item in form.items:
                for wording in (item.zh, *item.spellings, f"{item.number}.{item.zh}"):
                    found = index.find(wording)
                    assert found is not None
                    assert (found.id, found.how) == (item.id, "exact")


def test_english_labels_are_there_and_differ() -> None:
    for edition in ("2021", "2019"):
        for form in editions()[edition].tables.values():
            for labels in (form.items, form.columns):
                assert len({label.en for label in labels}) == len(labels)
                assert all(normalise(label.en) for label in labels)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("applications", "上年新收政府信息公开申请数量"),
        ("applications", "本年结转政府信息公开申请数量"),
        ("applications", "结转上年度继续办理"),
        ("applications", "部分不公开"),
        ("applications", "不属于国家秘密"),
        ("applications", "反复申请"),
        ("disclosure", "上年制发件数"),
        ("disclosure", "现行失效件数"),
        ("litigation", "经复议直接起诉"),
        ("litigation", "复议前起诉"),
    ],
)
def test_a_label_whose_meaning_is_turned_by_a_character_is_no_typo(name: str, printed: str) -> None:
    form = table("2021", name)
    assert items_of(form).find(printed) is None and columns_of(form).find(printed) is None


def test_a_short_label_with_another_character_is_another_label_but_for_one_that_looks_alike() -> None:
    outcomes, lists = (LabelIndex(form.columns) for form in (table("2021", "litigation"), table("2014", "statistics")))
    assert outcomes.find("已审结") is None and lists.find("累计数") is None
    known = LabelIndex(table("2021", "applications").columns).find("白然人")  # the photograph d_phone
    assert known is not None and known.id == "natural_person"


def test_a_typo_is_forgiven_but_never_towards_a_second_candidate() -> None:
    index = LabelIndex(table("2021", "litigation").columns)
    heads = {"结果维特": "upheld", "结累纠正": "corrected", "结果XX": None, "果": None, "结果": None}
    assert {text: (found := index.find(text)) and found.id for text in heads} == heads


def test_a_remark_in_brackets_behind_a_label_costs_no_row() -> None:
    form = table("2021", "applications")
    index = LabelIndex(form.items, form.groups)
    found = index.find("3.危及“三安全一稳定”（国家安全、公共安全、经济安全和社会稳定）")
    assert found is not None
    assert (found.id, found.how) == ("denied_security_stability", "exact")


def test_columns_in_the_words_of_agencies() -> None:
    applications, litigation = table("2021", "applications"), table("2021", "litigation")
    named = {
        word: found.id
        for word in ("公益组织", "社会公益机构", "法律服务组织", "科研院所")
        if (found := LabelIndex(applications.columns).find(word))
    }
    assert named == {
        "公益组织": "public_interest",
        "社会公益机构": "public_interest",
        "法律服务组织": "legal_service",
        "科研院所": "research",
    }
    outcomes = [LabelIndex(litigation.columns).find(word) for word in ("维持", "纠正", "其他", "未审结", "合计")]
    assert [found.id for found in outcomes if found] == ["upheld", "corrected", "other", "pending", "total"]
