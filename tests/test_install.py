"""The package as a newcomer installs it: into an environment of its own, in a folder that bears the package's name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import RAW

ROOT = Path(__file__).parents[1]
LIBRARIES = [path for path in sys.path if path.endswith("site-packages")]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source tree without git, as an archive gives it."""
    place = tmp_path_factory.mktemp("downloads") / "govreports"
    place.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, place)
    for name in ("govreports", "notebooks", "data/raw"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    return place


def environment(place: Path, *wanted: str | Path) -> Path:
    """Install into a fresh environment with the libraries of this one, but not its govreports; give its programs."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    packages = Path(
        subprocess.check_output(
            [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        ).strip()
    )
    # A line of a .pth is a folder; the .pth files inside that folder (an editable govreports) are not followed.
    (packages / "libraries.pth").write_text("\n".join(LIBRARIES), encoding="utf-8")
    install: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        programs / "python",
        "install",
        "-q",
        "--no-deps",
    ]
    subprocess.run([*install, "--no-build-isolation", *wanted], check=True)
    return programs


def run(*command: str | Path, cwd: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    # Jupyter's page templates lie beside the libraries that the environment borrows.
    clean["JUPYTER_PATH"] = os.pathsep.join(str(Path(path).parents[2] / "share" / "jupyter") for path in LIBRARIES)
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_python_started_beside_a_clone_named_govreports_finds_the_package(clone: Path, tmp_path: Path) -> None:
    programs = environment(tmp_path / "venv", "-e", clone)
    code = "import govreports as gr; print(gr.__file__, gr.__version__, gr.read_folder.__name__)"
    file, version, function = run(programs / "python", "-c", code, cwd=clone.parent).split()
    assert Path(file) == clone / "govreports" / "__init__.py"
    assert (version, function) == ("0.1.0", "read_folder")


def test_a_wheel_is_enough_for_a_project_of_ones_own(clone: Path, tmp_path: Path) -> None:
    build: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        tmp_path,
        clone,
    ]
    subprocess.run(build, check=True)
    programs = environment(tmp_path / "venv", next(tmp_path.glob("govreports-*.whl")))
    assert "my_briefing is ready." in run(programs / "govreports", "new", "my_briefing", cwd=tmp_path)
    project = tmp_path / "my_briefing"
    laid_out = sorted((project / "notebooks").glob("*.ipynb"))
    assert [file.name for file in laid_out] == sorted(file.name for file in (ROOT / "notebooks").glob("*.ipynb"))
    for file in laid_out[1:]:  # one notebook tells whether notebooks run there, and the test stays short
        file.unlink()
    for name in ("huaian_shi_2024", "huaian_hongze_qu_2023"):
        shutil.copy(RAW / f"{name}.pdf", project / "data" / "raw")
    assert "2 reports" in run(programs / "govreports", "run", cwd=project)
    results = project / "data" / "processed"
    assert "淮安市人民政府" in (results / "report.html").read_text(encoding="utf-8")
    assert (results / "notebooks" / "01_extract_and_check.ipynb").is_file()
