"""The connection: certificates are checked, proxies do not see loopback, nothing is logged."""

from __future__ import annotations

import gc
import logging
import ssl
import sys
from pathlib import Path

import pytest

from tests.support.certificates import self_signed
from tests.support.sandbox import Sandbox
from tests.support.scripted import Said, Scripted
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.errors import SettingsRefused, TikTokError
from tiktok_tui.tiktok.tokens import FixedToken


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
