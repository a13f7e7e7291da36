"""The form's data files are whole and say what FORM.md says."""

from __future__ import annotations

from govreports.form import edition_for_year, editions, table
from govreports.matching.labels import LabelIndex, normalise


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


def test_a_typo_is_forgiven_but_never_towards_a_second_candidate() -> None:
    index = LabelIndex(table("2021", "litigation").columns)
    heads = {"结果维特": "upheld", "结累纠正": "corrected", "结果XX": None, "果": None, "结果": None}
    assert {text: (found := index.find(text)) and found.id for text in heads} == heads
