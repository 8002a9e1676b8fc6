"""Save the mapping to a file, load one, or start again."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

from textual.app import App

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.tui.dialogs.choice_list import Choice
from tiktok_tui.tui.dialogs.choose import Choose
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.dialogs.programs import edit_text
from tiktok_tui.tui.dialogs.save_mapping import save_mapping
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.screens.mapping.edits.context import EditContext


class _Action(Enum):
    """The actions on a mapping as a whole."""

    SAVE = "Save it to a file …"
    EDIT = "Edit it as text …"
    LOAD = "Load one from a file …"
    SUGGESTED = "Start again from the suggestion"
    NOTHING = "Start again with nothing mapped"


_ABOUT = {
    _Action.SAVE: "to share it, or for commands (-m)",
    _Action.EDIT: "as TOML, in your editor (EDITOR)",
    _Action.LOAD: "saved here, or written by hand",
    _Action.SUGGESTED: "from the header and the first rows",
}


async def change_file(context: EditContext) -> Mapping | None:
    """Ask what to do with the mapping as a whole, do it, and report the result."""
    mapping, said = await _change(context)
    if said:
        context.say(said)
    return mapping


async def _change(context: EditContext) -> tuple[Mapping | None, str]:
    action = await context.app.push_screen_wait(
        Choose("The mapping as a whole", [Choice(each, each.value, _ABOUT.get(each, "")) for each in _Action])
    )
    match action:
        case _Action.SAVE:
            path = await save_mapping(context.app, context.mapping, context.open_file.table.name)
            return None, f"The mapping is saved in {path}." if path is not None else ""
        case _Action.EDIT:
            return await _edit(context)
        case _Action.LOAD:
            return await _load(context.app)
        case _Action.SUGGESTED:
            return context.open_file.suggestion.mapping, "This is the suggested mapping."
        case _Action.NOTHING:
            return Mapping(), "Nothing is mapped."
        case _:
            return None, ""


async def _edit(context: EditContext) -> tuple[Mapping | None, str]:
    """Let the person edit the mapping as text; one with a mistake is edited again or dropped."""
    from tiktok_tui.mapping import toml

    text: str | None = toml.dumps(context.mapping)
    while (text := edit_text(context.app, text or "", "mapping.toml")) is not None:
        try:
            return toml.loads(text, where="the edited mapping"), ""
        except SettingsError as error:
            question = Confirm("The mapping cannot be used", str(error), yes="Edit it again", no="Drop the changes")
            if not await context.app.push_screen_wait(question):
                return None, "The mapping was not changed."
    return None, ""


async def _load(app: App[Any]) -> tuple[Mapping | None, str]:
    from tiktok_tui.mapping import toml

    chosen = await app.push_screen_wait(PickFile(title="Which mapping?"))
    if chosen is None:
        return None, ""
    path = Path(chosen.text)
    loaded = await app.push_screen_wait(Waiting("Load the mapping", "Reading …", lambda _: toml.load(path)))
    return loaded, "" if loaded is None else f"The mapping was loaded from {path}."
