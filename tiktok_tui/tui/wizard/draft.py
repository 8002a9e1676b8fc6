"""The decisions on the way to an upload, as values: a file is chosen, then checked, then its upload started."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from textual.message import Message

from tiktok_tui.events.destination import Destination
from tiktok_tui.uploads.options import Options

if TYPE_CHECKING:
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.prepare.prepare import Prepared


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """An open file and the mapping made for it so far. The check of all its rows is still running, or has failed."""

    table: Table
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file after the check of all its rows with `mapping` for `destination`; ages count from `checked_at`."""

    table: Table
    mapping: Mapping
    destination: Destination
    prepared: Prepared
    checked_at: datetime


class UploadState(Enum):
    """How far an upload is: confirmed by a person, sending, stopped before its end (it can be resumed), or finished."""

    CONFIRMED = auto()
    SENDING = auto()
    STOPPED = auto()
    FINISHED = auto()


@dataclass(frozen=True, slots=True)
class StartedUpload:
    """An upload that was confirmed: everything it needs. `run` is the run's ID, "" until the ledger has given one."""

    file: CheckedFile
    options: Options
    state: UploadState = UploadState.CONFIRMED
    run: str = ""


@dataclass(frozen=True, slots=True)
class WizardDraft:
    """The decisions so far. A step reads it when it opens, and hands a changed one to `Wizard.update`.

    A change of what is to be sent drops the upload, so that the review is answered again. While an upload is sending it
    stays: it sends what was confirmed, and changes are for the next one.
    """

    credential: str = ""
    """The credential's slug."""
    trying: bool = False
    """No credential yet: the destination is tried in the built-in sandbox first."""
    token_given: bool = False
    """The environment has the token to send with; a credential is not needed, nor used if there is one."""
    destination: Destination | None = None
    source: SourceRef | None = None
    """The file or query to open first."""
    corrects: Mapping | None = None
    """The mapping of the run whose corrected rejects are to be sent: for the next file that is opened."""
    file: ChosenFile | CheckedFile | None = None
    """The open file; it stays open until the wizard is closed or another file is chosen."""
    options: Options = field(default_factory=Options)
    """How much is to be sent, and how."""
    upload: StartedUpload | None = None

    @property
    def checked(self) -> CheckedFile | None:
        """The file, once all of it is checked."""
        return self.file if isinstance(self.file, CheckedFile) else None

    @property
    def sending(self) -> bool:
        """True while an upload is sending: the file that it reads may not be changed or closed."""
        return self.upload is not None and self.upload.state is UploadState.SENDING

    @property
    def upload_is_current(self) -> bool:
        """True if the upload sends what the draft says now."""
        upload = self.upload
        return upload is not None and upload.file == self.file and upload.options == self.options

    def with_credential(self, slug: str) -> WizardDraft:
        """Send with another credential; "" tries the destination in the sandbox."""
        return replace(self, credential=slug, trying=not slug, upload=self._running_upload)

    def with_destination(self, destination: Destination) -> WizardDraft:
        """Send to `destination`. A check for other settings is dropped; the same settings change nothing."""
        checked = self.checked
        if checked is None or checked.destination == destination:
            return replace(self, destination=destination)
        file = ChosenFile(checked.table, checked.mapping)
        return replace(self, destination=destination, file=file, upload=self._running_upload)

    def with_file(self, table: Table, mapping: Mapping) -> WizardDraft:
        """Send an open file; or the same one with another mapping."""
        return replace(
            self, source=table.source, corrects=None, file=ChosenFile(table, mapping), upload=self._running_upload
        )

    def with_check(self, file: CheckedFile) -> WizardDraft:
        """Take over the check of the whole file; one for another destination is out of date and changes nothing."""
        return self if file.destination != self.destination else replace(self, file=file)

    def with_options(self, options: Options) -> WizardDraft:
        """Send with other options."""
        return replace(self, options=options, upload=self._running_upload)

    def with_upload(self, upload: StartedUpload) -> WizardDraft:
        """Take over how far the upload is. After the first few events the next upload is of all."""
        ended = upload.state is UploadState.FINISHED and upload.options == self.options
        return replace(self, upload=upload, options=replace(self.options, limit=None) if ended else self.options)

    def following(self, *, corrected: bool) -> WizardDraft:
        """Send another file to the same destination, `corrected` rejects of this one with its mapping."""
        corrects = self.file.mapping if corrected and self.file is not None else None
        return WizardDraft(credential=self.credential, destination=self.destination, corrects=corrects)

    @property
    def _running_upload(self) -> StartedUpload | None:
        return self.upload if self.sending else None


class OpenSetup(Message):
    """Posted by a screen to open the wizard: with `draft` a new one, else the one that was left.

    It opens at `step`, or at the first step that is not done.
    """

    def __init__(self, draft: WizardDraft | None = None, step: str = "") -> None:
        super().__init__()
        self.draft, self.step = draft, step
