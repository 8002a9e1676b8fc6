"""A proxy of the environment is used, named when it fails, and its password is never shown."""

from __future__ import annotations

import gc
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tiktok_tui.events.errors import AppError
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.errors import SettingsRefused, Transient
from tiktok_tui.tiktok.proxies import Proxy, proxy_for
from tiktok_tui.tiktok.tokens import FixedToken

pytestmark = pytest.mark.usefixtures("no_proxies")

URL = "https://tiktok.invalid/open_api/v1.3"


@pytest.mark.parametrize(
    ("env", "proxy"),
    [
        ({}, None),
        ({"HTTP_PROXY": "http://p:1"}, None),
        ({"HTTPS_PROXY": "http://p:1"}, Proxy("http://p:1", "p:1", "HTTPS_PROXY")),
        ({"https_proxy": "p:1"}, Proxy("http://p:1", "p:1", "HTTPS_PROXY")),
        ({"HTTPS_PROXY": "HTTP://me:secret@p"}, Proxy("http://me:secret@p", "p", "HTTPS_PROXY")),
        ({"HTTPS_PROXY": "https://p:1"}, Proxy("https://p:1", "p:1", "HTTPS_PROXY")),
        ({"HTTPS_PROXY": "me:secret@p:1"}, Proxy("http://me:secret@p:1", "p:1", "HTTPS_PROXY")),
        ({"ALL_PROXY": "socks5://p:1"}, Proxy("socks5://p:1", "p:1", "ALL_PROXY")),
        ({"ALL_PROXY": "Socks5h://p:1"}, Proxy("socks5h://p:1", "p:1", "ALL_PROXY")),
        ({"ALL_PROXY": "p:1", "HTTPS_PROXY": ""}, Proxy("http://p:1", "p:1", "ALL_PROXY")),
        ({"ALL_PROXY": "socks://p:1/"}, Proxy("socks5://p:1/", "p:1", "ALL_PROXY")),
        ({"ALL_PROXY": "socks5://p:1", "HTTPS_PROXY": "http://q:2"}, Proxy("http://q:2", "q:2", "HTTPS_PROXY")),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "fe80::/10,[::1]"}, Proxy("http://p:1", "p:1", "HTTPS_PROXY")),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "fe80::/10, .invalid"}, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "other.invalid"}, Proxy("http://p:1", "p:1", "HTTPS_PROXY")),
    ],
)  # fmt: skip
def test_the_environment_names_the_proxy(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], proxy: Proxy | None
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(URL) == proxy
    Client(FixedToken("tok-1"), base_url=URL).close()


@pytest.mark.parametrize(
    "value",
    [*("gopher://p:70", "http://", "http://:1", "http://p:port", "http://[::1", "http://p:99999"), "http://p\x7f:1"],
)
def test_an_address_that_is_none_is_reported_with_its_variable(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    for variable in ("ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(variable, value)
        with pytest.raises(SettingsRefused) as caught:
            Client(FixedToken("tok-1"), base_url=URL)
        assert caught.value.what == f"The proxy's address in {variable} cannot be used."
        assert caught.value.remedy == (
            f"Write {variable} as http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT, or remove it."
        )
        assert caught.value.field == "api_url"


def failure(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> AppError:
    monkeypatch.setenv(variable, value)
    with Client(FixedToken("tok-1"), base_url=URL, timeout=5) as client, pytest.raises(AppError) as caught:
        client.user_info()
    assert "secret" not in str(caught.value)
    return caught.value


def test_a_proxy_that_is_down_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    error = failure(monkeypatch, "HTTPS_PROXY", "http://me:secret@127.0.0.1:1")
    assert isinstance(error, Transient)
    assert error.what == "The proxy 127.0.0.1:1 (HTTPS_PROXY) cannot be reached."
    assert not error.in_doubt


@pytest.mark.parametrize(
    ("answer", "kind", "what"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", SettingsRefused, "asks for a user name and password"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", Transient, "(HTTPS_PROXY) gives no connection to tiktok.invalid"),
    ],
)
def test_a_proxy_that_refuses_is_named(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, kind: type[AppError], what: str
) -> None:
    seen = []

    def talk(handler: socketserver.StreamRequestHandler) -> None:
        seen.append(handler.rfile.readline())
        while handler.rfile.readline().strip():
            pass
        handler.wfile.write(answer)

    with proxy(talk) as port:
        error = failure(monkeypatch, "HTTPS_PROXY", f"http://127.0.0.1:{port}")
    assert seen == [b"CONNECT tiktok.invalid:443 HTTP/1.1\r\n"]
    assert isinstance(error, kind)
    assert what in error.what


# httpcore leaves a connection that a SOCKS proxy has refused to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_socks_proxy_is_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def talk(handler: socketserver.StreamRequestHandler) -> None:
        _, methods = handler.rfile.read(2)
        handler.rfile.read(methods)
        handler.wfile.write(b"\x05\x00")
        length = handler.rfile.read(5)[4]
        asked.append(handler.rfile.read(length + 2))
        handler.wfile.write(b"\x05\x04\x00\x01\0\0\0\0\0\0")  # the host is unreachable

    with proxy(talk) as port:
        error = failure(monkeypatch, "ALL_PROXY", f"socks5://127.0.0.1:{port}")
    assert asked == [b"tiktok.invalid\x01\xbb"]
    assert isinstance(error, Transient)
    assert "(ALL_PROXY) gives no connection" in error.what
    assert not error.in_doubt
    gc.collect()


@contextmanager
def proxy(talk: Callable[[socketserver.StreamRequestHandler], None]) -> Iterator[int]:
    """Run a server on loopback that talks in this way to whoever connects; yields its port."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            talk(self)

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()
