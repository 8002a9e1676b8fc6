"""An upload as a command: every choice is in it."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.setups import NOW, SHOP
from tiktok_tui.files.database_source import DatabaseSource
from tiktok_tui.files.source import FileSource, SourceRef
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.review.exports import command_line
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.uploads.options import Options

ORDERS = FileSource(Path("/data/my orders.csv"))


@pytest.mark.parametrize(
    ("source", "options", "words"),
    [
        (ORDERS, Options(), "'/data/my orders.csv'"),
        (ORDERS, Options(limit=10, test_event_code="T1"), "'/data/my orders.csv' | --limit 10 --test-event-code T1"),
        (ORDERS, Options(resend=True), "'/data/my orders.csv' | --resend"),
        (ORDERS, Options(send_similar=True, sheet="May"), "'/data/my orders.csv' | --sheet May --send-similar"),
        (DatabaseSource("shop", "SELECT 1", title="x"), Options(), "--connection shop --query 'SELECT 1'"),
    ],
)
def test_the_command_sends_what_the_screen_shows(
    source: SourceRef, options: Options, words: str, session: AppSession
) -> None:
    file = cast("CheckedFile", SimpleNamespace(table=SimpleNamespace(source=source), destination=SHOP))
    named, _, further = words.partition(" | ")
    whole = shlex.split(f"tiktok-tui send {named} -d {SHOP.slug} -m /m.toml {further}")
    assert shlex.split(command_line(session, file, options, Path("/m.toml"))) == whole
    then = replace(session, as_of=NOW)
    assert shlex.split(command_line(then, file, options, Path("/m.toml"))) == [*whole, "--as-of", NOW.isoformat()]
