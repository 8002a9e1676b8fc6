"""Secrets in a real Secret Service: kept, chunked, removed; locked, hanging and absent ones are a message."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import keyring
import pytest
from keyring.backends.SecretService import Keyring as SecretServiceBackend
from keyring.errors import InitError, PasswordSetError

from tests.support import secret_service as service
from tests.support.secret_service import SecretService
from tiktok_tui.accounts.backends import WAYS_OUT
from tiktok_tui.accounts.secrets import DEADLINE, LONGEST, Keyring
from tiktok_tui.events.errors import CredentialError

LONG = "".join(chr(33 + number % 90) for number in range(3 * LONGEST + 7))

leaks_connections = pytest.mark.filterwarnings(
    "ignore:unclosed:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
"""The library leaves its connection open when the keyring is locked or gone."""


def test_a_secret_is_kept_read_and_removed(real_keyring: SecretService) -> None:
    kept = Keyring()
    assert kept.name() == "GNOME Keyring"
    kept.write("a/access_token", "first")
    kept.write("a/access_token", "second")
    assert kept.read("a/access_token") == "second"
    assert [entry.secret for entry in real_keyring.entries()] == ["second"]
    kept.remove("a/access_token")
    assert kept.read("a/access_token") is None
    assert real_keyring.entries() == []


def test_removing_what_is_not_there_is_no_mistake(real_keyring: SecretService) -> None:
    Keyring().remove("nothing")


def test_a_long_secret_stands_in_entries_that_windows_could_hold(real_keyring: SecretService) -> None:
    kept = Keyring()
    kept.write("a/refresh_token", LONG)
    assert kept.read("a/refresh_token") == LONG
    assert len(real_keyring.entries()) == 5
    assert all(len(entry.secret) <= LONGEST for entry in real_keyring.entries())
    kept.write("a/refresh_token", LONG[::-1])
    assert kept.read("a/refresh_token") == LONG[::-1]
    assert len(real_keyring.entries()) == 5
    kept.remove("a/refresh_token")
    assert real_keyring.entries() == []


@pytest.mark.parametrize(
    ("length", "entries"), [(LONGEST, 1), (LONGEST + 1, 3), (2 * LONGEST, 3), (2 * LONGEST + 1, 4)]
)
def test_the_edges_of_a_chunk(real_keyring: SecretService, length: int, entries: int) -> None:
    kept = Keyring()
    kept.write("a/x", LONG)
    kept.write("a/x", LONG[:length])
    assert kept.read("a/x") == LONG[:length]
    assert len(real_keyring.entries()) == entries


@pytest.mark.parametrize("dropped", [1, 3, 5, 6, 8, 11])
def test_a_call_that_is_dropped_half_way_leaves_no_part_behind(
    real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch, dropped: int
) -> None:
    """The service did what it was asked, and ended before it said so: at the first change, the second, and so on."""
    changes = 0

    def after(done: Callable[..., None]) -> Callable[..., None]:
        def act(*given: object) -> None:
            nonlocal changes
            done(*given)
            changes += 1
            if changes == dropped:
                raise InitError("the service is gone")

        return act

    monkeypatch.setattr(SecretServiceBackend, "set_password", after(SecretServiceBackend.set_password))
    monkeypatch.setattr(SecretServiceBackend, "delete_password", after(SecretServiceBackend.delete_password))
    kept = Keyring()
    kept.write("a/x", LONG)
    kept.write("a/x", LONG[:LONGEST])
    assert kept.read("a/x") == LONG[:LONGEST]
    assert [entry.attributes["username"] for entry in real_keyring.entries()] == ["a/x"]
    kept.remove("a/x")
    assert real_keyring.entries() == []
    assert changes >= dropped


def test_half_a_long_secret_is_none(real_keyring: SecretService) -> None:
    kept = Keyring()
    kept.write("a/x", LONG)
    part = next(entry for entry in real_keyring.entries() if "#" in entry.attributes["username"])
    keyring.delete_password("tiktok-tui", part.attributes["username"])
    assert kept.read("a/x") is None
    kept.remove("a/x")
    assert real_keyring.entries() == []


def test_nothing_secret_shows(real_keyring: SecretService) -> None:
    kept = Keyring()
    kept.write("a/x", "planted-secret")
    assert "planted" not in repr(kept.read("a/x"))


def test_a_keyring_that_refuses_to_write(real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: object, service: str, username: str, password: str) -> None:
        raise PasswordSetError(f"no room for {password}")

    monkeypatch.setattr(SecretServiceBackend, "set_password", full)
    with pytest.raises(CredentialError, match="PasswordSetError") as caught:
        Keyring().write("a/x", "planted-secret")
    assert "planted" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_a_keyring_that_only_pretends(real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    Keyring().write("a/older", "before")
    monkeypatch.setattr(SecretServiceBackend, "set_password", lambda *given: None)
    with pytest.raises(CredentialError, match="GNOME Keyring did not store what was written into it") as caught:
        Keyring().write("a/x", "planted-secret")
    assert caught.value.remedy == "Check that it is unlocked and not full."
    with pytest.raises(CredentialError, match="did not store"):
        Keyring().write("a/older", "after")


@pytest.fixture
def own_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[service.Bus]:
    """A bus of this test's own, with nobody on it yet, as this process's session bus."""
    if absent := service.missing():
        (pytest.fail if service.REQUIRED in os.environ else pytest.skip)(absent)
    before = keyring.get_keyring()
    keyring.set_keyring(SecretServiceBackend())  # type: ignore[no-untyped-call]  # the library has no types there
    with service.Bus(tmp_path) as bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
        yield bus
    keyring.set_keyring(before)
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(60)  # the bus is gone, and with it whatever it waited for
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@leaks_connections
def test_a_locked_keyring_is_a_message(own_bus: service.Bus) -> None:
    kept = Keyring(deadline=10)
    with SecretService(own_bus) as running:
        kept.write("a/x", "planted-secret")
        running.lock()
        acts: list[Callable[[], object]] = [
            partial(kept.read, "a/x"),
            partial(kept.write, "a/x", "b"),
            partial(kept.remove, "a/x"),
        ]
        for act in acts:
            with pytest.raises(CredentialError, match="locked") as caught:
                act()
            assert "Unlock" in caught.value.remedy


@contextmanager
def silent_service(bus: service.Bus) -> Iterator[subprocess.Popen[str]]:
    """A Secret Service on the bus that never answers; it prints a line for each question."""
    command = [sys.executable, "-m", "tests.support.silent_service"]
    silent = subprocess.Popen(command, env=bus.env, stdout=subprocess.PIPE, text=True)
    assert silent.stdout is not None
    assert silent.stdout.readline() == "silent\n"
    yield silent
    service.end(silent)


@leaks_connections
def test_a_hanging_keyring_is_a_message_and_threads_do_not_pile_up(own_bus: service.Bus) -> None:
    kept = Keyring(deadline=0.3)
    with silent_service(own_bus):
        for _ in range(5):
            with pytest.raises(CredentialError, match="does not answer") as caught:
                kept.read("a/x")
        assert "unlock" in caught.value.remedy
        assert sum(thread.name == "keyring" for thread in threading.enumerate()) == 1


@leaks_connections
def test_a_keyring_that_ends_in_the_middle_of_a_call_is_asked_again(own_bus: service.Bus) -> None:
    kept = Keyring()
    with SecretService(own_bus) as running:
        kept.write("a/refresh_token", LONG)
        running.kill(signal.SIGABRT)
        with silent_service(own_bus) as silent, ThreadPoolExecutor() as threads:
            reading = threads.submit(kept.read, "a/refresh_token")
            assert silent.stdout is not None
            assert silent.stdout.readline() == "asked\n"
            silent.kill()
            assert reading.result() == LONG


@leaks_connections
def test_a_keyring_that_went_away_is_a_message(own_bus: service.Bus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(CredentialError, match="The keyring failed"):
        Keyring(deadline=5).read("a/x")


def test_windows_could_hold_an_entry() -> None:
    """The Credential Locker takes 2,560 bytes of UTF-16 for one."""
    assert LONGEST >= 1000
    assert LONGEST * len("x".encode("utf-16-le")) <= 2560


def test_one_call_at_a_time_reaches_the_keyring(real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[int] = []
    at_once: list[int] = []
    real = SecretServiceBackend.get_password

    def watched(self: SecretServiceBackend, service_name: str, username: str) -> str | None:
        inside.append(1)
        at_once.append(len(inside))
        time.sleep(0.01)  # long enough for another thread to come in, if it could
        try:
            return real(self, service_name, username)  # type: ignore[no-untyped-call,no-any-return]
        finally:
            inside.pop()

    monkeypatch.setattr(SecretServiceBackend, "get_password", watched)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(Keyring().read, ["a/x"] * 8)) == [None] * 8
    assert max(at_once) == 1


def named(kind: str, cause: str = "") -> Exception:
    """An error of this name, as the libraries of keyrings raise it, caused by one of another name."""
    error: Exception = type(kind, (Exception,), {})("planted")
    if cause:
        error.__cause__ = named(cause)
    return error


@pytest.mark.parametrize(
    ("error", "what", "remedy"),
    [
        *(
            (error, "The keyring is locked.", "Unlock it, then try again.")
            for error in (
                named("KeyringLocked"),
                named("LockedException"),
                named("PasswordSetError", "PromptDismissedException"),
            )
        ),
        (
            ImportError("planted", name="keyrings.cryptfile.x"),
            "The keyring's package keyrings is not installed beside tiktok-tui.",
            f"Install it in the same environment (`pipx inject tiktok-tui PACKAGE`), or take it out of "
            f"PYTHON_KEYRING_BACKEND and keyringrc.cfg. {WAYS_OUT}",
        ),
        (
            ImportError("planted"),
            "The keyring's package is not installed beside tiktok-tui.",
            f"Install it in the same environment (`pipx inject tiktok-tui PACKAGE`), or take it out of "
            f"PYTHON_KEYRING_BACKEND and keyringrc.cfg. {WAYS_OUT}",
        ),
        (
            named("ItemNotFoundException"),
            "The keyring has no collection to store secrets in.",
            f"Log in to the desktop once, or make a keyring named “Login” in its program (Passwords and Keys). "
            f"{WAYS_OUT}",
        ),
        *(
            (named(kind), "No keyring program answers on this machine's D-Bus.", WAYS_OUT)
            for kind in ("SecretServiceNotAvailableException", "DBusErrorResponse", "DBusAddressError", "InitError")
        ),
        (
            named("OSError"),
            "The keyring failed (OSError).",
            "Check that it runs, is unlocked and has room, then try again.",
        ),
    ],
)
def test_each_failure_has_its_message_and_never_the_text_of_the_library(
    monkeypatch: pytest.MonkeyPatch, error: Exception, what: str, remedy: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("tiktok_tui.accounts.secrets.trusted_backend", fail)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with pytest.raises(CredentialError) as caught:
        Keyring().read("a/x")
    assert (caught.value.what, caught.value.remedy) == (what, remedy)


def calls_of(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls that reach the library from now on, with the service and the entry."""
    calls: list[str] = []

    def noted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def act(self: object, service_name: str, username: str, *rest: object) -> object:
            calls.append(f"{name} {service_name} {username}")
            return real(self, service_name, username, *rest)

        return act

    for name in ("get", "set", "delete"):
        method = f"{name}_password"
        monkeypatch.setattr(SecretServiceBackend, method, noted(name, getattr(SecretServiceBackend, method)))
    return calls


def test_a_keyring_is_looked_into_and_proved_with_entries_that_hold_no_secret(
    real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = calls_of(monkeypatch)
    assert Keyring().unlocked() == "GNOME Keyring"
    assert calls == ["get tiktok-tui probe"]
    calls.clear()
    Keyring().prove("a1")
    assert {call.partition(" ")[2] for call in calls} == {"tiktok-tui a1/probe"}
    assert [call.partition(" ")[0] for call in calls if "get" not in call] == ["set", "delete"]
    assert real_keyring.entries() == []


def test_a_new_secret_takes_the_place_of_a_long_one_only_when_it_is_whole(
    real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Keyring()
    kept.write("a/x", LONG)
    real, sets = SecretServiceBackend.set_password, []

    def failing(self: SecretServiceBackend, service_name: str, username: str, password: str) -> None:
        sets.append(username)
        if len(sets) in (3, 8):  # a part, then the head of all of them
            raise PasswordSetError("full")
        real(self, service_name, username, password)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(SecretServiceBackend, "set_password", failing)
    for _ in range(2):
        with pytest.raises(CredentialError, match="PasswordSetError"):
            kept.write("a/x", LONG[::-1])
        assert kept.read("a/x") == LONG
    kept.write("a/x", LONG[::-1])
    assert kept.read("a/x") == LONG[::-1]
    assert {entry.attributes["service"] for entry in real_keyring.entries()} == {"tiktok-tui"}
    assert len(real_keyring.entries()) == 5, "no part is left of what could not be stored whole"
    heads = [entry.secret for entry in real_keyring.entries() if entry.attributes["username"] == "a/x"]
    assert [head.rpartition(" ")[0] for head in heads] == ["tiktok-tui chunks 4"]


def test_a_secret_that_was_stored_though_the_keyring_says_it_was_not_stays_whole(
    real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Keyring()
    kept.write("a/x", LONG)
    real = SecretServiceBackend.set_password

    def failing(self: SecretServiceBackend, service_name: str, username: str, password: str) -> None:
        real(self, service_name, username, password)  # type: ignore[no-untyped-call]
        if username == "a/x":
            raise PasswordSetError("timed out")

    monkeypatch.setattr(SecretServiceBackend, "set_password", failing)
    with pytest.raises(CredentialError, match="PasswordSetError"):
        kept.write("a/x", LONG[::-1])
    assert kept.read("a/x") == LONG[::-1]
    assert len(real_keyring.entries()) == 5, "no part is left of the one before"


def test_a_secret_that_stays_is_a_message(real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    Keyring().write("a/x", "planted-secret")
    monkeypatch.setattr(SecretServiceBackend, "delete_password", lambda *given: None)
    with pytest.raises(CredentialError) as caught:
        Keyring().remove("a/x")
    assert (caught.value.what, caught.value.remedy) == (
        "GNOME Keyring did not remove the secret.",
        "Remove it there by hand.",
    )


@pytest.mark.parametrize("kind", ["InitError", "DBusErrorResponse", "SecretServiceNotAvailableException", "OSError"])
def test_a_call_that_was_dropped_is_made_again_three_times(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    paused: list[float] = []
    tries: list[int] = []

    def fail() -> None:
        tries.append(1)
        raise named(kind)

    monkeypatch.setattr("tiktok_tui.accounts.secrets.trusted_backend", fail)
    monkeypatch.setattr(time, "sleep", paused.append)
    with pytest.raises(CredentialError):
        Keyring().read("a/x")
    assert (paused, len(tries)) == (([], 1) if kind == "OSError" else ([0.1, 0.5, 1.5], 4))


def test_a_silent_keyring_is_asked_again_once_it_has_answered(
    real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answer = [], threading.Event()
    real = SecretServiceBackend.get_password

    def late(self: SecretServiceBackend, service_name: str, username: str) -> str | None:
        asked.append(username)
        answer.wait(60)
        return real(self, service_name, username)  # type: ignore[no-untyped-call,no-any-return]

    monkeypatch.setattr(SecretServiceBackend, "get_password", late)
    for _ in range(2):
        with pytest.raises(CredentialError) as caught:
            Keyring(deadline=0.05).read("a/x")
        assert (caught.value.what, caught.value.remedy) == (
            "The keyring does not answer.",
            "It may be waiting for its password in a window of its own: unlock it, then try again; or set "
            "TIKTOK_TUI_ACCESS_TOKEN.",
        )
    assert len(asked) <= 1
    answer.set()
    for thread in [each for each in threading.enumerate() if each.name == "keyring"]:
        assert thread.daemon, "leaving the app does not wait for the keyring"
        thread.join(60)
    assert Keyring().read("a/x") is None
    assert DEADLINE == 20.0, "long enough to type a password"
