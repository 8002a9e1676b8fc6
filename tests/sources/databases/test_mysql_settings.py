"""PyMySQL's settings from an address, or from the options of a profile one by one."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.sources.databases.mysql_settings import mysql_settings

PLAIN = {"host": "localhost", "port": 3306, "user": "", "password": b"", "database": None}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {}),
        ({"uri": "mysql://db"}, {"host": "db"}),
        (
            {"uri": "mariadb://r%40d:p%40%C3%A9@db:3307/my%20shop"},
            {"host": "db", "port": 3307, "user": "r@d", "password": "p@é".encode(), "database": "my shop"},
        ),
        (
            {"host": "db", "port": "3307", "user": "reader", "password": "€", "database": "shop"},
            {"host": "db", "port": 3307, "user": "reader", "password": "€".encode(), "database": "shop"},
        ),
        ({"username": "reader"}, {"user": "reader"}),
        *(({key: "disabled"}, {"ssl_disabled": True}) for key in ("ssl-mode", "ssl_mode")),
        ({"uri": "mysql://db?ssl-mode=DISABLED"}, {"host": "db", "ssl_disabled": True}),
        ({"uri": "mysql://db?ssl-mode=DISABLED", "ssl-mode": "REQUIRED"}, {"host": "db", "ssl_disabled": True}),
        (
            {"uri": "mysql://r:p@db/shop", "host": "x", "port": "1", "user": "x", "password": "x", "database": "x"},
            {"host": "db", "user": "r", "password": b"p", "database": "shop"},
        ),
    ],
)
def test_an_address_or_its_parts(options: dict[str, str], expected: dict[str, object]) -> None:
    assert mysql_settings(options, "connection shop") == PLAIN | expected


@pytest.mark.parametrize(
    ("options", "what", "remedy"),
    [
        *(
            ({"uri": uri}, "The connection's address is not understood.", "Write mysql://USER@HOST:3306/DATABASE")
            for uri in ("oracle://db", "mysql:///shop", "mysql://db:port", "mysql://db:70000", "mysql://[::1", "shop")
        ),
        *(
            ({"port": port}, "The connection's port is no number.", "Write port = 3306.")
            for port in ("abc", "", "-1", "330 6", "3306x", "٣٣٠٦", "1" * 5000)
        ),
        (
            {"ssl-mode": "MAYBE"},
            "“maybe” is no ssl-mode.",
            "Use PREFERRED, DISABLED, REQUIRED, VERIFY_CA, VERIFY_IDENTI",
        ),
        (
            {"zoo": "1", "ant": "2"},
            "The connection has an option that is not known here: ant.",
            "Known here: host, port, user, password, database, ssl-mode, ssl-ca.",
        ),
        *(
            ({key: name}, "The file of the authority that signed the server's certificate cannot be read.", "Name it")
            for key in ("ssl-ca", "ssl_ca")
            for name in ("/nowhere.pem", "a\0b")
        ),
    ],
)
def test_what_is_refused(options: dict[str, str], what: str, remedy: str) -> None:
    with pytest.raises(SettingsError) as caught:
        mysql_settings(options, "connection shop")
    assert (caught.value.what, caught.value.where) == (what, "connection shop")
    assert caught.value.remedy.startswith(remedy)
