"""A bug report needs one page: what this machine has of what the package needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreports.cli import main
from govreports.runs import doctor as module
from govreports.runs.doctor import doctor


def test_the_page_names_versions_font_models_programs_workers_and_folders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--raw", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    out = capsys.readouterr().out
    for told in ("govreports ", "pandas ", "Noto Sans SC", "PP-OCR", "LibreOffice", "workers: start", "GB free"):
        assert told in out
    assert str(Path.home()) not in out.replace(str(tmp_path), "")


def test_what_fails_is_a_line_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise OSError("no processes here")

    monkeypatch.setattr("govreports.dataset.workers.read_each", broken)
    (tmp_path / "file").touch()
    findings = {finding.what: finding.state for finding in doctor(tmp_path / "none", tmp_path / "file" / "out")}
    assert findings["年报 reports"] == "missing" and findings["结果 results"] == "fails"
    assert [state for what, state in findings.items() if "workers" in what] == ["fails"]
    assert module._private(f"{Path.home()}/x") == "~/x"
