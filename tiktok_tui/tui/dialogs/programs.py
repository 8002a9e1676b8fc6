"""The person's own programs: text is written in `$EDITOR` and read in `$PAGER` while the app is suspended."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

_EDITORS = ("nano", "vi", "notepad")
_PAGERS = ("less", "more")


def edit_text(app: App[Any], text: str, name: str) -> str | None:
    """Let the person change `text` in their editor, as a file called `name`; None if they left it as it was.

    The file is in a folder that only they can read and that is removed afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="tiktok-tui-") as folder:
        path = Path(folder, name)
        path.write_text(text, encoding="utf-8")
        if not _run(app, ("VISUAL", "EDITOR"), _EDITORS, file=path):
            return None
        try:
            changed = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            app.notify("What the editor saved cannot be read as UTF-8 text.", severity="error", markup=False)
            return None
    return changed if changed != text else None


def read_text(app: App[Any], text: str) -> None:
    """Show `text` in the person's pager; it is handed over without a file."""
    _run(app, ("PAGER",), _PAGERS, text=text)


def read_file(app: App[Any], path: Path) -> None:
    """Show a file in the person's pager."""
    _run(app, ("PAGER",), _PAGERS, file=path)


def _run(
    app: App[Any], variables: tuple[str, ...], usual: tuple[str, ...], *, file: Path | None = None, text: str = ""
) -> bool:
    """Run the program of the first variable that is set, or the first usual one; False if none could be run."""
    from tiktok_tui.accounts.environment import for_children

    named = next(filter(None, (os.environ.get(name, "").strip() for name in variables)), "")
    command = named or next(filter(None, map(shutil.which, usual)), "")
    set_it = f"Set {variables[-1]} to the program that you want."
    try:
        program, *words = shlex.split(command)
        words += [str(file)] if file is not None else []
        with app.suspend():
            data = None if file is not None else text.encode()
            subprocess.run([program, *words], input=data, env=for_children(), check=True)
    except SuspendNotSupported:
        app.notify("This terminal cannot be lent to another program.", severity="warning", markup=False)
    except (OSError, ValueError):  # no such program, or a quote that is not closed
        app.notify(f"{command} could not be started. {set_it}" if command else set_it, severity="error", markup=False)
    except subprocess.CalledProcessError as error:
        app.notify(f"{command} ended with an error ({error.returncode}).", severity="warning", markup=False)
    else:
        return True
    return False
