"""Makes the app draw the same on every machine; to be called before Textual is imported for the first time."""

from __future__ import annotations

import os
import time

_SIZES = {"NO_COLOR", "COLUMNS", "LINES"}


def steady() -> None:
    """Leave nothing of the environment that changes what is drawn; cursors do not blink, times are UTC."""
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()
    # The plugin for snapshots keeps its own folder in a variable.
    for name in set(os.environ) - {"TEXTUAL_SNAPSHOT_TEMPDIR"}:
        if name in _SIZES or name.startswith("TEXTUAL_"):
            del os.environ[name]
    from textual.reactive import reactive
    from textual.widgets import Input

    still = reactive(False, init=False)
    still.__set_name__(Input, "cursor_blink")
    setattr(Input, "cursor_blink", still)  # noqa: B010 - a descriptor put in place of another
