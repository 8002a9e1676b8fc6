"""Event sets that TikTok refuses, where the rows name several: the events of the others are sent all the same."""

from __future__ import annotations

from typing import Final

from tiktok_tui.events.errors import AppError, SettingsError
from tiktok_tui.tiktok import errors

_MOST: Final = 5
_NAMED: Final = 3


class RefusedSets:
    """The event sets that TikTok has refused in this run. `own` is the destination's, whose refusal concerns all."""

    def __init__(self, own: str) -> None:
        self._own = own
        self._errors: dict[str, AppError] = {}

    def __contains__(self, event_set_id: str) -> bool:
        return event_set_id in self._errors

    @property
    def too_many(self) -> bool:
        """True once so many were refused that, with nothing accepted, the sets are not the cause."""
        return len(self._errors) >= _MOST

    def add(self, event_set_id: str, error: AppError) -> bool:
        """Add the set of a batch, if `error` is about one that the rows name; False if it is about something else."""
        if event_set_id == self._own or not isinstance(error, errors.SettingsRefused | errors.CredentialRefused):
            return False
        if error.field != "event_set_id" and event_set_id not in error.message:
            return False
        self._errors[event_set_id] = error
        return True

    def error(self) -> SettingsError | None:
        """The error to end the run with, None if no set was refused."""
        if not self._errors:
            return None
        named = "; ".join(f"{name}: {error.what}" for name, error in list(self._errors.items())[:_NAMED])
        return SettingsError(
            f"TikTok refused {len(self._errors):,} of the event sets that the rows name. {named}",
            remedy="Correct these sets in the file or in Events Manager, then resume. All other events were sent.",
            field="event_set_id",
        )
