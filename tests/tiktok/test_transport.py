"""The connection: certificates are checked, proxies do not see loopback, nothing is logged."""

from __future__ import annotations

import gc
import inspect
import logging
import ssl
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.support.certificates import self_signed
from tests.support.sandbox import Sandbox
from tests.support.scripted import Said, Scripted
from tiktok_tui import __version__
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.certificates import trusted
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.errors import SettingsRefused, TikTokError, Transient
from tiktok_tui.tiktok.tokens import FixedToken
from tiktok_tui.tiktok.transport import LARGEST_REPLY, Reply, Transport


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for localhost that nobody has signed, with its key."""
    return self_signed(tmp_path / "certificate.pem")


def test_a_certificate_that_nobody_signed_is_refused(certificate: Path) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with (
        Scripted(lambda seen: Said(), tls=tls) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
        pytest.raises(SettingsRefused, match="not trusted") as caught,
    ):
        client.user_info()
    assert "never switched off" in caught.value.remedy
    assert server.seen == []


def test_loopback_goes_past_the_proxy(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with Client(FixedToken(known.TOKEN), base_url=sandbox.base_url) as client:
        assert client.user_info().display_name


def test_nothing_secret_is_logged(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger().setLevel(logging.DEBUG)
    with Client(FixedToken(known.TOKEN), base_url=sandbox.base_url) as client:
        client.advertisers(known.APP_ID, known.APP_SECRET)
    assert known.TOKEN not in caplog.text
    assert known.APP_SECRET not in caplog.text


def test_no_error_carries_the_request_along(sandbox: Sandbox) -> None:
    sandbox.set_faults("drop-before")
    with Client(FixedToken(known.TOKEN), base_url=sandbox.base_url) as client, pytest.raises(Exception) as caught:  # noqa: PT011
        client.advertisers(known.APP_ID, known.APP_SECRET)
    error: BaseException | None = caught.value
    while error is not None:
        assert known.APP_SECRET not in repr(vars(error))
        assert type(error).__module__.startswith("tiktok_tui")
        error = error.__cause__ or error.__context__


def test_a_body_is_free_once_it_is_answered(sandbox: Sandbox) -> None:
    body = b'{"event_source":"offline","event_source_id":"7200000000000000001","data":[]}'
    with Client(FixedToken(known.TOKEN), base_url=sandbox.base_url) as client:
        gc.disable()
        try:
            before = sys.getrefcount(body)
            with pytest.raises(TikTokError):
                client.track(body)
            assert sys.getrefcount(body) == before
        finally:
            gc.enable()


def reply_to(said: Said, path: str = "/user/info/") -> Reply:
    """The reply to one request that a server answers in this way."""
    with Scripted(lambda seen: said) as server:
        connections = Transport(server.base_url, timeout=5)
        try:
            return connections.exchange("GET", path)
        finally:
            connections.close()


def test_connections_are_made_with_the_settings_that_keep_a_token_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[dict[str, object]] = []
    original = httpx.Client

    def recorded(**settings: object) -> httpx.Client:
        made.append(settings)
        return original()

    monkeypatch.setattr(httpx, "Client", recorded)
    for timeout in (30.0, 5.0):
        Transport("http://localhost:1/x", timeout=timeout).close()
    assert made[0] == {
        "http2": False,
        "follow_redirects": False,
        "verify": trusted(),
        "proxy": None,
        "trust_env": False,
        "timeout": httpx.Timeout(30.0, connect=15.0, pool=None),
        "limits": httpx.Limits(max_connections=64, max_keepalive_connections=64),
        "headers": {"User-Agent": f"tiktok-tui/{__version__}", "Accept": "application/json"},
    }
    assert made[1]["timeout"] == httpx.Timeout(5.0, connect=5.0, pool=None)
    for of in (Client, Transport):
        assert inspect.signature(of).parameters["timeout"].default == 30.0


def test_a_request_says_who_sends_it_and_holds_no_more_than_it_needs() -> None:
    with Scripted(lambda seen: Said()) as server:
        connections = Transport(server.base_url)
        connections.exchange("GET", "/user/info/", query={"a": "b c"})
        connections.exchange("POST", "/event/track/", token="tok-1", body={"ä": None})
        connections.close()
    first, second = server.seen
    assert first.path == "/open_api/v1.3/user/info/?a=b+c"
    assert (first.headers["user-agent"], first.headers["accept"]) == (f"tiktok-tui/{__version__}", "application/json")
    assert not {"access-token", "content-type"} & first.headers.keys()
    assert (second.headers["access-token"], second.headers["content-type"]) == ("tok-1", "application/json")
    assert second.body == b'{"\\u00e4": null}'


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ({"code": 0}, (0, "", "", {})),
        ({"code": 0, "message": None, "request_id": None, "data": None}, (0, "", "", {})),
        ({"code": 40001, "message": 7, "request_id": 8, "data": [1]}, (40001, "7", "8", {})),
        ({"code": 600, "message": "OK", "request_id": "r\u00e4 1/_-", "data": {"a": 1}}, (600, "OK", "r1_-", {"a": 1})),
        ({"code": 2**31}, (2**31, "", "", {})),
        ({"code": -(2**31)}, (-(2**31), "", "", {})),
    ],
)
def test_a_reply_is_read_tolerantly(said: object, reply: tuple[object, ...]) -> None:
    read = reply_to(Said(said))
    assert (read.code, read.message, read.request_id, read.data) == reply
    assert (read.status, read.wait) == (200, None)
    assert read.seconds > 0


@pytest.mark.parametrize("code", [2**31 + 1, -(2**31) - 1, "0", True, None, 0.0])
def test_a_code_that_is_no_whole_number_of_a_sane_size_is_none(code: object) -> None:
    with pytest.raises(Transient, match="cannot be read"):
        reply_to(Said({"code": code}))


def test_an_id_of_the_body_goes_before_those_of_the_headers() -> None:
    headers = {"x-tt-trace-id": "trace-1", "X-TT-LOGID": "log-1"}
    assert reply_to(Said({"code": 7, "request_id": "r-1"}, headers=headers)).request_id == "r-1"
    assert reply_to(Said({"code": 7, "request_id": ""}, headers=headers)).request_id == "log-1"
    assert reply_to(Said({"code": 7}, headers={"x-tt-trace-id": "t" * 65})).request_id == "t" * 64


@pytest.mark.parametrize(
    ("status", "code"),
    [
        *((status, code) for status in (200, 299) for code in (0, 40002, 40999, 7)),
        *((400, code) for code in (40002, 40999, 40000, 69999, 50000)),
        *((300, 40999), (300, 40105), (500, 40105), (500, 50000)),
    ],
)
def test_a_code_decides_where_it_says_more_than_the_status(status: int, code: int) -> None:
    reply = reply_to(Said({"code": code}, status))
    assert (reply.code, reply.status) == (code, status)


@pytest.mark.parametrize(
    ("status", "code"),
    [*((400, code) for code in (0, 20001, 39999, 70000, 404)), *((500, code) for code in (40999, 59999, 0))],
)
def test_a_status_decides_where_the_code_says_nothing(status: int, code: int) -> None:
    with pytest.raises(TikTokError) as caught:
        reply_to(Said({"code": code}, status))
    assert caught.value.code == status


def test_a_status_in_the_body_counts_only_where_the_answers_own_is_no_error() -> None:
    for status, code, counts in ((200, 429, 429), (302, 503, 503), (404, 503, 404), (503, 404, 503)):
        with pytest.raises(TikTokError) as caught:
            reply_to(Said({"code": code}, status))
        assert caught.value.code == counts
    with pytest.raises(SettingsRefused, match=r"\(HTTP 404 for /pixel/list/\)"):
        reply_to(Said(b"", 404), "/pixel/list/")


@pytest.fixture
def far_from_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of this process is one of Tokyo's."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(sys.platform == "win32", reason="tzset")
@pytest.mark.usefixtures("far_from_utc")
@pytest.mark.parametrize(("hours", "zone"), [(0, "GMT"), (0, "-0000"), (0, ""), (2, "+0200"), (-5, "EST")])
def test_a_date_until_which_to_wait_has_the_zone_that_it_names_or_utc(hours: int, zone: str) -> None:
    until = datetime.now(UTC) + timedelta(seconds=500, hours=hours)
    written = f"{until:%a, %d %b %Y %H:%M:%S} {zone}"
    wait = reply_to(Said({"code": 7}, headers={"Retry-After": written})).wait
    assert wait is not None
    assert 400 < wait <= 500


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("0", 0),
        (" 17 ", 17),
        ("9" * 9, 999_999_999),
        ("1234567890", 123_456_789),
        ("Mon, 21 Sep 2020 10:00:00 GMT", 0),
    ],
)
def test_a_wait_has_at_most_nine_digits_and_is_none_for_a_date_gone_by(value: str, wait: float) -> None:
    assert reply_to(Said({"code": 7}, headers={"Retry-After": value})).wait == wait


def test_a_reply_of_megabytes_is_still_read() -> None:
    assert LARGEST_REPLY == 16 * 1024 * 1024
    assert len(reply_to(Said({"code": 0, "message": "x" * 2_000_000})).message) == 2_000_000


def test_an_address_that_no_request_can_be_written_to_is_a_setting() -> None:
    connections = Transport("https://a..invalid/x")
    with pytest.raises(SettingsRefused) as caught:
        connections.exchange("GET", "/user/info/")
    connections.close()
    assert str(caught.value) == "The request to TikTok cannot be written. Check the settings."


def test_certificates_that_cannot_be_read_are_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    with pytest.raises(SettingsRefused, match="The trusted certificates cannot be read"):
        Transport("http://localhost:1/x")


def test_a_reply_does_not_show_the_tokens_in_it() -> None:
    reply = Reply(0, "OK", "r", {"access_token": "planted-token"}, 0.1)
    assert "planted" not in repr(reply)
