"""The row of each setting: its control, and where a blank line is above it."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import Static

from tiktok_tui.events.settings import SETTING, SETTINGS
from tiktok_tui.tui.screens.destination.controls import choices, control_of, row_of
from tiktok_tui.tui.screens.destination.pick_input import PickInput
from tiktok_tui.tui.widgets.checkbox import PlainCheckbox
from tiktok_tui.tui.widgets.radio_line import RadioLine
from tiktok_tui.tui.widgets.text_line import TextLine


def test_groups_of_settings_stand_apart() -> None:
    apart = {setting.name for setting in SETTINGS if row_of(setting, Static()).has_class("form--apart")}
    assert apart == {"currency", "limited_data_use", "admin_only"}


def test_a_setting_that_may_be_unset_has_a_choice_for_that() -> None:
    offered = {name: choices(SETTING[name]) for name in ("number_style", "event_source")}
    assert (offered["number_style"][0], None in offered["event_source"]) == (None, False)


def test_each_setting_has_the_control_of_its_kind_with_an_example_while_it_is_blank() -> None:
    made = {setting.name: control_of(setting) for setting in SETTINGS}
    assert {name: control.id for name, control in made.items()} == {name: name for name in made}
    kinds: dict[type[Widget], list[str]] = {}
    for name, control in made.items():
        kinds.setdefault(type(control), []).append(name)
    picked = ["advertiser_id", "event_set_id", "fixed_event", "currency", "phone_country", "time_zone"]
    switches = ["auto_tracking", "limited_data_use", "admin_only", "restrict_pii", "send_event_channel", "sandbox"]
    assert kinds == {
        TextLine: ["name", "description", "event_set_name"],
        Static: ["credential"],
        PickInput: picked,
        RadioLine: ["event_source", "number_style"],
        PlainCheckbox: switches,
    }
    lines = [made[name] for name in kinds[TextLine]]
    assert [line.placeholder for line in lines if isinstance(line, TextLine)] == ["such as Store sales", "", ""]
    boxes = [(name, made[name]) for name in switches]
    assert all(isinstance(box, PlainCheckbox) and box.label.plain == SETTING[name].help for name, box in boxes)
    assert [line.render().plain for line in made.values() if isinstance(line, RadioLine)] == [
        "(•) offline   ( ) web",
        "(•) not set   ( ) 1,234.56   ( ) 1.234,56   ( ) 1 234,56",
    ]
