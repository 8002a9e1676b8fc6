"""The keys that work on every screen."""

from __future__ import annotations

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True, tooltip="Leave the app"),
    Binding("ctrl+p", "command_palette", "find", id="app.find", priority=True, tooltip="Find an action by words"),
    Binding(
        "ctrl+z",
        "suspend_process",
        "Suspend",
        id="app.suspend",
        show=False,
        tooltip="Put the app into the background; `fg` in the shell brings it back",
    ),
    Binding(
        "x",
        "leave_example",
        "leave example",
        id="app.leave_example",
        show=False,
        tooltip="Leave the example: open the app with your own destinations and credentials",
    ),
    Binding(
        "comma",
        "go('settings')",
        "settings",
        id="app.settings",
        show=False,
        tooltip="Change the theme, the keys, the density and the bell",
    ),
    Binding("f5", "guide", "Guide", id="app.guide", show=False, tooltip="Read the guide that helps on this screen"),
    Binding(
        "f3",
        "read_saved",
        "Read",
        id="app.read_saved",
        show=False,
        tooltip="Read the rejects that were saved last in your pager",
    ),
    Binding(
        "question_mark,f1", "help", "help", id="app.help", key_display="?", tooltip="Show every key that works here"
    ),
]
