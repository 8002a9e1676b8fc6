"""Addresses: fetched whole or not at all, resumed when cut, and what is secret in them shown nowhere."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import httpx
import pytest

from tests.sources.server import Files, serving
from tests.support.certificates import self_signed
from tests.support.waiting import InThread, until
from tiktok_tui import __version__
from tiktok_tui.events.errors import AppError, FileError, SettingsError, UnreachableError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.files.source.copied import AddressSource
from tiktok_tui.files.source.copy import PrivateCopy
from tiktok_tui.files.source.source import source_from_json
from tiktok_tui.sources import address, address_checks
from tiktok_tui.sources.address import AddressFetch
from tiktok_tui.sources.transfer import Transfer

CSV = b"id,email\n" + b"".join(b"%d,a%d@example.com\n" % (n, n) for n in range(50_000))


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Iterator[Files]:
    monkeypatch.setattr(address, "_PAUSE", 0.0)
    with serving(Files(CSV)) as served:
        yield served


def fetch(url: str, folder: Path, transfer: Transfer | None = None) -> PrivateCopy:
    return AddressFetch(AddressSource(url))(folder, transfer or Transfer())


def refused(url: str, folder: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        fetch(url, folder)
    error = caught.value
    assert error.where
    assert error.remedy.endswith(".")
    assert "SECRET" not in f"{error!r} {error}"
    before = error.__context__
    while before is not None:
        assert not isinstance(before, httpx.HTTPError), "it holds the address"
        before = before.__context__
    return error


def test_a_file_is_fetched_whole(files: Files, tmp_path: Path) -> None:
    transfer = Transfer()
    copy = fetch(f"{files.base}/exports/orders.csv", tmp_path, transfer)
    assert (copy.path.read_bytes(), copy.notes) == (CSV, ())
    assert (transfer.size, transfer.total) == (len(CSV), len(CSV))
    assert copy.path.stat().st_mode & 0o777 == 0o600


def test_nothing_of_the_environment_but_its_proxy_and_certificates_is_used(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library would send even what is on this machine to the environment's proxy."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert fetch(f"{files.base}/orders.csv", tmp_path).path.read_bytes() == CSV
    assert files.requests[0][1]["user-agent"] == f"tiktok-tui/{__version__}"


def test_a_cut_fetch_continues_where_it_broke_off(files: Files, tmp_path: Path) -> None:
    files.cut_after = [1000, 200_000, 5, 1, 1, 1, 1]
    assert fetch(f"{files.base}/orders.csv", tmp_path).path.read_bytes() == CSV
    ranges = [headers.get("range") for _, headers in files.requests]
    assert ranges == [None, *(f"bytes={start}-" for start in (1000, 201_000, *range(201_005, 201_010)))]
    assert {headers.get("if-range") for _, headers in files.requests[1:]} == {'"one"'}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("ORDERS.CSV.GZ", "fetched.CSV.GZ"),
        ("orders.2026.csv", "fetched.csv"),
        ("orders%2Ejsonl%2Ezst?x=.csv", "fetched.jsonl.zst"),
        ("orders.old", "fetched"),
        ("", "fetched"),
    ],
)
def test_the_name_says_how_the_file_is_read(files: Files, tmp_path: Path, name: str, kept: str) -> None:
    assert fetch(f"{files.base}/{name}", tmp_path).path.name == kept


class Cut(httpx.SyncByteStream):
    """A body that ends with an error after some bytes."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self._content
        raise httpx.ReadError("planted")


def test_a_size_that_the_first_answer_did_not_name_is_taken_from_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        httpx.Response(200, headers={"etag": '"one"'}, stream=Cut(b"id\n1\n")),
        httpx.Response(206, headers={"content-range": "bytes 5-8/*"}, stream=Cut(b"")),
        httpx.Response(206, headers={"content-range": "bytes 5-8/9"}, stream=httpx.ByteStream(b"2\n")),
        httpx.Response(206, headers={"content-range": "bytes 7-8/9"}, stream=httpx.ByteStream(b"3\n")),
    ]
    transport = httpx.MockTransport(lambda request: answers.pop(0))
    monkeypatch.setattr(address, "_wait", lambda seconds, transfer: None)
    monkeypatch.setattr(address_checks, "client_for", lambda url, where: httpx.Client(transport=transport))
    copy = fetch("http://127.0.0.1:1/orders.csv", tmp_path)
    assert (copy.path.read_bytes(), copy.notes) == (b"id\n1\n2\n3\n", ())


def test_the_time_of_the_last_change_stands_for_a_version_where_there_is_no_strong_etag(
    files: Files, tmp_path: Path
) -> None:
    changed = "Fri, 27 Nov 2026 03:15:00 GMT"
    for files.etag in ("", 'W/"one"'):
        files.requests.clear()
        files.headers, files.cut_after = {"Last-Modified": changed}, [1000]
        assert fetch(f"{files.base}/orders.csv", tmp_path).path.read_bytes() == CSV
        assert [(each.get("range"), each.get("if-range")) for _, each in files.requests] == [
            *((None, None), ("bytes=1000-", changed)),
        ]


def test_a_pause_between_two_tries_can_be_given_up(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "_PAUSE", 600.0)
    files.status, transfer = 503, Transfer()
    fetching = InThread(lambda: fetch(f"{files.base}/orders.csv", tmp_path, transfer))
    until(lambda: files.requests)
    transfer.cancel()
    assert isinstance(fetching.outcome(), Cancelled)
    assert len(files.requests) == 1


def test_a_signed_address_that_was_kept_nowhere_is_asked_for_again(tmp_path: Path) -> None:
    kept = source_from_json(AddressSource("https://files.example.com/a.csv?sig=SECRET").to_json())
    assert isinstance(kept, AddressSource)
    with pytest.raises(FileError) as caught:
        AddressFetch(kept)(tmp_path, Transfer())
    assert (caught.value.what, caught.value.remedy) == (kept.lost, "Give the whole address again.")
    assert caught.value.where == kept.where
    assert kept.lost
    assert kept.where
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("etag", ['"two"', "", 'W/"one"'])
def test_a_file_that_changed_or_has_no_version_is_fetched_from_its_beginning(
    files: Files, tmp_path: Path, etag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Halves of two versions never become one file."""
    changed = b"id,email\n" + b"9,z@example.com\n" * 30_000
    files.etag = '"one"' if etag == '"two"' else etag

    def pause(seconds: float, transfer: Transfer) -> None:
        files.content, files.etag = changed, etag

    monkeypatch.setattr(address, "_wait", pause)
    files.cut_after = [100_000]
    assert fetch(f"{files.base}/orders.csv", tmp_path).path.read_bytes() == changed


def test_a_server_that_knows_no_ranges_is_asked_for_all_again(files: Files, tmp_path: Path) -> None:
    files.ranges = False
    files.cut_after = [1000]
    assert fetch(f"{files.base}/orders.csv", tmp_path).path.read_bytes() == CSV


def test_it_gives_up_when_nothing_new_comes(files: Files, tmp_path: Path) -> None:
    files.cut_after = [0] * 20
    with pytest.raises(UnreachableError) as caught:
        fetch(f"{files.base}/orders.csv", tmp_path)
    assert str(caught.value) == (
        f"{files.base}/orders.csv: The connection broke off. Check the connection and the address, and try again."
    )
    assert len(files.requests) == 5
    files.cut_after, files.status = [], 503
    with pytest.raises(UnreachableError, match="HTTP 503"):
        fetch(f"{files.base}/orders.csv", tmp_path)


def test_a_size_that_was_named_once_stays_where_a_later_answer_names_none(files: Files, tmp_path: Path) -> None:
    files.cut_after, files.rest_sized = [1000, 1000], False
    copy = fetch(f"{files.base}/orders.csv", tmp_path)
    assert (copy.path.read_bytes(), copy.notes) == (CSV, ())
    assert len(files.requests) == 3


def test_an_unknown_size_is_said(files: Files, tmp_path: Path) -> None:
    files.sized = False
    copy = fetch(f"{files.base}/orders.csv", tmp_path)
    assert copy.path.read_bytes() == CSV
    assert copy.notes == ("The server did not say how large the file is: if it was cut short, nobody would notice",)
    files.sized = True
    assert fetch(f"{files.base}/orders.csv", tmp_path).notes == ()


def test_what_the_server_compressed_stays_compressed(files: Files, tmp_path: Path) -> None:
    files.content, files.headers = gzip.compress(CSV), {"Content-Encoding": "gzip"}
    assert gzip.decompress(fetch(f"{files.base}/orders.csv", tmp_path).path.read_bytes()) == CSV
    assert files.requests[0][1]["accept-encoding"] == "identity"
    files.content = CSV
    for readable in ("GZIP", "x-gzip", "zstd", "identity", ""):
        files.headers = {"Content-Encoding": readable}
        assert fetch(f"{files.base}/orders.csv", tmp_path).path.read_bytes() == CSV
    files.headers = {"Content-Encoding": "b" * 30}
    error = refused(f"{files.base}/orders.csv?sig=SECRET", tmp_path)
    assert error.what == f"The server sends the file compressed as '{'b' * 20}', which cannot be read."
    assert error.remedy == "Save the file and send that."


@pytest.mark.parametrize("trouble", ["misplaced", "out_of_range"])
def test_an_answer_that_does_not_continue_the_file_is_not_put_behind_it(
    files: Files, tmp_path: Path, trouble: str
) -> None:
    files.cut_after = [1000]
    setattr(files, trouble, True)
    assert fetch(f"{files.base}/orders.csv", tmp_path).path.read_bytes() == CSV
    assert [headers.get("range") for _, headers in files.requests] == [None, "bytes=1000-", None]


def test_between_two_tries_the_pause_grows(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(address, "_PAUSE", 1.0)
    monkeypatch.setattr(address, "_wait", lambda seconds, transfer: pauses.append(seconds))
    for files.status in (408, 425, 429, 500, 502, 503, 504):
        pauses.clear()
        assert refused(f"{files.base}/orders.csv", tmp_path).what == (
            f"The server is busy or fails (HTTP {files.status})."
        )
        assert pauses == [1, 2, 4, 8]
    pauses.clear()
    files.status, files.cut_after = 200, [0, 1000, 5, 0, 0, 5, *[0] * 20]
    assert refused(f"{files.base}/orders.csv", tmp_path).what == "The connection broke off."
    assert pauses == [1, 1, 1, 2, 4, 1, 2, 4, 8], "counted from the last byte that was new"


def test_who_may_not_have_the_file_is_told_what_to_do(files: Files, tmp_path: Path) -> None:
    for files.status in (401, 403):
        signed = refused(f"{files.base}/orders.csv?sig=SECRET", tmp_path)
        plain = refused(f"{files.base}/orders.csv", tmp_path)
        assert signed.what == plain.what == f"The server does not give the file away (HTTP {files.status})."
        assert signed.remedy == "A signed address works for some time only: make a new one."
        assert plain.remedy == "Use a signed address, or save the file and send that."


@pytest.mark.parametrize(
    ("error", "words"),
    [
        *((each, "The server cannot be reached.") for each in (
            httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError,
        )),
        *((each, "The server did not answer in time.") for each in (httpx.ReadTimeout, httpx.PoolTimeout)),
        *((each, "This is no address.") for each in (httpx.UnsupportedProtocol, httpx.LocalProtocolError)),
        *((each, "The connection broke off.") for each in (httpx.ReadError, httpx.RemoteProtocolError)),
    ],
)  # fmt: skip
def test_the_errors_of_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[httpx.HTTPError], words: str
) -> None:
    def fail(*arguments: object) -> NoReturn:
        raise error("planted")

    monkeypatch.setattr(address, "_wait", lambda seconds, transfer: None)
    monkeypatch.setattr(address_checks, "client_for", fail)
    found = refused("http://127.0.0.1:1/orders.csv", tmp_path)
    assert (found.what, "planted" in str(found)) == (words, False)


@pytest.mark.parametrize(("status", "words"), [(403, "does not give"), (404, "no file"), (500, "HTTP 500")])
def test_errors_hold_nothing_of_a_signature(
    files: Files, tmp_path: Path, status: int, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    files.status = status
    caplog.set_level("DEBUG", logger="")
    url = f"{files.base.replace('://', '://me:SECRET1@')}/orders.csv?X-Amz-Signature=SECRET2#SECRET3"
    error = refused(url, tmp_path)
    assert words in error.what
    assert error.where == f"{files.base}/orders.csv"
    assert files.requests[-1][0] == "/orders.csv?X-Amz-Signature=SECRET2"
    assert "SECRET" not in caplog.text


def test_redirects_are_followed_within_their_scheme(files: Files, tmp_path: Path) -> None:
    files.redirect = "/moved.csv"
    assert fetch(f"{files.base}/orders.csv", tmp_path).path.read_bytes() == CSV
    files.redirect = "https://example.com/orders.csv"
    other = refused(f"{files.base}/orders.csv", tmp_path)
    assert other.what == "The server leads to an address of another kind (https to http, say)."
    assert other.remedy == "Use the address of the file itself."
    files.redirect = "/again"
    files.requests.clear()
    assert refused(f"{files.base}/orders.csv", tmp_path).what == (
        "The address leads from one address to another without end."
    )
    assert len(files.requests) == 6
    files.redirect, files.status = "", 302
    assert refused(f"{files.base}/orders.csv", tmp_path).what == "There is no file at the address (HTTP 302)."


@pytest.mark.parametrize(
    "target",
    [
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:169.254.169.254]/x",
        "https://0.0.0.0/x",
        "https://224.0.0.1/x",
        "https://localhost/x",
        "https://a.localhost/x",
    ],
)
def test_no_redirect_leads_into_this_machine(target: str) -> None:
    with pytest.raises(FileError, match="into this machine"):
        address_checks.redirected("https://files.example.com/x", target, where="x")


def test_names_that_lead_into_this_machine_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address_checks, "proxy_for", lambda url: None)
    looked_up = [(0, 0, 0, "", ("10.1.2.3", 443)), (0, 0, 0, "", ("127.0.0.1", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: looked_up)
    with pytest.raises(FileError, match="into this machine"):
        address_checks.check_url("https://rebound.example.com/x", where="x")
    looked_up.pop()
    address_checks.check_url("https://intranet.example.com/x", where="x")


def test_certificates_that_cannot_be_used_are_told_with_the_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(SettingsError) as caught:
        address_checks.client_for("https://files.example.com/x", "files.example.com")
    assert caught.value.where == "files.example.com"


def test_the_other_end_of_the_connection_is_compared(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that was looked up as another address and then leads here all the same."""
    monkeypatch.setattr(address_checks, "_is_named_here", lambda host: False)
    monkeypatch.setattr(address_checks, "check_url", lambda url, where: None)
    assert "into this machine" in refused(f"{files.base}/orders.csv", tmp_path).what
    files.redirect = "/moved.csv"
    assert "into this machine" in refused(f"{files.base}/orders.csv", tmp_path).what
    assert [path for path, _ in files.requests] == ["/orders.csv"] * 2, "and its answer is not followed"


@pytest.mark.parametrize(
    "url", ["http://example.com/orders.csv", "https:///x", "https://[::1/x", "http://", "https://a:b/"]
)
def test_other_addresses_are_refused(url: str, tmp_path: Path) -> None:
    refused(url, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/\1x", "https://a..b/x", f"https://{'a' * 64}.example/x"])
def test_what_the_library_takes_for_no_address(url: str, tmp_path: Path) -> None:
    error = refused(f"{url}?sig=SECRET", tmp_path)
    assert (error.what, error.remedy) == ("This is no address.", "Check its spelling.")


def test_a_fetch_is_stopped_in_its_middle(files: Files, tmp_path: Path) -> None:
    """While it waits for bytes that do not come."""
    files.hold = threading.Event()
    transfer = Transfer()
    fetching = InThread(lambda: fetch(f"{files.base}/orders.csv", tmp_path, transfer))
    try:
        until(lambda: transfer.size == 10)
        transfer.cancel()
        assert isinstance(fetching.outcome(10), Cancelled)
    finally:
        files.hold.set()


def test_a_file_for_which_there_is_no_room_is_refused_before_it_comes(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_SCRATCH_GB", "0.000001")
    files.cut_after = [10]  # these would find room
    assert "temporary disk space" in refused(f"{files.base}/orders.csv", tmp_path).what
    assert (tmp_path / "fetched.csv").stat().st_size == 0
    files.sized = False
    assert "temporary disk space" in refused(f"{files.base}/orders.csv", tmp_path).what


def test_an_empty_file_is_refused(files: Files, tmp_path: Path) -> None:
    files.content = b""
    empty = refused(f"{files.base}/orders.csv", tmp_path)
    assert (empty.what, empty.remedy) == ("The file at the address is empty.", "Export it again.")


def test_an_answer_that_is_not_the_file_is_none(files: Files, tmp_path: Path) -> None:
    """203 is that of a proxy that changed it, 202 of a server that makes it."""
    for files.status in (202, 203, 400, 404, 410):
        missing = refused(f"{files.base}/orders.csv", tmp_path)
        assert missing.what == f"There is no file at the address (HTTP {files.status})."
        assert missing.remedy == "Check the address, or make a new one."


def test_a_signed_address_is_kept_nowhere() -> None:
    signed = AddressSource("https://me:SECRET@files.example.com/a%20b.csv?sig=SECRET")
    plain = AddressSource("https://files.example.com/a.csv")
    assert (signed.label, signed.text) == ("a b.csv", "https://files.example.com/a%20b.csv?…")
    assert "SECRET" not in f"{signed!r} {signed.to_json()} {signed.text} {signed.where} {signed.label}"
    assert (plain.text, plain.lost, plain.is_signed) == ("https://files.example.com/a.csv", "", False)
    assert AddressSource("https://files.example.com/").label == "files.example.com"


def test_certificates_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over https a server is asked only if its certificate is trusted, as SSL_CERT_FILE may say."""
    certificate = self_signed(tmp_path / "certificate.pem")
    with serving(Files(CSV), certificate) as files:
        assert files.base.startswith("https://localhost")
        strange = refused(f"{files.base}/orders.csv?sig=SECRET", tmp_path)
        assert strange.what == "The certificate of the server is not trusted."
        assert strange.remedy == "If a proxy here signs with its own, point SSL_CERT_FILE to its certificate."
        assert files.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetch(f"{files.base}/orders.csv", tmp_path).path.read_bytes() == CSV
