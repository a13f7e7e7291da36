"""Agencies are data: read with messages that name the line, matched without a guess, followed over reforms."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreports.dataset.agencies import AGENCY_COLUMNS, AgenciesError, AgencyNames, ancestors, load_agencies
from govreports.measures.agency_list import agencies, follow
from govreports.measures.compute import indicators
from tests.figures_data import dataset, figures

SAMPLE = Path(__file__).parents[1] / "data" / "agencies.csv"


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "agencies.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_the_sample_names_21_agencies_and_puts_twelve_departments_under_pingtan() -> None:
    table = load_agencies(SAMPLE)
    assert len(table) == 21
    assert (table["parent"] == "pingtan_guanweihui").sum() == 12
    assert table.set_index("id").loc["huaian_shi", "population"] == 4556230


def test_every_agency_of_the_sample_reports_is_matched() -> None:
    listed = agencies(figures())
    assert listed["status"].tolist() == ["matched"] * 21
    assert listed["reports"].sum() == 82
    assert listed.set_index("id").loc["suqian_shi", "years"] == "2023;2024"


def test_an_unknown_name_is_kept_and_stands_first() -> None:
    data = dataset(
        [
            {"report": "a", "agency": "卫西区司法局", "year": 2024},
            {"report": "b", "agency": "沭阳县人民政府", "year": 2024},
        ],
        [],
        load_agencies(SAMPLE),
    )
    listed = agencies(data)
    assert [*listed.loc[0, ["agency", "status"]]] == ["卫西区司法局", "unknown"]
    assert listed["status"].value_counts().to_dict() == {"no_report": 20, "unknown": 1, "matched": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_saved_by_excel_is_read_and_further_columns_stay(tmp_path: Path, encoding: str) -> None:
    table = load_agencies(written(tmp_path, "id,name,我的分组\na,甲局,一组\n\nb,乙局,\n", encoding))
    assert table.columns.tolist() == [*AGENCY_COLUMNS, "我的分组"]
    assert table["我的分组"].tolist()[0] == "一组"
    assert table["name"].tolist() == ["甲局", "乙局"]


def test_all_faults_are_named_with_their_lines_at_once(tmp_path: Path) -> None:
    text = (
        "id,name,aliases,level,parent,valid_from,valid_to,successor,population\n"
        "a,甲局,,部门,,,,,\n"
        "a,乙局,,科室,x,,,,\n"
        ",丙局,甲局,,,20,,,\n"
        "d,丁局,,,,2024,2019,y,三万\n"
        "e,戊局,,,e,,,,\n"
    )
    with pytest.raises(AgenciesError) as error:
        load_agencies(written(tmp_path, text))
    message = str(error.value)
    for said in (
        "line 3: id a stands in line 2 already",
        "line 3: level 科室 is none of 省、市、县、乡、部门",
        "line 3: parent x is the id of no line",
        "line 4: id is empty",
        "line 4: name 甲局 stands in line 2 too",
        "line 4: valid_from 20 is no year",
        "line 5: valid_from 2024 is after valid_to 2019",
        "line 5: successor y is the id of no line",
        "line 5: population 三万 is no number",
        "line 6: parent leads from e back to itself",
    ):
        assert said in message


def test_a_file_without_its_columns_says_which(tmp_path: Path) -> None:
    with pytest.raises(AgenciesError, match="line 1: column id and name is missing"):
        load_agencies(written(tmp_path, "机关\n甲局\n"))


TABLE = pd.DataFrame(
    {
        "id": ["huaian", "ghj", "zrj_old", "zrj_new"],
        "name": ["淮安市人民政府", "某市规划和国土局", "某市自然资源局", "某市自然资源局"],
        "aliases": ["淮安市;淮安市人民政府办公室(代)", None, None, None],
        "valid_from": pd.array([None, None, None, 2019], dtype="Int64"),
        "valid_to": pd.array([None, 2018, 2018, None], dtype="Int64"),
    }
)


@pytest.mark.parametrize(
    ("name", "year", "who"),
    [
        ("淮安市人民政府", 2024, "huaian"),
        ("淮安市 人民政府", 2024, "huaian"),
        ("关于淮安市人民政府", 2024, "huaian"),
        ("淮安市人民政府办公室（代）", 2024, "huaian"),
        ("淮安市人民政", 2024, None),
        ("淮安", 2024, None),
        ("淮安市人民政府办公室", 2024, None),
        (None, 2024, None),
        ("某市自然资源局", 2017, "zrj_old"),
        ("某市自然资源局", 2020, "zrj_new"),
        ("某市自然资源局", None, None),
        ("某市规划和国土局", 2019, "ghj"),
    ],
)
def test_a_name_is_the_same_or_it_is_unknown(name: str | None, year: int | None, who: str | None) -> None:
    assert AgencyNames(TABLE).match(name, year) == who


@given(st.text(alphabet="淮安市人民政府局 　（）()A", max_size=12))
def test_no_name_but_the_listed_ones_is_matched(name: str) -> None:
    found = AgencyNames(TABLE).match(name, 2024)
    plain = name.replace(" ", "").replace("　", "")
    assert (found == "huaian") == (plain in ("淮安市人民政府", "淮安市"))


def test_parents_are_followed_to_the_top() -> None:
    assert ancestors(load_agencies(SAMPLE))["shuyang_fagaiju"] == ("shuyang_xian", "suqian_shi")


def test_a_merged_agency_is_followed_and_the_break_is_marked() -> None:
    reform = pd.DataFrame(
        {
            "id": ["gsj", "zjj", "scj"],
            "name": ["工商局", "质监局", "市场监管局"],
            "successor": ["scj", "scj", None],
        }
    )
    reports = [
        {"report": f"{name}_{year}", "agency": name, "year": year, "edition": "2019"}
        for name, year in (("工商局", 2019), ("质监局", 2019), ("市场监管局", 2020))
    ]
    rows = follow(indicators(dataset(reports, [], reform), "disclosure_rate"), dataset(reports, [], reform))
    assert rows["series"].tolist() == ["scj"] * 3
    assert rows["segment"].nunique() == 3
    assert ["break" in flags for flags in rows["flags"]] == [False, False, True]


def test_a_split_agency_leads_to_both_of_its_heirs() -> None:
    reform = pd.DataFrame({"id": ["a", "b", "c"], "name": ["甲", "乙", "丙"], "successor": ["b;c", None, None]})
    reports = [{"report": "x", "agency": "甲", "year": 2019}]
    assert (
        follow(indicators(dataset(reports, [], reform), "received"), dataset(reports, [], reform))["series"][0] == "b+c"
    )


def test_without_an_agencies_csv_every_agency_is_unknown_and_nothing_fails() -> None:
    data = dataset([{"report": "a", "agency": "甲局", "year": 2024}], [], pd.DataFrame())
    assert agencies(data)["status"].tolist() == ["unknown"]
    assert indicators(data, "received")["flags"].tolist() == ["not_printed;agency_unknown"]
