"""The threads that send: every batch comes back once, with its answer or its error, and a wait can be ended."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from tests.uploads.ledgers import EVENTS
from tiktok_tui.events.errors import StateError
from tiktok_tui.tiktok.answers import Answer
from tiktok_tui.uploads.sending.batch import Batch
from tiktok_tui.uploads.sending.flight import Flight, Response, accepted_first

pytestmark = pytest.mark.timeout(40)  # a batch that never comes back is to be noticed within a minute

BATCHES = [Batch(number, tuple(EVENTS[:number])) for number in (1, 2, 3)]


class Server:
    """Answers once it is told to; a body that says so fails."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.began: dict[bytes, float] = {}
        self.may_answer = threading.Event()

    def track(self, body: bytes) -> Answer:
        self.bodies.append(body)
        self.began[body] = time.monotonic()
        self.may_answer.wait()
        if body == b"fails":
            raise ValueError("no answer")
        return Answer(0, body.decode(), "OK", {}, 0.0)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.may_answer.set()


def test_every_batch_comes_back_with_its_answer_or_its_error(server: Server) -> None:
    server.may_answer.set()
    flight = Flight(server, 2)
    bodies = (b"one", b"fails", b"three")
    for batch, body in zip(BATCHES, bodies, strict=True):
        flight.launch(batch, body)
    responses: list[Response] = []
    while flight.count:
        arrived = flight.wait(60)
        assert arrived
        responses += arrived
    flight.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("tiktok-tui-send")]
    found = {response.batch.number: response.result for response in responses}
    assert len(responses) == len(found) == 3
    assert [getattr(found[number], "request_id", None) for number in (1, 3)] == ["one", "three"]
    assert isinstance(found[2], ValueError)
    assert sorted(server.bodies) == [b"fails", b"one", b"three"]
    for response in responses:
        began = server.began[bodies[response.batch.number - 1]]
        assert response.sent_at <= began <= response.sent_at + response.seconds <= time.monotonic()


def test_an_acceptance_behind_a_failure_is_not_among_the_first() -> None:
    yes = Answer(0, "r", "OK", {}, 0.1)
    answers: list[Answer | Exception] = [yes, ValueError("no answer"), yes]
    responses = [Response(*pair, 0.0, 0.1) for pair in zip(BATCHES, answers, strict=True)]
    assert accepted_first(responses) == [(BATCHES[0], yes)]
    assert (accepted_first(responses[1:]), accepted_first([])) == ([], [])


def test_waking_ends_a_wait_and_brings_nothing(server: Server) -> None:
    flight = Flight(server, 1)
    flight.launch(BATCHES[0], b"one")
    flight.wake()
    assert flight.wait(60) == []
    assert flight.count == 1
    server.may_answer.set()
    [response] = flight.wait(60)
    assert (response.batch, flight.count) == (BATCHES[0], 0)
    flight.close()


@pytest.mark.parametrize("threads", [0, 1])
def test_a_batch_is_sent_by_the_threads_that_there_are_and_refused_if_there_is_none(
    server: Server, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    may_start, start = [True] * threads, threading.Thread.start

    def scarce(self: threading.Thread) -> None:
        if not may_start:
            raise RuntimeError("can't start new thread")
        may_start.pop()
        start(self)

    flight = Flight(server, 2)
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", scarce)
        for batch in BATCHES[: 2 * threads]:
            flight.launch(batch, b"body")
        if not threads:
            with pytest.raises(StateError, match="no further thread"):
                flight.launch(BATCHES[0], b"body")
    assert flight.count == 2 * threads
    server.may_answer.set()
    responses: list[Response] = []
    while flight.count:
        responses += flight.wait(60)
    flight.close()
    assert [response.batch for response in responses] == BATCHES[: 2 * threads]


def test_nothing_that_has_arrived_is_waited_for(server: Server) -> None:
    flight = Flight(server, 1)
    assert flight.wait(0) == flight.wait(-1) == []
    flight.close()
