"""From the command to the app and back: sessions one after another, the log, signals, and what is closed at the end.

The app runs without a terminal here; `test_terminal` has it in a real one.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import UsageError
from tiktok_tui.files.progress import stopped_at_exit
from tiktok_tui.tui import launch
from tiktok_tui.tui.app import DEMO, REAL, TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.wizard.wizard import Wizard

Act = Callable[[TikTokTui], object]


class _Script:
    """Does its acts, one in each app that is started, and notes where each was started."""

    def __init__(self, folder: Path) -> None:
        self.acts: list[Act] = []
        self.happened: list[str] = []
        self._example = folder / "example"

    @contextmanager
    def demo(self) -> Iterator[AppSession]:
        self.happened.append("example begins")
        yield AppSession(Home(self._example, self._example), "http://127.0.0.1:9/", Demo(Path("a.csv"), "shop"))
        self.happened.append("example ends")

    def app(self, session: AppSession) -> TikTokTui:
        script = self
        script.happened.append("example" if session.demo is not None else "home")

        class App(TikTokTui):
            def on_ready(self) -> None:
                script.acts.pop(0)(self)

        return App(session, lambda app: Page(app.session))


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Script:
    """No terminal, and a home of the test's own."""
    made = _Script(tmp_path)
    driver = "textual.drivers.headless_driver:HeadlessDriver"
    monkeypatch.setenv("TEXTUAL_DRIVER", driver)
    monkeypatch.setattr("textual.constants.DRIVER", driver)
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TIKTOK_TUI_API_URL", raising=False)
    monkeypatch.setattr(logging.getLogger("tiktok_tui"), "propagate", True)
    monkeypatch.setattr(launch, "TikTokTui", made.app)
    return made


def ends(with_: str | None = None, code: int = 0) -> Act:
    """The app is left, with this result."""
    return lambda app: app.exit(with_, return_code=code)


EXAMPLE = ["example begins", "example", "example ends"]


@pytest.mark.parametrize(
    ("acts", "has_demo", "example", "happened", "code"),
    [
        ([ends(code=3)], True, False, ["home"], 3),
        ([ends(DEMO), ends(REAL), ends(code=3)], True, False, ["home", *EXAMPLE, "home"], 3),
        ([ends()], True, True, EXAMPLE, 0),
        ([ends(DEMO)], False, False, ["home"], 0),
        ([ends()], False, True, ["home"], 0),
        ([ends(REAL), ends()], True, True, [*EXAMPLE, "home"], 0),
    ],
)
def test_the_example_and_the_home_follow_each_other_as_they_are_asked_for(
    acts: list[Act], has_demo: bool, example: bool, happened: list[str], code: int, script: _Script
) -> None:
    script.acts += acts
    assert launch.run_app(demo=script.demo if has_demo else None, example=example) == code
    assert (script.happened, script.acts) == (happened, [])


def test_the_log_is_private_and_only_for_the_time_of_the_app(
    script: _Script, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = logging.getLogger("tiktok_tui.some.module")
    log_of_textual = logging.getLogger("elsewhere")

    def note(app: TikTokTui) -> None:
        log.error("noted é")
        log_of_textual.error("not ours")
        app.exit()

    script.acts.append(note)
    assert launch.run_app() == 0
    log.error("too late")
    path = tmp_path / "home" / "tiktok-tui.log"
    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert line.endswith(" ERROR tiktok_tui.some.module noted é")
    assert [each.stat().st_mode & 0o777 for each in (path, path.parent)] == [0o600, 0o700]
    assert [record.message for record in caplog.records] == ["not ours"], "nothing of ours goes to the terminal"
    path.unlink()
    path.mkdir()
    script.acts.append(note)
    assert launch.run_app() == 0


def test_a_fault_is_told_by_its_kind_and_logged_by_its_lines(
    script: _Script, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(app: TikTokTui) -> None:
        try:
            raise ValueError("planted first")
        except ValueError:
            raise KeyError("planted")  # noqa: B904 - the kind of the last of a chain is told

    script.acts.append(fail)
    assert launch.run_app() == 1
    path = tmp_path / "home" / "tiktok-tui.log"
    said, where = capsys.readouterr().err.splitlines()[-2:]
    assert said == (
        "tiktok-tui: something went wrong in the app itself (KeyError). Nothing that TikTok accepted is lost."
    )
    assert where == f"The lines of code, and nothing else, are in {path}"
    (line,) = path.read_text().splitlines()
    way = line.partition(" ERROR tiktok_tui.tui.launch KeyError: ")[2].split(" < ")
    assert way[0].partition("test_launch.py:")[2].split()[1] == "fail"
    assert way[1].endswith(" on_ready")
    assert "planted" not in line


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_app_in_order(number: signal.Signals, script: _Script) -> None:
    script.acts.append(lambda _: os.kill(os.getpid(), number))
    assert launch.run_app() == 128 + number


def test_what_was_opened_is_closed_and_threads_are_told_to_stop_until_they_have(script: _Script) -> None:
    class Work:
        def __init__(self) -> None:
            self.told, self.over = 0, threading.Event()

        def stop(self) -> None:
            self.told += 1
            if self.told == 2:
                self.over.set()

    work, closed, ended = Work(), list[str](), list[bool]()
    stopped_at_exit(work)

    async def begin(app: TikTokTui) -> None:
        resources = ExitStack()
        resources.callback(closed.append, "the copy of the rows")
        app.setup.wizard = cast("Wizard", SimpleNamespace(resources=resources))
        begun = threading.Event()

        def run() -> None:
            begun.set()
            ended.append(work.over.wait(60))

        asyncio.get_running_loop().run_in_executor(None, run)
        await asyncio.to_thread(begun.wait, 20)
        app.exit()

    script.acts.append(lambda app: app.run_worker(begin(app)))
    assert launch.run_app() == 0
    assert (ended, closed) == ([True], ["the copy of the rows"])
    assert work.told >= 2


def test_without_a_terminal_it_names_what_works_without_one(script: _Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "")
    monkeypatch.setattr(sys, "stdin", StringIO())
    with pytest.raises(UsageError) as caught:
        launch.run_app()
    assert caught.value.what == "The app needs a terminal."
    assert caught.value.remedy == (
        "Run `tiktok-tui send FILE -d DESTINATION` instead, or `tiktok-tui --help` for all commands."
    )
    assert script.happened == []
