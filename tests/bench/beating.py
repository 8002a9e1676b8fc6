"""The app with a heart: writes down when its event loop came round, to tell how long it was held."""

from __future__ import annotations

import asyncio
import json
import os
import time
from pathlib import Path

from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.session import session

EVERY = 0.005
"""Seconds between two beats of a loop that nobody holds."""


class Beating(TikTokTui):
    """Beats from the first paint on."""

    CSS_PATH = TikTokTui.CSS_PATH

    def on_ready(self) -> None:
        """Begin."""
        self.beats: list[float] = []
        self.heart = asyncio.create_task(self._beat())

    async def _beat(self) -> None:
        while True:
            self.beats.append(time.perf_counter())
            await asyncio.sleep(EVERY)


if __name__ == "__main__":
    app = Beating(session())
    app.run()
    Path(os.environ["BEATS"]).write_text(json.dumps(app.beats))
