"""The errors of ADBC drivers as errors of ours: by their status, since a text may quote cells or the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tiktok_tui.events.errors import AppError, CredentialError, SettingsError
from tiktok_tui.sources.databases import errors

if TYPE_CHECKING:
    import adbc_driver_manager

_NO_DRIVER: Final = re.compile(r"[Cc]ould not (?:load|find|open)|dlopen|cannot open shared object|not found in")


def cannot_connect(error: adbc_driver_manager.Error, name: str, kind: str, driver: str) -> AppError:
    """Return the error for a connection that a driver could not make; `kind` is the database's name for people."""
    from adbc_driver_manager import AdbcStatusCode

    where = f"connection {name}"
    if (missing := missing_driver(error, driver, where)) is not None:
        return missing
    match error.status_code:
        case AdbcStatusCode.UNAUTHENTICATED | AdbcStatusCode.UNAUTHORIZED:
            return _refuses_user(name, kind)
        case (
            AdbcStatusCode.INVALID_ARGUMENT
            | AdbcStatusCode.NOT_IMPLEMENTED
            | AdbcStatusCode.NOT_FOUND
            | AdbcStatusCode.INVALID_STATE
        ):
            return SettingsError(
                f"The driver for {kind} does not accept the connection's options.",
                where=where,
                remedy="Compare them with the driver's documentation.",
            )
        case _:
            return errors.unreachable(name)


def missing_driver(error: adbc_driver_manager.Error, driver: str, where: str) -> SettingsError | None:
    """Return the error for a driver that is not installed; None if `error` says something else."""
    if not _NO_DRIVER.search(str(error)):
        return None
    return SettingsError(
        f"The ADBC driver “{driver}” is not installed.",
        where=where,
        remedy=f"Install it: `pipx run dbc install {driver}` (https://docs.columnar.tech/dbc).",
    )


def refused(error: adbc_driver_manager.Error, name: str, kind: str, query: str) -> AppError:
    """Return the error for a query that could not be run; many drivers connect only then."""
    from adbc_driver_manager import AdbcStatusCode

    where = f"connection {name}"
    match error.status_code:
        case AdbcStatusCode.IO:
            return errors.unreachable(name)
        case AdbcStatusCode.UNAUTHENTICATED:
            return _refuses_user(name, kind)
        case AdbcStatusCode.UNAUTHORIZED:
            return errors.may_not_read(where)
        case AdbcStatusCode.TIMEOUT:
            return errors.too_long(where)
        case _:
            return errors.refused(errors.Refusal(error.sqlstate or ""), where, query, saw_only_query=False)


def _refuses_user(name: str, kind: str) -> CredentialError:
    return CredentialError(
        f"{kind} refuses the user or the secret.",
        where=f"connection {name}",
        remedy=f"Store it again: `tiktok-tui connection add {name} --replace`.",
    )
