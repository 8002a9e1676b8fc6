"""Runs the real program and keeps all that anybody could see of it: its output, its children, the files it leaves."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.support.commands import Outcome


class Watched:
    """The program in one home; `seen` is what it has shown so far, by where that was."""

    def __init__(self, env: Mapping[str, str], home: Path) -> None:
        kept = {name: value for name, value in env.items() if not name.startswith(("TIKTOK_TUI_", "COVERAGE"))}
        self.env = {**kept, "TIKTOK_TUI_HOME": str(home)}
        self.home = home
        self.seen: list[tuple[str, str]] = []
        self.children: set[str] = set()
        """The commands of all processes that were started on the way."""

    def run(
        self,
        *words: str | Path,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        code: str = "",
        talk: Callable[[subprocess.Popen[str]], None] | None = None,
    ) -> Outcome:
        """Run a command to its end. `code` runs in its process first; `talk` may read stderr and write to stdin."""
        start = ["-c", f"{code}\nfrom tiktok_tui.__main__ import main\nraise SystemExit(main())"]
        command = [sys.executable, *(start if code else ["-m", "tiktok_tui"]), *map(str, words)]
        pipe = subprocess.PIPE
        own = {**self.env, **(env or {})}
        with (
            subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=own) as process,
            _Lookout(process.pid) as lookout,
        ):
            if talk is not None:
                talk(process)
            out, err = process.communicate(stdin or None, timeout=90)
        name = " ".join(map(str, words[:2]))
        self.seen += [(f"stdout of {name}", out), (f"stderr of {name}", err)]
        self.seen += [(f"processes of {name}", text) for text in lookout.seen]
        self.children |= lookout.children
        return Outcome(process.returncode, out, err)

    def leaks(self, secrets: Iterable[str], *folders: Path) -> list[str]:
        """Return where one of the secrets was seen, and the files in the home or the folders that hold one."""
        wanted = set(secrets)
        found = [where for where, text in self.seen if any(secret in text for secret in wanted)]
        return found + files_with(wanted, self.home, *folders)


def files_with(secrets: Iterable[str], *folders: Path) -> list[str]:
    """Return the files in the folders that hold one of the secrets."""
    wanted = [secret.encode() for secret in secrets]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(secret in path.read_bytes() for secret in wanted)]


class _Lookout:
    """Looks at the arguments of a process and its descendants all the time, and at the descendants' environment."""

    def __init__(self, pid: int) -> None:
        self.seen: set[str] = set()
        self.children: set[str] = set()
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="lookout")

    def __enter__(self) -> _Lookout:
        self._thread.start()
        return self

    def __exit__(self, *ignored: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            self._look(self._pid, parent=None)

    def _look(self, pid: int, *, parent: str | None) -> None:
        try:
            folder = Path(f"/proc/{pid}")
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
            self.seen.add(command)
            if parent == command:
                return  # forked, and still its parent's image: another program comes in a moment
            if parent is not None:
                self.seen.add((folder / "environ").read_bytes().decode(errors="replace"))
                self.children.add(command.replace("\0", " "))
            for task in os.listdir(folder / "task"):
                for child in (folder / "task" / task / "children").read_text().split():
                    self._look(int(child), parent=command)
        except OSError:
            return  # it has ended meanwhile
