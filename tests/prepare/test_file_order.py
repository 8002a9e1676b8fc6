"""Events come in the file's order, however the threads hand them over, and none is lost."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prepare.conftest import Check
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.prepare.file_order import BLOCK, Line, in_file_order


def lines_of(numbers: list[int]) -> list[Line]:
    return [(number, f"of {number}") for number in numbers]


def chunks_of(numbers: list[int], size: int) -> list[list[Line]]:
    return [lines_of(numbers[at : at + size]) for at in range(0, len(numbers), size)]


@given(st.sets(st.integers(0, 9000)), st.integers(1, 50), st.randoms(use_true_random=False))
def test_lines_are_put_in_order_a_block_at_a_time(numbers: set[int], size: int, chance: random.Random) -> None:
    mixed = sorted(numbers)
    chance.shuffle(mixed)
    blocks = Counter(number // BLOCK for number in numbers)
    found = list(in_file_order(chunks_of(mixed, size), blocks))
    assert [line for lines in found for line in lines] == lines_of(sorted(numbers))
    assert [len(lines) for lines in found] == [blocks[block] for block in sorted(blocks)]


def test_a_block_is_handed_over_as_soon_as_it_is_whole() -> None:
    read = []

    def chunks() -> Iterator[list[Line]]:
        for numbers in ([0, 2], [1000, 1001], [1], [3000], [2000], [2001]):
            read.append(numbers[0])
            yield lines_of(numbers)

    found = in_file_order(chunks(), {0: 3, 1: 2, 2: 2, 3: 1})
    assert read == []
    assert next(found) == lines_of([0, 1, 2])
    assert read == [0, 1000, 1]
    assert next(found) == lines_of([1000, 1001])
    assert read == [0, 1000, 1]
    assert [*found] == [lines_of([2000, 2001]), lines_of([3000])]


def test_lines_of_blocks_that_were_miscounted_come_last_and_in_order() -> None:
    found = in_file_order([lines_of([5001, 0, 3000, 5000])], {0: 1, 3: 2})
    assert [*found] == [lines_of([0]), lines_of([3000]), lines_of([5000, 5001])]


@pytest.mark.parametrize("blocks", [{}, {0: 9}, {0: 1, 1: 1, 2: 1, 7: 3}])
def test_no_line_is_lost_of_a_block_that_was_miscounted(blocks: dict[int, int]) -> None:
    numbers = [5, 1500, 3, 1400, 2500, 2400, 4]
    found = [line for lines in in_file_order(chunks_of(numbers, 2), blocks) for line in lines]
    assert sorted(found) == lines_of(sorted(numbers))


HEADER = ("order", "event", "timestamp", "email")


@pytest.mark.parametrize("group_by", [None, "order"])
def test_events_of_many_rows_are_in_the_order_of_the_file(check: Check, group_by: str | None) -> None:
    rows = [
        (f"o{number // 3}", "Lead", "2026-11-20", "nobody" if number % 7 < 3 else f"a{number}@b.cd")
        for number in range(21_000)
    ]
    fields = {name: FieldSource(columns=(name,)) for name in HEADER[1:]}
    prepared = check(HEADER, *rows, mapping=Mapping(fields, group_by=group_by))
    found = [[event.row for event in events] for events in prepared.events()]
    numbers = [number for chunk in found for number in chunk]
    assert len(numbers) == prepared.totals.sendable > 3 * BLOCK
    assert numbers == sorted(set(numbers))
    assert max(map(len, found)) <= BLOCK


def test_events_come_before_the_whole_file_is_read(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejected, repeated and left-out rows are not counted in their blocks, which would else wait for them."""
    expected: list[dict[int, int]] = []

    def in_order(chunks: Iterable[list[Line]], blocks: dict[int, int]) -> Iterator[list[Line]]:
        expected.append(blocks)
        return in_file_order(chunks, blocks)

    monkeypatch.setattr("tiktok_tui.prepare.prepared.in_file_order", in_order)
    rows = [("", "Lead", "2026-11-20", f"a{number}@b.cd") for number in range(6000)]
    rows[10] = ("", "Lead", "2026-11-20", "nobody")
    rows[20] = ("", "Lead", "never", "a@b.cd")
    rows[30] = ("test", "Lead", "2026-11-20", "a@b.cd")
    rows[40] = rows[50] = ("", "Lead", "2026-11-20", "twice@b.cd")
    fields = {name: FieldSource(columns=(name,)) for name in HEADER[1:]} | {"event_id": FieldSource(columns=("email",))}
    prepared = check(HEADER, *rows, mapping=Mapping(fields, leave_out={"order": ("test",)}))
    first, *others = prepared.events()
    assert (first[0].row, first[-1].row, len(first)) == (2, BLOCK - 1, BLOCK - 2 - 4)
    assert [(chunk[0].row, len(chunk)) for chunk in others] == [
        (1000, 1000), (2000, 1000), (3000, 1000), (4000, 1000), (5000, 1000), (6000, 2),
    ]  # fmt: skip
    assert expected == [{chunk[0].row // BLOCK: len(chunk) for chunk in (first, *others)}]
