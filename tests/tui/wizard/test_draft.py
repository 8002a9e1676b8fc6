"""A change of the draft drops a check for other settings, and an upload that sends something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.setups import NOW, SHOP
from tiktok_tui.files.opening import Table
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.prepare import Prepared
from tiktok_tui.tui.wizard.draft import CheckedFile, ChosenFile, OpenSetup, StartedUpload, UploadState, WizardDraft
from tiktok_tui.uploads.options import Options

SOURCE = FileSource(Path("/srv/orders.csv"))
TABLE = cast(Table, SimpleNamespace(source=SOURCE))
MAPPING = Mapping({"email": FieldSource(columns=("mail",))})
FILE = CheckedFile(TABLE, MAPPING, SHOP, cast(Prepared, None), NOW)
OTHER = replace(SHOP, currency="CHF")
STATES = list(UploadState)


def started(state: UploadState) -> WizardDraft:
    options = Options(limit=10)
    return WizardDraft("acme", destination=SHOP, file=FILE, options=options, upload=StartedUpload(FILE, options, state))


@pytest.mark.parametrize("state", STATES)
def test_a_change_of_what_is_sent_drops_an_upload_unless_it_is_sending(state: UploadState) -> None:
    draft = started(state)
    kept = draft.upload if state is UploadState.SENDING else None
    assert draft.sending is (state is UploadState.SENDING)
    assert draft.with_credential("other").upload == kept
    assert draft.with_destination(OTHER).upload == kept
    assert draft.with_file(TABLE, Mapping({})).upload == kept
    assert draft.with_options(Options()).upload == kept
    assert draft.with_destination(SHOP).upload == draft.upload


def test_the_check_of_other_settings_is_dropped_and_never_taken_over() -> None:
    changed = started(UploadState.FINISHED).with_destination(OTHER)
    assert changed.file == ChosenFile(TABLE, MAPPING)
    assert changed.checked is None
    assert changed.with_check(FILE) is changed
    assert changed.with_check(replace(FILE, destination=OTHER)).checked is not None


def test_an_upload_is_current_as_long_as_the_draft_says_the_same() -> None:
    draft = started(UploadState.CONFIRMED)
    assert draft.upload_is_current
    assert not replace(draft, upload=None).upload_is_current
    assert StartedUpload(FILE, draft.options) == draft.upload, "it begins as confirmed, without a run"
    assert draft.upload is not None
    assert draft.upload.run == ""
    assert not replace(draft, options=Options()).upload_is_current
    assert not replace(draft, file=ChosenFile(TABLE, MAPPING)).upload_is_current


@pytest.mark.parametrize(("state", "limit"), [(UploadState.STOPPED, 10), (UploadState.FINISHED, None)])
def test_after_the_first_few_events_the_next_upload_is_of_all(state: UploadState, limit: int | None) -> None:
    draft = started(UploadState.SENDING)
    assert draft.upload is not None
    assert draft.with_upload(replace(draft.upload, state=state)).options.limit == limit


def test_the_next_file_is_mapped_as_this_one_only_if_it_holds_its_corrected_rejects() -> None:
    draft = started(UploadState.FINISHED)
    next_ones = [draft.following(corrected=corrected) for corrected in (True, False)]
    assert next_ones == [WizardDraft("acme", destination=SHOP, corrects=kept) for kept in (MAPPING, None)]
    assert replace(draft, file=None).following(corrected=True).corrects is None


def test_an_upload_that_ends_leaves_a_choice_that_was_made_meanwhile() -> None:
    draft = started(UploadState.SENDING)
    assert draft.upload is not None
    meanwhile = replace(draft, options=Options(limit=100))
    assert meanwhile.with_upload(replace(draft.upload, state=UploadState.FINISHED)).options.limit == 100


def test_the_mapping_of_corrected_rejects_is_for_the_next_file_only() -> None:
    draft = WizardDraft(destination=SHOP, corrects=MAPPING).with_file(TABLE, MAPPING)
    assert draft == WizardDraft(destination=SHOP, source=SOURCE, file=ChosenFile(TABLE, MAPPING))


def test_another_credential_may_be_none_which_tries_the_sandbox() -> None:
    drafts = [WizardDraft(trying=not slug).with_credential(slug) for slug in ("acme", "")]
    assert [(draft.credential, draft.trying) for draft in drafts] == [("acme", False), ("", True)]


def test_a_destination_is_taken_over_and_the_same_one_keeps_its_check() -> None:
    draft = started(UploadState.FINISHED)
    assert WizardDraft("acme").with_destination(SHOP) == WizardDraft("acme", destination=SHOP)
    assert draft.with_destination(SHOP) == draft
    chosen = replace(draft, file=ChosenFile(TABLE, MAPPING))
    assert chosen.with_destination(OTHER) == replace(chosen, destination=OTHER)
    assert draft.with_options(Options(limit=7)).options == Options(limit=7)
    opened = OpenSetup(draft, "review"), OpenSetup()
    assert [(message.draft, message.step) for message in opened] == [(draft, "review"), (None, "")]
