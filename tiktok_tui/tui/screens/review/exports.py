"""An upload in another form: as a file of request bodies, or as a command for scripts and for every night."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

from textual.app import App

from tiktok_tui.events.counts import counted
from tiktok_tui.files.source.database import DatabaseSource
from tiktok_tui.files.source.source import SourceRef
from tiktok_tui.tui.dialogs.paths import file_stem
from tiktok_tui.tui.dialogs.prompt import Prompt
from tiktok_tui.tui.dialogs.save_mapping import save_mapping
from tiktok_tui.tui.dialogs.waiting import Waiting
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.uploads.options import Options


async def write_dry_run(app: App[Any], file: CheckedFile, options: Options) -> str:
    """Ask for a path and write the exact request bodies; return a sentence, "" if the person leaves or it failed."""
    hint = "One request body a line, exactly as TikTok would get it. Nothing is sent."
    proposed = Path.cwd() / f"{file_stem(file.table.name)}.payload.jsonl"
    path = await app.push_screen_wait(Prompt("Write the dry run to …", value=str(proposed), hint=hint))
    if not path:
        return ""

    def write(_: object) -> int:
        from tiktok_tui.uploads.exports.payload import write_payload

        return write_payload(
            path,
            file.prepared,
            file.destination,
            keep=file.table.paths,
            limit=options.limit,
            test_event_code=options.test_event_code,
        )

    written = await app.push_screen_wait(Waiting("Dry run", "Writing …", write))
    if written is None:
        return ""
    return f"{counted(written, 'event is', 'events are')} written to {path}. Nothing was sent."


async def copy_command(app: App[Any], session: AppSession, file: CheckedFile, options: Options) -> str:
    """Save the mapping for the command to name, and copy the command; return a sentence, "" if the person leaves."""
    path = await save_mapping(app, file.mapping, file.table.name)
    if path is None:
        return ""
    app.copy_to_clipboard(command_line(session, file, options, path))
    return "The command is copied. “Every night, by itself” in the docs shows how to schedule it."


def command_line(session: AppSession, file: CheckedFile, options: Options, mapping: Path) -> str:
    """`tiktok-tui send /data/orders.csv -d store-sales -m /data/orders.mapping.toml`, quoted for a shell."""
    words = ["tiktok-tui", "send", *_words_of(file.table.source), "-d", file.destination.slug, "-m", str(mapping)]
    if options.sheet is not None:
        words += ["--sheet", options.sheet]
    if options.limit is not None:
        words += ["--limit", str(options.limit)]
    if options.test_event_code:
        words += ["--test-event-code", options.test_event_code]
    if options.resend:
        words.append("--resend")
    if options.send_similar:
        words.append("--send-similar")
    if session.as_of is not None:
        words += ["--as-of", session.as_of.isoformat()]
    return shlex.join(words)


def _words_of(source: SourceRef) -> list[str]:
    """Return the arguments that name the source: a query of a database with its placeholders, for every night."""
    if isinstance(source, DatabaseSource):
        return ["--connection", source.connection, "--query", source.query]
    return [source.text]
