"""Run the programs of a scheduler, and name the program that it shall start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tiktok_tui.accounts.environment import API_URL
from tiktok_tui.accounts.home import VARIABLE as HOME
from tiktok_tui.events.errors import StateError

SECONDS: Final = 30
"""How long a program may take."""
_FOR_TASKS: Final = (HOME, "XDG_CONFIG_HOME", "XDG_STATE_HOME", API_URL)
"""The variables that decide where settings and history are, and where events go: a task needs the same."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended."""

    code: int
    output: str
    error: str


def run(*command: str, given: str | None = None) -> Ended:
    """Run a program with `given` as its input, and return how it ended. Raises StateError if it cannot be started."""
    try:
        ended = subprocess.run(
            command,
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except FileNotFoundError:
        raise StateError(f"There is no program {command[0]} on this machine.", remedy=_OTHER) from None
    except subprocess.TimeoutExpired:
        raise StateError(f"{command[0]} does not answer.", remedy="Try again later.") from None
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def must(*command: str, given: str | None = None) -> str:
    """Run a program that must succeed, and return its output. Raises StateError with what it says otherwise."""
    ended = run(*command, given=given)
    if ended.code:
        said = " ".join((ended.error or ended.output).split()) or f"it ended with code {ended.code}"
        raise StateError(f"{' '.join(command[:3])}: {said}", remedy=_OTHER)
    return ended.output


_OTHER: Final = "Choose another scheduler with --with, or look at what --print shows."


def own_program() -> tuple[str, ...]:
    """Return the command that starts this installation of tiktok-tui again, with an absolute path.

    Links are kept: what pipx and uv link to may move with the next version.
    """
    started = Path(sys.argv[0])
    if started.stem == "tiktok-tui" and (found := shutil.which(str(started.absolute()))):
        return (found,)
    return (sys.executable, "-m", "tiktok_tui")


def own_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of `environment` that a task needs to find the same settings; no secret is among them."""
    values = {name: environment[name].strip() for name in _FOR_TASKS if environment.get(name, "").strip()}
    if HOME in values:  # a scheduler starts in another folder
        values[HOME] = os.path.abspath(os.path.expanduser(values[HOME]))
    return values
