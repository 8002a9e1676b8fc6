"""Keep whole URLs and headers, which hold secrets, out of every log: to be imported beside httpx."""

from __future__ import annotations

import logging


def silence() -> None:
    """Let httpx log no URLs (at INFO), which hold the app secret or a signature, and httpcore no headers (at DEBUG)."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
