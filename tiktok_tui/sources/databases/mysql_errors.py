"""The errors of MySQL's and MariaDB's servers, and of PyMySQL, as errors of ours."""

from __future__ import annotations

import re
from typing import Final

from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError
from tiktok_tui.sources.databases import errors
from tiktok_tui.sources.databases.tls import mysql_tls_failure, not_offered, wants_tls

_LINE: Final = re.compile(r"at line (\d+)")
_REFUSED_USER: Final = (1045, 1698, 1044, 1251, 1862, 2049)
_NOT_FROM_HERE: Final = (1130, 1129)
_BUSY: Final = (1040, 1203, 1226)
_MAY_NOT_READ: Final = (1142, 1143, 1227, 1370)
_LOST: Final = (2006, 2013, 2055, 1053, 1927)
_TOO_LONG: Final = (1969, 3024)
_ABOUT_THE_QUERY: Final = (1146, 1109, 1054, 1052, 1055, 1056, 1060, 1066, 1111, 1140, 1241, 1305, 1630, 1222)
"""Errors that a server finds in the query alone: its words hold no cells."""


def refused(error: Exception, name: str, query: str) -> AppError:
    """Return the error for what the server or PyMySQL says; its words are shown only if they hold no cells."""
    where = f"connection {name}"
    if isinstance(error, OSError):  # its number is the system's
        return errors.lost(where)
    code = error.args[0] if error.args and isinstance(error.args[0], int) else 0
    words = str(error.args[1]) if len(error.args) > 1 else ""
    if code in _REFUSED_USER:
        return CredentialError(
            "The server refuses the user or the password.",
            where=where,
            remedy=f"Check the user, and store the password again: `tiktok-tui connection add {name} --replace`.",
        )
    if code == 1049:
        return SettingsError("The server has no database of this name.", where=where, remedy="Correct it.")
    if failure := mysql_tls_failure(getattr(error, "original_exception", None), where):
        return failure
    if code == 2026:
        return not_offered(where, "ssl-mode=DISABLED")
    if code == 3159:
        return wants_tls(where, "ssl-mode=REQUIRED")
    if code in _NOT_FROM_HERE:
        return errors.not_from_here(where)
    if code in _BUSY:
        return errors.busy(where)
    if code in (2002, 2003):
        return errors.unreachable(name, unknown_host="Name or service" in words or "getaddrinfo" in words)
    if code in _LOST or not code:
        return errors.lost(where)
    if code in _TOO_LONG:
        return errors.too_long(where)
    if code == 1792:
        return errors.refused(errors.Refusal("25006"), where, query, saw_only_query=True)
    if code in _MAY_NOT_READ:
        return errors.refused(errors.Refusal("42501"), where, query, saw_only_query=True)
    if code == 1064:
        line = _LINE.search(words)
        return FileError(
            "The database refuses the query: it has a syntax error.",
            where=f"{where}, line {line[1]}" if line else where,
            remedy="Correct it.",
        )
    if code in _ABOUT_THE_QUERY:
        return errors.refused(errors.Refusal("42000", _names_only(words)), where, query, saw_only_query=True)
    return FileError(
        f"The database refuses the query (error {code}).",
        where=where,
        remedy="Run it in the database's own program to see the details, which may quote people's data.",
    )


def needs_cryptography(where: str) -> SettingsError:
    """Return the error for a password that PyMySQL can neither send encrypted nor encrypt by itself.

    MySQL 8 asks for it (`caching_sha2_password`) where a connection is made without TLS.
    """
    return SettingsError(
        "Without TLS, this server's way to check passwords needs another part.",
        where=where,
        remedy="Write ssl-mode=REQUIRED into the address, or install it beside tiktok-tui: "
        "`pipx inject tiktok-tui cryptography`.",
    )


def _names_only(words: str) -> str:
    """Put the names in typographic quotes: MySQL quotes them with apostrophes, as texts are quoted elsewhere."""
    return re.sub(r"'([^']*)'", r"“\1”", words)
