"""Runs commands as a person's shell would: in a home of its own, with no terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.support.commands import Outcome, Run
from tests.support.orders import MAPPING
from tests.support.sandbox import Sandbox
from tiktok_tui.__main__ import main
from tiktok_tui.sandbox import known


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(folder))
    return folder


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two hours ahead of UTC in September."""
    if not hasattr(time, "tzset"):
        pytest.skip("needs a time zone of the process")
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def cli(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process."""

    def run(*argv: str | Path, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        code = main([str(word) for word in argv])
        written = capsys.readouterr()
        return Outcome(code, written.out, written.err)

    return run


@pytest.fixture
def process(home: Path) -> Run:
    """Runs a command as a process of its own."""

    def run(*argv: str | Path, stdin: str = "", env: Mapping[str, str] | None = None) -> Outcome:
        words = [sys.executable, "-m", "tiktok_tui", *map(str, argv)]
        done = subprocess.run(
            words,
            input=stdin,
            capture_output=True,
            text=True,
            env={**os.environ, **(env or {})},
            timeout=90,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


STORE = """\
name = "Store sales"
credential = "acme"
advertiser_id = "7000000000000000001"
event_source = "offline"
event_set_id = "7200000000000000001"
fixed_event = "Purchase"
currency = "USD"
phone_country = "US"
time_zone = "America/New_York"
"""


@pytest.fixture
def store(home: Path) -> str:
    """The name of a destination that is set up."""
    (home / "destinations").mkdir(parents=True)
    (home / "destinations" / "store.toml").write_text(STORE)
    return "store"


@pytest.fixture
def ready(sandbox: Sandbox, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """The words that follow FILE: a destination that reaches the sandbox, and a mapping."""
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(MAPPING)
    return ("-d", store, "-m", str(mapping))
