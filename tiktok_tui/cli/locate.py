"""`tiktok-tui locate`: where the app keeps things, one path a call."""

from __future__ import annotations

import argparse

from tiktok_tui.cli.command import Command


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("config", "state", "log"), help="settings, history or log file")


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home

    places = home()
    print({"config": places.config, "state": places.state, "log": places.log}[arguments.what])
    return 0


COMMAND = Command(
    "locate", "Print where settings, history or the log are kept", "tiktok-tui locate config", _arguments, _run
)
