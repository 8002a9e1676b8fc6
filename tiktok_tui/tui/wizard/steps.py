"""The steps of the set-up in their order, and what each still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiktok_tui.tui.wizard.wizard import Step, Wizard, WizardDraft

if TYPE_CHECKING:
    from tiktok_tui.tui.wizard.step_page import StepPage


def _credentials(wizard: Wizard) -> StepPage:
    from tiktok_tui.tui.screens.credentials.credential_step import CredentialStep

    return CredentialStep(wizard)


def _destination(wizard: Wizard) -> StepPage:
    from tiktok_tui.tui.screens.destination.destination_step import DestinationStep

    return DestinationStep(wizard)


def _mapping(wizard: Wizard) -> StepPage:
    from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep

    return MappingStep(wizard)


def _review(wizard: Wizard) -> StepPage:
    from tiktok_tui.tui.screens.review.review_step import ReviewStep

    return ReviewStep(wizard)


def _upload(wizard: Wizard) -> StepPage:
    from tiktok_tui.tui.screens.upload.upload_step import UploadStep

    return UploadStep(wizard)


def _needs_credential(draft: WizardDraft) -> str:
    tried = draft.trying or (draft.destination is not None and draft.destination.sandbox)
    return "" if draft.credential or tried else "Choose or add a credential."


def _needs_destination(draft: WizardDraft) -> str:
    return "" if draft.destination else "Save a destination."


def _needs_mapping(draft: WizardDraft) -> str:
    if draft.table is None:
        return "Choose a file."
    if draft.mapping is None:
        return "Say which columns fill the required fields."
    if draft.prepared is None:
        return "The file is still being checked."
    return "" if draft.prepared.totals.sendable else "Not one row can be sent as the mapping stands."


def _needs_review(draft: WizardDraft) -> str:
    return "" if draft.confirmed else "Decide what to send."


def _needs_upload(draft: WizardDraft) -> str:
    return "" if draft.finished else "The upload has not finished."


STEPS: tuple[Step, ...] = (
    Step("credentials", "Credentials", _credentials, _needs_credential),
    Step("destination", "Destination", _destination, _needs_destination),
    Step("mapping", "File and mapping", _mapping, _needs_mapping),
    Step("review", "Review", _review, _needs_review),
    Step("upload", "Upload", _upload, _needs_upload),
)
