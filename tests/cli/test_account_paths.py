"""The ways through the account commands that go wrong, or ask first: nothing is saved or changed without a yes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import MAPPING, write_orders
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.term import Term
from tiktok_tui.sandbox import known

ACCOUNT = ("--advertiser", known.ADVERTISER)


@pytest.fixture(autouse=True)
def _sandbox_is_tiktok(sandbox: Sandbox, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)


@pytest.fixture
def trial(cli: Run, home: Path) -> Path:
    """The file of a destination that is tried in the sandbox."""
    assert cli("destination", "add", "Trial", "--sandbox", "--phone-country", "US").code == 0
    return home / "destinations" / "trial.toml"


def asked(*words: str, question: str, answer: str) -> int:
    """Run a command on a terminal, answer its question, and give its exit code."""
    with Term([sys.executable, "-m", "tiktok_tui", *words], columns=200, rows=30) as term:
        term.wait(question)
        term.send(f"{answer}\r")
        return term.exit_status()


def test_going_live_asks_first_on_a_terminal(trial: Path) -> None:
    before = trial.read_text()
    words = ("destination", "go-live", "trial")
    question = f"sends to TikTok: advertiser {known.ADVERTISER}, event set {known.EVENT_SET} (Store sales). Continue?"
    assert asked(*words, question=question, answer="n") == 130
    assert trial.read_text() == before
    assert asked(*words, question=question, answer="y") == 0
    assert "sandbox" not in trial.read_text()
    assert 'phone_country = "US"' in trial.read_text()


def test_going_live_takes_another_account_and_forgets_the_sandboxs_names(cli: Run, trial: Path) -> None:
    to = ("--advertiser", known.SECOND_ADVERTISER, "--event-set", known.SECOND_EVENT_SET)
    moved = cli("destination", "go-live", "trial", *to, "--yes")
    assert moved.code == 0, moved.err
    shown = json.loads(cli("destination", "show", "trial", "--json").out)
    assert (shown["advertiser_id"], shown["event_set_name"]) == (known.SECOND_ADVERTISER, "Boutique sales")
    assert "account's currency is EUR" in moved.err
    assert "account's time zone is Europe/Berlin" in moved.err


@pytest.mark.parametrize(
    ("token", "words", "code", "says"),
    [
        (known.OTHER_TOKEN, (), 2, "--advertiser: The credential does not reach the advertiser"),
        (known.TOKEN, ("--event-set", "7200000000000000777"), 2, "--event-set: 7200000000000000777 is not among"),
        (known.TOKEN, ("--advertiser", known.STRANGER_ADVERTISER), 2, "--advertiser: The credential does not reach"),
        (known.REVOKED_TOKEN, (), 3, "TikTok refuses the access token in TIKTOK_TUI_ACCESS_TOKEN"),
        ("", (), 3, "There is no credential yet."),
        ("", ("--credential", "nobody"), 3, "There is no credential “nobody”"),
    ],
)
def test_what_tiktok_does_not_know_stays_in_the_sandbox(
    token: str, words: tuple[str, ...], code: int, says: str, cli: Run, trial: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", token)
    before = trial.read_text()
    outcome = cli("destination", "go-live", "trial", *words, "--yes")
    assert (outcome.code, says in outcome.err) == (code, True), outcome.err
    assert trial.read_text() == before


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("destination", "add", "Store"), 3, "no credential yet.\n  Add one: `tiktok-tui credential add NAME`; or set"),
        (("event-set", "list"), 3, "no credential yet.\n  Add one: `tiktok-tui credential add NAME`; or set"),
        (("sync", "run"), 2, "There is no sync yet.\n  Add one: `tiktok-tui sync add NAME FILE -d DEST`."),
        (("sync", "watch"), 2, "There is no sync yet.\n  Add one: `tiktok-tui sync add NAME FILE -d DEST`."),
        (("rejects", "x"), 2, "There is no run 'x'.\n  Nothing has been sent yet."),
        (("give-up", "x"), 2, "There is no run 'x'.\n  Nothing has been sent yet."),
    ],
)
def test_nobody_is_asked_to_choose_among_nothing(
    cli: Run, words: tuple[str, ...], code: int, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN", raising=False)
    outcome = cli(*words)
    assert (outcome.code, says in outcome.err) == (code, True), outcome.err


def test_of_several_credentials_one_is_to_be_named(
    cli: Run, home: Path, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("acme", "umbrella"):
        assert cli("credential", "add", name, stdin=known.TOKEN).code == 0
    outcome = cli("event-set", "list", *ACCOUNT)
    assert (outcome.code, outcome.err) == (
        3,
        "tiktok-tui: --credential: No credential is named.\n"
        "  Choose one of them: acme, umbrella; or set TIKTOK_TUI_ACCESS_TOKEN.\n",
    )
    assert cli("event-set", "list", *ACCOUNT, "--credential", "acme").code == 0
    folder = home / "destinations"
    folder.mkdir()
    (folder / "trial.toml").write_text(
        f'name = "Trial"\ncredential = "umbrella"\nadvertiser_id = "{known.ADVERTISER}"\n'
        f'event_set_id = "{known.EVENT_SET}"\nsandbox = true\n'
    )
    assert cli("destination", "go-live", "trial", "--yes").code == 0
    assert json.loads(cli("destination", "show", "trial", "--json").out)["credential"] == "umbrella"
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    assert cli("event-set", "list", *ACCOUNT).code == 0


def test_an_advertiser_that_is_missing_or_wrong_is_answered_with_those_that_are_reached(
    cli: Run, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = ("credential", "add", "acme", "--refresh-token", "--app-id")
    assert "The app ID must be digits" in cli(*add, "my app").err, "before a secret is asked for"
    assert cli(*add, known.APP_ID, stdin=f"{known.APP_SECRET}\n{known.REFRESH_TOKEN}\n").code == 0
    for words in ((), ("--advertiser", known.STRANGER_ADVERTISER)):
        outcome = cli("destination", "add", "Store", *words)
        assert outcome.code == 2
        assert f"\n  The credential reaches {known.ADVERTISER} (" in outcome.err
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.TOKEN)
    outcome = cli("destination", "add", "Store", *words)
    assert "\n  Choose one that it reaches, or another credential." in outcome.err, "it is another token's"


def test_going_live_while_tiktok_is_out_of_reach(cli: Run, sandbox: Sandbox, trial: Path) -> None:
    sandbox.set_faults("50000")
    before = trial.read_text()
    assert cli("destination", "go-live", "trial", "--yes").code == 4
    assert trial.read_text() == before


def test_a_pixels_number_is_answered_with_its_code(cli: Run, home: Path) -> None:
    web = ("destination", "add", "Web shop", "--source", "web", *ACCOUNT)
    refused = cli(*web, "--event-set", known.PIXEL_ID)
    assert refused.code == 2
    assert f"{known.PIXEL_ID} is the pixel's number; events carry its code." in refused.err
    assert f"Use {known.PIXEL_CODE}." in refused.err
    assert not list(home.rglob("*.toml"))
    assert cli(*web, "--event-set", known.PIXEL_CODE).code == 0


def test_a_test_names_the_file_to_correct(cli: Run, trial: Path) -> None:
    trial.write_text(trial.read_text().replace("sandbox = true\n", "").replace(known.EVENT_SET, "7200000000000000777"))
    outcome = cli("destination", "test", "trial")
    assert outcome.code == 2
    assert f"{trial}: 7200000000000000777 is not among the advertiser's event sets" in outcome.err


def test_an_event_set_needs_a_description(cli: Run, sandbox: Sandbox) -> None:
    assert cli("event-set", "create", "Phone", *ACCOUNT, "--yes").code == 2
    assert "/offline/create/" not in sandbox.stats().by_path


def test_a_name_alone_leaves_auto_tracking_as_it_is(cli: Run) -> None:
    words = ("event-set", "update", known.EVENT_SET_PHONE, "--name", "Calls", *ACCOUNT)
    assert cli(*words).out == f"{known.EVENT_SET_PHONE}  Calls  auto tracking on\n"


def test_a_renamed_set_is_known_by_its_new_name(cli: Run, store: str) -> None:
    assert cli("event-set", "update", known.EVENT_SET, "--name", "Tills", "-d", store).code == 0
    assert f"{known.EVENT_SET} (Tills)" in cli("destination", "test", store).out


@pytest.mark.parametrize(
    ("token", "words", "code", "says"),
    [
        (known.ANALYST_TOKEN, ("update", known.EVENT_SET, "--name", "x"), 3, "Analyst is not enough"),
        (known.UPLOAD_ONLY_TOKEN, ("list",), 3, "event sets (Offline Events)"),
        (known.UPLOAD_ONLY_TOKEN, ("create", "x", "--description", "y"), 3, "event sets (Offline Events)"),
        (known.EVENTS_MANAGER_TOKEN, ("list",), 3, "type the IDs"),
        (known.OTHER_TOKEN, ("list",), 3, "belongs to this advertiser"),
        (known.TOKEN, ("update", known.STRANGER_EVENT_SET, "--name", "x"), 3, "belongs to this advertiser"),
        (known.TOKEN, ("update", "7999999999999999999", "--name", "x"), 2, "does not exist"),
        (known.TOKEN, ("update", known.EVENT_SET, "--name", " "), 2, "needs a name"),
    ],
)
def test_what_event_sets_are_refused_for(
    token: str, words: tuple[str, ...], code: int, says: str, cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", token)
    outcome = cli("event-set", *words, *ACCOUNT)
    assert (outcome.code, says in outcome.err) == (code, True), outcome.err


@pytest.mark.parametrize(
    ("token", "says"),
    [
        (
            known.ANALYST_TOKEN,
            "The token's owner is an Analyst there: sending events needs the role Operator or Admin.",
        ),
        (known.UPLOAD_ONLY_TOKEN, "The token may not list event sets: the ID stays as typed"),
        (known.EVENTS_MANAGER_TOKEN, "The token may not read the account"),
    ],
)
def test_what_cannot_be_checked_is_said_and_the_destination_saved(
    token: str, says: str, cli: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", token)
    added = cli("destination", "add", "Till", *ACCOUNT, "--event-set", known.EVENT_SET)
    assert added.code == 0, added.err
    assert says in added.err
    assert (home / "destinations" / "till.toml").exists()


@pytest.mark.parametrize(
    ("token", "says"),
    [
        (known.ANALYST_TOKEN, "Analyst is not enough"),
        (known.MANAGE_ONLY_TOKEN, "Measurement: Report Conversion Event"),
        (known.OTHER_TOKEN, "belongs to this advertiser"),
    ],
)
def test_an_upload_without_permission_is_explained_and_continues_with_a_better_token(
    token: str, says: str, cli: Run, store: str, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mapping.toml").write_text(MAPPING)
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", token)
    orders = write_orders(tmp_path / "orders.csv", 5)
    stopped = cli("send", orders, "-d", store, "-m", tmp_path / "mapping.toml", "--yes")
    assert stopped.code == 3
    assert says in stopped.err
    assert "tiktok-tui resume" in stopped.err
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", known.EVENTS_MANAGER_TOKEN)
    assert cli("resume", "--yes").code == 0
    assert sandbox.stats().accepted == 5


def test_admin_only_keeps_the_file_to_its_owner_and_warns_when_it_is_not(cli: Run, home: Path) -> None:
    words = ("destination", "add", "Till", *ACCOUNT, "--event-set", known.EVENT_SET, "--admin-only")
    assert cli(*words).code == 0
    file = home / "destinations" / "till.toml"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert "chmod" not in cli("destination", "show", "till").err
    file.chmod(0o644)
    for command in (("show", "till"), ("test", "till")):
        outcome = cli("destination", *command)
        assert outcome.code == 0
        assert f"others may read {file}" in outcome.err
        assert "chmod 600" in outcome.err
