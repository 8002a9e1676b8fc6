"""Encrypted connections to databases: MySQL's settings for them, and the errors of both drivers."""

from __future__ import annotations

import re
import ssl
from typing import Final

from tiktok_tui.events.errors import AppError, SettingsError

_MODES: Final = ("PREFERRED", "DISABLED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY")
_OTHER_HOST: Final = (62, 64)
"""OpenSSL's codes for a certificate of another host name or IP address."""
_NOT_TRUSTED: Final = re.compile(r"certificate verify failed")
_OTHER_NAME: Final = re.compile(r"does not match host name")
_NO_AUTHORITY: Final = re.compile(r"root certificate file|root certificate store")
_OWN_KEY: Final = re.compile(r"private key file|certificate file")
_NOT_OFFERED: Final = re.compile(r"does not support SSL")
_FAILED: Final = re.compile(r"SSL error|SSL SYSCALL|SSL connection")
_PLAIN_REFUSED: Final = re.compile(r"no pg_hba\.conf entry.*no encryption")


def mysql_tls(mode: str, authority: str, where: str) -> dict[str, object]:
    """Return PyMySQL's settings for an ssl-mode of MySQL and an ssl-ca file; raises SettingsError.

    Without a mode TLS is used where the server offers it; a file without a mode that checks is checked against, as
    MySQL's own programs do.
    """
    mode = mode.upper().replace("-", "_") or "PREFERRED"
    if mode not in _MODES:
        raise SettingsError(f"“{mode.lower()}” is no ssl-mode.", where=where, remedy=f"Use {', '.join(_MODES)}.")
    if mode == "DISABLED":
        return {"ssl_disabled": True}
    if mode == "PREFERRED" and not authority:
        return {}
    # Our own context: PyMySQL's checks no name of a host unless a file of authorities is given.
    try:
        context = ssl.create_default_context(cafile=authority or None)
    except (OSError, ValueError):  # the latter for a name that no file can have
        raise _no_authority(where, "ssl-ca=FILE") from None
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # the certificates that MySQL makes for itself lack extensions
    context.check_hostname = mode == "VERIFY_IDENTITY"
    if mode == "REQUIRED" and not authority:
        context.verify_mode = ssl.CERT_NONE
    return {"ssl": context}


def mysql_tls_failure(error: BaseException | None, where: str) -> AppError | None:
    """Return the error for a failed handshake of PyMySQL's; None if `error` is none."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _other_host(where) if error.verify_code in _OTHER_HOST else _not_trusted(where, "ssl-ca=FILE")
    return _failed(where) if isinstance(error, ssl.SSLError) else None


def not_offered(where: str, mode: str) -> SettingsError:
    """Return the error for a server without TLS; `mode` is the setting that does without."""
    return SettingsError(
        "The server offers no TLS.",
        where=where,
        remedy=f"Ask who runs it; {mode} in the address does without, where nobody else can read the network.",
    )


def wants_tls(where: str, mode: str) -> SettingsError:
    """Return the error for a server that takes encrypted connections alone; `mode` is the setting for them."""
    return SettingsError(
        "The server takes encrypted connections alone.", where=where, remedy=f"Write {mode} into the address."
    )


def postgres_tls_failure(words: str, where: str) -> AppError | None:
    """Return the error for what libpq says about TLS; None if its words are about something else."""
    if _OTHER_NAME.search(words):
        return _other_host(where)
    if _NOT_TRUSTED.search(words):
        return _not_trusted(where, "sslrootcert=FILE")
    if _NO_AUTHORITY.search(words):
        return _no_authority(where, "sslrootcert=FILE")
    if _OWN_KEY.search(words):
        return SettingsError(
            "The certificate of this side, or its key, cannot be used.",
            where=where,
            remedy="Check sslcert and sslkey in the address; nobody else may read the key (chmod 600).",
        )
    if _NOT_OFFERED.search(words):
        return not_offered(where, "sslmode=disable")
    if _PLAIN_REFUSED.search(words):
        return wants_tls(where, "sslmode=require")
    return _failed(where) if _FAILED.search(words) and "FATAL" not in words else None


def _other_host(where: str) -> SettingsError:
    return SettingsError(
        "The server's certificate is that of another host.",
        where=where,
        remedy="Write the host as its certificate names it, or ask who runs the server.",
    )


def _not_trusted(where: str, option: str) -> SettingsError:
    return SettingsError(
        "The certificate of the server is not trusted.",
        where=where,
        remedy=f"Name the file of the authority that signed it: {option} in the address.",
    )


def _no_authority(where: str, option: str) -> SettingsError:
    return SettingsError(
        "The file of the authority that signed the server's certificate cannot be read.",
        where=where,
        remedy=f"Name it in the address: {option}.",
    )


def _failed(where: str) -> SettingsError:
    return SettingsError(
        "No encrypted connection can be made: the server and this machine do not agree on one.",
        where=where,
        remedy="Ask who runs the server which TLS versions it takes.",
    )
