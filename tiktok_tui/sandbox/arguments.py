"""The command line of the sandbox, for `python -m tiktok_tui.sandbox` and for whoever offers it as a command."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable

from tiktok_tui.sandbox import known
from tiktok_tui.sandbox.faults import WORDS, Fault, FaultError, parse_fault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the sandbox's options; `serve` reads what they leave in the namespace."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    words = "\n".join(f"  {word:<20} {meaning}" for word, meaning in WORDS.items())
    parser.epilog = f"""accounts:
  access token {known.TOKEN}, or app {known.APP_ID}, {known.APP_SECRET}, {known.REFRESH_TOKEN}
  advertiser {known.ADVERTISER}, event set {known.EVENT_SET}, pixel {known.PIXEL_CODE}

faults: WHAT[:CHANCE][#COUNT][@PATH], as in 40100:0.1, drop-after#1, 50000@/event/track/
{words}"""
    parser.add_argument("--port", type=int, default=0, metavar="N", help="port on 127.0.0.1 (default: a free one)")
    parser.add_argument(
        "--fault", dest="faults", type=_fault, action="append", default=[], metavar="SPEC", help="trouble; repeatable"
    )
    parser.add_argument("--seed", type=int, metavar="N", help="makes the chances of faults repeatable")
    parser.add_argument(
        "--max-body", type=int, default=2_000_000, metavar="BYTES", help="larger bodies answer HTTP 413"
    )
    parser.add_argument("--keep-bodies", action="store_true", help="keep every accepted event, not the newest 1000")
    parser.add_argument("--fast", action="store_true", help="count events without checking them, to measure speed")
    parser.add_argument("--exit-with-stdin", action="store_true", help="end when standard input is closed")


def _fault(spec: str) -> Fault:
    try:
        return parse_fault(spec)
    except FaultError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def serve(options: argparse.Namespace) -> int:
    """Serves until Ctrl+C or SIGTERM (or the end of standard input) and returns the exit code. Main thread only."""
    from tiktok_tui.sandbox.server import Server
    from tiktok_tui.sandbox.state import Settings, State
    from tiktok_tui.sandbox.trouble import Trouble

    settings = Settings(options.fast, options.keep_bodies, options.max_body, options.seed)
    state = State(settings, Trouble(options.faults, seed=options.seed))
    try:
        server = Server(options.port, state)
    except (OSError, OverflowError) as error:
        print(f"cannot listen on port {options.port}: {error}", file=sys.stderr)
        return 2

    def end(*_: object) -> None:
        # Not by an exception, which could strike while a connection is being handed to its thread.
        threading.Thread(target=server.shutdown, daemon=True).start()

    before = {which: signal.signal(which, end) for which in (signal.SIGINT, signal.SIGTERM)}
    with server:
        try:
            print(_announcement(server.url), flush=True)
            if options.exit_with_stdin:
                threading.Thread(target=_watch_stdin, args=(end,), daemon=True).start()
            server.serve_forever(poll_interval=0.1)
        finally:
            for which, handler in before.items():
                signal.signal(which, handler)
    return 0


def _announcement(url: str) -> str:
    """Return the address, the token, and the line that points tiktok-tui in another terminal here."""
    return (
        f"listening on {url}\n"
        f"access token {known.TOKEN}, advertiser {known.ADVERTISER}, event set {known.EVENT_SET}\n"
        "in another terminal, to send here:\n"
        f"export TIKTOK_TUI_API_URL={url} TIKTOK_TUI_ACCESS_TOKEN={known.TOKEN}"
    )


def _watch_stdin(end: Callable[[], None]) -> None:
    while os.read(0, 4096):
        pass
    end()
