"""Ask how amounts are written where the file leaves it open: 1.250 may be one and a quarter, or 1,250."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.destination import Destination, NumberStyle
from tiktok_tui.tui.dialogs.ask import Ask
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.jobs.jobs import run

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.prepare.prepare import Prepared

_RULES = ("value.ambiguous", "price.ambiguous")


@dataclass(frozen=True, slots=True)
class Answer:
    """The destination with the number style that was chosen, and a sentence about it."""

    destination: Destination
    sentence: str


def doubtful_rows(prepared: Prepared, destination: Destination) -> int:
    """Return how many rows hold an amount that can be read in two ways; 0 if the destination names a number style."""
    if destination.number_style is not None:
        return 0
    return max(prepared.totals.rules.get(rule, 0) for rule in _RULES)


def first_doubtful(prepared: Prepared) -> str:
    """Return the first amount of the file that can be read in two ways, as its cell holds it."""
    found = (problem for rule in _RULES for problem in prepared.problems(rule, limit=1))
    return next((problem.value for problem in found), "1.250")


async def ask_and_keep(app: App[Any], home: Home, prepared: Prepared, destination: Destination) -> Answer | None:
    """Ask which style the amounts of the file are in, and keep it with the destination; None if it was not answered.

    Raises AppError.
    """
    doubtful = await run(lambda _: first_doubtful(prepared))
    picked = await _ask_style(app, doubtful, doubtful_rows(prepared, destination))
    if picked is None:
        return None
    answered = replace(destination, number_style=picked)
    if await run(lambda _: _save(home, destination.slug, picked)):
        return Answer(answered, f"Amounts are read like {picked}; the destination keeps that.")
    return Answer(
        answered,
        f'Amounts are read like {picked} now. Write number_style = "{picked}" into the destination\'s file; '
        "saving it from here would lose your comments.",
    )


async def _ask_style(app: App[Any], doubtful: str, rows: int) -> NumberStyle | None:
    """Ask which style the amounts of the file are in; None if it was not answered."""
    answers = [
        Choice(NumberStyle.POINT, f"like {NumberStyle.POINT}", "the point is the decimal mark"),
        Choice(NumberStyle.COMMA, f"like {NumberStyle.COMMA}", "the point groups thousands"),
    ]
    count = "An amount" if rows == 1 else f"{rows:,} amounts"
    question = (
        f"{count} such as {doubtful} can be read in two ways. The answer is kept with the destination. They are …"
    )
    return await app.push_screen_wait(Ask("How are the amounts written?", question, answers))


def _save(home: Home, slug: str, style: NumberStyle) -> bool:
    """Save the destination, as it is by now, with a number style; False if that would lose its file's comments."""
    from tiktok_tui.accounts import destinations
    from tiktok_tui.events.system import settings_file

    if settings_file.file_has_comments(destinations.path_of(home, slug)):
        return False
    destinations.save(home, replace(destinations.load(home, slug), number_style=style))
    return True
