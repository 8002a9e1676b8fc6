"""Let the machine's own scheduler start a sync, after a question that says what is written for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.error_dialog import ErrorDialog
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.jobs.jobs import run

if TYPE_CHECKING:
    from tiktok_tui.syncs.scheduling.scheduler import Plan
    from tiktok_tui.syncs.settings.sync import Sync


async def offer_schedule(app: App[Any], session: AppSession, sync: Sync) -> bool:
    """Ask, and switch it on; return True once the machine starts the sync. To be awaited in a worker."""
    home = session.home

    def planned(_: object) -> Plan:
        from tiktok_tui.syncs.scheduling import scheduling

        return scheduling.plan(home, sync, scheduling.scheduler_named())

    def switch_on(_: object) -> Plan:
        from tiktok_tui.syncs.scheduling import scheduling

        return scheduling.schedule(home, sync, scheduling.scheduler_named())

    try:
        plan = await run(planned)
        when = sync.schedule.words() if sync.schedule is not None else ""
        question = Confirm(
            "Let this machine start it?",
            f"It then runs {when}, also while the app is closed.",
            yes="Start it by itself",
            no="Not now",
            facts=[("Written", ", ".join(file.name for file in plan.files)), *(("Note", note) for note in plan.notes)],
        )
        if not await app.push_screen_wait(question):
            return False
        await run(switch_on)
    except AppError as error:
        await app.push_screen_wait(ErrorDialog(error, "It does not start by itself yet"))
        return False
    return True
