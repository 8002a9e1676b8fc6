"""A task for the schedulers, whose program writes down how it was started."""

from __future__ import annotations

from pathlib import Path

from tiktok_tui.syncs.scheduling.scheduler import Task
from tiktok_tui.syncs.settings.schedule import Schedule


def task(folder: Path, schedule: Schedule) -> Task:
    """Return a task whose program writes its arguments, a setting and a secret into the file `ran`."""
    program = folder / "pro $gram 100%"
    part = folder / "ran.part"
    program.write_text(
        f"""#!/bin/sh
printf "%s\\n" "$*" "$SETTING" "$SECRET" > "{part}" && mv "{part}" "{folder}/ran"
"""
    )
    program.chmod(0o755)
    secrets = folder / "secrets.env"
    secrets.write_text("SECRET='from the $file'\n")
    return Task(
        "nightly",
        "nightly",
        "Nightly:\n100 % of it\\",
        schedule,
        (str(program),),
        secrets,
        {"SETTING": 'a "b" $c %d \\e'},
    )
