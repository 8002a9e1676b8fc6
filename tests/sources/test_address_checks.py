"""Which addresses are fetched, and over which connections: through a proxy names are the proxy's to look up."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import NoReturn

import httpx
import pytest

from tests.sources.server import Files, serving
from tiktok_tui.events.errors import FileError, SettingsError
from tiktok_tui.sources.address_checks import check_peer, check_url, client_for, redirected

pytestmark = pytest.mark.usefixtures("no_proxies")

ADDRESS = "https://files.example.com/x"


def leads_to(address: str) -> object:
    """The lookup of every name."""
    return lambda *_, **__: [(0, 0, 0, "", (address, 443))]


def answer_from(peer: str) -> httpx.Response:
    """An answer whose connection leads to this machine."""
    stream = SimpleNamespace(get_extra_info=lambda name: (peer, 443) if name == "server_addr" else None)
    return httpx.Response(200, request=httpx.Request("GET", ADDRESS), extensions={"network_stream": stream})


def test_the_proxy_of_the_environment_is_used_and_waits_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Files(b"id\n1\n")) as proxy:
        monkeypatch.setenv("http_proxy", proxy.base)
        with client_for("http://files.example.com/x", "x") as client:
            assert client.get("http://files.example.com/x").content == b"id\n1\n"
            assert client.timeout == httpx.Timeout(30.0, connect=10.0)
        assert proxy.requests[0][0] == "http://files.example.com/x"


def test_a_proxy_that_the_library_refuses_is_told_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "http://a\x01b:80")
    with pytest.raises(SettingsError, match="ALL_PROXY cannot be used") as caught:
        client_for(ADDRESS, "files.example.com")
    assert caught.value.where == "files.example.com"


def test_a_name_that_leads_into_this_machine_is_the_proxy_s_to_look_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leads_to("127.0.0.1"))
    with pytest.raises(FileError, match="into this machine"):
        check_url(ADDRESS, where="x")
    with pytest.raises(FileError, match="into this machine"):
        check_peer(answer_from("127.0.0.1"), ADDRESS, where="x")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:3128")
    check_url(ADDRESS, where="x")
    check_peer(answer_from("127.0.0.1"), ADDRESS, where="x")


@pytest.mark.parametrize("peer", ["fe80::1%eth0", "::ffff:127.0.0.1", "169.254.169.254"])
def test_the_other_end_is_compared_however_it_is_written(peer: str) -> None:
    with pytest.raises(FileError, match="into this machine"):
        check_peer(answer_from(peer), ADDRESS, where="x")
    check_peer(answer_from(peer), "http://localhost:8000/x", where="x")  # which the person has named
    check_peer(answer_from("203.0.113.7"), ADDRESS, where="x")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "files.localhost", "[fe80::1%25eth0]", "127.0.0.1"])
def test_this_machine_s_own_names_are_not_looked_up(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> NoReturn:
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FileError, match="into this machine"):
        redirected(ADDRESS, f"https://{host}/x", where="x")
