"""Fetch the file at an address into a private file: whole, resumed when the connection breaks off.

The address may be signed, so it stands in no error and no log. httpx's own errors hold it: errors are raised outside of
the handlers, and only from the words of this module.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from tiktok_tui.events.errors import FileError, UnreachableError
from tiktok_tui.files.source.copied import AddressSource
from tiktok_tui.files.source.copy import PrivateCopy
from tiktok_tui.files.source.files import READABLE
from tiktok_tui.sources.spool import Spool
from tiktok_tui.sources.transfer import Transfer

if TYPE_CHECKING:
    import httpx

TRIES: Final = 5
"""How often in a row a connection may break off without a byte that is new."""
_PAUSE = 1.0
"""Seconds before the second try; each further one waits twice as long."""
_MOST_REDIRECTS = 5
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_READABLE_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "zstd"})


class _Broken(Exception):
    """The connection broke off, or the server is busy: worth another try. `words` say which."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(slots=True)
class _Version:
    """The version of the file that the bytes so far belong to: its validator for If-Range, and its size in bytes."""

    validator: str = ""
    total: int | None = None


@dataclass(frozen=True, slots=True)
class AddressFetch:
    """Fetches one address."""

    source: AddressSource

    def __call__(self, folder: Path, transfer: Transfer) -> PrivateCopy:
        """Fetch the whole file. Raises FileError, UnreachableError, SettingsError (a proxy) and Cancelled."""
        from tiktok_tui.sources.address_checks import check_url

        if self.source.lost:
            raise FileError(self.source.lost, where=self.source.where, remedy="Give the whole address again.")
        check_url(self.source.url, where=self.source.where)
        version, failures, words = _Version(), 0, ""
        with Spool(folder / f"fetched{_suffixes(self.source.label)}", self.source.where, transfer) as spool:
            while True:
                size = spool.size
                try:
                    self._fetch_rest(spool, version, transfer)
                except _Broken as broken:
                    words = broken.words
                else:
                    break
                failures = 1 if spool.size > size else failures + 1
                if failures == TRIES:
                    raise UnreachableError(
                        words, where=self.source.where, remedy="Check the connection and the address, and try again."
                    )
                _wait(_PAUSE * 2 ** (failures - 1), transfer)
        if not spool.size:
            raise FileError("The file at the address is empty.", where=self.source.where, remedy="Export it again.")
        unknown = "The server did not say how large the file is: if it was cut short, nobody would notice"
        return PrivateCopy(spool.path, notes=() if version.total is not None else (unknown,))

    def _fetch_rest(self, spool: Spool, version: _Version, transfer: Transfer) -> None:
        """Fetch what is missing; raises _Broken if there may be more."""
        with self._answer(spool, version, transfer) as response:
            if response.status_code == 416 or (response.status_code == 206 and not _begins_at(response, spool.size)):
                version.validator = ""  # the next try asks for the whole file
                raise _Broken("The server does not continue the file where it was cut.")
            if response.status_code == 206:
                version.total = version.total or _whole_size(response)
            else:
                spool.clear()
                version.validator = _validator_of(response)
                version.total = _length_of(response)
            if version.total is not None:
                spool.expect(version.total)
            # Raw: what the server compressed is kept so. In chunks as they come: httpx loses part of larger ones.
            for chunk in response.iter_raw():
                spool.write(chunk, version.total)
        if version.total is not None and spool.size < version.total:
            raise _Broken("The connection broke off.")

    @contextmanager
    def _answer(self, spool: Spool, version: _Version, transfer: Transfer) -> Iterator[httpx.Response]:
        """Yield the answer that holds the file or its rest, redirects followed."""
        import httpx

        from tiktok_tui.sources.address_checks import check_peer, client_for, redirected

        url = self.source.url
        failure: Exception | None = None
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                headers = {"Accept-Encoding": "identity"}
                if spool.size and version.validator:
                    headers |= {"Range": f"bytes={spool.size}-", "If-Range": version.validator}
                with (
                    client_for(url, self.source.where) as client,
                    client.stream("GET", url, headers=headers) as response,
                ):
                    check_peer(response, self.source.url, where=self.source.where)
                    if response.is_redirect and "location" in response.headers:
                        url = redirected(url, response.headers["location"], where=self.source.where)
                        continue
                    self._refuse(response)
                    with transfer.interrupted_by(lambda: _shut(response)):
                        yield response
                    return
            failure = FileError(
                "The address leads from one address to another without end.",
                where=self.source.where,
                remedy="Use the address of the file itself.",
            )
        except httpx.HTTPError as error:
            from tiktok_tui.sources.address_checks import failure_of

            failure = failure_of(error, self.source.where) or _Broken(_words_of(error))
        except (httpx.InvalidURL, UnicodeError):
            failure = FileError("This is no address.", where=self.source.where, remedy="Check its spelling.")
        if failure is not None:
            raise failure

    def _refuse(self, response: httpx.Response) -> None:
        """Raise the error that an answer without the file stands for."""
        status = response.status_code
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if status == 416 or (status in (200, 206) and encoding in _READABLE_ENCODINGS):
            return
        if status in (200, 206):
            raise FileError(
                f"The server sends the file compressed as {encoding[:20]!r}, which cannot be read.",
                where=self.source.where,
                remedy="Save the file and send that.",
            )
        if status in _BUSY:
            raise _Broken(f"The server is busy or fails (HTTP {status}).")
        if status in (401, 403):
            signed = "A signed address works for some time only: make a new one." if self.source.is_signed else ""
            raise FileError(
                f"The server does not give the file away (HTTP {status}).",
                where=self.source.where,
                remedy=signed or "Use a signed address, or save the file and send that.",
            )
        raise FileError(
            f"There is no file at the address (HTTP {status}).",
            where=self.source.where,
            remedy="Check the address, or make a new one.",
        )


def _begins_at(response: httpx.Response, size: int) -> bool:
    return str(response.headers.get("content-range", "")).startswith(f"bytes {size}-")


def _whole_size(response: httpx.Response) -> int | None:
    total = response.headers.get("content-range", "").rpartition("/")[2]
    return int(total) if total.isascii() and total.isdecimal() else None


def _length_of(response: httpx.Response) -> int | None:
    length = response.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdecimal() else None


def _validator_of(response: httpx.Response) -> str:
    """Return what names this version of the file for If-Range, which takes no weak ETag; "" if nothing does."""
    tag = str(response.headers.get("etag", ""))
    return tag if tag.startswith('"') else str(response.headers.get("last-modified", ""))


def _suffixes(label: str) -> str:
    """Return the suffixes of a name as far as they say how a file is read: ".csv.gz"."""
    return "".join(suffix for suffix in PurePosixPath(label).suffixes[-2:] if suffix.lower() in READABLE)


def _words_of(error: httpx.HTTPError) -> str:
    import httpx

    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
        return "The server cannot be reached."
    return (
        "The server did not answer in time."
        if isinstance(error, httpx.TimeoutException)
        else "The connection broke off."
    )


def _shut(response: httpx.Response) -> None:
    """End a read that waits in another thread."""
    stream = response.extensions.get("network_stream")
    connection = stream.get_extra_info("socket") if stream is not None else None
    if isinstance(connection, socket.socket):
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # closed already


def _wait(seconds: float, transfer: Transfer) -> None:
    """Wait before the next try. Raises Cancelled."""
    cancelled = threading.Event()
    with transfer.interrupted_by(cancelled.set):
        cancelled.wait(seconds)
    transfer.check()
