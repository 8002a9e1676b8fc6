"""The open requirement of each step of the wizard, as a sentence; "" when the step is done."""

from __future__ import annotations

from tiktok_tui.tui.wizard.draft import UploadState, WizardDraft

NO_ROWS = "There are no rows, so there is nothing to send."


def needs_credential(draft: WizardDraft) -> str:
    """A credential, unless the destination is tried in the sandbox or the environment has a token."""
    tried = draft.trying or (draft.destination is not None and draft.destination.sandbox)
    return "" if draft.credential or tried or draft.token_given else "Choose or add a credential."


def needs_destination(draft: WizardDraft) -> str:
    """A saved destination."""
    return "" if draft.destination else "Save a destination."


def needs_mapping(draft: WizardDraft) -> str:
    """A file whose check has found something to send."""
    if draft.file is None:
        return "Choose a file."
    if draft.checked is None:
        return "The file is still being checked."
    totals = draft.checked.prepared.totals
    if not totals.rows:
        return NO_ROWS
    return "" if totals.sendable else "No row can be sent with this mapping."


def needs_review(draft: WizardDraft) -> str:
    """The person's agreement to the upload."""
    return "" if draft.upload is not None else "Decide what to send."


def needs_upload(draft: WizardDraft) -> str:
    """An upload that has reached its end."""
    finished = draft.upload is not None and draft.upload.state is UploadState.FINISHED
    return "" if finished else "The upload has not finished."
