"""The things that each step of the wizard still needs."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.setups import NOW, SHOP
from tiktok_tui.files.opening import Table
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.wizard import steps
from tiktok_tui.tui.wizard.draft import CheckedFile, ChosenFile, StartedUpload, UploadState, WizardDraft
from tiktok_tui.uploads.options import Options

TABLE = cast("Table", SimpleNamespace(source=None))
LIVE = replace(SHOP, sandbox=False)


def checked(rows: int, sendable: int) -> CheckedFile:
    prepared = SimpleNamespace(totals=SimpleNamespace(rows=rows, sendable=sendable))
    return CheckedFile(TABLE, Mapping(), SHOP, cast("Prepared", prepared), NOW)


@pytest.mark.parametrize(
    ("draft", "missing"),
    [
        (WizardDraft(), "Choose or add a credential."),
        (WizardDraft("acme"), ""),
        (WizardDraft(trying=True), ""),
        (WizardDraft(token_given=True), ""),
        (WizardDraft(destination=SHOP), ""),
        (WizardDraft(destination=LIVE), "Choose or add a credential."),
    ],
)
def test_a_credential_is_needed_outside_of_the_sandbox(draft: WizardDraft, missing: str) -> None:
    assert steps.needs_credential(draft) == missing


@pytest.mark.parametrize(
    ("file", "missing"),
    [
        (None, "Choose a file."),
        (ChosenFile(TABLE, Mapping()), "The file is still being checked."),
        (checked(0, 0), steps.NO_ROWS),
        (checked(9, 0), "No row can be sent with this mapping."),
        (checked(9, 1), ""),
    ],
)
def test_a_file_needs_a_row_that_can_be_sent(file: ChosenFile | CheckedFile | None, missing: str) -> None:
    assert steps.needs_mapping(WizardDraft(file=file)) == missing


def test_a_destination_an_agreement_and_the_end_of_the_upload_are_needed() -> None:
    assert [steps.needs_destination(WizardDraft(destination=shop)) for shop in (None, SHOP)] == [
        "Save a destination.",
        "",
    ]
    assert steps.needs_review(WizardDraft()) == "Decide what to send."
    for state in UploadState:
        draft = WizardDraft(upload=StartedUpload(checked(9, 1), Options(), state))
        assert steps.needs_review(draft) == ""
        done = state is UploadState.FINISHED
        assert steps.needs_upload(draft) == ("" if done else "The upload has not finished.")
