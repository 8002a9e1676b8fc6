"""Whatever answers in TikTok's place: no traceback, no hang, nobody's data kept, and code 0 alone is success."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from tests.resilience.effort import Effort, Report
from tests.support.scripted import Said, Scripted, Seen
from tests.support.uploads import Scenario
from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.errors import AppError
from tiktok_tui.uploads.options import RetryPolicy
from tiktok_tui.uploads.updates import RunStopped

QUICK = RetryPolicy(first=0.001, longest=0.002, recovery=0.002, steps=1, first_contact=0.05, outage=0.05, hopeless=50)
PERSON = "alice.planted@example.com"

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(
        [PERSON, "\ud800", "\x1b[2J\x1b]0;x\x07", "data[0].user.email", "data.99", "+12065550100", "x" * 5000]
    ),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
codes = (
    st.sampled_from([0, 20001, 40000, 40001, 40002, 40100, 40102, 40105, 40050, 50000, 51010, 60001, 61000]) | scalars
)
answers = st.one_of(
    st.fixed_dictionaries({}, optional={"code": codes, "message": values, "request_id": values, "data": values}).map(
        lambda body: json.dumps(body).encode()
    ),
    values.map(lambda body: json.dumps(body).encode()),
    st.binary(max_size=200),
)


def kept(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_answer_breaks_an_upload(scenario: Scenario, effort: Effort, report: Report) -> None:
    scenario.policy = QUICK
    orders, homes = scenario.orders(3), scenario.folder / "homes"
    tried = 0
    said = [Said()]

    def say(seen: Seen) -> Said:
        return said.pop() if said else Said()

    @effort.fuzz(20, 10_000)
    @given(
        st.lists(
            st.tuples(st.sampled_from([200, 200, 200, 400, 404, 413, 429, 500, 502]), answers), min_size=1, max_size=4
        )
    )
    @example(
        [(200, json.dumps({"code": 40002, "message": f"{PERSON} is bad at \ud800", "request_id": "\ud800"}).encode())]
    )
    @example([(200, json.dumps({"code": 10**30, "message": "x"}).encode())])
    @example([(200, json.dumps({"code": -(2**63), "message": {"a": PERSON}, "data": {"x": [[[]]]}}).encode())])
    @example([(200, b'{"code":' + b"9" * 5000 + b"}")])
    @example([(200, b"[" * 100_000)])
    @example([(200, json.dumps({"code": 40002, "message": f"data[1].user.email {PERSON} \x1b[31m"}).encode())] * 3)
    def go(script: list[tuple[int, bytes]]) -> None:
        nonlocal tried
        tried += 1
        said[:] = [Said(body, status) for status, body in reversed(script)]
        folder = private_folder(homes / str(tried))
        upload = replace(scenario, home=Home(folder, folder))
        summary = upload.send(orders)
        assert summary.accepted + summary.refused + summary.left == 3
        if isinstance(upload.end, RunStopped):
            assert isinstance(upload.end.error, AppError)
            assert str(upload.end.error)
        shown = repr(upload.updates)
        assert PERSON not in shown
        assert not any(ord(character) < 32 for event in upload.updates for character in str(event))

    with Scripted(say) as tiktok:
        scenario.base_url = tiktok.base_url
        go()
    assert PERSON.encode() not in kept(homes)
    report("answers that make no sense (fuzz)", tried, "waited, rejected or stopped, with a message")
