"""A marketer with a Shopify export and a token pasted from Events Manager, by the keys that the screen names."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.journeys.exports import ANONYMOUS, ORDERS, UNPAID, shopify
from tests.journeys.keys import CTRL_O, CTRL_Q, CTRL_S, CTRL_U, ENTER, ESC, PROGRAM, TAB, press
from tests.support.sandbox import Sandbox
from tests.support.term import Term
from tiktok_tui.sandbox import known

SENT = ORDERS - UNPAID - ANONYMOUS


def test_from_an_empty_home_to_an_upload_with_every_wrong_turn(
    machine: dict[str, str], sandbox: Sandbox, tmp_path: Path
) -> None:
    export = shopify(tmp_path / "orders_export_1.csv", newest=datetime.now(UTC))
    with Term(PROGRAM, columns=80, rows=24, env=machine) as term:
        paste_a_token(term)
        name_the_destination(term)
        send_to_a_wrong_event_set(term, export)
        fix_it_in_the_middle(term)
        term.wait(f"✓ {SENT} accepted")
        term.wait("shows offline events within 24 hours")
        term.send(CTRL_Q)
        assert term.exit_status() == 0
    assert sandbox.stats().accepted == SENT


def paste_a_token(term: Term) -> None:
    term.wait("What you need")
    term.send(ENTER)  # the first thing anybody presses
    term.wait("No credential yet")
    term.send(ENTER)
    term.wait("Paste an access token")
    term.wait("made in Events Manager; the quickest")  # whole, at 80 columns
    term.send(ENTER)
    term.wait("Access token")
    term.send("my-password" + ENTER)  # not a token
    term.wait("What shall it be called?")
    term.paste("0123456789abcdef0123456789abcdef01234567")  # here, too
    term.send(ENTER)
    term.wait("This looks like a token")
    press(term, CTRL_U)
    term.send("Acme" + ENTER)
    term.wait("TikTok refuses the access token")
    term.wait("enter go back")
    term.send(ENTER)
    term.wait("From Events Manager")
    term.paste(f'  "Bearer {known.EVENTS_MANAGER_TOKEN}" ')  # as it comes out of an e-mail
    term.send(ENTER)
    term.wait("What shall it be called?")
    term.wait("Acme")  # as it was typed before
    term.send(ENTER)
    term.wait("✓ TikTok accepts Acme")


def name_the_destination(term: Term) -> None:
    term.send(ENTER)
    term.wait("● Destination")
    term.wait("such as Store sales")
    term.send(CTRL_S)  # it looked as if it were filled in
    term.wait("The destination needs a name")
    assert "Checking with TikTok" not in term.text
    term.send("Store sales" + CTRL_S)
    term.wait("or type its ID: 19 digits, as")
    term.send(known.ADVERTISER + CTRL_S)
    # Nothing can be looked up with this token; what that leaves open is read before the file is asked for.
    term.wait("Good to know")
    term.wait("No event set is chosen")
    term.wait("times without a zone are in UTC")
    term.send(ENTER)
    term.wait("Which file")
    term.send(ESC)
    term.wait("No file is open. ^o  choose one")
    term.send(ESC)
    term.wait("● Destination")


def send_to_a_wrong_event_set(term: Term, export: Path) -> None:
    press(term, TAB, TAB)
    term.send(known.PIXEL_CODE + CTRL_S)  # the pixel's code, not the event set's number
    term.wait("The event set's ID is expected to have 19 digits")
    term.send(ENTER)
    term.wait_gone("Good to know")
    term.send(CTRL_O)
    term.wait("Which file")
    term.paste(str(export))
    term.send(ENTER)
    term.wait(f"{SENT} events to send")
    assert "No file is open" not in term.text
    term.send(CTRL_S)
    term.wait("● Review")
    term.wait(f"Send {SENT} events from {export.name}")
    term.send(CTRL_S)
    term.wait("y yes")
    term.send("y")
    term.wait("A setting is wrong")
    term.wait("an offline one is a number of 19 digits")


def fix_it_in_the_middle(term: Term) -> None:
    term.send("y")
    term.wait("✗ TikTok answered")
    press(term, CTRL_U)
    term.send(known.EVENT_SET + CTRL_S)
