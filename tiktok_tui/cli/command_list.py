"""Every command, in the order of the help, with one line about it; its module is imported when it is needed."""

from __future__ import annotations

import importlib
from typing import Final

from tiktok_tui.cli.command import Command

SUMMARIES: Final = {
    "demo": "Check and send an example file in the sandbox; nothing to configure",
    "check": "Check every row of a file; nothing is sent",
    "payload": "Write the exact request bodies, one JSON a line; nothing is sent",
    "send": "Check a file and send it",
    "resume": "Continue an unfinished run",
    "give-up": "End an unfinished run for good",
    "runs": "Show the history",
    "rejects": "Write the rejected rows of a run",
    "credential": "Add, list, test and remove credentials",
    "destination": "Add, list, show, test, edit, copy and remove destinations, and move one from the sandbox to TikTok",
    "event-set": "List, create and change an advertiser's offline event sets",
    "connection": "Add, list, test and remove connections to databases",
    "sync": "Set up what is sent again and again, and run it",
    "sandbox": "Run a stand-in for TikTok's API on this machine, until Ctrl+C",
    "locate": "Print the path of the settings, the history, the log or the guides",
    "completion": "Print the script that lets the Tab key complete in bash, zsh or fish",
}


def load(name: str) -> Command:
    """Return the command of this name, from the module of the same name."""
    command: Command = importlib.import_module(f"tiktok_tui.cli.commands.{name.replace('-', '_')}").COMMAND
    return command
