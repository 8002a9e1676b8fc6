"""Authorising in the browser: one matching redirect is taken, whatever else comes is turned away."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import webbrowser
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.browsing import consent, visit
from tests.support.sandbox import Sandbox
from tiktok_tui.accounts.browser import Authorisation, open_browser
from tiktok_tui.accounts.loopback import Consent
from tiktok_tui.events.errors import CredentialError, SettingsError, UsageError
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.errors import CredentialRefused


def authorisation_for(sandbox: Sandbox, app_id: str = known.APP_ID) -> Authorisation:
    return Authorisation(app_id, known.APP_SECRET, base_url=sandbox.base_url)


def test_the_whole_way(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        query = parse_qs(urlsplit(authorisation.url).query)
        assert query["app_id"] == [known.APP_ID]
        assert len(query["state"][0]) >= 43, "256 bits"
        assert query["redirect_uri"] == [authorisation.redirect_uri]
        assert urlsplit(authorisation.redirect_uri).hostname == "127.0.0.1"
        status, page = visit(consent(sandbox, authorisation.url))
        assert status == 200
        assert "go back to the terminal" in page
        grant = authorisation.grant(5)
    assert sandbox.get("/user/info/", grant.access_token).code == 0
    assert grant.advertiser_ids


def test_a_wrong_state_is_turned_away_and_the_right_one_still_taken(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        address = consent(sandbox, authorisation.url)
        for strange in ("?auth_code=stolen&state=guessed", "?auth_code=stolen", "?auth_code=x&state=", "?state=%ff"):
            assert visit(authorisation.redirect_uri + strange)[0] == 400
        assert visit(address)[0] == 200
        assert authorisation.grant(5).access_token


def test_a_second_redirect_is_turned_away(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        first, second = consent(sandbox, authorisation.url), consent(sandbox, authorisation.url)
        assert visit(first)[0] == 200
        assert visit(second)[0] == 409
        assert visit(first)[0] == 409
        authorisation.grant(5)
        with pytest.raises(ConnectionRefusedError):
            visit(second)
    assert sandbox.stats().by_path["/oauth2/access_token/"] == 1


def test_of_many_at_once_exactly_one_is_taken(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        address = consent(sandbox, authorisation.url)
        with ThreadPoolExecutor(8) as pool:
            statuses = sorted(status for status, _ in pool.map(visit, [address] * 8))
        assert statuses == [200, *[409] * 7]


def test_declining_says_so(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        assert visit(consent(sandbox, authorisation.url, approve="deny"))[0] == 403
        with pytest.raises(CredentialError, match="did not let the app in") as caught:
            authorisation.grant(5)
        assert "Operator or Admin" in caught.value.remedy


def test_other_addresses_and_methods_are_nothing(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        assert visit(authorisation.redirect_uri)[0] == 404
        assert visit(f"{authorisation.redirect_uri}favicon.ico")[0] == 404
        assert visit(f"{authorisation.redirect_uri}other?state=x&auth_code=y")[0] == 404
        assert visit(authorisation.redirect_uri, "POST")[0] == 501
        with pytest.raises(CredentialError, match="in time"):
            authorisation.grant(0.05)


def test_a_connection_that_says_nothing_does_not_keep_others_out(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        port = urlsplit(authorisation.redirect_uri).port
        with socket.create_connection(("127.0.0.1", port)):
            assert visit(consent(sandbox, authorisation.url))[0] == 200
            assert authorisation.grant(5).access_token


@pytest.mark.parametrize("form", ["{}", ' "{}"\n', "<{}>"])
def test_a_pasted_address(sandbox: Sandbox, form: str) -> None:
    with authorisation_for(sandbox) as authorisation:
        authorisation.paste(form.format(consent(sandbox, authorisation.url)))
        assert authorisation.grant(5).access_token


def test_a_pasted_query_alone_and_one_broken_over_lines(sandbox: Sandbox) -> None:
    for edit in (lambda address: urlsplit(address).query, lambda address: address[:40] + "\n" + address[40:]):
        with authorisation_for(sandbox) as authorisation:
            authorisation.paste(edit(consent(sandbox, authorisation.url)))
            assert authorisation.grant(5).access_token


@pytest.mark.parametrize(
    "pasted", ["", "hello", "http://127.0.0.1/?auth_code=planted-code", "http://[/?state=", "planted-code"]
)
def test_what_is_no_redirect_is_refused_without_repeating_it(sandbox: Sandbox, pasted: str) -> None:
    with authorisation_for(sandbox) as authorisation:
        with pytest.raises(SettingsError) as caught:
            authorisation.paste(pasted)
        assert caught.value.field == "redirect"
        assert "planted" not in str(caught.value)


def test_a_pasted_address_of_another_authorisation(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as other:
        address = consent(sandbox, other.url)
    with authorisation_for(sandbox) as authorisation:
        with pytest.raises(SettingsError) as caught:
            authorisation.paste(address)
        assert (caught.value.what, caught.value.remedy, caught.value.field) == (
            "The address belongs to another authorisation.",
            "Open the address shown here, not an older one, and paste what it ends at.",
            "redirect",
        )
        authorisation.paste(consent(sandbox, authorisation.url))
        assert authorisation.grant(5).access_token


def test_an_expired_code(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        visit(consent(sandbox, authorisation.url))
        sandbox.advance(3601)
        with pytest.raises(CredentialRefused) as caught:
            authorisation.grant(5)
    assert caught.value.code == 40110


def test_a_wrong_app_secret(sandbox: Sandbox) -> None:
    with Authorisation(known.APP_ID, "planted-secret", base_url=sandbox.base_url) as authorisation:
        visit(consent(sandbox, authorisation.url))
        with pytest.raises(CredentialRefused) as caught:
            authorisation.grant(5)
    assert (caught.value.code, caught.value.field) == (40101, "app_secret")
    assert "planted" not in str(caught.value)


def test_waiting_can_be_cancelled_and_times_out(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        threading.Timer(0.05, authorisation.cancel).start()
        with pytest.raises(CredentialError, match="cancelled"):
            authorisation.grant(10)
    with authorisation_for(sandbox) as authorisation, pytest.raises(CredentialError, match="in time"):
        authorisation.grant(0.01)


def test_a_person_has_ten_minutes_for_the_page(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    def wait(consent: Consent, seconds: float) -> None:
        waited.append(seconds)
        raise CredentialError("Enough.")

    monkeypatch.setattr(Consent, "wait", wait)
    with authorisation_for(sandbox) as authorisation, pytest.raises(CredentialError, match="Enough"):
        authorisation.grant()
    assert waited == [600.0]


def test_leaving_ends_the_wait_of_another_thread(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(1) as threads:
        with authorisation_for(sandbox) as authorisation:
            waiting = threads.submit(authorisation.grant, 60)
        with pytest.raises(CredentialError, match="cancelled"):
            waiting.result(60)


def test_an_app_secret_is_cleaned_and_a_port_may_be_named(sandbox: Sandbox) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pasted = f' "{known.APP_SECRET}"\n'
    with Authorisation(known.APP_ID, pasted, base_url=sandbox.base_url, port=port) as authorisation:
        assert authorisation.redirect_uri == f"http://127.0.0.1:{port}/"
        authorisation.paste(consent(sandbox, authorisation.url))
        assert authorisation.grant(5).access_token


def test_leaving_closes_the_port(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        address = authorisation.redirect_uri
    with pytest.raises(ConnectionRefusedError):
        visit(address)


def test_a_port_that_is_taken(sandbox: Sandbox) -> None:
    with (
        pytest.raises(UsageError, match="cannot be listened on"),
        Authorisation(known.APP_ID, "x", base_url=sandbox.base_url, port=sandbox.port),
    ):
        pass


def test_nothing_is_written_to_the_terminal(sandbox: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    with authorisation_for(sandbox) as authorisation:
        visit(authorisation.redirect_uri + "?auth_code=planted&state=x")
        visit(consent(sandbox, authorisation.url))
        authorisation.grant(5)
    assert capfd.readouterr() == ("", "")


def test_without_a_desktop_no_browser_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not open_browser("http://127.0.0.1:1/")


@pytest.mark.skipif(sys.platform != "linux", reason="$BROWSER, and a shell")
def test_a_browser_of_the_environment_gets_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "seen")
    browser = tmp_path / "own-browser"
    says = 'echo "$@"; cut -d " " -f 6 /proc/$$/stat; readlink /proc/$$/fd/0 /proc/$$/fd/2; env'
    browser.write_text(f"#!/bin/sh\n{{ {says}; }} > {tmp_path}/seen\n")
    browser.chmod(0o755)
    (tmp_path / "xdg-open").write_text(f"#!/bin/sh\necho the desktop's > {tmp_path}/seen\n")
    (tmp_path / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("BROWSER", str(browser))
    for name in ("ACCESS_TOKEN", "APP_SECRET", "REFRESH_TOKEN", "KEYRING_PASSWORD", "NOTIFY"):
        monkeypatch.setenv(f"TIKTOK_TUI_{name}", "planted-secret")
    assert open_browser("http://127.0.0.1:1/page")
    waiting = [thread for thread in threading.enumerate() if thread.name == "browser"]
    assert [thread.daemon for thread in waiting] == [True], "leaving the app does not wait for the browser"
    seen = (tmp_path / "seen").read_text()
    address, session, stdin, stderr = seen.splitlines()[:4]
    assert address == "http://127.0.0.1:1/page"
    assert int(session) != os.getsid(0), "Ctrl+C in the terminal does not end it"
    assert (stdin, stderr) == ("/dev/null", "/dev/null")
    assert "PATH=" in seen
    assert "planted" not in seen


@pytest.mark.skipif(sys.platform != "linux", reason="a desktop's opener, and a shell")
def test_the_desktop_s_own_opener_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    opener = tmp_path / "xdg-open"
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    for name in ("DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    os.mkfifo(tmp_path / "seen")
    opener.write_text(f'#!/bin/sh\necho noise\necho noise >&2\necho "$@" > {tmp_path}/seen\n')
    opener.chmod(0o755)
    assert open_browser("http://127.0.0.1:1/page")
    assert (tmp_path / "seen").read_text() == "http://127.0.0.1:1/page\n"
    assert capfd.readouterr() == ("", ""), "the screen is not written over"
    opener.write_text("#!/nonexistent\n")
    assert not open_browser("http://127.0.0.1:1/page"), "an opener that cannot be started"
    opener.unlink()
    monkeypatch.setattr(webbrowser, "get", _no_browser)
    assert not open_browser("http://127.0.0.1:1/page")


def _no_browser() -> None:
    raise webbrowser.Error("could not locate runnable browser")


@pytest.mark.parametrize("name", ["www-browser", "links", "links2", "elinks", "lynx", "w3m"])
def test_no_browser_of_the_terminal_is_opened(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("BROWSER", "false")
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser(f"/usr/bin/{name}"))
    assert not open_browser("http://127.0.0.1:1/")


def test_elsewhere_than_on_linux_no_display_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", "false")
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("false"))
    assert open_browser("http://127.0.0.1:1/")


@pytest.mark.skipif(sys.platform != "linux", reason="$BROWSER")
def test_a_browser_that_would_draw_on_the_terminal_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "w3m").write_text(f"#!/bin/sh\ntouch {tmp_path}/opened\n")
    (tmp_path / "w3m").chmod(0o755)
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "DISPLAY": ":99", "BROWSER": "w3m"}
    # In a process of its own: the library reads $BROWSER once.
    code = "from tiktok_tui.accounts.browser import open_browser; print(open_browser('http://127.0.0.1:1/'))"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert not (tmp_path / "opened").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the whole of 127.0.0.0/8 is this machine")
def test_the_listener_is_on_one_address_only(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        port = urlsplit(authorisation.redirect_uri).port
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port), timeout=5)


def test_the_page_hands_its_address_on_to_nobody_and_is_not_kept(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        parts = urlsplit(consent(sandbox, authorisation.url))
        connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=60)
        connection.request("GET", f"{parts.path}?{parts.query}")
        response = connection.getresponse()
        response.read()
        connection.close()
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"


def test_a_browser_that_says_nothing_is_let_go(sandbox: Sandbox) -> None:
    with authorisation_for(sandbox) as authorisation:
        port = urlsplit(authorisation.redirect_uri).port
        with socket.create_connection(("127.0.0.1", port), timeout=60) as silent:
            assert silent.recv(1) == b"", "the listener hangs up"
