"""Somebody whose token is an Analyst's and whose sales are last year's: neither can work, and both are said in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.journeys.exports import ANONYMOUS, ORDERS, UNPAID, shopify
from tests.journeys.keys import CTRL_O, CTRL_Q, CTRL_S, DOWN, ENTER, ESC, PROGRAM, press
from tests.support.sandbox import Sandbox
from tests.support.term import Term
from tiktok_tui.sandbox import known

SENT = ORDERS - UNPAID - ANONYMOUS


def test_an_analyst_with_last_years_sales(machine: dict[str, str], sandbox: Sandbox, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    old = shopify(tmp_path / "last_year.csv", newest=now - timedelta(days=365))
    new = shopify(tmp_path / "this_month.csv", newest=now)
    with Term(PROGRAM, columns=80, rows=24, env=machine) as term:
        term.wait("What you need")
        term.send(ENTER)
        term.wait("No credential yet")
        term.send("a")
        term.wait("Paste an access token")
        term.send(ENTER)
        term.wait("From Events Manager")
        term.send(known.ANALYST_TOKEN + ENTER)
        term.wait("What shall it be called?")
        term.send("Boss" + ENTER)
        term.wait("✓ TikTok accepts Boss")
        term.send(ENTER)
        term.wait("● Destination")
        term.send("Tills")
        term.click_text("19 digits")
        term.wait("↓ list")
        term.send(known.ADVERTISER)
        term.wait(known.ADVERTISER)
        term.click_text("19 digits")  # of the event set, now that the advertiser's line is filled
        press(term, DOWN)
        term.wait("Phone sales")
        term.send(ENTER)
        term.wait_gone("Phone sales")
        term.send(CTRL_S)
        # Said before the file is chosen, and it stays until it is read.
        term.wait("owner is an Analyst there: sending events needs the role")
        term.send(ENTER)
        term.wait("Which file")
        term.paste(str(old))
        term.send(ENTER)
        term.wait("0 events to send")
        term.send(CTRL_S)
        term.wait("No row can be sent")
        term.send("p")
        term.wait("timestamp.too_old")
        term.wait("TikTok no longer credits it")
        term.send(ESC)
        term.wait("● File and mapping")
        term.send(CTRL_O)
        term.wait("Which file")
        term.paste(str(new))
        term.send(ENTER)
        term.wait(f"{SENT} events to send")
        assert "No row can be sent" not in term.text
        term.send(CTRL_S)
        term.wait("● Review")
        term.send(CTRL_S)
        term.wait("y yes")
        term.send("y")
        term.wait("TikTok does not permit this")
        term.wait("Operator or Admin")
        term.send("2")
        term.wait("Reauthorise Boss")
        term.send(ENTER)
        term.wait("From Events Manager")
        term.send(known.TOKEN + ENTER)
        term.wait(f"✓ {SENT} accepted")
        term.wait("shows offline events within 24 hours")
        term.send(CTRL_Q)
        assert term.exit_status() == 0
    assert sandbox.stats().accepted == SENT
