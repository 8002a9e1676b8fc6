"""The questions about a run before it is resumed with more events, or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiktok_tui.events.counts import agreeing, counted
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.screens.review.wording import look_accepted

if TYPE_CHECKING:
    from tiktok_tui.uploads.run import Run


def about_doubtful(run: Run) -> Confirm:
    """The question before the events in doubt are sent again."""
    count = run.tally.withheld
    those = agreeing(count, "it", "those")
    question = (
        f"{counted(count, 'event')} may have been accepted more than 48 hours ago: TikTok would count {those} twice."
    )
    return Confirm("Send the events in doubt?", question, yes="Send", no="Leave it")


def about_similar(run: Run) -> Confirm:
    """The question before events are sent that look like accepted ones."""
    count = run.tally.similar
    question = f"{look_accepted(count)}. TikTok would count {'it' if count == 1 else 'them'} as new."
    return Confirm("Send what was held back?", question, yes="Send", no="Leave it")


def about_giving_up(run: Run) -> Confirm:
    """The question before a run is ended for good."""
    have = agreeing(run.left, "has", "have")
    question = f"{run.left:,} of its {counted(run.total, 'event')} {have} not been sent. Accepted events stay accepted."
    return Confirm("Give the run up?", question, yes="Give it up", no="Leave it")
