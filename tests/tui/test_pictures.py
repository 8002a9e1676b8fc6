"""The stored screenshots show the app as it is; `python -m tests.pictures` redraws those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pictures.compare import FOLDER, differences
from tests.pictures.stage import stage
from tests.pictures.walk import Picture, Walk
from tests.support.secret_service import SecretService


async def test_every_picture_shows_what_the_app_draws_now(
    real_keyring: SecretService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = tmp_path / "exports"
    files.mkdir()
    taken: list[Picture] = []
    with stage(files) as ready:
        monkeypatch.chdir(files)
        await Walk(ready, files, taken.append).whole()
    stale = {picture.name: differences(FOLDER / f"{picture.name}.svg", picture) for picture in taken}
    stale = {name: lines for name, lines in stale.items() if lines}
    assert not stale, f"run `python -m tests.pictures` and look at {', '.join(stale)}"
    names = {picture.name for picture in taken}
    assert {path.stem for path in FOLDER.iterdir() if path.suffix != ".gif"} == names
    assert all((FOLDER / f"{name}.png").exists() for name in names)
    assert (FOLDER / "demo.gif").exists()
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 5_000_000
