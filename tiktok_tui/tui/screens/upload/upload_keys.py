"""The keys of the last step."""

from __future__ import annotations

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding("a", "rest", "send the rest", id="upload.rest", tooltip="Send all the others that are ready"),
    Binding("r", "resume", "resume", id="upload.resume", tooltip="Continue where the run stopped"),
    Binding(
        "b",
        "send_similar",
        "send held back",
        id="upload.send_similar",
        tooltip="Send what was held back since it looks like events accepted earlier",
    ),
    Binding("e", "export", "export rejects", id="upload.export", tooltip="Save what was not accepted, with reasons"),
    Binding("t", "sync", "every night", id="upload.sync", tooltip="Send this every day by itself, from now on"),
    Binding("n", "another", "next file", id="upload.another", tooltip="Send another file to this destination"),
    Binding("d", "done", "done", id="upload.done", tooltip="Leave the wizard; the run stays in the history"),
]
