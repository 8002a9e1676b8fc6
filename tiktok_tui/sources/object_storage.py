"""Fetch an object from S3, Google Cloud Storage or Azure into a private file, with obstore."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, UnreachableError
from tiktok_tui.files.source.copy import PrivateCopy
from tiktok_tui.files.source.files import READABLE
from tiktok_tui.files.source.object_storage import ObjectSource
from tiktok_tui.sources.cloud_credentials import allows_http, config_for, refuses_credentials
from tiktok_tui.sources.spool import Spool
from tiktok_tui.sources.transfer import Transfer

if TYPE_CHECKING:
    from obstore import GetResult
    from obstore.store import ObjectStore

TRIES: Final = 2
"""How often in a row a connection may break off without a byte that is new; obstore tries each request again itself."""

_CHUNK: Final = 1 << 20
_RETRIES: Final = {
    "max_retries": 3,
    "retry_timeout": timedelta(seconds=30),
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=2), "base": 2},
}
_TIMEOUTS: Final = {"connect_timeout": "10s", "timeout": "60s"}


class _BrokenOff(Exception):
    """The connection ended before the object did."""


@dataclass(frozen=True, slots=True)
class ObjectFetch:
    """Fetches one object."""

    source: ObjectSource

    def __call__(self, folder: Path, transfer: Transfer) -> PrivateCopy:
        """Fetch the whole object. Raises FileError, CredentialError, SettingsError, UnreachableError and Cancelled."""
        store, key = self._store()
        suffixes = "".join(each for each in PurePosixPath(key).suffixes[-2:] if each.lower() in READABLE)
        tag, failures = "", 0
        with Spool(folder / f"fetched{suffixes}", self.source.where, transfer) as spool:
            while True:
                before = spool.size
                try:
                    found = self._rest_of(store, key, spool, tag)
                    tag = found.meta["e_tag"] or ""
                    self._write(found, spool)
                except _BrokenOff:
                    failures = 1 if spool.size > before else failures + 1
                    if failures == TRIES:
                        break
                else:
                    break
            if failures == TRIES:
                raise self._unreachable()
        if not spool.size:
            raise FileError("The object is empty.", where=self.source.where, remedy="Export it again.")
        return PrivateCopy(spool.path)

    def _store(self) -> tuple[ObjectStore, str]:
        """Return the store of the bucket, and the object's key in it."""
        try:
            from obstore.store import from_url
        except ModuleNotFoundError:
            raise SettingsError(
                "Object storage needs another part of the program.",
                where=self.source.where,
                remedy="Install it beside tiktok-tui: `pipx inject tiktok-tui obstore`.",
            ) from None
        bucket, _, key = self.source.url.partition("://")[2].partition("/")
        scheme = self.source.url.partition("://")[0].lower()
        config = config_for(self.source.url)
        options = _TIMEOUTS | ({"allow_http": "true"} if allows_http(config) else {})
        make: Callable[..., ObjectStore] = from_url  # it wants a dict of its own for each cloud
        with self._refusals():
            store = make(f"{scheme}://{bucket}", config=config, client_options=options, retry_config=_RETRIES)
        return store, key

    def _rest_of(self, store: ObjectStore, key: str, spool: Spool, tag: str) -> GetResult:
        """Ask for what is missing of the object whose version is `tag`; for all of it if nothing names the version."""
        import obstore

        if not tag:
            spool.clear()
        get: Callable[..., GetResult] = obstore.get
        options = {"range": {"offset": spool.size}, "if_match": tag} if spool.size else None
        with self._refusals():
            return get(store, key, options=options)

    def _write(self, found: GetResult, spool: Spool) -> None:
        """Write what comes; raises _BrokenOff if there is more."""
        total = int(found.meta["size"])
        spool.expect(total)
        with self._refusals():
            for chunk in found.stream(min_chunk_size=_CHUNK):
                spool.write(bytes(chunk), total)
        if spool.size < total:
            raise _BrokenOff

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Raise errors of ours for obstore's, whose texts hold whole answers and addresses."""
        from obstore import exceptions

        failure: Exception | None = None
        try:
            yield
        except (exceptions.PermissionDeniedError, exceptions.UnauthenticatedError):
            failure = CredentialError(
                "The storage refuses the credentials, or they may not read this object.",
                where=self.source.where,
                remedy="Check the key, its region, and that it has the right to read the object.",
            )
        except (exceptions.NotFoundError, FileNotFoundError):
            failure = FileError("There is no such object.", where=self.source.where, remedy="Check the address.")
        except exceptions.PreconditionError:
            failure = FileError(
                "The object was replaced while it was fetched.", where=self.source.where, remedy="Run it again."
            )
        except (exceptions.InvalidPathError, exceptions.NotSupportedError, ValueError):
            failure = FileError("This is no address of an object.", where=self.source.where, remedy="Check it.")
        except exceptions.BaseError as error:
            failure = self._of_http(str(error))
        if failure is not None:
            raise failure

    def _of_http(self, words: str) -> Exception:
        """Return the error for an answer that obstore has no class for, by its status."""
        if refuses_credentials(words):
            return CredentialError(
                "The storage refuses the credentials, or they may not read this object.",
                where=self.source.where,
                remedy="Check the key, its region, and that it has the right to read the object.",
            )
        return _BrokenOff()

    def _unreachable(self) -> AppError:
        return UnreachableError(
            "The storage does not answer.",
            where=self.source.where,
            remedy="Check the address, the region and the network, then run it again.",
        )
