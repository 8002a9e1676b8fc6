"""Stands in for the dialogs of a flow: notes what each is given and answers in turn, without an app.

    asking = Asking(monkeypatch, pickers, "Tills", None)
    await pickers.create_event_set(asking.app, session, destination)
    assert asking.titles == ["A new event set: its name", "Describe Tills: which sales go into it?"]

A `Waiting` is not answered: its work is done, as the real one does it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App

from tiktok_tui.events.errors import AppError

DIALOGS = (
    "Authorising",
    "Choose",
    "ChooseMethod",
    "Confirm",
    "ErrorDialog",
    "Notes",
    "PressKey",
    "Prompt",
    "SecretPrompt",
    "Waiting",
)
_QUIET = frozenset({"authorisation", "check", "work"})


class Asked:
    """A dialog: its kind, and what it was given under the names of its arguments."""

    def __init__(self, kind: str, given: dict[str, Any]) -> None:
        self.kind, self.given = kind, given
        self.error: AppError | None = None

    @property
    def shown(self) -> tuple[object, ...]:
        """Everything that a person sees of it, for a comparison as a whole."""
        return self.kind, {name: value for name, value in self.given.items() if name not in _QUIET}

    def wrong(self, typed: str) -> str:
        """Return the mistake that it sees in `typed`."""
        return str(self.given["check"](typed))


class Asking:
    """Replaces the dialogs that `module` names; `answers` are their results."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: ModuleType, *answers: object) -> None:
        self.dialogs: list[Asked] = []
        self.said: list[str] = []
        self.answers = list(answers)
        self.app = cast(
            "App[Any]",
            SimpleNamespace(
                push_screen_wait=self.show,
                push_screen=self._pushed,
                notify=lambda text, **_: self.said.append(text),
                clear_notifications=None,
            ),
        )
        self.replace(monkeypatch, module)

    def replace(self, monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> None:
        """Replace the dialogs of one more module."""
        for kind in DIALOGS:
            if hasattr(module, kind):
                real = inspect.signature(getattr(module, kind))
                monkeypatch.setattr(module, kind, partial(_made, kind, real))
        if hasattr(module, "run"):
            monkeypatch.setattr(module, "run", _run)

    @property
    def titles(self) -> list[str]:
        """The titles of the dialogs in their order."""
        return [asked.given["title"] for asked in self.dialogs]

    def _pushed(self, asked: Asked) -> None:
        self.dialogs.append(asked)

    async def show(self, asked: Asked) -> object:
        """Note a dialog, and answer it."""
        self.dialogs.append(asked)
        if asked.kind != "Waiting":
            return self.answers.pop(0)
        try:
            return asked.given["work"](None)
        except AppError as error:
            asked.error = error
            return None


def _made(kind: str, real: inspect.Signature, *args: object, **named: object) -> Asked:
    return Asked(kind, dict(real.bind(*args, **named).arguments))


async def _run(work: Callable[[object], object]) -> object:
    return work(None)
