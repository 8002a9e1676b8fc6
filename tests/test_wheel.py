"""The wheel holds everything, and does the whole job without the source."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.term import Term

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built here without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    return next(folder.glob("tiktok_tui-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process that finds the wheel's content before this folder, and keeps to itself."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as content:
        content.extractall(folder / "site")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TIKTOK_TUI_", "TEXTUAL_"))}
    return kept | {
        "PYTHONPATH": str(folder / "site"),
        "PYTHONSAFEPATH": "1",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "TIKTOK_TUI_HOME": str(folder / "home"),
    }


def test_it_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    package = ROOT / "tiktok_tui"
    here = {str(path.relative_to(ROOT)) for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    with zipfile.ZipFile(wheel) as content:
        names = {name for name in content.namelist() if ".dist-info/" not in name}
        metadata = content.read(next(name for name in content.namelist() if name.endswith("/METADATA"))).decode()
        licence = [name for name in content.namelist() if name.endswith("licenses/LICENSE")]
    guides = {f"tiktok_tui/docs/{path.name}" for path in (ROOT / "docs").iterdir()}
    assert names == here | guides
    assert "License-Expression: MIT" in metadata
    assert licence


def test_the_whole_job_without_the_source(installed: dict[str, str], tmp_path: Path) -> None:
    code = "from tiktok_tui.events.guides import GUIDES; print(GUIDES[0].path.resolve(strict=True))"
    found = subprocess.run([sys.executable, "-c", code], env=installed, cwd=tmp_path, capture_output=True, text=True)
    assert found.stdout.strip().startswith(installed["PYTHONPATH"])
    ran = subprocess.run(
        [sys.executable, "-m", "tiktok_tui", "demo", "--headless"],
        env=installed,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert ran.returncode == 0, ran.stderr
    assert "events accepted" in ran.stdout


def test_the_screens_have_their_style_without_the_source(installed: dict[str, str]) -> None:
    with Term([sys.executable, "-m", "tiktok_tui", "demo"], columns=80, rows=24, env=installed) as term:
        term.wait("no credential needed")
        term.send("u")
        term.wait("recent")
        term.send("\x11")
        assert term.exit_status() == 0
