"""The client against the sandbox: every call, every way in which TikTok refuses or fails."""

from __future__ import annotations

import contextlib
import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.sandbox import Sandbox
from tests.support.scripted import Said, Scripted, Seen
from tiktok_tui.events.errors import AppError, CredentialError, SettingsError
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.answers import Advertiser, EventSet, Pixel
from tiktok_tui.tiktok.client import Client
from tiktok_tui.tiktok.errors import CredentialRefused, RowRefused, SettingsRefused, TikTokError, Transient
from tiktok_tui.tiktok.tokens import FixedToken


def body(*emails: str, event_set: str = known.EVENT_SET) -> bytes:
    """A request with one event for each e-mail hash, good ones by default."""
    now = int(time.time())
    data = [
        {"event": "Purchase", "event_time": now, "event_id": f"e{place}", "user": {"email": [email]}}
        for place, email in enumerate(emails or ("a" * 64,))
    ]
    return json.dumps({"event_source": "offline", "event_source_id": event_set, "data": data}).encode()


def client_for(sandbox: Sandbox, token: str = known.TOKEN, timeout: float = 10.0) -> Client:
    return Client(FixedToken(token), base_url=sandbox.base_url, timeout=timeout)


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Client]:
    with client_for(sandbox) as open_client:
        yield open_client


def test_events_are_taken(sandbox: Sandbox, client: Client) -> None:
    answer = client.track(body("a" * 64, "b" * 64))
    assert (answer.code, answer.partial, answer.repeated) == (0, False, False)
    assert answer.request_id
    assert 0 < answer.seconds < 10
    assert sandbox.stats().accepted == 2


def test_accounts_sets_and_pixels_are_listed(client: Client) -> None:
    owner = client.user_info()
    assert (owner.display_name, owner.email) == ("Sandbox Operator", "s***@example.com")
    assert client.advertisers(known.APP_ID, known.APP_SECRET) == [
        Advertiser(known.ADVERTISER, "Sandbox Store"),
        Advertiser(known.SECOND_ADVERTISER, "Sandbox Boutique"),
    ]
    (account,) = client.advertiser_info([known.SECOND_ADVERTISER])
    assert (account.id, account.currency, account.timezone) == (known.SECOND_ADVERTISER, "EUR", "Europe/Berlin")
    assert client.event_sets(known.ADVERTISER)[0] == EventSet(known.EVENT_SET, "Store sales", "All tills", False)
    assert Pixel(known.PIXEL_CODE, known.PIXEL_ID, "Web shop") in client.pixels(known.ADVERTISER)


def test_an_event_set_is_created_and_changed(client: Client) -> None:
    made = client.create_event_set(known.ADVERTISER, " Outlet ", "The outlet's tills", auto_tracking=True)
    assert EventSet(made, "Outlet", "The outlet's tills", True) in client.event_sets(known.ADVERTISER)
    assert client.update_event_set(known.ADVERTISER, made, name="Outlets").name == "Outlets"
    changed = client.update_event_set(known.ADVERTISER, made, auto_tracking=False)
    assert changed == EventSet(made, "Outlets", "The outlet's tills", False)
    plain = client.create_event_set(known.ADVERTISER, "Plain", "Plain")
    assert EventSet(plain, "Plain", "Plain", False) in client.event_sets(known.ADVERTISER)


@pytest.mark.parametrize(("name", "description", "field"), [("", "x", "name"), ("x", " ", "description")])
def test_an_event_set_needs_name_and_description(
    sandbox: Sandbox, client: Client, name: str, description: str, field: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        client.create_event_set(known.ADVERTISER, name, description)
    assert caught.value.field == field
    assert str(caught.value) == f"The event set needs a {field}. TikTok refuses it blank."
    with pytest.raises(SettingsError, match="needs a name"):
        client.update_event_set(known.ADVERTISER, known.EVENT_SET, name=" ")
    assert sandbox.requests() == [], "TikTok is not asked"


def test_lists_may_be_nested(sandbox: Sandbox, client: Client) -> None:
    sandbox.set_faults("nested-lists")
    assert [found.id for found in client.event_sets(known.ADVERTISER)] == [known.EVENT_SET, known.EVENT_SET_PHONE]


@pytest.mark.parametrize("fault", ["data-null", "data-absent"])
def test_data_may_be_missing(sandbox: Sandbox, client: Client, fault: str) -> None:
    sandbox.set_faults(fault)
    assert client.track(body()).data == {}
    assert client.event_sets(known.ADVERTISER) == []
    assert client.user_info().display_name == ""


def test_a_partial_success_says_so(sandbox: Sandbox, client: Client) -> None:
    sandbox.set_faults("20001")
    answer = client.track(body())
    assert answer.partial
    assert answer.code == 20001


@pytest.mark.parametrize(
    "fault",
    [
        *("40100#1", "40016#1", "50000#1", "50002#1", "51010#1", "60001#1", "61000#1", "html-502#1", "html-504#1"),
        *("http-429#1", "http-500#1", "drop-before#1", "drop-after#1", "empty-200#1", "truncated-json#1"),
    ],
)
def test_what_passes_is_transient_and_the_next_try_works(sandbox: Sandbox, client: Client, fault: str) -> None:
    sandbox.set_faults(fault)
    with pytest.raises(Transient) as caught:
        client.track(body())
    assert caught.value.throttled is (fault in ("40100#1", "40016#1", "61000#1", "http-429#1"))
    client.track(body())
    assert sandbox.stats().accepted == 1


def test_a_slow_answer_is_given_up(sandbox: Sandbox) -> None:
    sandbox.set_faults("hold")
    with client_for(sandbox, timeout=0.2) as client, pytest.raises(Transient, match="in time"):
        client.track(body())
    sandbox.set_faults()


def test_a_client_that_is_closed_sends_nothing_more(sandbox: Sandbox) -> None:
    with client_for(sandbox) as client:
        client.user_info()
    with pytest.raises(RuntimeError, match="closed"):
        client.user_info()
    assert sandbox.stats().requests == 1


def test_nobody_there_is_transient() -> None:
    with (
        Client(FixedToken("sometoken"), base_url="http://127.0.0.1:1/open_api/v1.3") as client,
        pytest.raises(Transient, match="cannot be reached"),
    ):
        client.user_info()


@pytest.mark.parametrize("fault", ["refuse-path", "refuse-index", "refuse-echo"])
def test_a_bad_event_is_named(sandbox: Sandbox, client: Client, fault: str) -> None:
    sandbox.set_faults(fault)
    with pytest.raises(RowRefused) as caught:
        client.track(body("a" * 64, "a" * 64, "somebody@example.com"))
    assert caught.value.index == 2
    assert caught.value.code == 40002
    assert "somebody" not in str(caught.value)


def test_a_bad_event_may_be_left_unnamed(sandbox: Sandbox, client: Client) -> None:
    sandbox.set_faults("refuse-silent")
    with pytest.raises(RowRefused) as caught:
        client.track(body("a" * 64, "b"))
    assert caught.value.index is None


def test_a_batch_that_is_too_large_is_to_be_split(sandbox: Sandbox, client: Client) -> None:
    sandbox.reset(max_body=2000)
    with pytest.raises(RowRefused) as caught:
        client.track(body(*["a" * 64] * 100))
    assert caught.value.index is None


@pytest.mark.parametrize(
    ("token", "code", "reauthorise"),
    [
        (known.ANALYST_TOKEN, 40001, False),
        (known.OTHER_TOKEN, 40001, False),
        (known.MANAGE_ONLY_TOKEN, 40130, False),
    ],
)
def test_a_missing_permission(sandbox: Sandbox, token: str, code: int, reauthorise: bool) -> None:
    with client_for(sandbox, token) as client, pytest.raises(CredentialRefused) as caught:
        client.track(body())
    assert caught.value.code == code
    assert caught.value.reauthorise is reauthorise


@pytest.mark.parametrize("token", [known.EXPIRED_TOKEN, known.REVOKED_TOKEN, "no-such-token"])
def test_a_token_that_cannot_be_renewed(sandbox: Sandbox, token: str) -> None:
    with client_for(sandbox, token) as client, pytest.raises(CredentialError, match="refuses the access token"):
        client.track(body())
    assert sandbox.stats().requests == 1


def test_upload_and_management_are_separate_grants(sandbox: Sandbox) -> None:
    with client_for(sandbox, known.UPLOAD_ONLY_TOKEN) as client:
        client.track(body())
        with pytest.raises(CredentialRefused) as caught:
            client.event_sets(known.ADVERTISER)
    assert caught.value.code == 40130


def test_a_wrong_event_set_stops_the_run(client: Client) -> None:
    with pytest.raises(SettingsRefused) as caught:
        client.track(body(event_set=known.PIXEL_CODE))
    assert caught.value.field == "event_set_id"
    with pytest.raises(CredentialRefused):
        client.track(body(event_set=known.STRANGER_EVENT_SET))


def test_an_app_that_the_token_is_not_of(client: Client) -> None:
    with pytest.raises(CredentialRefused) as caught:
        client.advertisers(known.OTHER_APP_ID, known.OTHER_APP_SECRET)
    assert (caught.value.code, caught.value.field) == (40113, "app_id")
    with pytest.raises(CredentialRefused) as caught:
        client.advertisers(known.APP_ID, "topsecret-wrong")
    assert (caught.value.code, caught.value.field) == (40101, "app_secret")
    assert "topsecret" not in str(caught.value)


def test_a_wrong_address_is_a_setting(sandbox: Sandbox) -> None:
    with (
        Client(FixedToken(known.TOKEN), base_url=f"{sandbox.root}/open_api/v9") as client,
        pytest.raises(SettingsRefused) as caught,
    ):
        client.user_info()
    assert caught.value.field == "api_url"


def test_redirects_are_refused_and_the_token_stays_here(sandbox: Sandbox, client: Client) -> None:
    with Scripted(lambda seen: Said()) as elsewhere:
        sandbox.set_faults(f"redirect:{elsewhere.base_url}/event/track/")
        for call in (lambda: client.track(body()), client.user_info):
            with pytest.raises(SettingsRefused, match="redirects"):
                call()
        assert elsewhere.seen == []


def test_one_client_serves_many_threads(sandbox: Sandbox, client: Client) -> None:
    meet = threading.Barrier(8)

    def send(number: int) -> int:
        meet.wait(60)
        return client.track(body(event_set=known.EVENT_SET)).code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(send, range(8))) == [0] * 8
    assert sandbox.stats().requests == 8


def test_a_request_as_it_is_on_the_wire() -> None:
    with (
        Scripted(lambda seen: Said()) as server,
        Client(FixedToken("Bearer tok-1"), base_url=server.base_url) as client,
    ):
        client.track(b'{"data": [1]}')
        client.user_info()
    track, info = server.seen
    assert (track.method, track.path, track.body) == ("POST", "/open_api/v1.3/event/track/", b'{"data": [1]}')
    assert track.headers["access-token"] == "tok-1"
    assert track.headers["content-type"] == "application/json"
    assert "authorization" not in track.headers
    assert info.path == "/open_api/v1.3/user/info/"
    assert "content-type" not in info.headers


def test_pixels_come_in_pages_of_which_there_may_be_more_by_then() -> None:
    def say(seen: Seen) -> Said:
        page = int(seen.path.partition("page=")[2].partition("&")[0])
        pixels = [{"pixel_code": f"C{page}{number}", "pixel_id": number, "pixel_name": "p"} for number in range(20)]
        return Said({"code": 0, "data": {"pixels": pixels, "page_info": {"total_page": min(3, page + 1)}}})

    with Scripted(say) as server, Client(FixedToken("tok-1"), base_url=server.base_url) as client:
        found = client.pixels("1")
    assert len(found) == 60
    assert found[-1] == Pixel("C319", "19", "p")
    asked = [parse_qs(urlsplit(seen.path).query) for seen in server.seen]
    assert asked == [{"advertiser_id": ["1"], "page": [page], "page_size": ["20"]} for page in ("1", "2", "3")]


@pytest.mark.parametrize(
    "answer",
    [
        *(
            b"[]",
            b"null",
            b"{}",
            b'{"code": "0"}',
            b'{"code": true}',
            b'{"code": 1' + b"0" * 30 + b"}",
            b"\xff\xfe",
            b"<html>",
            b"1e999",
            b"[" * 100_000,
        ),
    ],
)
def test_an_answer_that_makes_no_sense_is_not_success(answer: bytes) -> None:
    with (
        Scripted(lambda seen: Said(answer)) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
        pytest.raises(Transient, match="cannot be read") as caught,
    ):
        client.track(b"{}")
    assert caught.value.code == 0, "there is no code of TikTok's"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(503, Transient), (408, Transient), (403, SettingsRefused), (404, SettingsRefused), (413, RowRefused)],
)
def test_http_statuses_without_a_code(status: int, kind: type[TikTokError]) -> None:
    said = Said(b"<html>", status, {"X-TT-LOGID": "20260101LOG\x7f"})
    with (
        Scripted(lambda seen: said) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
        pytest.raises(kind) as caught,
    ):
        client.track(b"{}")
    assert caught.value.request_id == "20260101LOG"


def refusal(said: Said, sent: bytes = b"{}") -> TikTokError:
    """The error for a batch that a server answers in this way."""
    with (
        Scripted(lambda seen: said) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
        pytest.raises(TikTokError) as caught,
    ):
        client.track(sent)
    return caught.value


@pytest.mark.parametrize("code", [0, 20001, 40050])
@pytest.mark.parametrize("status", [301, 401, 403, 404, 407, 408, 413, 429, 500, 502, 503, 504])
def test_nothing_but_2xx_is_ever_success(status: int, code: int) -> None:
    error = refusal(Said({"code": code, "message": "OK"}, status))
    assert error.code == status
    assert isinstance(error, Transient) == (status in (408, 429, 500, 502, 503, 504))


@pytest.mark.parametrize("status", [408, 413, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("repeated_as_http", [True, False])
def test_a_code_that_is_a_status_counts_as_the_status(status: int, repeated_as_http: bool) -> None:
    error = refusal(Said({"code": status, "message": "no"}, status if repeated_as_http else 200))
    assert error.code == status
    if status == 413:
        assert isinstance(error, RowRefused)
    else:
        assert isinstance(error, Transient)
        assert error.throttled is (status == 429)
        assert error.in_doubt is (status != 429)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, 40105, CredentialError),
        (400, 40002, RowRefused),
        (500, 40002, RowRefused),
        (403, 40001, CredentialRefused),
        (503, 50000, Transient),
        (503, 40999, Transient),
        (400, 40999, SettingsRefused),
        (502, 1, Transient),
        (404, 1, SettingsRefused),
    ],
)
def test_a_code_of_tiktoks_says_more_than_the_status(status: int, code: int, kind: type[AppError]) -> None:
    with (
        Scripted(lambda seen: Said({"code": code, "message": "no"}, status)) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
        pytest.raises(kind),
    ):
        client.track(b"{}")


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("said", [b"<html>", {"code": 0}, {"code": 50000}])
def test_the_wait_that_the_answer_asks_for_is_handed_on(status: int, said: object) -> None:
    error = refusal(Said(said, status, {"Retry-After": "17"}))
    assert isinstance(error, Transient)
    assert error.wait == 17


def test_the_wait_may_be_a_date() -> None:
    soon = datetime.now(UTC) + timedelta(seconds=50)
    error = refusal(Said(b"", 503, {"Retry-After": format_datetime(soon, usegmt=True)}))
    assert isinstance(error, Transient)
    assert error.wait is not None
    assert 30 < error.wait <= 50
    past = refusal(Said(b"", 503, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}))
    assert isinstance(past, Transient)
    assert past.wait == 0


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        *(("soon", None), ("-5", None), ("1e3", None), ("Wed, 99 Foo 2015", None), ("", None)),
        (f"Wed, 21 Oct 2{'0' * 30} 07:28:00 GMT", None),
        ("٣".encode().decode("latin-1"), None),
        ("9" * 400, 999_999_999),
    ],
)
def test_a_wait_that_cannot_be_read_is_none_and_an_endless_one_a_number(value: str, wait: float | None) -> None:
    error = refusal(Said(b"", 503, {"Retry-After": value}))
    assert isinstance(error, Transient)
    assert error.wait == wait


def test_a_connection_that_never_came_about_leaves_nothing_in_doubt() -> None:
    with (
        Client(FixedToken("tok-1"), base_url="http://127.0.0.1:1/open_api/v1.3") as client,
        pytest.raises(Transient) as caught,
    ):
        client.track(b"{}")
    assert not caught.value.in_doubt


@pytest.mark.parametrize("fault", ["drop-before#1", "drop-after#1", "html-504#1", "truncated-json#1"])
def test_a_connection_that_broke_leaves_the_batch_in_doubt(sandbox: Sandbox, client: Client, fault: str) -> None:
    sandbox.set_faults(fault)
    with pytest.raises(Transient) as caught:
        client.track(body())
    assert caught.value.in_doubt


def test_an_event_set_is_asked_for_in_tiktoks_words_and_told_as_tiktok_has_it() -> None:
    kept = {"event_set_id": "72", "name": "Kept", "description": "All tills", "auto_tracking": "true"}
    answers = [{"event_set_id": "71"}, {"event_set_list": [[kept]]}, {"name": "Kept"}, {}]
    said = iter(answers)
    with (
        Scripted(lambda seen: Said({"code": 0, "data": next(said)})) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
    ):
        assert client.create_event_set("7", " Outlet ", " All tills ") == "71"
        assert client.update_event_set("7", "72", name=" Shop ") == EventSet("72", "Kept", "All tills", True)
        assert client.update_event_set("7", "72", name="Shop", auto_tracking=False) == EventSet("72", "Kept")
        assert client.update_event_set("7", "72", auto_tracking=True) == EventSet("72", "", auto_tracking=True)
    assert [(seen.path.partition("/offline")[2], json.loads(seen.body)) for seen in server.seen] == [
        ("/create/", {"advertiser_id": "7", "name": "Outlet", "description": "All tills", "auto_tracking": False}),
        ("/update/", {"advertiser_id": "7", "event_set_id": "72", "name": "Shop"}),
        ("/update/", {"advertiser_id": "7", "event_set_id": "72", "name": "Shop", "auto_tracking": False}),
        ("/update/", {"advertiser_id": "7", "event_set_id": "72", "auto_tracking": True}),
    ]
    assert {seen.headers["content-type"] for seen in server.seen} == {"application/json"}


def test_an_accepted_batch_keeps_what_tiktok_said_of_it_without_anybodys_data() -> None:
    said = {"code": 20001, "message": "ann@example.com was left out", "request_id": "r-7", "data": {"failed": [3]}}
    with (
        Scripted(lambda seen: Said(said)) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
    ):
        answer = client.track(b"{}")
    assert (answer.code, answer.request_id, answer.message) == (20001, "r-7", "… was left out")
    assert answer.data == {"failed": [3]}


def test_the_ids_of_every_request_stay_in_its_refusal_and_the_apps_secret_never() -> None:
    advertiser, event_set = "7000000000000000001", "7200000000000000001"
    said = Said({"code": 40007, "message": f"{advertiser} and {event_set} of shh, not 7300000000000000001"})
    with Scripted(lambda seen: said) as server, Client(FixedToken("tok-1"), base_url=server.base_url) as client:
        for call, left in (
            (lambda: client.event_sets(advertiser), f"{advertiser} and … of shh, not …"),
            (lambda: client.update_event_set(advertiser, event_set), f"{advertiser} and {event_set} of shh, not …"),
            (lambda: client.track(b'["advertiser_id"]'), "… and … of shh, not …"),
            (lambda: client.track(b'{"advertiser_id": "", "event_source_id": null}'), "… and … of shh, not …"),
            (lambda: client.advertisers("71", "shh"), "… and … of …, not …"),
        ):
            with pytest.raises(SettingsRefused) as caught:
                call()
            assert caught.value.message == left


def test_a_message_shows_the_event_set_that_it_is_about() -> None:
    message = "No permission to operate 7200000000000000001 for 7300000000000000001"
    with (
        Scripted(lambda seen: Said({"code": 40001, "message": message})) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
        pytest.raises(CredentialRefused, match="operate 7200000000000000001 for …"),
    ):
        client.track(b'{"event_source_id":"7200000000000000001","data":[]}')
    assert refusal(Said({"code": 40001, "message": message}), b"no JSON").message == "No permission to operate … for …"


def test_a_repeated_request_counts_as_taken() -> None:
    with (
        Scripted(lambda seen: Said({"code": 40050, "message": "duplicated request"})) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
    ):
        assert client.track(b"{}").repeated


def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiktok_tui.tiktok.transport.LARGEST_REPLY", 100_000)  # more than comes in one piece
    with (
        Scripted(lambda seen: Said({"code": 0, "message": "x" * 300_000})) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
        pytest.raises(Transient),
    ):
        client.user_info()


def test_a_reply_that_comes_by_the_drop_is_given_up() -> None:
    class Dripping(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while self.rfile.readline().strip():
                pass
            # Whole after three times the client's patience with a silence: read to its end, it would make no sense.
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n")
            with contextlib.suppress(OSError):
                for _ in range(30):
                    self.wfile.write(b" ")
                    gone.wait(0.05)

    gone = threading.Event()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Dripping) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.server_address[1]}/open_api/v1.3"
        with Client(FixedToken("tok-1"), base_url=url, timeout=0.5) as client, pytest.raises(Transient) as caught:
            client.user_info()
        gone.set()
        server.shutdown()
        thread.join()
    assert "did not answer in time" in caught.value.what
    assert caught.value.in_doubt


def test_request_ids_and_messages_are_shortened() -> None:
    said = {"code": 40002, "message": "word " * 1000, "request_id": "r-1_" + "x" * 500 + "\x1b"}
    error = refusal(Said(said))
    assert len(error.request_id) == 64
    assert error.request_id.startswith("r-1_x")
    assert len(error.message) <= 300


def test_an_answer_of_a_gateway_has_the_id_of_its_trace() -> None:
    assert refusal(Said(b"<html>", 503, {"x-tt-trace-id": "trace-1"})).request_id == "trace-1"


def test_the_refusal_of_no_call_holds_its_token_or_the_one_that_was_renewed_for_it() -> None:
    def say(seen: Seen) -> Said:
        token = seen.headers["access-token"]
        return Said({"code": 40105 if token == "token-0" else 40002, "message": f"{token} is wrong"})

    with Scripted(say) as server, Client(Renewed(), base_url=server.base_url) as client:
        calls: list[Callable[[], object]] = [
            lambda: client.track(b"{}"),
            client.user_info,
            lambda: client.advertisers("71", "shh"),
            lambda: client.advertiser_info(["7"]),
            lambda: client.event_sets("7"),
            lambda: client.create_event_set("7", "Outlet", "All tills"),
            lambda: client.update_event_set("7", "72"),
            lambda: client.pixels("7"),
        ]
        for call in calls:
            with pytest.raises(TikTokError) as caught:
                call()
            assert caught.value.message == "… is wrong"


def test_a_bad_value_in_a_look_up_is_a_setting_and_its_wait_is_handed_on() -> None:
    answers = iter([(40002, "name: too long"), (50000, "")])

    def say(seen: Seen) -> Said:
        code, message = next(answers)
        return Said({"code": code, "message": message}, headers={"Retry-After": "17"})

    with Scripted(say) as server, Client(FixedToken("tok-1"), base_url=server.base_url) as client:
        with pytest.raises(SettingsRefused) as refused:
            client.create_event_set("7", "x" * 300, "All tills")
        with pytest.raises(Transient) as busy:
            client.event_sets("7")
    assert (refused.value.field, busy.value.wait) == ("name", 17)


@pytest.mark.parametrize("code", [20001, 40050])
def test_a_look_up_that_succeeds_in_part_is_no_success(code: int) -> None:
    with (
        Scripted(lambda seen: Said({"code": code, "message": "partly", "data": {}})) as server,
        Client(FixedToken("tok-1"), base_url=server.base_url) as client,
        pytest.raises(TikTokError),
    ):
        client.event_sets("1")


class Renewed:
    """Tokens that are renewed without end."""

    def __init__(self) -> None:
        self.turned_down: list[str] = []

    def access_token(self) -> str:
        return "token-0"

    def refused(self, token: str) -> str:
        self.turned_down.append(token)
        return f"token-{len(self.turned_down)}"


def test_a_token_may_run_out_twice_on_the_way() -> None:
    answers = iter([40102, 40105, 40102, 0])
    tokens = Renewed()
    with (
        Scripted(lambda seen: Said({"code": next(answers), "message": "", "data": {}})) as server,
        Client(tokens, base_url=server.base_url) as client,
    ):
        client.track(b"{}")
    assert [seen.headers["access-token"] for seen in server.seen] == [f"token-{number}" for number in range(4)]
    assert tokens.turned_down == ["token-0", "token-1", "token-2"]


def test_a_token_that_is_refused_five_times_is_not_renewed_once_more() -> None:
    tokens = Renewed()
    with (
        Scripted(lambda seen: Said({"code": 40105, "message": "", "data": {}})) as server,
        Client(tokens, base_url=server.base_url) as client,
        pytest.raises(CredentialRefused),
    ):
        client.track(b"{}")
    assert (len(server.seen), len(tokens.turned_down)) == (5, 4)


def asked_for(seen: Seen, name: str) -> list[str]:
    """The list that a request asks for under this name, which is JSON in the address."""
    ids: list[str] = json.loads(parse_qs(urlsplit(seen.path).query)[name][0])
    return ids


def test_accounts_are_asked_for_a_hundred_at_a_time() -> None:
    def say(seen: Seen) -> Said:
        found = [{"advertiser_id": each} for each in asked_for(seen, "advertiser_ids")]
        return Said({"code": 0, "data": {"list": found}})

    wanted = [str(number) for number in range(201)]
    with Scripted(say) as server, Client(FixedToken("tok-1"), base_url=server.base_url) as client:
        assert [account.id for account in client.advertiser_info(wanted)] == wanted
    assert [len(asked_for(seen, "advertiser_ids")) for seen in server.seen] == [100, 100, 1]
    assert set(asked_for(server.seen[0], "fields")) == {
        *("advertiser_id", "name", "currency", "timezone", "display_timezone", "country", "status", "role"),
    }
