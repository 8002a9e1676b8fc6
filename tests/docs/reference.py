"""Draws `docs/reference.md` from the tables of the code: `python -m tests.docs.reference`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from textual.binding import Binding

from tiktok_tui.events.destination import EventSource
from tiktok_tui.events.fields import FIELDS, Field
from tiktok_tui.events.rules import RULES, Severity
from tiktok_tui.events.settings import SETTINGS
from tiktok_tui.syncs.settings.sync_keys import SYNC_KEYS
from tiktok_tui.tiktok.codes import CODES, Kind
from tiktok_tui.tui.bindings import declared

PATH = Path(__file__).parents[2] / "docs" / "reference.md"

PLACES = {
    "app": "Everywhere",
    "page": "On every screen",
    "step": "On every step of the set-up",
    "table": "In every list",
    "filter": "In every list that can be filtered",
    "dialog": "In every dialog",
    "home": "Home",
    "credentials": "Credentials",
    "destinations": "Destinations",
    "destination": "Destination",
    "choice": "In a line with ▾",
    "pick": "Choosing a file",
    "tables": "Choosing a table of a database",
    "mapping": "File and mapping",
    "values": "A map of values",
    "problems": "Problems",
    "review": "Review",
    "upload": "Upload",
    "batch": "One batch",
    "history": "History",
    "sync": "A sync",
    "run": "A run",
    "settings": "Settings",
}
"""The part of a binding's ID before its point, in the order of the work; smaller boxes name their keys themselves."""

_KEYS = {"question_mark": "?", "slash": "/", "delete": "Del", "escape": "Esc", "enter": "Enter", "pageup": "PgUp"}
_KEYS |= {"pagedown": "PgDn", "space": "Space", "tab": "Tab", "backspace": "Backspace", "home": "Home", "end": "End"}
_KEYS |= {"up": "↑", "down": "↓", "left": "←", "right": "→", "f1": "F1"}

_KINDS = {
    Kind.ACCEPTED: "accepted",
    Kind.TRANSIENT: "waits and tries again",
    Kind.THROTTLED: "waits and sends less",
    Kind.ROW: "rejects the row, sends the rest",
    Kind.SETTINGS: "stops until the setting is corrected",
    Kind.TOKEN: "renews the token, or stops until it is reauthorised",
    Kind.PERMISSION: "stops until it is permitted",
}


def bindings() -> Iterator[tuple[str, Binding]]:
    """Every key that the app declares, with the place of the class that declares it."""
    for _, own in declared():
        for binding in own:
            # The last one's: a screen that gives a key of every step another meaning names it first.
            yield str(own[-1].id).partition(".")[0], binding


def keys() -> dict[str, list[tuple[str, str]]]:
    """For each place, its keys and what they do."""
    by_place: dict[str, list[tuple[str, str]]] = {title: [] for title in PLACES.values()}
    for place, binding in bindings():
        if place in PLACES and binding.tooltip:
            shown = " ".join(_key(part) for part in binding.key.split(","))
            by_place[PLACES[place]].append((shown, str(binding.tooltip)))
    return by_place


def _key(name: str) -> str:
    if name.startswith("ctrl+"):
        return f"Ctrl+{name[-1].upper()}"
    return _KEYS.get(name, name)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _sources(field: Field) -> str:
    return ", ".join(str(source) for source in EventSource if source in field.sources)


def _does(severity: Severity) -> str:
    return {Severity.REJECT: "not sent", Severity.WARNING: "sent, with a warning"}.get(
        severity, "not sent, unless another identifier is good"
    )


def text() -> str:
    """The whole page."""
    parts = [
        "# Reference",
        "Made from the code by `python -m tests.docs.reference`; a test holds it to that.",
        "## Keys",
        "`?` in the app shows those of the screen you are on; Tab goes from field to field, and so does the mouse.",
    ]
    for place, lines in keys().items():
        parts += [f"**{place}**", table(("key", "does"), lines)]
    parts += [
        "## A destination's settings",
        "One file a destination, `destinations/NAME.toml` under `tiktok-tui locate config`; the options are those of"
        " `tiktok-tui destination add`.",
        table(
            ("setting", "option", "means"),
            [(_code(setting.name), _code(setting.flag), setting.help) for setting in SETTINGS],
        ),
        "## A sync's file",
        "One file a sync, `syncs/NAME.toml` under `tiktok-tui locate config`; [every night](nightly.md) shows one.",
        table(
            ("table", "key", "means"),
            [
                (_code(f"[{name}]" if name else ""), _code(key), help_)
                for name, of in SYNC_KEYS.items()
                for key, help_ in of.items()
            ],
        ),
        "## Fields",
        "What a column can become. A column whose header is one of these names maps by itself.",
        table(
            ("field", "for", "means", "at TikTok"),
            [(_code(each.name), _sources(each), each.help, _code(each.path)) for each in FIELDS],
        ),
        "## Rules",
        "What is checked in every row before anything is sent. Each row of a rejects file names its rule.",
        table(
            ("rule", "the row is", "why", "what to do"),
            [(_code(each.name), _does(each.severity), each.reason, each.remedy) for each in RULES],
        ),
        "## TikTok's codes",
        "What TikTok answers, and what the upload does then.",
        table(
            ("code", "TikTok says", "the upload", "what to do"),
            [(str(each.number), each.meaning, _KINDS[each.kind], each.remedy) for each in CODES.values()],
        ),
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), "utf-8")
