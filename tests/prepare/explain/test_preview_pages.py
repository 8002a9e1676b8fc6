"""Previews are read a page at a time, once, and are the events that are sent."""

from __future__ import annotations

from tests.prepare.conftest import Check
from tiktok_tui.prepare.explain.preview import Preview
from tiktok_tui.prepare.explain.preview_pages import PAGE, PreviewPages


def preview_of(row: int) -> Preview:
    return Preview(row=row, rows=(row,), fields=(), rules=(), left_out=False, body=None)


def test_a_page_is_read_once_and_the_next_one_before_it_is_reached() -> None:
    read: list[int] = []

    def page(start: int, stop: int) -> dict[int, Preview]:
        read.append(start)
        return {row: preview_of(row) for row in range(start, stop) if row != 5}

    pages = PreviewPages(page)
    assert [pages.preview(row) for row in (4, 5, 6)] == [preview_of(4), None, preview_of(6)]
    pages.read_ahead(6, 1)
    pages.read_ahead(6, -1)
    assert read == [0]  # far from one end of the page, and at the start of the file
    pages.read_ahead(PAGE - 2, 1)
    pages.read_ahead(3 * PAGE + 1, -1)
    assert read == [0, PAGE, 2 * PAGE]
    assert pages.preview(PAGE) == preview_of(PAGE)
    assert read == [0, PAGE, 2 * PAGE]


def test_the_first_page_is_read_ahead_as_well() -> None:
    read: list[tuple[int, int]] = []

    def page(start: int, stop: int) -> dict[int, Preview]:
        read.append((start, stop))
        return {}

    PreviewPages(page).read_ahead(PAGE + 1, -1)
    assert read == [(0, PAGE)]


def test_the_pages_that_were_seen_last_are_kept() -> None:
    read: list[int] = []

    def page(start: int, stop: int) -> dict[int, Preview]:
        read.append(start // PAGE)
        return {start: preview_of(start)}

    pages = PreviewPages(page)
    for number in (*range(16), 0, 16, 0, 1):
        pages.preview(number * PAGE)
    assert read == [*range(16), 16, 1]


def test_the_preview_of_every_row_is_the_event_that_is_sent(check: Check) -> None:
    header = ("event", "timestamp", "email", "order_id", "value")
    rows = [
        ("Purchase" if number % 7 else "Purchsae", "2026-11-20", f"a{number}@b.cd", f"O{number}", str(number))
        for number in range(2 * PAGE + 10)
    ]
    prepared = check(header, *rows)
    sent = {event.row: event.body for events in prepared.events() for event in events}
    previews = {row: prepared.preview(row) for row in range(len(rows) + 5)}
    assert {row: preview.body for row, preview in previews.items() if preview is not None and preview.body} == sent
    assert [row for row, preview in previews.items() if preview is None] == [0, 1, *range(len(rows) + 2, len(rows) + 5)]
