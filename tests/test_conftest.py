from __future__ import annotations

import os
import subprocess
import sys

_SEEN = "import os, tests.conftest; print([name for name in os.environ if name.startswith('TIKTOK_TUI_')])"


def test_no_test_sees_the_home_the_token_or_the_server_of_whoever_runs_it() -> None:
    theirs = {
        "TIKTOK_TUI_HOME": "/home/ann",
        "TIKTOK_TUI_ACCESS_TOKEN": "theirs",
        "TIKTOK_TUI_API_URL": "https://a.example",
    }
    done = subprocess.run(
        [sys.executable, "-c", _SEEN],
        env={**os.environ, **theirs},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "[]\n"
