"""`tiktok-tui sync notify`: who is told about the results of a sync."""

from __future__ import annotations

import argparse

from tiktok_tui.cli import console, output
from tiktok_tui.cli.exits import Exit
from tiktok_tui.events.counts import counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to do."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--add", action="store_true", help="store an address in the keyring; it is asked for, or piped in"
    )
    what.add_argument("--clear", action="store_true", help="remove its addresses from the keyring")
    what.add_argument("--test", action="store_true", help="send a test message")
    parser.epilog = (
        "An address is written as apprise does: slack://…, mailtos://… (https://appriseit.com lists the services).\n"
        "`on` and `command` are set in the sync's file, under [notify]."
    )


def run(arguments: argparse.Namespace) -> int:
    """Show, add, remove or test."""
    from tiktok_tui.accounts.home import home as the_home
    from tiktok_tui.syncs.messages import addresses, notify
    from tiktok_tui.syncs.settings import store
    from tiktok_tui.syncs.settings.sync import OCCASIONS

    home = the_home()
    sync = store.load(home, arguments.name)
    if arguments.add:
        addresses.require_place()
        kind = addresses.add(home, sync, _address())
        console.say(f"{kind} is told about {sync.name}. `tiktok-tui sync notify {sync.id} --test` sends a message.")
    elif arguments.clear:
        addresses.remove(home, sync)
        console.say(f"The addresses of {sync.name} are removed.")
    elif arguments.test:
        told = notify.send_test(home, sync)
        for sentence in told.failed:
            console.say(sentence)
        output.line(f"{counted(told.sent, 'test message')} sent.")
        return Exit.SETTINGS if told.failed or not told.sent else Exit.ACCEPTED
    else:
        told_by = [*sync.notify.services, *sync.notify.command[:1]]
        output.line(f"told: {', '.join(told_by) or 'nobody yet (--add adds an address)'}")
        output.line(f"about: {', '.join(word for word in OCCASIONS if word in sync.notify.on)}")
    return Exit.ACCEPTED


def _address() -> str:
    """Return the address that is typed without echo, or the next line of stdin; "" for neither."""
    from tiktok_tui.cli.secret_input import SecretInput

    reader = SecretInput()
    return reader.typed("Address") if console.may_ask() else reader.next_line()
