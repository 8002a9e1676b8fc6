"""Secrets in the operating system's keyring, never in a file, and never for longer than one is willing to wait."""

from __future__ import annotations

import queue
import secrets as random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

from tiktok_tui.accounts.backends import name_of, trusted_backend
from tiktok_tui.events.errors import AppError, CredentialError
from tiktok_tui.tiktok.secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE: Final = "tiktok-tui"
LONGEST: Final = 1200
"""Characters in one entry: Windows takes 2,560 bytes of UTF-16."""

DEADLINE: Final = 20.0
"""Seconds: long enough to type the keyring's password into its own window."""

_PAUSES: Final = (0.1, 0.5, 1.5)
"""Seconds before another try, when the keyring's service dropped the call: D-Bus starts it again by itself."""

_DROPPED: Final = frozenset({"InitError", "DBusErrorResponse", "SecretServiceNotAvailableException"})

_HEAD: Final = "tiktok-tui chunks"  # holds a blank, which no secret does
_stuck: list[threading.Thread] = []
_turn: Final = threading.Lock()
"""One call at a time: GNOME Keyring aborts in a race between clients that come and go (its work item 199)."""


class Keyring:
    """The keyring of this machine. Every call raises CredentialError when it fails or does not answer in time."""

    def __init__(self, deadline: float = DEADLINE) -> None:
        """`deadline` in seconds, for each call."""
        self._deadline = deadline

    def name(self) -> str:
        """What people call it ("GNOME Keyring"). Raises CredentialError if there is none to trust."""
        return self._ask(name_of)

    def read(self, entry: str) -> Secret | None:
        """The secret in `entry`, or None if there is none."""
        return self._ask(lambda backend: _read(backend, entry))

    def write(self, entry: str, secret: str) -> None:
        """Put `secret` into `entry` and read it back, so that a keyring that only pretends is found out now."""
        self._ask(lambda backend: _write(backend, entry, Secret(secret)))

    def prove(self, prefix: str) -> None:
        """Write, read and remove something harmless under `prefix`, before a secret is risked."""
        entry = f"{prefix}/probe"
        self.write(entry, "probe")
        self.remove(entry)

    def remove(self, entry: str) -> None:
        """Remove `entry` and all that belongs to it; one that is not there is no mistake."""
        self._ask(lambda backend: _remove(backend, entry))

    def _ask(self, call: Callable[[KeyringBackend], T]) -> T:
        """`call` with the trusted backend, in a thread of its own that is given up when it takes too long."""
        if any(thread.is_alive() for thread in _stuck):
            raise _silent()
        outcome: queue.SimpleQueue[T | AppError] = queue.SimpleQueue()
        thread = threading.Thread(target=_answer, args=(call, outcome), name="keyring", daemon=True)
        thread.start()
        try:
            answer = outcome.get(timeout=self._deadline)
        except queue.Empty:
            _stuck[:] = [thread]
            raise _silent() from None
        if isinstance(answer, AppError):
            raise answer
        return answer


def _answer(call: Callable[[KeyringBackend], T], outcome: queue.SimpleQueue[T | AppError]) -> None:
    with _turn:
        pauses = iter(_PAUSES)
        while True:
            try:
                outcome.put(call(trusted_backend()))
            except AppError as error:
                outcome.put(error)
            except Exception as error:  # D-Bus, Windows and macOS each raise their own
                pause = next(pauses, None) if type(error).__name__ in _DROPPED else None
                if pause is not None:
                    time.sleep(pause)
                    continue
                outcome.put(_failure(error))
            return


def _read(backend: KeyringBackend, entry: str) -> Secret | None:
    head = Secret(backend.get_password(SERVICE, entry) or "")
    parts = [Secret(backend.get_password(SERVICE, chunk) or "") for chunk in _chunks_of(entry, head)]
    if not all(parts):
        return None
    return Secret("".join(parts)) if parts else head or None


def _write(backend: KeyringBackend, entry: str, secret: Secret) -> None:
    before = backend.get_password(SERVICE, entry) or ""
    head: str = secret
    if len(secret) > LONGEST:
        parts = [secret[start : start + LONGEST] for start in range(0, len(secret), LONGEST)]
        head = f"{_HEAD} {len(parts)} {random.token_hex(4)}"
        for chunk, part in zip(_chunks_of(entry, head), parts, strict=True):
            backend.set_password(SERVICE, chunk, part)
    backend.set_password(SERVICE, entry, head)
    if _read(backend, entry) != secret:
        raise CredentialError(
            f"{name_of(backend)} did not keep what was written into it.",
            remedy="Check that it is unlocked and not full.",
        )
    for chunk in _chunks_of(entry, before):
        _delete(backend, chunk)


def _remove(backend: KeyringBackend, entry: str) -> None:
    head = backend.get_password(SERVICE, entry)
    if head is None:
        return
    for chunk in _chunks_of(entry, head):
        _delete(backend, chunk)
    _delete(backend, entry)
    if backend.get_password(SERVICE, entry) is not None:
        raise CredentialError(f"{name_of(backend)} did not remove the secret.", remedy="Remove it there by hand.")


def _delete(backend: KeyringBackend, entry: str) -> None:
    from keyring.errors import PasswordDeleteError

    with suppress(PasswordDeleteError):  # it is not there
        backend.delete_password(SERVICE, entry)


def _chunks_of(entry: str, head: str) -> list[str]:
    """The entries that hold the parts of a secret too long for one; none for a secret that stands there whole."""
    if not head.startswith(f"{_HEAD} "):
        return []
    count, generation = head.removeprefix(_HEAD).split()
    return [f"{entry}#{generation}.{number}" for number in range(int(count))]


def _silent() -> CredentialError:
    return CredentialError(
        "The keyring does not answer.",
        remedy="It may be waiting for its password in a window of its own: unlock it, then try again; "
        "or set TIKTOK_TUI_ACCESS_TOKEN.",
    )


def _failure(error: Exception) -> CredentialError:
    """What went wrong, by its kind alone: the text of a keyring's exception could quote what it was given."""
    kind = type(error).__name__
    locked = kind in ("KeyringLocked", "LockedException", "PromptDismissedException")
    if locked:
        return CredentialError("The keyring is locked.", remedy="Unlock it, then try again.")
    return CredentialError(
        f"The keyring failed ({kind}).", remedy="Check that it runs, is unlocked and has room, then try again."
    )
