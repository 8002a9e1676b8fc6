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


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "files.localhost", "[fe80::1%25eth0]", "127.0.0.1", "0.0.0.0", "[::]", "224.0.0.1"],
)
def test_this_machine_s_own_names_are_not_looked_up(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> NoReturn:
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FileError, match="into this machine"):
        redirected(ADDRESS, f"https://{host}/x", where="x")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "http://files.example.com/x",
            "The rows would cross the network for everybody to read. Use an https address.",
        ),
        (
            "https://a.localhost/x",
            "The address leads into this machine, which nobody has named. If you mean a server on this machine, write "
            "its host: http://localhost:8000/orders.csv.",
        ),
        ("https://:443/x", "This is no address. Check its spelling."),
    ],
)
def test_what_is_not_fetched_and_what_to_write(url: str, said: str) -> None:
    with pytest.raises(FileError) as caught:
        check_url(url, where="here")
    assert str(caught.value) == f"here: {said}"


@pytest.mark.parametrize(
    "url",
    ["http://localhost/x", "http://LOCALHOST:8000/x", "http://127.0.0.1/x", "http://[::1]:80/x", "https://0.0.0.0"],
)
def test_this_machine_by_its_name_is_fetched_over_http_too(url: str) -> None:
    check_url(url, where="x")


def test_a_redirect_is_relative_to_where_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leads_to("203.0.113.7"))
    assert redirected(ADDRESS, "/y?a=b", where="x") == "https://files.example.com/y?a=b"
    assert redirected(ADDRESS, "https://other.example.com/y", where="x") == "https://other.example.com/y"
    assert redirected(ADDRESS, "https://mylocalhost/y", where="x") == "https://mylocalhost/y"
    assert redirected("http://127.0.0.1:1/x", "/y", where="x") == "http://127.0.0.1:1/y"


@pytest.mark.parametrize("host", ["169.254.169.254", "[::1]", "127.0.0.2", "other.example.com"])
def test_a_server_on_this_machine_leads_to_no_other_one_on_it(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", leads_to("127.0.0.1"))
    with pytest.raises(FileError, match="into this machine"):
        redirected("http://127.0.0.1:8000/x", f"http://{host}/y", where="x")


def test_a_name_is_looked_up_in_both_kinds_of_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {socket.AF_INET: "203.0.113.7", socket.AF_INET6: "::1"}

    def looked_up(host: str, port: int, family: int = 0, **_: object) -> list[object]:
        return [(each, 0, 0, "", (address, port)) for each, address in known.items() if family in (0, each)]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with pytest.raises(FileError, match="into this machine"):
        check_url(ADDRESS, where="x")


def test_a_name_that_cannot_be_looked_up_is_left_to_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (OSError("none"), UnicodeError("odd")):

        def fail(*_: object, error: Exception = error, **__: object) -> NoReturn:
            raise error

        monkeypatch.setattr(socket, "getaddrinfo", fail)
        check_url(ADDRESS, where="x")
