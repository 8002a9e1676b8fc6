from __future__ import annotations

import gc
import os
import subprocess
import sys

from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # it has no types

from tests.support.secret_service import SecretService

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


def test_a_connection_that_keyring_leaves_to_the_collector_fails_no_test(secret_service: SecretService) -> None:
    left = open_dbus_connection(bus=secret_service.bus.address)
    del left
    gc.collect()
