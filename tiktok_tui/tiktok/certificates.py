"""The certificate authorities that connections trust."""

from __future__ import annotations

import os
import ssl
from functools import cache

import httpx


def trusted() -> ssl.SSLContext:
    """Return those of the environment (SSL_CERT_FILE, SSL_CERT_DIR), else certifi's. Raises OSError.

    They are read once for all connections of the process: that takes 30 ms.
    """
    return _read(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@cache
def _read(file: str | None, folder: str | None) -> ssl.SSLContext:
    return httpx.create_ssl_context()
