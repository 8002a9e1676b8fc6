"""`tiktok-tui locate`: print the path of the settings, the history, the log or the guides."""

from __future__ import annotations

import argparse

from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("config", "state", "log", "guides"), help="settings, history, log file or guides"
    )


def _run(arguments: argparse.Namespace) -> int:
    from tiktok_tui.accounts.home import home
    from tiktok_tui.events.guides import FOLDER

    folders = home()
    places = {"config": folders.config, "state": folders.state, "log": folders.log, "guides": FOLDER}
    print(places[arguments.what])
    return 0


COMMAND = Command("locate", SUMMARIES["locate"], "tiktok-tui locate config", _arguments, _run)
