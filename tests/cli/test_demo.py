from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

from tiktok_tui.cli.example import ROWS


def test_the_demo_does_the_whole_job_by_itself(tmp_path: Path) -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith("TIKTOK_TUI_")}
    env |= {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path)}
    words = [sys.executable, "-m", "tiktok_tui", "demo"]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "planted on purpose" in done.stdout
    counts = [
        int(found.replace(",", "")) for found in re.findall(r"^ *([\d,]+)  (?:rows|events)", done.stdout, re.MULTILINE)
    ]
    rows, sendable, rejected, _, accepted = counts
    assert rows > ROWS
    assert sendable + rejected == rows
    assert accepted == sendable
    for rule in ("timestamp.too_old", "identity.missing", "phone.unparseable", "value.negative", "event_id.duplicate"):
        assert rule in done.stdout
    (rejects,) = tmp_path.glob("tiktok-tui-demo-*/rejects.csv")
    assert str(rejects) in done.stdout
    with rejects.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == rejected
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"rejects.csv", "example.csv"}
    assert not (tmp_path / "home").exists()
