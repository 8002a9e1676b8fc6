"""Marks of accepted events in the ledger, and what is held back by them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.uploads.ledgers import NOW, accept, begin, everybody_is_dead, everybody_lives
from tiktok_tui.prepare.event import Event
from tiktok_tui.prepare.query.marks import CLOCK_SHIFT, KIND_BITS, ORDERED, OWN_ID
from tiktok_tui.uploads.ledger import batches, claims, similar, suspects
from tiktok_tui.uploads.ledger.batches import Outcome
from tiktok_tui.uploads.ledger.claims import Unattended
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.doubts import recover
from tiktok_tui.uploads.ledger.housekeeping import prune
from tiktok_tui.uploads.ledger.screening import KEPT_SECONDS, Screened, Sender, kept_marks, known, screen
from tiktok_tui.uploads.ledger.similar import Evidence
from tiktok_tui.uploads.ledger.suspects import Suspects
from tiktok_tui.uploads.run import Tally

DAY = 86400


def event(number: int, *hashes: int) -> Event:
    """An event without an order: the first half of its marks are of the instant, the others of the day."""
    return Event(number, "set", number.to_bytes(16, "big"), b"{}", [each << KIND_BITS for each in hashes])


ONE, ALIKE, OTHER = event(2, 71, 72), event(3, 71, 73), event(4, 81, 82)


def counted(ledger: Ledger) -> list[tuple[object, ...]]:
    """The marks and how many events have them."""
    return list(ledger.read("SELECT mark, events FROM marks ORDER BY mark"))


def decided(ledger: Ledger, sender: Sender, events: list[Event]) -> tuple[int, frozenset[bytes]]:
    """How many of the file's events are held back, and the keys of those that are sent after all."""
    found = Suspects()
    found.add(screen(ledger, sender, events, NOW).similar)
    explained = found.explained([[each] for each in events], lambda some: known(ledger, sender, some, NOW))
    cleared = found.settle(explained, lambda some: kept_marks(ledger, sender, some, NOW))
    return found.held.total(), cleared


def test_an_event_with_a_mark_of_an_accepted_one_is_similar_for_the_same_recipient(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), [ONE])
    assert counted(ledger) == [(71, 1), (72, 1)]
    expected = Screened((OTHER,), similar=((ALIKE, Evidence.TIME),))
    assert screen(ledger, begin(ledger), [ALIKE, OTHER], NOW) == expected
    assert screen(ledger, begin(ledger), [event(9, 99, 72)], NOW).similar[0][1] is Evidence.DAY
    assert screen(ledger, begin(ledger, code="TEST1"), [ALIKE], NOW).similar == ()
    assert screen(ledger, begin(ledger), [ALIKE, OTHER], NOW + KEPT_SECONDS - 1) == expected


def test_an_order_number_with_letters_is_held_back_for_its_last_number_alone(ledger: Ledger) -> None:
    def ordered(row: int, whole: int, last: int | None) -> Event:
        marks = [whole << KIND_BITS, (row << KIND_BITS) | ORDERED]
        marks_of_last = None if last is None else (last << KIND_BITS) | ORDERED
        return Event(row, "set", row.to_bytes(16, "big"), b"{}", [*marks, marks_of_last])

    plain, lettered, other = ordered(2, 91, None), ordered(3, 92, 91), ordered(4, 93, 91)
    accept(ledger, begin(ledger), [plain])
    assert screen(ledger, begin(ledger), [lettered], NOW).similar == ((lettered, Evidence.NUMBER),)
    accept(ledger, begin(ledger, code="TEST1"), [lettered])
    held = Suspects()
    held.add([(lettered, Evidence.NUMBER)])
    held.settle({}, lambda some: similar.count([similar.pack([plain])]))
    assert held.words == "same person and last number of the order: 1; row 3"
    found = screen(ledger, begin(ledger, code="TEST1"), [plain, other], NOW)
    assert found == Screened((other,), similar=((plain, Evidence.NUMBER),))


def test_an_order_whose_number_was_filled_in_later_is_held_back_for_its_time(ledger: Ledger) -> None:
    marks = [91 << KIND_BITS, 71 << KIND_BITS | ORDERED, 92 << KIND_BITS | ORDERED]
    ordered = Event(3, "set", b"o" * 16, b"{}", marks)
    accept(ledger, begin(ledger), [ONE])  # without an order number
    assert screen(ledger, begin(ledger), [ordered], NOW).similar == ((ordered, Evidence.TIME),)


def test_whoever_asks_for_it_sends_it(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), [ONE])
    sender = begin(ledger)
    for bold in (Sender(sender.run, sender.recipient, send_similar=True), Sender(sender.run, sender.recipient, True)):
        assert screen(ledger, bold, [ALIKE], NOW).fresh == (ALIKE,)
    assert screen(ledger, Sender(sender.run, sender.recipient, send_doubtful=True), [ALIKE], NOW).fresh == ()


def test_an_accepted_event_in_the_file_explains_as_many_marks_as_it_has(ledger: Ledger) -> None:
    accept(ledger, begin(ledger), [ONE])
    assert decided(ledger, begin(ledger), [ALIKE, ONE]) == (0, frozenset([ALIKE.key]))
    accept(ledger, begin(ledger, code="TEST1"), [ONE, event(5, 71, 74)])
    assert decided(ledger, begin(ledger, code="TEST1"), [ALIKE, ONE]) == (1, frozenset())
    both = [ALIKE, ONE, event(5, 71, 74)]
    assert decided(ledger, begin(ledger, code="TEST1"), both) == (0, frozenset([ALIKE.key]))


def test_an_event_in_doubt_is_recognised_and_counted_once_when_it_is_accepted(ledger: Ledger) -> None:
    first = begin(ledger)
    claims.claim(ledger, first, 1, [ONE], NOW, everybody_lives)
    second = begin(ledger)
    assert claims.claim(ledger, second, 1, [OTHER], NOW, everybody_is_dead).screened.fresh == (OTHER,)
    assert counted(ledger) == [(71, 1), (72, 1)]
    assert screen(ledger, second, [ONE, ALIKE], NOW).fresh == (ONE,)
    assert decided(ledger, second, [ONE, ALIKE]) == (0, frozenset([ALIKE.key]))
    accept(ledger, second, [ONE])
    assert counted(ledger) == [(71, 1), (72, 1)]


def test_a_batch_that_is_set_aside_in_doubt_leaves_its_marks(ledger: Ledger) -> None:
    earlier, sender, later = (begin(ledger) for _ in range(3))
    for number, some in ((1, OTHER), (2, ONE), (3, event(7, 95, 96))):
        claims.claim(ledger, sender, number, [some], NOW, everybody_lives)
    for row, other in ((8, earlier), (9, later)):  # the same number in another run
        claims.claim(ledger, other, 2, [event(row, 10 * row, 11 * row)], NOW, everybody_lives)
    batches.set_aside(ledger, sender, 2, [ONE], NOW, Outcome(1, 0.1, message="timed out"), Tally())
    assert counted(ledger) == [(71, 1), (72, 1)]
    assert [each for each, _ in screen(ledger, begin(ledger), [ALIKE], NOW).similar] == [ALIKE]


def test_what_another_run_is_sending_under_another_id_is_waited_for(ledger: Ledger) -> None:
    def claimed(unattended: Unattended) -> claims.Claim:
        return claims.claim(ledger, begin(ledger), 1, [ALIKE, OTHER], NOW, unattended)

    first = begin(ledger)
    claims.claim(ledger, first, 1, [ONE], NOW, everybody_lives)
    found = claimed(everybody_lives)
    assert (found.busy, found.screened.fresh) == ((ALIKE,), (OTHER,))
    batches.accept(ledger, first, [(1, [ONE], Outcome(1, 0.1))], Tally(accepted=1))
    assert [each for each, _ in claimed(everybody_is_dead).screened.similar] == [ALIKE]


def test_what_the_run_itself_is_sending_is_waited_for_by_none_of_its_events(ledger: Ledger) -> None:
    earlier, own, later = (begin(ledger) for _ in range(3))
    for sender, some in ((earlier, event(8, 91, 92)), (own, ONE), (later, event(9, 93, 94))):
        claims.claim(ledger, sender, 1, [some], NOW, everybody_lives)
    assert claims.claim(ledger, own, 2, [ALIKE], NOW, everybody_lives).screened.fresh == (ALIKE,)


def test_a_refused_event_leaves_no_mark(ledger: Ledger) -> None:
    sender = begin(ledger)
    claims.claim(ledger, sender, 1, [ONE], NOW, everybody_lives)
    batches.refuse(ledger, sender, 1, batches.Refused(ONE, "", ""), Outcome(1, 0.1, 40002), Tally(refused=1))
    assert ledger.read("SELECT marks FROM batches") == [(None,)]
    assert screen(ledger, begin(ledger), [ALIKE], NOW).fresh == (ALIKE,)


def test_marks_are_forgotten_with_the_keys(ledger: Ledger) -> None:
    sender = begin(ledger)
    accept(ledger, sender, [ONE])
    later = NOW + KEPT_SECONDS + 2 * DAY
    assert screen(ledger, sender, [ALIKE], later).fresh == (ALIKE,)
    for since, left in ((NOW + KEPT_SECONDS, [(71, 1), (72, 1)]), (later, [])):
        for day in range(3):
            run = begin(ledger)
            ledger.write("UPDATE runs SET started_at = ? WHERE number = ?", (since + day * DAY, run.run))
        prune(ledger, since + 3 * DAY)
        assert counted(ledger) == left


def test_beyond_a_limit_all_are_held_back(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suspects, "MOST_SUSPECTS", 1)
    accept(ledger, begin(ledger), [ONE])
    assert decided(ledger, begin(ledger), [ALIKE, event(6, 71, 75), ONE]) == (1, frozenset([ALIKE.key]))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "same person and time: 1; row 1,200"),
        (5, "same person and time: 5; rows 1,200, 1,201, 1,202, 1,203, 1,204"),
        (6, "same person and time: 6; rows 1,200, 1,201, 1,202, 1,203, 1,204 …"),
        (1006, "same person and time: 1,006; rows 1,200, 1,201, 1,202, 1,203, 1,204 …"),
    ],
)
def test_the_words_name_likenesses_and_rows(count: int, words: str) -> None:
    found = Suspects()
    found.add([(event(row, 71, 72), Evidence.TIME) for row in range(1200, 1200 + count)])
    found.settle({}, lambda some: similar.count([similar.pack(some)]))
    assert found.words == words


def test_the_most_frequent_likeness_is_named_first_and_rows_in_their_order() -> None:
    found = Suspects()
    found.add([(event(9, 99, 72), Evidence.DAY), (event(8, 98, 72), Evidence.DAY), (OTHER, Evidence.VERSION)])
    found.settle({}, lambda some: similar.count([similar.pack([ONE])]))
    version = "perhaps sent by an earlier version, which made other IDs"
    assert found.words == f"same person, day and amount: 2, {version}: 1; rows 4, 8, 9"


def test_which_marks_of_an_event_are_kept() -> None:
    def marked(*marks: int | None) -> list[int]:
        return list(similar.kept(Event(2, "set", b"k" * 16, b"{}", list(marks))))

    order, instant, day = 1 << KIND_BITS, (2 << KIND_BITS) | ORDERED, (3 << KIND_BITS) | ORDERED
    assert marked() == marked(None) == []
    assert marked(order, 4 << KIND_BITS, instant, day) == [order, instant, day]
    assert marked(order, None, 4 << KIND_BITS, 5 << KIND_BITS) == [order, 4 << KIND_BITS]
    assert marked(order | OWN_ID, 4 << KIND_BITS) == [order | OWN_ID]


def test_only_the_marks_of_events_in_doubt_are_subtracted_when_they_are_accepted(ledger: Ledger) -> None:
    def of(number: int) -> Event:
        return Event(number, "set", number.to_bytes(16, "big"), b"{}", [71 << KIND_BITS, (number << KIND_BITS)])

    first, second = of(2), of(3)
    accept(ledger, begin(ledger), [of(4)])
    doubted, bold = (replace(begin(ledger), send_similar=True) for _ in range(2))
    claims.claim(ledger, doubted, 1, [first], NOW, everybody_lives)
    assert recover(ledger, doubted.run) == 1
    ledger.write("INSERT INTO marks VALUES (?, 71, 1, 5, 0)", (bold.recipient,))
    accept(ledger, bold, [first, second])
    assert list(ledger.read("SELECT mark, kind, events FROM marks ORDER BY mark, kind")) == [
        *((2, 0, 1), (3, 0, 1), (4, 0, 1), (71, 0, 3), (71, 1, 5)),
    ]


def test_a_mark_that_an_event_never_kept_is_not_subtracted(ledger: Ledger) -> None:
    recipient = begin(ledger).recipient
    whole, last = event(2, 1, 2, 3, 4), event(3, 4)  # of four marks three are kept
    similar.keep(ledger, recipient, [(similar.pack([whole, last]), NOW)])
    similar.forget(ledger, recipient, [whole])
    assert ledger.read("SELECT mark, events FROM marks ORDER BY mark") == [(1, 0), (2, 0), (3, 0), (4, 1)]


@pytest.mark.parametrize(("kept", "now", "alike"), [(5, 5, True), (5, 6, False), (0, 6, True), (5, 0, True)])
def test_two_times_of_day_are_two_conversions(ledger: Ledger, kept: int, now: int, alike: bool) -> None:
    before, after = (
        Event(row, "set", row.to_bytes(16, "big"), b"{}", [row << KIND_BITS, 7 << KIND_BITS | clock << CLOCK_SHIFT])
        for row, clock in ((2, kept), (3, now))
    )
    counted = similar.count([similar.pack([before])])
    assert similar.evidence(after, counted) == (Evidence.DAY if alike else None)


@pytest.mark.parametrize(
    ("kept", "now", "alike"),
    [
        (OWN_ID, OWN_ID, False),
        (OWN_ID, 0, True),
        (0, OWN_ID, True),
        (ORDERED, ORDERED, False),
        (ORDERED, 0, True),
        (OWN_ID, ORDERED, True),
        (OWN_ID | ORDERED, ORDERED, False),
    ],
)
def test_two_ids_of_files_and_two_orders_are_two_conversions(kept: int, now: int, alike: bool) -> None:
    before, after = (Event(2, "set", b"k" * 16, b"{}", [7 << KIND_BITS | kind]) for kind in (kept, now))
    assert (similar.evidence(after, similar.count([similar.pack([before])])) is not None) is alike


def test_what_is_subtracted_twice_is_no_less_than_nothing(ledger: Ledger) -> None:
    earlier, sender, later = begin(ledger, code="T1"), begin(ledger), begin(ledger, code="T2")
    for each in (earlier, sender, later):
        similar.keep(ledger, each.recipient, [(similar.pack([ONE]), NOW)])
    for _ in range(2):
        similar.forget(ledger, sender.recipient, [ONE])
        assert screen(ledger, sender, [ALIKE], NOW).fresh == (ALIKE,)
    similar.keep(ledger, sender.recipient, [(similar.pack([ONE]), NOW)])
    assert counted(ledger) == [(71, 1)] * 3 + [(72, 1)] * 3, "of all recipients"


def test_more_marks_than_are_written_or_looked_up_at_once_are_all_kept_and_found(ledger: Ledger) -> None:
    recipient, many = begin(ledger).recipient, event(2, *range(1, 16_101))  # of its marks half and one are kept
    similar.keep(ledger, recipient, [(similar.pack([many]), NOW)])
    assert set(similar.look_up(ledger, recipient, [many], NOW)) == set(range(1, 8052))


@pytest.mark.parametrize("sent", [(2, 0), (0, 2)])
def test_a_mark_is_kept_as_long_as_the_newest_event_that_has_it(ledger: Ledger, sent: tuple[int, int]) -> None:
    recipient = begin(ledger).recipient
    for days in sent:
        similar.keep(ledger, recipient, [(similar.pack([ONE]), NOW + days * DAY)])
    for day, found in ((1, {71, 72}), (2, {71, 72}), (3, set())):
        assert set(similar.look_up(ledger, recipient, [ONE], NOW + day * DAY)) == found


def test_marks_that_are_kept_together_are_each_of_their_own_day(ledger: Ledger) -> None:
    recipient, day = begin(ledger).recipient, int(NOW // DAY)
    packed = [(similar.pack([event(mark, mark)]), NOW + later * DAY) for mark, later in ((71, 0), (72, 3), (73, 0))]
    similar.keep(ledger, recipient, packed)
    assert ledger.read("SELECT mark, day FROM marks ORDER BY mark") == [(71, day), (72, day + 3), (73, day)]


def test_any_mark_of_an_event_may_be_explained() -> None:
    suspects = Suspects()
    suspects.add([(event(2, 71, 72), Evidence.DAY)])
    known = [event(3, 81, 72), event(4, 91, 92), event(5, 71, 82)]
    found = suspects.explained([known], lambda events: events)
    assert found == {mark: {0: 1} for mark in (81, 72, 71, 82)}, "those of the second one have nothing to do with it"


@pytest.mark.parametrize(("explained", "free"), [(1, True), (0, False)])
def test_one_mark_explains_as_many_events_as_there_are(explained: int, free: bool) -> None:
    suspects, many = Suspects(), [event(number, 71, number) for number in range(102, 1603)]
    suspects.add([(each, Evidence.TIME) for each in many])
    found = suspects.settle({71: {0: explained}}, lambda events: {71: {0: 1}})
    assert found == ({each.key for each in many} if free else set())
    assert (len(suspects), suspects.held.total()) == (0, 0 if free else len(many))
