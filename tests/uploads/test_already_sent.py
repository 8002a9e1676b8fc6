"""Events that are left out of an upload are counted before it begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.uploads import SHOP, Scenario
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.uploads.already_sent import count_already_sent
from tiktok_tui.uploads.connection import sandbox_url
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.screening import KEPT_SECONDS
from tiktok_tui.uploads.run import LeftOut
from tiktok_tui.uploads.updates import BatchAccepted


def counted(scenario: Scenario, path: Path, limit: int | None = None, code: str = "", url: str = "") -> LeftOut:
    """The count for a file of the scenario."""
    with scenario.checked(str(path)) as checked:
        url = url or scenario.sandbox.base_url
        return count_already_sent(
            scenario.home, checked.prepared, scenario.destination, api_url=url, limit=limit, test_event_code=code
        )


def test_accepted_events_are_counted_among_all_or_among_the_first(scenario: Scenario) -> None:
    assert counted(scenario, scenario.orders(5)) == LeftOut()
    assert not scenario.home.ledger.exists()
    scenario.send(scenario.orders(1, start=5000, name="others.csv"))
    path = scenario.orders(50, name="more.csv")
    with scenario.sending(scenario.orders(30)) as sending:
        for update in sending:
            if isinstance(update, BatchAccepted):  # its keys are filed when the run has ended
                assert counted(scenario, path) == LeftOut(30)
    assert counted(scenario, path) == counted(scenario, path, limit=40) == LeftOut(30)
    assert counted(scenario, path, limit=10) == LeftOut(10)
    assert counted(scenario, path, code="T") == LeftOut()
    assert counted(scenario, scenario.orders(1001, name="many.csv")) == LeftOut(30), "none of the last rows was sent"
    with Ledger(scenario.home.ledger) as ledger:
        ledger.write("UPDATE accepted SET at = at - ?", (KEPT_SECONDS + 60,))
    assert counted(scenario, path) == LeftOut(), "they would be sent again"


def test_events_that_look_like_accepted_ones_are_counted_too(scenario: Scenario) -> None:
    scenario.mapping = Mapping({"timestamp": FieldSource(columns=("time",)), "email": FieldSource(columns=("mail",))})
    visits, day = scenario.folder / "visits.csv", datetime.now(UTC).date() - timedelta(days=2)
    visits.write_text(f"mail,time,end\na@b.cd,{day},.\nc@d.ef,{day},.\n")
    scenario.send(visits)
    alike = f"a@b.cd,{day} 09:30:01,.\na@b.cd,{day} 10:45:02,.\n"
    visits.write_text(f"mail,time,end\n{alike}c@d.ef,{day},.\nc@d.ef,{day} 12:00,.\n")
    assert counted(scenario, visits) == LeftOut(skipped=1, similar=2)
    assert counted(scenario, visits, limit=1) == LeftOut(similar=1)
    visits.write_text(f"mail,time,end\nc@d.ef,{day} 12:00,.\nc@d.ef,{day},.\n")
    assert counted(scenario, visits, limit=1) == LeftOut(), "the second one, which is not sent now, explains it"
    scenario.mapping = Mapping({**scenario.mapping.fields, "value": FieldSource(columns=("end",))})
    visits.write_text(f"mail,time,end\na@b.cd,{day},5\nc@d.ef,{day},5\n")
    assert counted(scenario, visits) == LeftOut(similar=2), "rows that were not sent explain nothing"
    others = "".join(f"p{number}@b.cd,{day},5\n" for number in range(1000))
    visits.write_text(f"mail,time,end\na@b.cd,{day},5\n{others}c@d.ef,{day},5\n")
    assert counted(scenario, visits) == LeftOut(similar=2), "wherever they are"


def test_of_a_destination_that_is_tried_out_those_in_the_sandbox_count_whatever_the_address(scenario: Scenario) -> None:
    trial = scenario.to(replace(SHOP, sandbox=True))
    trial.base_url = sandbox_url()
    path = trial.orders(3)
    trial.send(path)
    assert counted(trial, path, url="https://tiktok.example") == LeftOut(3)
    assert counted(scenario, path, url="https://tiktok.example") == LeftOut()
