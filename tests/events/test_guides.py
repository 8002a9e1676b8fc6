"""The table of guides, and the files that it names."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import AppError, FileError, KeyringError, SettingsError, UnreachableError
from tiktok_tui.events.guides import FOLDER, GUIDES, guide_of
from tiktok_tui.tiktok.errors import Transient
from tiktok_tui.uploads.ledger.marker import LedgerDoubtError


def test_every_file_is_in_the_table_under_its_own_title() -> None:
    titles = {path.stem: path.read_text(encoding="utf-8").split("\n", 1)[0] for path in FOLDER.iterdir()}
    assert {guide.name: f"# {guide.title}" for guide in GUIDES} == titles
    assert all(guide.path.is_file() for guide in GUIDES)


def test_guides_are_listed_in_the_order_in_which_people_need_them() -> None:
    assert " ".join(guide.name for guide in GUIDES) == (
        "tiktok-account sources recipes nightly troubleshooting privacy terminals resilience speed reference"
    )


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (KeyringError("There is no keyring."), "troubleshooting"),
        (Transient("Too many requests.", code=40100), "troubleshooting"),
        (LedgerDoubtError("The ledger is older than the last run."), "troubleshooting"),
        (UnreachableError("The connection to the database was lost."), None),
        (FileError("The file is empty."), None),
        (SettingsError("The currency is not known."), None),
    ],
)
def test_an_error_has_the_guide_that_says_more_than_its_remedy(error: AppError, name: str | None) -> None:
    guide = guide_of(error)
    assert (guide and guide.name) == name
