"""Asks where to save a mapping, and writes it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from tiktok_tui.events.errors import AppError
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.paths import file_stem
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.jobs.jobs import run

if TYPE_CHECKING:
    from tiktok_tui.mapping.model import Mapping


async def save_mapping(app: App[Any], mapping: Mapping, file: str) -> Path | None:
    """Save the mapping of the file called `file`; return the path, None if the person leaves or it cannot be written.

    A file that holds another mapping is replaced only after a question.
    """
    from tiktok_tui.events.system import settings_file
    from tiktok_tui.mapping import toml

    typed = await app.push_screen_wait(
        Prompt(
            "Save the mapping to …",
            value=str(Path.cwd() / f"{file_stem(file)}.mapping.toml"),
            hint="It holds names of columns, no rows and no secrets.",
            check=lambda typed: "" if typed else "Type a path, or press Esc.",
        )
    )
    if typed is None:
        return None
    path = Path(os.path.expanduser(typed)).absolute()
    if await run(lambda _: _holds(path, mapping)):
        return path
    loses = await run(lambda _: "The comments in it will be lost." if settings_file.file_has_comments(path) else "")
    if await run(lambda _: os.path.exists(path)):
        question = f"{path} exists already. {loses}".strip()
        if not await app.push_screen_wait(Confirm("Replace the file?", question, yes="Replace", no="Leave it")):
            return None

    def write(_: object) -> Path:
        toml.save(mapping, path)
        return path

    return await app.push_screen_wait(Waiting("Save the mapping", "Writing …", write))


def _holds(path: Path, mapping: Mapping) -> bool:
    """True if the file at `path` holds this mapping already."""
    from tiktok_tui.mapping import toml

    try:
        return os.path.exists(path) and toml.load(path) == mapping
    except AppError:
        return False
