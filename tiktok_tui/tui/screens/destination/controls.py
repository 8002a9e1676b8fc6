"""The row and the control of each setting, as its kind asks for."""

from __future__ import annotations

from enum import StrEnum

from textual.widget import Widget
from textual.widgets import Static

from tiktok_tui.events.settings import DEFAULTS, Kind, Setting
from tiktok_tui.tui.screens.destination.form import FormRow
from tiktok_tui.tui.screens.destination.pick_input import PickInput
from tiktok_tui.tui.widgets.checkbox import PlainCheckbox
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.text_line import TextLine

_EXAMPLES = {
    "name": "such as Store sales",
    "advertiser_id": "19 digits",
    "currency": "the account's",
    "time_zone": "the account's",
}
_GROUPS = frozenset({"currency", "limited_data_use", "admin_only"})
"""Settings with a blank line above."""


def row_of(setting: Setting, control: Widget) -> FormRow:
    """Return the row of a setting with its control."""
    row = FormRow(setting.name, setting.title, control)
    row.set_class(setting.name in _GROUPS, "form--apart")
    return row


def choices(setting: Setting) -> tuple[StrEnum | None, ...]:
    """Return the setting's choices; None, for not set, is one of them if that is its default."""
    return (None, *setting.choices) if getattr(DEFAULTS, setting.name) is None else setting.choices


def control_of(setting: Setting) -> Widget:
    """Return a control for the setting, with its name as ID."""
    example = _EXAMPLES.get(setting.name, "")
    match setting.kind:
        case Kind.CREDENTIAL:
            return Static("", id=setting.name, markup=False)
        case Kind.CHOICE:
            return RadioLine([choice or "not set" for choice in choices(setting)], id=setting.name)
        case Kind.SWITCH:
            return PlainCheckbox(setting.help, id=setting.name)
        case Kind.NAME | Kind.TEXT:
            return TextLine(placeholder=example, compact=True, id=setting.name)
        case Kind.ID | Kind.EVENT | Kind.CURRENCY | Kind.COUNTRY | Kind.ZONE:
            return PickInput(setting.name, placeholder=example)
