"""Errors of ADBC drivers become ours: by their status, since a text may quote cells."""

from __future__ import annotations

import pytest
from adbc_driver_manager import AdbcStatusCode as Status
from adbc_driver_manager import Error, ProgrammingError

from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, UnreachableError
from tiktok_tui.sources.databases.warehouse_errors import cannot_connect, refused


def error(status: Status, text: str = "planted", sqlstate: str | None = None) -> Error:
    return ProgrammingError(text, status_code=status, sqlstate=sqlstate)


@pytest.mark.parametrize(
    ("status", "kind", "what"),
    [
        *((each, CredentialError, "Snowflake refuses the user or the secret.") for each in (
            Status.UNAUTHENTICATED, Status.UNAUTHORIZED,
        )),
        *((each, SettingsError, "The driver for Snowflake does not accept the connection's options.") for each in (
            Status.INVALID_ARGUMENT, Status.NOT_IMPLEMENTED, Status.NOT_FOUND, Status.INVALID_STATE,
        )),
        *((each, UnreachableError, "The server does not answer.") for each in (Status.IO, Status.TIMEOUT)),
    ],
)  # fmt: skip
def test_a_connection_that_cannot_be_made(status: Status, kind: type[AppError], what: str) -> None:
    found = cannot_connect(error(status), "wh", "Snowflake", "snowflake")
    assert (type(found), found.what, found.where) == (kind, what, "connection wh")
    assert "planted" not in str(found)
    assert found.remedy


@pytest.mark.parametrize(
    "text",
    [
        *("Could not load x", "could not find x", "could not open x", "dlopen(x)", "x not found in y"),
        "x: cannot open shared object file",
    ],
)
def test_a_driver_that_is_missing_is_named_with_how_to_get_it(text: str) -> None:
    found = cannot_connect(error(Status.INTERNAL, text), "wh", "Snowflake", "snowflake")
    assert found.what == "The ADBC driver “snowflake” is not installed."
    assert found.remedy == "Install it: `pipx run dbc install snowflake` (https://docs.columnar.tech/dbc)."
    assert found.where == "connection wh"


def test_what_to_do_about_a_connection_that_cannot_be_made() -> None:
    again = "Store it again: `tiktok-tui connection add wh --replace`."
    assert cannot_connect(error(Status.UNAUTHENTICATED), "wh", "Snowflake", "snowflake").remedy == again
    assert refused(error(Status.UNAUTHENTICATED), "wh", "Snowflake", "SELECT 1").remedy == again
    options = cannot_connect(error(Status.NOT_FOUND), "wh", "Snowflake", "snowflake")
    assert options.remedy == "Compare them with the driver's documentation."


@pytest.mark.parametrize(
    ("status", "kind", "what"),
    [
        (Status.IO, UnreachableError, "The server does not answer."),
        (Status.UNAUTHENTICATED, CredentialError, "Snowflake refuses the user or the secret."),
        (Status.UNAUTHORIZED, CredentialError, "The connection's user may not read everything that the query names."),
        (Status.TIMEOUT, FileError, "The query took too long, and was stopped."),
        (Status.INTERNAL, FileError, "The database refuses the query (SQLSTATE 42P01)."),
    ],
)
def test_a_query_that_is_refused(status: Status, kind: type[AppError], what: str) -> None:
    found = refused(error(status, sqlstate="42P01"), "wh", "Snowflake", "SELECT 1")
    assert (type(found), found.what, found.where) == (kind, what, "connection wh")
    assert "planted" not in str(found)
    assert refused(error(Status.INTERNAL), "wh", "Snowflake", "SELECT 1").what == "The database refuses the query."
