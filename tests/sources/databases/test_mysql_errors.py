"""Errors of MySQL's and MariaDB's servers become ours: by their number, and without cells and secrets."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, UnreachableError
from tiktok_tui.sources.databases.mysql_errors import needs_cryptography, refused

QUERY = "SELECT *\nFROM orders"
ABOUT_THE_QUERY = (1146, 1109, 1054, 1052, 1055, 1056, 1060, 1066, 1111, 1140, 1241, 1305, 1630, 1222)


@pytest.mark.parametrize(
    ("codes", "kind", "what"),
    [
        ((1045, 1698, 1044, 1251, 1862, 2049), CredentialError, "The server refuses the user or the password."),
        ((1049,), SettingsError, "The server has no database of this name."),
        ((1130, 1129), CredentialError, "The server does not let this user connect from this machine."),
        ((1040, 1203, 1226), UnreachableError, "The server takes no more connections at the moment."),
        ((2002, 2003), UnreachableError, "The server does not answer."),
        ((2006, 2013, 2055, 1053, 1927), UnreachableError, "The connection to the database was lost."),
        ((1969, 3024), FileError, "The query took too long, and was stopped."),
        ((1792,), FileError, "The query writes to the database, or calls something that does."),
        ((1142, 1143, 1227, 1370), CredentialError, "The connection's user may not read everything that the query na"),
        ((1064,), FileError, "The database refuses the query: it has a syntax error."),
        (ABOUT_THE_QUERY, FileError, "The database refuses the query: Table “shop.orders” is odd."),
        ((1365, 1128, 1131, 4000), FileError, "The database refuses the query (error "),
    ],
)
def test_each_number_has_its_meaning(codes: tuple[int, ...], kind: type[AppError], what: str) -> None:
    for code in codes:
        words = "Table 'shop.orders' is odd" if code in ABOUT_THE_QUERY else "planted"
        error = refused(RuntimeError(code, words), "shop", QUERY)
        assert type(error) is kind, code
        assert error.what.startswith(what), code
        assert error.where == "connection shop"
        assert error.remedy
        assert "planted" not in str(error)


def test_a_server_of_a_name_that_is_not_known_and_an_error_without_a_number() -> None:
    for words in ("[Errno -2] Name or service not known", "getaddrinfo failed"):
        assert refused(RuntimeError(2003, words), "shop", QUERY).what == "The server's name is not known."
    for error in (RuntimeError(), RuntimeError("planted"), RuntimeError("1064", "planted")):
        assert refused(error, "shop", QUERY).what == "The connection to the database was lost."
    for number in (104, 110, 113):  # the system's, with classes of their own and without
        lost = refused(OSError(number, "planted"), "shop", QUERY)
        assert lost.what == "The connection to the database was lost.", number


def test_a_syntax_error_has_its_line() -> None:
    error = refused(RuntimeError(1064, "near 'planted' at line 7"), "shop", QUERY)
    assert (error.where, error.remedy) == ("connection shop, line 7", "Correct it.")


def test_what_to_do_where_encryption_is_missing_or_wanted() -> None:
    for code, said in (
        (
            2026,
            "The server offers no TLS. Ask who runs it; ssl-mode=DISABLED in the address does without, where nobody "
            "else can read the network.",
        ),
        (3159, "The server takes encrypted connections alone. Write ssl-mode=REQUIRED into the address."),
        (1049, "The server has no database of this name. Correct it."),
        (
            4000,
            "The database refuses the query (error 4000). Run it in the database's own program to see the details, "
            "which may quote people's data.",
        ),
    ):
        assert str(refused(RuntimeError(code, "x"), "shop", QUERY)) == f"connection shop: {said}"
    assert str(needs_cryptography("connection shop")) == (
        "connection shop: Without TLS, this server's way to check passwords needs another part. Write "
        "ssl-mode=REQUIRED into the address, or install it beside tiktok-tui: `pipx inject tiktok-tui cryptography`."
    )
    assert refused(RuntimeError(1045, "x"), "shop", QUERY).remedy == (
        "Check the user, and store the password again: `tiktok-tui connection add shop --replace`."
    )
