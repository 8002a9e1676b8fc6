"""The address that a browser comes back to: its port, and its query as people paste it."""

from __future__ import annotations

import http.client
import socket
import threading
from urllib.parse import urlsplit

import pytest

from tiktok_tui.accounts.loopback import Consent, Loopback, Verdict, port_of, query_of
from tiktok_tui.events.errors import CredentialError, SettingsError, UsageError


def test_a_port_is_a_number_from_1_to_65535_or_left_open() -> None:
    assert [port_of(text) for text in ("", "1", "65535", "00080")] == [0, 1, 65535, 80]
    for text in ("0", "65536", "000080", "-1", "8 0", "x", "٣"):
        with pytest.raises(SettingsError, match="A port is a number from 1 to 65535") as raised:
            port_of(text)
        assert raised.value.field == "redirect_port"


def test_the_query_of_a_pasted_address() -> None:
    for pasted in (
        "http://127.0.0.1:5/?auth_code=a&state=b",
        " '<http://127.0.0.1:5/?auth_code=a\n&state=b>' ",
        "auth_code=a&state=b",
    ):
        assert query_of(pasted) == "auth_code=a&state=b"
    for pasted in ("", "http://127.0.0.1:5/?auth_code=a", "http://127.0.0.1:5/state=b", "http://[/?state=b"):
        with pytest.raises(SettingsError, match="not the address that TikTok's page came back to") as raised:
            query_of(pasted)
        assert raised.value.remedy == (
            "Copy the whole address from the browser's address bar; it holds auth_code= and state=."
        )
        assert raised.value.field == "redirect"


@pytest.mark.parametrize("name", ["auth_code", "code"])
def test_the_code_may_have_either_name(name: str) -> None:
    consent = Consent("state-1")
    assert consent.take(f"{name}=abc&state=state-1") is Verdict.DONE
    assert consent.wait(0) == "abc"


def failure(consent: Consent, seconds: float = 0) -> tuple[str, str]:
    """The words of a consent that brought no code, and the remedy."""
    with pytest.raises(CredentialError) as caught:
        consent.wait(seconds)
    return caught.value.what, caught.value.remedy


CANCELLED = ("The authorisation was cancelled.", "Start it again when you are ready.")
DECLINED = (
    "TikTok did not let the app in.",
    "Authorise again and approve, as an Operator or Admin of the ad account (Analyst is not enough).",
)


def test_a_consent_is_settled_once() -> None:
    consent = Consent("state-1")
    assert failure(consent) == ("TikTok's page did not come back in time.", "Authorise again.")
    for query in ("", "auth_code=a", "auth_code=a&state=", "auth_code=a&state=state-2", "auth_code=a&state=%ff"):
        assert consent.take(query) is Verdict.STRANGE
    assert consent.take("auth_code=a&code=b&state=state-1&state=other") is Verdict.DONE
    assert consent.take("auth_code=c&state=state-1") is Verdict.USED
    assert consent.take("error=access_denied&state=state-1") is Verdict.USED
    consent.give_up()
    assert consent.wait(0) == "a"
    assert repr(consent.wait(0)) == "Secret(…)"


def test_a_consent_that_was_declined_or_given_up_stays_so() -> None:
    declined, given_up = Consent("state-1"), Consent("state-1")
    assert declined.take("error=access_denied&state=state-1") is Verdict.DECLINED
    given_up.give_up()
    for consent, says in ((declined, DECLINED), (given_up, CANCELLED)):
        assert consent.take("auth_code=a&state=state-1") is Verdict.USED
        assert failure(consent) == says


def test_a_consent_is_waited_for_as_long_as_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float | None] = []
    monkeypatch.setattr(threading.Event, "wait", lambda event, timeout=None: waited.append(timeout))
    assert failure(Consent("state-1"), 600.0)[0] == "TikTok's page did not come back in time."
    assert waited == [600.0]


def test_giving_up_wakes_the_one_who_waits() -> None:
    consent, said = Consent("state-1"), []

    def wait() -> None:
        with pytest.raises(CredentialError) as caught:
            consent.wait(60)
        said.append(caught.value.what)

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    consent.give_up()
    waiting.join(60)
    assert said == [CANCELLED[0]]


PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>tiktok-tui</title>\n'
    '<body style="font-family:sans-serif;max-width:32em;margin:4em auto"><h1>{}</h1><p>{}</p></body></html>'
)


@pytest.mark.parametrize(
    ("path", "status", "title", "text"),
    [
        ("/?auth_code=a&state=s", 200, "You are authorised", "Close this page and go back to the terminal."),
        ("/?auth_code=a", 400, "Not this one", "This redirect is not the one that the terminal waits for."),
        ("/?state=s", 403, "Not authorised", "TikTok did not let the app in. Go back to the terminal."),
        *(
            (path, 404, "Nothing here", "This address only takes TikTok's redirect.")
            for path in ("/", "/favicon.ico", "/x?auth_code=a&state=s", "/?")
        ),
    ],
)
def test_the_page_of_each_redirect(path: str, status: int, title: str, text: str) -> None:
    with Loopback(Consent("s")) as listener:
        connection = http.client.HTTPConnection("127.0.0.1", urlsplit(listener.redirect_uri).port, timeout=60)
        connection.request("GET", path)
        response = connection.getresponse()
        page = response.read()
        connection.close()
    assert (response.status, page.decode()) == (status, PAGE.format(title, text))
    headers = {name: response.headers[name] for name in ("Content-Type", "Content-Length", "Referrer-Policy")}
    assert headers == {
        **{"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(page))},
        "Referrer-Policy": "no-referrer",
    }
    assert (response.headers["Cache-Control"], response.headers["Connection"]) == ("no-store", "close")
    assert response.headers["Server"].strip() == "tiktok-tui"


def test_a_second_redirect_has_a_page_of_its_own() -> None:
    consent = Consent("s")
    consent.take("auth_code=a&state=s")
    with (
        Loopback(consent) as listener,
        socket.create_connection(("127.0.0.1", urlsplit(listener.redirect_uri).port or 0), timeout=60) as connection,
    ):
        connection.sendall(b"GET /?auth_code=a&state=s HTTP/1.1\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.0 409 ")
    assert answer.endswith(
        PAGE.format("Already used", "This authorisation has been taken before. Go back to the terminal.")
    )


def test_an_address_that_cannot_be_read_is_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    with Loopback(Consent("s")) as listener:
        port = urlsplit(listener.redirect_uri).port or 0
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            connection.sendall(b"GET http://[/?auth_code=planted HTTP/1.1\r\n\r\n")
            assert connection.recv(100) == b""
        for thread in [each for each in threading.enumerate() if "process_request_thread" in each.name]:
            thread.join(60)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("port", [None, 65536, 70_000])
def test_a_port_that_cannot_be_listened_on_is_named(port: int | None) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1] if port is None else port
        with pytest.raises(UsageError) as caught:
            Loopback(Consent("s"), port=number)
    assert (caught.value.what, caught.value.remedy) == (
        f"Port {number} cannot be listened on.",
        "Choose another, or paste the address.",
    )
