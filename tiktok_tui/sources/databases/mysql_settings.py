"""PyMySQL's settings from the options of a profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.sources.databases.tls import mysql_tls

_PORT: Final = re.compile(r"[0-9]{1,5}")


def mysql_settings(options: Mapping[str, str], where: str) -> dict[str, object]:
    """Return PyMySQL's settings from a profile's options: an address, or its parts one by one."""
    found: dict[str, str] = {key: value for key, value in options.items() if key != "uri"}
    if uri := options.get("uri"):
        try:
            parts = urlsplit(uri)
            port = parts.port
        except ValueError:
            port, parts = None, urlsplit("")
        if parts.scheme not in ("mysql", "mariadb") or not parts.hostname:
            raise SettingsError(
                "The connection's address is not understood.",
                where=where,
                remedy="Write mysql://USER@HOST:3306/DATABASE; a password goes into {{ env_var(NAME) }}.",
            )
        found |= dict(parse_qsl(parts.query))
        found |= {"host": parts.hostname, "user": unquote(parts.username or "")}
        found |= {"password": unquote(parts.password or ""), "database": unquote(parts.path.lstrip("/"))}
        found |= {"port": str(port or 3306)}
    return _checked(found, where)


def _checked(found: dict[str, str], where: str) -> dict[str, object]:
    mode = found.pop("ssl-mode", found.pop("ssl_mode", ""))
    authority = found.pop("ssl-ca", found.pop("ssl_ca", ""))
    port = found.pop("port", "3306")
    if not _PORT.fullmatch(port):
        raise SettingsError("The connection's port is no number.", where=where, remedy="Write port = 3306.")
    settings: dict[str, object] = {
        "host": found.pop("host", "localhost"),
        "port": int(port),
        "user": found.pop("user", found.pop("username", "")),
        # PyMySQL would write a text in Latin-1.
        "password": found.pop("password", "").encode(),
        "database": found.pop("database", "") or None,
    }
    if found:
        raise SettingsError(
            f"The connection has an option that is not known here: {min(found)}.",
            where=where,
            remedy="Known here: host, port, user, password, database, ssl-mode, ssl-ca.",
        )
    return settings | mysql_tls(mode, authority, where)
