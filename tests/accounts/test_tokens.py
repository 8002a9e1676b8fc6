"""Access tokens: whose goes first, renewed once by whoever asks, and nothing lost when something breaks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.sandbox import Sandbox
from tests.support.scripted import Said, Scripted, Seen
from tests.support.secret_service import SecretService
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import ACCESS_TOKEN, APP_SECRET, REFRESH_TOKEN, Credential
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.accounts.tokens import HeldToken, StoredTokens, not_named, only_one, tokens_for
from tiktok_tui.events.errors import CredentialError, StateError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.errors import CredentialRefused, Transient
from tiktok_tui.tiktok.oauth import Grant
from tiktok_tui.tiktok.secret import Secret

pytestmark = pytest.mark.usefixtures("real_keyring")


@pytest.fixture
def acme(home: Home) -> Credential:
    """A credential with a refresh token and no access token yet."""
    credential = Credential("acme", credentials.new_id(), "Acme", kind=credentials.Kind.REFRESH, app_id=known.APP_ID)
    credentials.save(home, credential)
    kept = Keyring()
    kept.write(credential.entry(APP_SECRET), known.APP_SECRET)
    kept.write(credential.entry(REFRESH_TOKEN), known.REFRESH_TOKEN)
    return credential


@pytest.fixture
def tokens(home: Home, acme: Credential, sandbox: Sandbox) -> StoredTokens:
    return StoredTokens(home, acme, sandbox.base_url)


def refreshes(sandbox: Sandbox) -> int:
    """How many refreshes there were; fails if a refresh token was used twice."""
    uses = sandbox.stats().refresh_tokens
    assert set(uses.values()) <= {1}, "a refresh token was used twice"
    return len(uses)


def test_the_environments_token_goes_before_the_keyring(
    home: Home, acme: Credential, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", ' "Bearer sandbox-token" ')
    found = tokens_for(home, "acme", sandbox.base_url)
    assert found.access_token() == "sandbox-token"
    with pytest.raises(CredentialError) as caught:
        found.refused("sandbox-token")
    assert (caught.value.what, caught.value.remedy) == (
        "TikTok refuses the access token in TIKTOK_TUI_ACCESS_TOKEN: it is invalid, has expired or was revoked.",
        "Put a new one there (from Events Manager, or authorise again), or leave it out to use the keyring.",
    )
    assert tokens_for(home, "nobody", sandbox.base_url).access_token() == "sandbox-token"
    assert refreshes(sandbox) == 0


def test_a_destination_without_a_credential(home: Home, acme: Credential) -> None:
    with pytest.raises(CredentialError) as raised:
        tokens_for(home, "", "http://127.0.0.1:1")
    assert str(raised.value) == "No credential is named. Choose one of them: acme; or set TIKTOK_TUI_ACCESS_TOKEN."
    credentials.save(home, Credential("outlet", "b2", "Outlet"))
    assert not_named(home).remedy == "Choose one of them: acme, outlet; or set TIKTOK_TUI_ACCESS_TOKEN."
    credentials.path_of(home, "outlet").unlink()
    with pytest.raises(CredentialError, match="no credential “nobody”"):
        tokens_for(home, "nobody", "http://127.0.0.1:1")
    credentials.path_of(home, "acme").unlink()
    assert str(not_named(home)) == (
        "There is no credential yet. Add one: `tiktok-tui credential add NAME`; or set TIKTOK_TUI_ACCESS_TOKEN."
    )


def test_a_first_token_is_fetched_and_kept(
    home: Home, acme: Credential, sandbox: Sandbox, tokens: StoredTokens
) -> None:
    token = tokens.access_token()
    assert tokens.access_token() == token
    assert tokens_for(home, "acme", sandbox.base_url).access_token() == token
    Keyring().remove(acme.entry(ACCESS_TOKEN))
    assert tokens.access_token() == token, "a keyring that is locked meanwhile does not stop an upload"
    assert refreshes(sandbox) == 1


def test_the_new_refresh_token_replaces_the_old_one(acme: Credential, sandbox: Sandbox, tokens: StoredTokens) -> None:
    first = tokens.access_token()
    kept = Keyring().read(acme.entry(REFRESH_TOKEN))
    assert kept not in (None, known.REFRESH_TOKEN)
    assert tokens.refused(first) != first
    assert Keyring().read(acme.entry(REFRESH_TOKEN)) not in (None, kept)
    assert refreshes(sandbox) == 2


def test_a_credential_that_was_given_another_app_meanwhile_is_renewed_with_that(
    home: Home, acme: Credential, sandbox: Sandbox
) -> None:
    older = StoredTokens(home, replace(acme, app_id="71"), sandbox.base_url)
    token = older.access_token()
    credentials.save(home, replace(acme, id="another one of this name", app_id="72"))
    token = StoredTokens(home, acme, sandbox.base_url).refused(token)
    credentials.path_of(home, "acme").unlink()
    assert StoredTokens(home, acme, sandbox.base_url).refused(token) != token, "an upload that runs is continued"
    assert refreshes(sandbox) == 3


def test_a_token_is_renewed_before_it_ends(
    home: Home, acme: Credential, sandbox: Sandbox, tokens: StoredTokens
) -> None:
    first = tokens.access_token()
    held = HeldToken.from_entry(Keyring().read(acme.entry(ACCESS_TOKEN)))
    assert held is not None
    assert 86400 - 70 < held.renew_at - time.time() < 86400 - 50
    Keyring().write(acme.entry(ACCESS_TOKEN), HeldToken(Secret(first), time.time() - 1).to_entry())
    again = StoredTokens(home, acme, sandbox.base_url).access_token()
    assert again != first
    assert sandbox.stats().by_code.get("40102", 0) == 0


@pytest.mark.parametrize("how", ["expire", "revoke"])
def test_a_refused_token_is_renewed_within_the_call(sandbox: Sandbox, tokens: StoredTokens, how: str) -> None:
    with Client(tokens, base_url=sandbox.base_url) as client:
        client.user_info()
        token = tokens.access_token()
        (sandbox.expire_token if how == "expire" else sandbox.revoke_token)(token)
        assert client.user_info().display_name == "Sandbox Operator"
    assert refreshes(sandbox) == 2


def test_a_late_thread_gets_what_the_first_one_brought(sandbox: Sandbox, tokens: StoredTokens) -> None:
    token = tokens.access_token()
    meet = threading.Barrier(8)

    def refused(number: int) -> str:
        meet.wait(60)
        return tokens.refused(token)

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(refused, range(8)))
    assert len(found) == 1
    assert token not in found
    assert refreshes(sandbox) == 2


@pytest.mark.parametrize(
    ("fault", "seconds"), [((), 1), (("expire-token-after:20",), 86400), (("expire-token-after:40",), 1)]
)
def test_tokens_that_live_for_seconds_while_eight_threads_work(
    sandbox: Sandbox, tokens: StoredTokens, fault: tuple[str, ...], seconds: int
) -> None:
    sandbox.reset(*fault, token_seconds=seconds)
    done: list[int] = []

    def work(number: int) -> None:
        while len(done) < 100 or refreshes(sandbox) < 3:
            client.user_info()
            done.append(number)

    with Client(tokens, base_url=sandbox.base_url) as client, ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert set(done) == set(range(8))


@pytest.mark.parametrize(
    ("refresh_token", "code"), [(known.EXPIRED_REFRESH_TOKEN, 40103), ("no-such-refresh-token", 40107)]
)
def test_a_dead_refresh_token_asks_for_reauthorisation(
    acme: Credential, tokens: StoredTokens, refresh_token: str, code: int
) -> None:
    Keyring().write(acme.entry(REFRESH_TOKEN), refresh_token)
    with pytest.raises(CredentialRefused) as caught:
        tokens.access_token()
    assert caught.value.remedy == "Reauthorise the credential “Acme”. Reauthorise the credential."
    assert caught.value.code == code
    assert caught.value.reauthorise


def test_without_a_refresh_token_there_is_nothing_to_renew_with(acme: Credential, tokens: StoredTokens) -> None:
    Keyring().remove(acme.entry(REFRESH_TOKEN))
    with pytest.raises(CredentialError) as caught:
        tokens.access_token()
    assert str(caught.value) == "The keyring holds no access token for “Acme”. Reauthorise the credential."
    Keyring().write(acme.entry(ACCESS_TOKEN), known.REVOKED_TOKEN)
    assert tokens.access_token() == known.REVOKED_TOKEN
    refused = "TikTok refuses the access token of “Acme”: it is invalid, has expired or was revoked."
    for _ in range(2):
        with pytest.raises(CredentialError) as caught:
            tokens.refused(known.REVOKED_TOKEN)
        assert str(caught.value) == f"{refused} Reauthorise the credential."
        Keyring().remove(acme.entry(ACCESS_TOKEN))


def test_without_an_app_secret_there_is_nothing_to_renew_with(
    acme: Credential, sandbox: Sandbox, tokens: StoredTokens
) -> None:
    Keyring().remove(acme.entry(APP_SECRET))
    Keyring().write(acme.entry(ACCESS_TOKEN), HeldToken(Secret("old"), time.time() - 1).to_entry())
    with pytest.raises(CredentialError, match="TikTok refuses the access token of “Acme”"):
        tokens.access_token()
    assert sandbox.stats().requests == 0


class Watched(Keyring):
    """A real keyring that notes what is written, and whether another process could change the secrets meanwhile."""

    def __init__(self, lock: Path) -> None:
        super().__init__()
        self.written: list[tuple[str, bool]] = []
        self._lock = lock

    def write(self, entry: str, secret: str) -> None:
        self.written.append((entry.partition("/")[2], LockFile(self._lock).acquire(0)))
        super().write(entry, secret)


def test_new_tokens_are_stored_under_the_lock_the_refresh_token_first(
    home: Home, acme: Credential, sandbox: Sandbox
) -> None:
    kept = Watched(home.locks / f"credential-{acme.id}.lock")
    StoredTokens(home, acme, sandbox.base_url, kept).access_token()
    assert kept.written == [(REFRESH_TOKEN, False), (ACCESS_TOKEN, False)]
    with only_one(home, acme):
        pass  # it is free again


def test_a_renewed_token_lives_from_when_it_was_asked_for_and_leaves_the_refresh_token(
    home: Home, acme: Credential, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def say(seen: Seen) -> Said:
        now[0] += 7
        return Said({"code": 0, "data": {"access_token": f"tok-{now[0]:.0f}", "expires_in": 100}})

    with Scripted(say) as server:
        tokens = StoredTokens(home, acme, server.base_url)
        assert tokens.access_token() == "tok-1007"
        assert Keyring().read(acme.entry(ACCESS_TOKEN)) == "tok-1007 1050.000"
        assert Keyring().read(acme.entry(REFRESH_TOKEN)) == known.REFRESH_TOKEN
        now[0] = 1049.999
        assert tokens.access_token() == "tok-1007"
        assert StoredTokens(home, acme, server.base_url).access_token() == "tok-1007"
        now[0] = 1050.0
        assert tokens.access_token() == "tok-1057"
        assert tokens.refused("tok-1007") == "tok-1057", "it is in use already"
        assert tokens.refused("tok-1057") == "tok-1064"
        now[0] = 9000.0
        assert tokens.refused("tok-1007") == "tok-9007", "the one in use is due"
    assert len(server.seen) == 4
    first = json.loads(server.seen[0].body)
    assert (first["app_id"], first["secret"], first["refresh_token"]) == (
        *(known.APP_ID, known.APP_SECRET, known.REFRESH_TOKEN),
    )


def test_a_reauthorisation_elsewhere_is_noticed(acme: Credential, sandbox: Sandbox, tokens: StoredTokens) -> None:
    Keyring().remove(acme.entry(REFRESH_TOKEN))
    Keyring().write(acme.entry(ACCESS_TOKEN), known.REVOKED_TOKEN)
    with Client(tokens, base_url=sandbox.base_url) as client:
        with pytest.raises(CredentialError):
            client.user_info()
        Keyring().write(acme.entry(ACCESS_TOKEN), known.TOKEN)
        assert client.user_info().display_name


@pytest.mark.parametrize("fault", ["50000#1", "html-502#1", "drop-before#1"])
def test_an_outage_while_refreshing_passes(sandbox: Sandbox, tokens: StoredTokens, fault: str) -> None:
    sandbox.set_faults(f"{fault}@/oauth2/refresh_token/")
    with pytest.raises(Transient):
        tokens.access_token()
    assert tokens.access_token()


def test_an_answer_that_got_lost_asks_for_reauthorisation(sandbox: Sandbox, tokens: StoredTokens) -> None:
    sandbox.set_faults("drop-after#1@/oauth2/refresh_token/")
    with pytest.raises(Transient):
        tokens.access_token()
    with pytest.raises(CredentialRefused, match="Reauthorise") as caught:
        tokens.access_token()
    assert caught.value.code == 40107


class FailingKeyring(Keyring):
    """A real keyring that is locked while `locked` is set."""

    locked = ""

    def write(self, entry: str, secret: str) -> None:
        if self.locked and entry.endswith(self.locked):
            raise CredentialError("The keyring is locked.")
        super().write(entry, secret)


@pytest.mark.parametrize("locked", [REFRESH_TOKEN, ACCESS_TOKEN])
def test_a_keyring_that_locks_in_between_loses_nothing(
    home: Home, acme: Credential, sandbox: Sandbox, locked: str
) -> None:
    kept = FailingKeyring()
    tokens = StoredTokens(home, acme, sandbox.base_url, kept)
    kept.locked = locked
    for _ in range(2):
        with pytest.raises(CredentialError, match="locked"):
            tokens.access_token()
    kept.locked = ""
    token = tokens.access_token()
    assert refreshes(sandbox) == 1
    assert StoredTokens(home, acme, sandbox.base_url).access_token() == token
    assert StoredTokens(home, acme, sandbox.base_url).refused(token) != token


def test_a_token_that_is_not_stored_yet_goes_before_the_refused_one(
    home: Home, acme: Credential, sandbox: Sandbox
) -> None:
    kept = FailingKeyring()
    tokens = StoredTokens(home, acme, sandbox.base_url, kept)
    first = tokens.access_token()
    kept.locked = ACCESS_TOKEN
    with pytest.raises(CredentialError, match="locked"):
        tokens.refused(first)
    kept.locked = ""
    assert tokens.access_token() != first
    assert refreshes(sandbox) == 2


def test_a_token_of_another_process_that_is_due_is_renewed(acme: Credential, tokens: StoredTokens) -> None:
    first = tokens.access_token()
    Keyring().write(acme.entry(ACCESS_TOKEN), HeldToken(Secret("another"), time.time() - 1).to_entry())
    assert tokens.refused(first) not in (first, "another")


def test_a_token_that_another_process_brings_while_the_lock_is_waited_for_is_used(
    acme: Credential, sandbox: Sandbox, tokens: StoredTokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, acquire = tokens.access_token(), LockFile.acquire

    def waited(lock: LockFile, seconds: float) -> bool:
        Keyring().write(acme.entry(ACCESS_TOKEN), "theirs")
        return acquire(lock, seconds)

    monkeypatch.setattr(LockFile, "acquire", waited)
    assert tokens.refused(first) == "theirs"
    assert refreshes(sandbox) == 1


class Starter:
    """Starts processes that use the credential, and lets them go at the same moment."""

    def __init__(self, keyring: SecretService, sandbox: Sandbox, home: Home) -> None:
        self._env = {**keyring.env, "TIKTOK_TUI_HOME": str(home.config)}
        self._base_url = sandbox.base_url
        self._processes: list[subprocess.Popen[str]] = []

    def start(self, requests: int, threads: int, moment: str = "") -> None:
        command = [sys.executable, "-m", "tests.support.renewing", self._base_url, str(requests), str(threads), moment]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, env=self._env, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        self._processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"

    def go(self) -> list[tuple[int, str]]:
        """Let them go; their exit codes and what they said on stderr."""
        for process in self._processes:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        ended = [(process.communicate(timeout=60)[1], process.returncode) for process in self._processes]
        self._processes = []
        return [(code, said) for said, code in ended]

    def end(self) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()


@pytest.fixture
def started(real_keyring: SecretService, sandbox: Sandbox, home: Home) -> Iterator[Starter]:
    starter = Starter(real_keyring, sandbox, home)
    yield starter
    starter.end()


def test_two_processes_refreshing_at_once_lose_nothing(acme: Credential, sandbox: Sandbox, started: Starter) -> None:
    sandbox.reset("expire-token-after:25")
    for _ in range(2):
        started.start(requests=75, threads=4)
    assert started.go() == [(0, ""), (0, "")]
    # 150 requests at 25 a token; a thread that was overtaken may have spent a call on a token that had just ended.
    assert 6 <= refreshes(sandbox) <= 9


@pytest.mark.parametrize(
    ("moment", "survives"),
    [
        ("before refresh_token", False),
        ("after refresh_token", True),
        ("before access_token", True),
        ("after access_token", True),
    ],
)
def test_a_crash_around_the_keyring(
    home: Home, acme: Credential, sandbox: Sandbox, started: Starter, moment: str, survives: bool
) -> None:
    started.start(requests=1, threads=1, moment=moment)
    assert started.go() == [(9, "")]
    tokens = StoredTokens(home, acme, sandbox.base_url)
    if survives:
        token = tokens.access_token()
        assert sandbox.get("/user/info/", token).code == 0
    else:
        with pytest.raises(CredentialRefused, match=re.escape("Reauthorise the credential “Acme”")):
            tokens.access_token()


def test_a_lock_that_another_process_does_not_let_go_is_a_message(
    home: Home, acme: Credential, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def busy(lock: LockFile, seconds: float) -> bool:
        waited.append(seconds)
        return False

    monkeypatch.setattr(LockFile, "acquire", busy)
    with pytest.raises(CredentialError) as caught, only_one(home, acme):
        pytest.fail("the secrets are changed without the lock")
    assert (caught.value.what, caught.value.remedy) == (
        "Another tiktok-tui has been renewing “Acme” for a long time.",
        "Wait for it or end it, then try again.",
    )
    assert waited == [90.0], "three of the client's time-outs"


def test_the_lock_is_released_after_a_failure(home: Home, acme: Credential) -> None:
    with pytest.raises(StateError), only_one(home, acme):
        raise StateError("planted")
    assert list(home.locks.iterdir()) == []


@pytest.mark.parametrize(
    ("entry", "held"),
    [
        ("", None),
        ("tok", HeldToken(Secret("tok"))),
        ("tok 17.250", HeldToken(Secret("tok"), 17.25)),
        ("tok soon", None),
        (None, None),
    ],
)
def test_a_token_is_read_as_it_was_kept(entry: str | None, held: HeldToken | None) -> None:
    assert HeldToken.from_entry(None if entry is None else Secret(entry)) == held
    if held is not None:
        assert held.to_entry() == entry


def test_a_token_is_renewed_a_minute_before_its_end_or_at_half_its_life() -> None:
    def renewed(expires_in: float | None) -> float:
        return HeldToken.granted(Grant(Secret("tok"), expires_in), 1000.0).renew_at

    assert [renewed(seconds) for seconds in (None, 86_400, 120, 10)] == [float("inf"), 87_340, 1060, 1005]
