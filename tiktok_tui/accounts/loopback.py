"""Receive the redirect from TikTok's consent page on this machine's loopback."""

from __future__ import annotations

import hmac
import threading
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Final, Self
from urllib.parse import parse_qs, urlsplit

from tiktok_tui.events.errors import CredentialError, SettingsError, UsageError
from tiktok_tui.tiktok.secret import Secret

_PAGE: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>tiktok-tui</title>
<body style="font-family:sans-serif;max-width:32em;margin:4em auto"><h1>{title}</h1><p>{text}</p></body></html>"""


class Verdict(Enum):
    """The result of one redirect: the HTTP status, title and text of the page that reports it."""

    DONE = (200, "You are authorised", "Close this page and go back to the terminal.")
    STRANGE = (400, "Not this one", "This redirect is not the one that the terminal waits for.")
    DECLINED = (403, "Not authorised", "TikTok did not let the app in. Go back to the terminal.")
    NOTHING = (404, "Nothing here", "This address only takes TikTok's redirect.")
    USED = (409, "Already used", "This authorisation has been taken before. Go back to the terminal.")


class Consent:
    """The result of one authorisation, set once: by the redirect, by a pasted address, or by giving up."""

    def __init__(self, state: str) -> None:
        self._state = state
        self._lock = threading.Lock()
        self._settled = threading.Event()
        self._outcome: Secret | CredentialError | None = None

    def take(self, query: str) -> Verdict:
        """Decide the outcome by a redirect's query, if it belongs to this authorisation."""
        found = {key: values[0] for key, values in parse_qs(query).items()}
        if not hmac.compare_digest(found.get("state", "").encode(), self._state.encode()):
            return Verdict.STRANGE
        code = found.get("auth_code") or found.get("code")
        if code:
            return Verdict.DONE if self._settle(Secret(code)) else Verdict.USED
        return Verdict.DECLINED if self._settle(_declined()) else Verdict.USED

    def give_up(self) -> None:
        """End without an authorisation."""
        self._settle(CredentialError("The authorisation was cancelled.", remedy="Start it again when you are ready."))

    def wait(self, seconds: float) -> Secret:
        """Wait up to `seconds` for the `auth_code` and return it. Raises CredentialError if none came."""
        self._settled.wait(seconds)
        outcome = self._outcome
        if outcome is None:
            raise CredentialError("TikTok's page did not come back in time.", remedy="Authorise again.")
        if isinstance(outcome, CredentialError):
            raise outcome
        return outcome

    def _settle(self, outcome: Secret | CredentialError) -> bool:
        with self._lock:
            if self._settled.is_set():
                return False
            self._outcome = outcome
            self._settled.set()
            return True


class Loopback:
    """A listener on a free port of 127.0.0.1 that hands TikTok's redirect to a `Consent`; a context manager."""

    def __init__(self, consent: Consent, *, port: int = 0) -> None:
        """`port` only where the app's settings at TikTok name one. Raises UsageError when it is taken."""
        try:
            self._server = _Server(("127.0.0.1", port), consent)
        except (OSError, OverflowError):
            raise UsageError(
                f"Port {port} cannot be listened on.", remedy="Choose another, or paste the address."
            ) from None
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="loopback", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def redirect_uri(self) -> str:
        """The address that TikTok's page redirects to."""
        return f"http://127.0.0.1:{self._server.server_port}/"


def port_of(text: str) -> int:
    """Return the port number in `text`, 0 (any free one) if it is blank. Raises SettingsError."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    if text and not 1 <= number <= 65535:
        raise SettingsError("A port is a number from 1 to 65535.", field="redirect_port")
    return number


def query_of(pasted: str) -> str:
    """The query of a redirect's address as people copy it from a browser. Raises SettingsError."""
    text = "".join(pasted.split()).strip("\"'<>")
    try:
        query = urlsplit(text).query
    except ValueError:
        query = ""
    query = query or (text if "state=" in text and "://" not in text else "")
    if "state=" not in query:
        raise SettingsError(
            "This is not the address that TikTok's page came back to.",
            remedy="Copy the whole address from the browser's address bar; it holds auth_code= and state=.",
            field="redirect",
        )
    return query


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, address: tuple[str, int], consent: Consent) -> None:
        self.consent = consent
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that disconnects is no error, and a traceback would hold the code."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 5.0
    server_version = "tiktok-tui"
    sys_version = ""

    def do_GET(self) -> None:
        """Take the redirect; a browser also asks for its icon."""
        address = urlsplit(self.path)
        if address.path != "/" or not address.query:
            self._say(Verdict.NOTHING)
        else:
            self._say(self.server.consent.take(address.query))

    def log_message(self, *parts: object) -> None:
        """Nothing: the request line holds the code."""

    def _say(self, verdict: Verdict) -> None:
        status, title, text = verdict.value
        body = _PAGE.format(title=title, text=text).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.close_connection = True
        self.end_headers()
        self.wfile.write(body)


def _declined() -> CredentialError:
    return CredentialError(
        "TikTok did not let the app in.",
        remedy="Authorise again and approve, as an Operator or Admin of the ad account (Analyst is not enough).",
    )
