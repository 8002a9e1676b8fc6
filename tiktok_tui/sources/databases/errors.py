"""A server's refusals as errors of ours: by their code, never with a cell, a constant or a password in the text.

A mistyped password stands in libpq's own message, and an error in the middle of an answer quotes the cell that it
stumbled over. So a server's words are shown only where it had seen nothing but the query.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, UnreachableError
from tiktok_tui.sources.databases.tls import postgres_tls_failure

_TEXTS: Final = re.compile(r"'(?:[^']|'')*'")
_UNKNOWN_HOST: Final = re.compile(r"translate host name|Name or service not known|nodename nor servname|getaddrinfo")
_REFUSED: Final = re.compile(r"Connection refused|timeout expired|timed out|No route to host|unreachable|reset by peer")
_PASSWORD: Final = re.compile(r"password|authentication|role \"|no pg_hba", re.IGNORECASE)
_NOT_FROM_HERE: Final = re.compile(r"no pg_hba\.conf entry|pg_hba\.conf rejects")
_BUSY: Final = re.compile(r"too many (?:clients|connections)|connection slots|is starting up|is shutting down|recovery")
_OPTION: Final = re.compile(r"invalid (?:connection option|integer|URI|port|sslmode)|missing \"=\"|forbidden value")
_NO_DATABASE: Final = re.compile(r"FATAL: +database \"")

_IN_STREAM: Final = {
    r"division by zero": "it divides by zero",
    r"invalid input syntax for type ([\w ]+)": "a cell is no {0}",
    r"date/time field value out of range": "a date is outside the range of the database",
    r"value out of range|out of range for type|integer out of range|numeric field overflow": "a number is too large",
    r"invalid byte sequence|no equivalent in encoding": "a text is not in the database's own encoding",
    r"terminating connection|server closed the connection|connection not open|SSL.*(?:closed|EOF|eof)": "",
    r"PQgetCopyData\(\) failed": "",  # the line itself: what the server refuses comes in another way
    r"\(Unavailable; ": "",
}
"""Parts of the messages of PostgreSQL and gRPC, and what is said in their place; "" where the connection was lost."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A server's refusal: its SQLSTATE ("" if it gave none), its own words, and the place in the query, from 1."""

    sqlstate: str
    words: str = ""
    position: int = 0


def cannot_connect(name: str, words: str, output: str = "") -> AppError:
    """Return the error for a connection that PostgreSQL's library could not make; `output` is what it printed."""
    where = f"connection {name}"
    if _OPTION.search(words):
        return SettingsError(
            "The connection's address is not understood.",
            where=where,
            remedy="Write postgresql://USER@HOST:5432/DATABASE; a password goes into {{ env_var(NAME) }}.",
        )
    if failure := postgres_tls_failure(words, where):
        return failure
    if _NO_DATABASE.search(words):
        return SettingsError("The server has no database of this name.", where=where, remedy="Correct the address.")
    if _NOT_FROM_HERE.search(words):
        return not_from_here(where)
    if _BUSY.search(words):
        return busy(where)
    if _PASSWORD.search(words) or "FATAL" in words:
        ignored = "password file" in output
        return CredentialError(
            "The server refuses the user or the password.",
            where=where,
            remedy="The password file is ignored because others can read it: `chmod 600 ~/.pgpass`."
            if ignored
            else f"Check the user, and store the password again: `tiktok-tui connection add {name} --replace`.",
        )
    return unreachable(name, unknown_host=_UNKNOWN_HOST.search(words) is not None)


def not_from_here(where: str) -> CredentialError:
    """Return the error for a server that lets the user in, but from other machines."""
    return CredentialError(
        "The server does not let this user connect from this machine.",
        where=where,
        remedy="Ask who runs it to allow the connection.",
    )


def busy(where: str) -> UnreachableError:
    """Return the error for a server that takes no connection at the moment."""
    return UnreachableError("The server takes no more connections at the moment.", where=where, remedy="Try it later.")


def unreachable(name: str, *, unknown_host: bool = False) -> UnreachableError:
    """Return the error for a server that does not answer."""
    what = "The server's name is not known." if unknown_host else "The server does not answer."
    remedy = "Check the host and the port, and that this machine may reach them (VPN, firewall)."
    return UnreachableError(what, where=f"connection {name}", remedy=remedy)


def refused(refusal: Refusal, where: str, query: str, *, saw_only_query: bool) -> AppError:
    """Return the error for a query that the server refuses.

    With `saw_only_query` the server had read nothing but the query, and its words are shown.
    """
    code = refusal.sqlstate
    if code == "25006":
        return writes(where)
    if code == "42501":
        return may_not_read(where)
    if code in ("57014", "HYT00"):
        return too_long(where)
    if code.startswith(("08", "57P", "53")):
        return lost(where)
    found_in_query = code == "42601" or (saw_only_query and code.startswith(("42", "0A", "3F", "34")))
    if found_in_query and refusal.words:
        said = _TEXTS.sub("'…'", refusal.words).strip().rstrip(".")
        return FileError(
            f"The database refuses the query: {said}.",
            where=_at_line(where, query, refusal.position),
            remedy="Correct the query.",
        )
    shown = f" (SQLSTATE {code})" if code else ""
    return FileError(
        f"The database refuses the query{shown}.",
        where=_at_line(where, query, refusal.position),
        remedy="Run it in the database's own program to see the details, which may quote people's data.",
    )


def broken_off(words: str, where: str) -> AppError:
    """Return the error for an answer that ended in the middle, from the text of the driver's error."""
    if "statement timeout" in words or "(DeadlineExceeded; " in words:
        return too_long(where)
    if "read-only transaction" in words:
        return writes(where)
    for pattern, said in _IN_STREAM.items():
        if found := re.search(pattern, words):
            return _in_the_middle(said.format(*found.groups()), where) if said else lost(where)
    return _in_the_middle("the database stopped it", where)


def writes(where: str) -> FileError:
    """Return the error for a query that writes, or calls a function that does."""
    return FileError(
        "The query writes to the database, or calls something that does.",
        where=where,
        remedy="Write one SELECT that only reads.",
    )


def may_not_read(where: str) -> CredentialError:
    """Return the error for tables that the user has no right to read."""
    return CredentialError(
        "The connection's user may not read everything that the query names.",
        where=where,
        remedy="Ask for the right to SELECT from its tables.",
    )


def lost(where: str) -> UnreachableError:
    """Return the error for a connection that ended in the middle."""
    return UnreachableError("The connection to the database was lost.", where=where, remedy="Run it again.")


def too_long(where: str) -> FileError:
    """Return the error for a query that exceeded its time."""
    return FileError(
        "The query took too long, and was stopped.",
        where=where,
        remedy="Let it select fewer days or columns, or add an index on what it filters by.",
    )


def gives_no_columns(where: str) -> FileError:
    """Return the error for a statement that is no query."""
    return FileError("This is no query that gives rows.", where=where, remedy="Write one SELECT.")


def require_packages(kind: str, packages: Sequence[str], where: str) -> None:
    """Raise SettingsError unless these optional packages are installed, which `kind` of a database needs."""
    try:
        for package in packages:
            import_module(package.replace("-", "_"))
    except ModuleNotFoundError:
        raise not_installed(kind, " ".join(packages), where) from None


def not_installed(driver: str, packages: str, where: str) -> SettingsError:
    """Return the error for optional packages that are missing."""
    return SettingsError(
        f"The driver for {driver} is not installed.",
        where=where,
        remedy=f"Install it beside tiktok-tui: `pipx inject tiktok-tui {packages}`.",
    )


def _in_the_middle(why: str, where: str) -> FileError:
    return FileError(
        f"The query failed while its rows were read: {why}.",
        where=where,
        remedy="Correct the query or the cell; the database's own program shows which one.",
    )


def _at_line(where: str, query: str, position: int) -> str:
    return f"{where}, line {query[: position - 1].count(chr(10)) + 1}" if position else where
