"""What the README tells a newcomer to type works as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import govreports as gr
from govreports.cli import main

ROOT = Path(__file__).parents[1]
README, CHINESE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def typed(language: str, text: str) -> list[str]:
    """What is typed, line by line, without the remarks."""
    lines = (line.partition(" #")[0].strip() for block in blocks(language, text) for line in block.splitlines())
    return [line for line in lines if line]


def test_the_chinese_readme_has_the_same_commands_and_each_links_the_other() -> None:
    for language in ("sh", "python"):
        assert typed(language, CHINESE) == typed(language, README)
    assert "(README.zh-CN.md)" in README.split("## ")[0]
    assert "(README.md)" in CHINESE.split("## ")[0]


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for block in blocks("python"):
        exec(block, {})


def test_every_command_of_the_readme_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    commands = [line for block in blocks("sh") for line in block.splitlines() if "govreports" in line]
    assert len(commands) > 4
    for line in commands:
        words = shlex.split(line.split("&&")[-1], comments=True)
        assert Path(words[0]).name == "govreports"
        with pytest.raises(SystemExit) as ended:
            main([words[1], "--help"])
        assert ended.value.code == 0
        out = capsys.readouterr().out
        assert [word for word in words if word.startswith("--") and word not in out] == []


def test_every_file_that_the_readme_names_is_there() -> None:
    for name in re.findall(r"\(([\w/.]+\.(?:png|md|ipynb))\)|`((?:data|notebooks|govreports|tests)/[\w/.]*)`", README):
        assert (ROOT / "".join(name)).exists(), name


def test_every_public_name_is_there_and_documented() -> None:
    for name in gr.__all__:
        assert getattr(gr, name).__doc__, name
