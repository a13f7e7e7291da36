"""No analyst meets a reason code that nobody explains: one table has them all, and nothing else invents one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import govreports as gr
from govreports.codes import UnknownCodeError, codes, every_code, in_words
from govreports.errors import Problem
from govreports.jupyter.glossary import Entries

SOURCES = sorted(Path(gr.__file__).parent.rglob("*.py"))
#: What takes a reason code: the call, and the number of the argument.
TAKES_CODE = {"Problem": 2, "ReadError.of": 1, "Unmatched": 0}
#: The same for codes of cells: `Placed` and `GridCell` take the source's doubt.
TAKES_FLAG = {"Placed": 5, "GridCell": 6}
#: Names that hold reason codes of cells and reports wherever they stand.
HOLDS_FLAG = {"flag", "flags", "doubt", "doubts", "FLAG"}


def constants(node: ast.AST) -> Iterator[str]:
    """The strings of which one may become the value of an expression: not the test of an `if`, not a key."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from node.value.split(";")
    elif isinstance(node, ast.IfExp):
        yield from (*constants(node.body), *constants(node.orelse))
    elif isinstance(node, ast.BoolOp | ast.Tuple | ast.List):
        parts = node.values if isinstance(node, ast.BoolOp) else node.elts
        yield from (text for part in parts for text in constants(part))


def name_of(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def written(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each code that a module writes out, with the kind of place it is written for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition("govreports.")[2]
            if called in TAKES_CODE and len(node.args) > TAKES_CODE[called]:
                yield from (("problem", code) for code in constants(node.args[TAKES_CODE[called]]))
            if called in TAKES_FLAG and len(node.args) > TAKES_FLAG[called]:
                yield from (("flag", code) for code in constants(node.args[TAKES_FLAG[called]]))
            for keyword in node.keywords:
                if keyword.arg in HOLDS_FLAG:
                    yield from (("flag", code) for code in constants(keyword.value))
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if HOLDS_FLAG & set(map(name_of, targets)):
                yield from (("flag", code) for code in constants(node.value))


def test_no_module_writes_out_a_code_that_the_table_does_not_have() -> None:
    flags = {one.code for one in every_code() if one.where in ("cell", "report", "indicator")}
    allowed = {"problem": codes("problem").keys(), "flag": flags}
    for path in SOURCES:
        for kind, code in written(ast.parse(path.read_text(encoding="utf-8"))):
            assert code in allowed[kind], f"{path.name}: {code} is not in codes.toml"


def test_no_code_of_a_reading_stands_in_the_table_that_nothing_gives() -> None:
    given = set(re.findall(r"\w+", "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)))
    assert {one.code for one in every_code() if one.where in ("cell", "report", "problem")} <= given


def test_the_walk_sees_the_codes() -> None:
    seen = {pair for path in SOURCES for pair in written(ast.parse(path.read_text(encoding="utf-8")))}
    assert {("problem", "row_twice"), ("problem", "encrypted"), ("flag", "row_cut"), ("flag", "picture")} <= seen


def test_every_code_is_written_in_words_of_both_languages() -> None:
    for one in every_code():
        assert re.search(r"[\u4e00-\u9fff]", one.zh) and not re.search(r"[\u4e00-\u9fff]", one.en)
        failed = one.where == "collect" and one.code not in ("new", "changed", "unchanged")
        assert one.remedy.endswith(".") is (one.where == "problem" or failed)


def test_a_problem_of_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match=r"'row_torn' is no reason code of a problem: add it to codes\.toml"):
        Problem("a.pdf", 1, "row_torn", "The row is torn.")


def test_a_problem_brings_the_remedy_of_its_code() -> None:
    assert Problem("a.pdf", None, "empty", "The file is empty.").remedy == "Download it again."


def test_the_glossary_knows_the_codes() -> None:
    entries: Any = gr.glossary("row_uneven")
    [entry] = entries
    assert entry.zh == in_words("row_uneven") == "该行单元格与表头不能一一对应，数字可能错位"


def test_a_code_with_two_meanings_is_explained_in_both_places() -> None:
    entries = gr.glossary("agency_unknown")
    assert isinstance(entries, Entries)
    report, indicator = entries
    assert (report.zh, report.means_zh) == ("不知是哪个机关的报告", "见 reports.flag 列")
    assert indicator.zh.startswith("机关未列入 agencies.csv") and indicator.means_zh == "见 indicators(…).flags 列"
