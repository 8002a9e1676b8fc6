"""Within the process no secret shows in a repr, a log or a traceback with local variables, whatever fails.

`tests/cli/test_planted_secrets.py` watches the real program from outside: files, output, arguments, children.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from traceback import TracebackException
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.watched import files_with
from tiktok_tui.accounts import credentials, tokens, verifying
from tiktok_tui.accounts.browser import Authorisation
from tiktok_tui.accounts.credentials import ACCESS_TOKEN, REFRESH_TOKEN
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.accounts.tokens import StoredTokens, tokens_for
from tiktok_tui.accounts.verifying import Secrets, add, reauthorise, verify
from tiktok_tui.events.errors import AppError
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok import oauth
from tiktok_tui.tiktok.client import Client


class Spy:
    """Gathers everything that could be seen, and looks for secrets in it."""

    def __init__(self, home: Home, sandbox: Sandbox, service: SecretService) -> None:
        self.home = home
        self.base_url = sandbox.base_url
        self.seen: list[str] = []
        self.secrets = {known.APP_SECRET, known.REFRESH_TOKEN}
        self._service = service

    def look(self, *things: object) -> None:
        """Note how the things show themselves, and what the keyring holds by now."""
        self.seen += [repr(thing) for thing in things]
        self.secrets |= {entry.secret.partition(" ")[0] for entry in self._service.entries()}

    def fails(self, act: Callable[[], object]) -> BaseException:
        """Let `act` fail and look at the error as a crash report with local variables would show it."""
        try:
            act()
        except Exception as error:
            report = TracebackException.from_exception(error, capture_locals=True)
            self.seen += [str(error), repr(error), "".join(report.format())]
            return error
        raise AssertionError("it did not fail")

    def leaks(self) -> list[str]:
        """Return the texts and the files that hold a secret."""
        found = [text for text in self.seen if any(secret in text for secret in self.secrets)]
        return found + files_with(self.secrets, self.home.config)


@pytest.fixture
def spy(
    home: Home,
    sandbox: Sandbox,
    real_keyring: SecretService,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Iterator[Spy]:
    caplog.set_level(logging.DEBUG)
    spying = Spy(home, sandbox, real_keyring)
    yield spying
    spying.look(caplog.text, *capfd.readouterr())
    assert len(spying.secrets) >= 3
    assert spying.leaks() == []


REFRESH = Secrets.of_refresh_token(known.APP_ID, known.APP_SECRET, known.REFRESH_TOKEN)


def test_the_life_of_a_refresh_token(spy: Spy) -> None:
    made = add(spy.home, "Acme", REFRESH, base_url=spy.base_url)
    held = tokens_for(spy.home, "acme", spy.base_url)
    token = held.access_token()
    with Client(held, base_url=spy.base_url) as client:
        spy.look(made, held, vars(held), token, client, vars(client), client.user_info(), REFRESH)
        held.refused(token)
        secret = Keyring().read(made.entry(credentials.APP_SECRET))
        assert secret
        spy.look(client.advertisers(known.APP_ID, secret), verify(spy.home, "acme", base_url=spy.base_url))
    spy.look(Keyring().read(made.entry(REFRESH_TOKEN)), spy.home)


def test_a_browsers_way_in(spy: Spy, sandbox: Sandbox) -> None:
    with Authorisation(known.APP_ID, known.APP_SECRET, base_url=spy.base_url) as authorisation:
        parts = urlsplit(authorisation.url)
        address = sandbox.http("GET", f"{parts.path}?{parts.query}").headers["location"]
        spy.secrets.add(parse_qs(urlsplit(address).query)["auth_code"][0])
        authorisation.paste(address)
        grant = authorisation.grant(5)
    spy.look(authorisation, vars(authorisation), grant)
    secrets = Secrets.of_grant(known.APP_ID, known.APP_SECRET, grant)
    spy.look(secrets, add(spy.home, "Acme", secrets, base_url=spy.base_url))


@pytest.mark.parametrize("path", ["/oauth2/refresh_token/", "/user/info/", "/oauth2/advertiser/get/"])
@pytest.mark.parametrize("fault", ["40002", "40105", "drop-before", "truncated-json"])
def test_failures_of_tiktok(spy: Spy, sandbox: Sandbox, path: str, fault: str) -> None:
    made = add(spy.home, "Acme", REFRESH, base_url=spy.base_url)
    spy.look(made)
    sandbox.set_faults(f"{fault}@{path}")
    held = StoredTokens(spy.home, made, spy.base_url)

    def ask() -> None:
        held.refused(held.access_token())
        verify(spy.home, "acme", base_url=spy.base_url)

    assert isinstance(spy.fails(ask), AppError)


def test_failures_that_nobody_foresaw(spy: Spy, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    made = add(spy.home, "Acme", REFRESH, base_url=spy.base_url)
    spy.look(made)

    def broken(*given: object, **named: object) -> None:
        raise RuntimeError("a bug")

    held = StoredTokens(spy.home, made, spy.base_url)
    token = held.access_token()
    for module, name, act in (
        (credentials, "save", lambda: verify(spy.home, "acme", base_url=spy.base_url)),
        (
            verifying,
            "_asked",
            lambda: reauthorise(spy.home, "acme", Secrets.of_token(known.TOKEN), base_url=spy.base_url),
        ),
        (tokens.HeldToken, "granted", lambda: held.refused(token)),
        (oauth, "numbers", lambda: held.refused(token)),
    ):
        Keyring().write(made.entry(REFRESH_TOKEN), sandbox.make_refresh_token())
        spy.look()
        with monkeypatch.context() as patch:
            patch.setattr(module, name, broken)
            assert isinstance(spy.fails(act), RuntimeError)
        spy.look(held, vars(held))


def test_failures_of_the_keyring(spy: Spy, monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.backends.SecretService import Keyring as Backend

    def broken(self: object, service: str, username: str, password: str = "") -> None:
        raise RuntimeError(f"the keyring quotes {password}")

    made = add(spy.home, "Acme", REFRESH, base_url=spy.base_url)
    spy.look(made)
    acts: dict[str, Callable[[], object]] = {
        "set_password": lambda: Keyring().write(made.entry(ACCESS_TOKEN), REFRESH.refresh_token),
        "get_password": lambda: Keyring().read(made.entry(ACCESS_TOKEN)),
        "delete_password": lambda: Keyring().remove(made.entry(ACCESS_TOKEN)),
    }
    for name, act in acts.items():
        with monkeypatch.context() as patch:
            patch.setattr(Backend, name, broken)
            assert isinstance(spy.fails(act), AppError)


def test_the_search_itself_finds_what_is_planted(
    home: Home, sandbox: Sandbox, real_keyring: SecretService, tmp_path: Path
) -> None:
    spying = Spy(home, sandbox, real_keyring)
    (home.config / "log").parent.mkdir(parents=True)
    (home.config / "log").write_text(f"oops {known.APP_SECRET}")
    plain = known.REFRESH_TOKEN
    spying.fails(lambda: int(plain))
    assert len(spying.leaks()) >= 2
