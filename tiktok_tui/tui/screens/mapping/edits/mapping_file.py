"""Save a mapping as a file of one's own, load one, or begin again."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

from textual.app import App

from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.jobs.jobs import run


class Deed(Enum):
    """What can be done with a mapping as a whole."""

    SAVE = "Save it to a file …"
    LOAD = "Load one from a file …"
    SUGGESTED = "Begin again with the suggested one"
    NOTHING = "Begin again with nothing mapped"


_ABOUT = {
    Deed.SAVE: "TOML, for -m of the commands and for other people",
    Deed.LOAD: "one that was saved or written by hand",
    Deed.SUGGESTED: "what the header and the first rows speak for",
}


async def mapping_file(app: App[Any], mapping: Mapping, suggested: Mapping, name: str) -> tuple[Mapping | None, str]:
    """Ask what to do with the mapping of the file `name`: another mapping, or None, and a sentence about it or ""."""
    deed = await app.push_screen_wait(
        Choose("The mapping as a whole", [Choice(deed, deed.value, _ABOUT.get(deed, "")) for deed in Deed])
    )
    match deed:
        case Deed.SAVE:
            return None, await _save(app, mapping, Path.cwd() / f"{Path(name).stem or 'query'}.mapping.toml")
        case Deed.LOAD:
            return await _load(app)
        case Deed.SUGGESTED:
            return suggested, "This is the suggested mapping."
        case Deed.NOTHING:
            return Mapping(), "Nothing is mapped."
        case _:
            return None, ""


async def _save(app: App[Any], mapping: Mapping, proposed: Path) -> str:
    from tiktok_tui.mapping import toml

    typed = await app.push_screen_wait(
        Prompt(
            "Save the mapping to …",
            value=str(proposed),
            hint="No secrets and no rows of the file are in it.",
            check=lambda typed: "" if typed else "Type a path, or press Esc.",
        )
    )
    if typed is None:
        return ""
    path = Path(typed).expanduser()
    loses = await run(lambda _: "The comments in it will be lost." if toml.file_has_comments(path) else "")
    if await run(lambda _: path.exists()):
        question = f"{path} is there already. {loses}".strip()
        if not await app.push_screen_wait(Confirm("Replace the file?", question, yes="Replace", no="Leave it")):
            return ""

    def write(_: object) -> bool:
        toml.save(mapping, path)
        return True

    saved = await app.push_screen_wait(Waiting("Save the mapping", "Writing …", write))
    return f"The mapping is saved in {path}." if saved else ""


async def _load(app: App[Any]) -> tuple[Mapping | None, str]:
    from tiktok_tui.mapping import toml

    path = await app.push_screen_wait(PickFile(title="Which mapping?"))
    if path is None:
        return None, ""
    loaded = await app.push_screen_wait(Waiting("Load the mapping", "Reading …", lambda _: toml.load(Path(path))))
    return loaded, "" if loaded is None else f"The mapping is that of {path}."
