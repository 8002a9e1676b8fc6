"""Secrets in the operating system's keyring, never in a file; calls that do not answer in time are given up."""

from __future__ import annotations

import queue
import secrets as random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TypeVar

from tiktok_tui.accounts.backends import WAYS_OUT, name_of, trusted_backend
from tiktok_tui.events.errors import AppError, CredentialError, KeyringError
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

_PROBE: Final = "probe"
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
        """Return the keyring's usual name ("GNOME Keyring"). Raises CredentialError if there is none to trust."""
        return self._ask(_name)

    def unlocked(self) -> str:
        """Return the keyring's name after a look into it, for which it may ask the person to unlock it.

        To be called before a secret is asked for: nobody should copy one for nothing.
        """
        self.read(_PROBE)
        return self.name()

    def read(self, entry: str) -> Secret | None:
        """The secret in `entry`, or None if there is none."""
        return self._ask(lambda: _read(entry))

    def write(self, entry: str, secret: str) -> None:
        """Store `secret` in `entry` and read it back, so that a keyring that loses it is noticed now."""
        self._ask(lambda: _write(entry, Secret(secret)))

    def prove(self, prefix: str) -> None:
        """Write, read and remove a harmless entry under `prefix`, before a secret is stored."""
        entry = f"{prefix}/{_PROBE}"
        self.write(entry, _PROBE)
        self.remove(entry)

    def remove(self, entry: str) -> None:
        """Remove `entry` and its parts; a missing one is no error."""
        self._ask(lambda: _remove(entry))

    def _ask(self, act: Callable[[], T]) -> T:
        """Run `act` in a thread of its own, which is abandoned if it takes too long."""
        if any(thread.is_alive() for thread in _stuck):
            raise _silent()
        outcome: queue.SimpleQueue[T | AppError] = queue.SimpleQueue()
        thread = threading.Thread(target=_answer, args=(act, outcome), name="keyring", daemon=True)
        thread.start()
        try:
            answer = outcome.get(timeout=self._deadline)
        except queue.Empty:
            _stuck[:] = [thread]
            raise _silent() from None
        if isinstance(answer, AppError):
            raise answer
        return answer


@contextmanager
def or_the_environment(*variables: str) -> Iterator[None]:
    """Within the block, a keyring that fails is said to have these variables as its stand-ins, and not one of TikTok's.

    Raises CredentialError.
    """
    try:
        yield
    except CredentialError as error:
        remedy = f"Unlock or start the keyring, or set {' and '.join(variables)}."
        raise CredentialError(error.what, remedy=remedy) from None


def _answer(act: Callable[[], T], outcome: queue.SimpleQueue[T | AppError]) -> None:
    with _turn:
        try:
            outcome.put(act())
        except AppError as error:
            outcome.put(error)
        except Exception as error:  # D-Bus, Windows and macOS each raise their own
            outcome.put(_failure(error))


def _read(entry: str) -> Secret | None:
    head = _get(entry)
    parts = [_get(chunk) for chunk in _chunks_of(entry, head)]
    if not all(parts):
        return None
    return Secret("".join(parts)) if parts else head or None


def _write(entry: str, secret: Secret) -> None:
    before = _get(entry)
    head: str = secret
    parts: list[str] = []
    if len(secret) > LONGEST:
        parts = [secret[start : start + LONGEST] for start in range(0, len(secret), LONGEST)]
        head = f"{_HEAD} {len(parts)} {random.token_hex(4)}"
    chunks = _chunks_of(entry, head)
    try:
        for chunk, part in zip(chunks, parts, strict=True):
            _set(chunk, part)
        _set(entry, head)
    except Exception:
        with suppress(Exception):  # the first failure is the one that is told
            # Without a head nobody would find them; it may have been written all the same.
            for chunk in chunks if _get(entry) != head else _chunks_of(entry, before):
                _delete(chunk)
        raise
    if _read(entry) != secret:
        raise KeyringError(
            f"{_name()} did not store what was written into it.", remedy="Check that it is unlocked and not full."
        )
    for chunk in _chunks_of(entry, before):
        _delete(chunk)


def _remove(entry: str) -> None:
    for chunk in _chunks_of(entry, _get(entry)):
        _delete(chunk)
    _delete(entry)
    if _get(entry):
        raise KeyringError(f"{_name()} did not remove the secret.", remedy="Remove it there by hand.")


def _get(entry: str) -> Secret:
    """Return the text of one entry, "" if there is none."""
    return Secret(_with_retries(lambda backend: backend.get_password(SERVICE, entry)) or "")


def _set(entry: str, text: str) -> None:
    _with_retries(lambda backend: backend.set_password(SERVICE, entry, text))


def _delete(entry: str) -> None:
    from keyring.errors import PasswordDeleteError

    with suppress(PasswordDeleteError):  # it is not there
        _with_retries(lambda backend: backend.delete_password(SERVICE, entry))


def _name() -> str:
    return _with_retries(name_of)


def _with_retries(call: Callable[[KeyringBackend], T]) -> T:
    """Make one `call` of the trusted backend, again if the keyring's service dropped it.

    Never a whole `_write` again: it would no longer know what it had written, and leave parts of a secret behind.
    """
    pauses = iter(_PAUSES)
    while True:
        try:
            return call(trusted_backend())
        except Exception as error:
            pause = next(pauses, None) if type(error).__name__ in _DROPPED else None
            if pause is None:
                raise
        time.sleep(pause)


def _chunks_of(entry: str, head: str) -> list[str]:
    """The entries that hold the parts of a secret too long for one; none for a secret that stands there whole."""
    if not head.startswith(f"{_HEAD} "):
        return []
    count, generation = head.removeprefix(_HEAD).split()
    return [f"{entry}#{generation}.{number}" for number in range(int(count))]


def _silent() -> CredentialError:
    return KeyringError(
        "The keyring does not answer.",
        remedy="It may be waiting for its password in a window of its own: unlock it, then try again; "
        "or set TIKTOK_TUI_ACCESS_TOKEN.",
    )


def _failure(error: Exception) -> CredentialError:
    """Return the error by its kind alone: the text of a keyring's exception could quote a secret."""
    kinds = {type(each).__name__ for each in (error, error.__cause__, error.__context__) if each is not None}
    kind = type(error).__name__
    if kinds & {"KeyringLocked", "LockedException", "PromptDismissedException"}:
        return KeyringError("The keyring is locked.", remedy="Unlock it, then try again.")
    if isinstance(error, ImportError):
        package = (error.name or "").partition(".")[0]
        return KeyringError(
            f"The keyring's package {package} is not installed beside tiktok-tui.".replace("  ", " "),
            remedy="Install it in the same environment (`pipx inject tiktok-tui PACKAGE`), or take it out of "
            f"PYTHON_KEYRING_BACKEND and keyringrc.cfg. {WAYS_OUT}",
        )
    if kinds & {"ItemNotFoundException"}:
        return KeyringError(
            "The keyring has no collection to store secrets in.",
            remedy="Log in to the desktop once, or make a keyring named “Login” in its program (Passwords and Keys). "
            f"{WAYS_OUT}",
        )
    if kinds & {"SecretServiceNotAvailableException", "DBusErrorResponse", "DBusAddressError"} or kind == "InitError":
        return KeyringError("No keyring program answers on this machine's D-Bus.", remedy=WAYS_OUT)
    return KeyringError(
        f"The keyring failed ({kind}).", remedy="Check that it runs, is unlocked and has room, then try again."
    )
