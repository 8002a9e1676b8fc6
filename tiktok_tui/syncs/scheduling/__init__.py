"""The machine's own schedulers, which start syncs: systemd, cron, launchd and the Task Scheduler of Windows."""

from typing import Final

NAMES: Final = ("systemd", "cron", "launchd", "windows")
"""The names of the schedulers, as `sync schedule --with` takes them."""
