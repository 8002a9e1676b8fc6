"""Every code of TikTok's becomes an error whose class says what to do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tiktok_tui.events.errors import AppError, CredentialError, SettingsError, UnreachableError
from tiktok_tui.tiktok.codes import CODES, Kind, meaning_of
from tiktok_tui.tiktok.errors import (
    CredentialRefused,
    RowRefused,
    SettingsRefused,
    TikTokError,
    Transient,
    error_for,
    error_for_status,
)

TRANSIENT = {
    *(40016, 40100, 40132, 40133, 40200, 40201, 40202, 40700, 50000, 50002, 51010, 51055, 52000, 52204),
    *(53102, 53103, 60001, 61000),
}
DOCUMENTED = {
    *(20001, 40000, 40001, 40002, 40003, 40006, 40007, 40008, 40009, 40010, 40011, 40013, 40014, 40016, 40050, 40051),
    *(40061, 40062, 40063, 40100, 40101, 40102, 40103, 40104, 40105, 40106, 40107, 40108, 40110, 40112, 40113, 40115),
    *(40116, 40117, 40118, 40119, 40124, 40125, 40130, 40132, 40133, 40200, 40201, 40202, 40300, 40301, 40302, 40400),
    *(40700, 41000, 41001, 41002, 50000, 50002, 53102, 53103, 60001, 61000),
}


def test_the_table_holds_every_documented_code() -> None:
    assert set(CODES) >= DOCUMENTED
    assert all(code.remedy for code in CODES.values() if code.kind is not Kind.ACCEPTED)


@pytest.mark.parametrize("code", sorted(TRANSIENT))
def test_what_passes_is_transient(code: int) -> None:
    assert isinstance(error_for(code, "", events=True), Transient)


@pytest.mark.parametrize("code", sorted(DOCUMENTED - TRANSIENT - {20001, 40050}))
def test_what_stays_is_not_transient(code: int) -> None:
    assert not isinstance(error_for(code, "", events=True), Transient)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (40199, CredentialRefused),
        (40399, SettingsRefused),
        (40999, SettingsRefused),
        (51099, Transient),
        (59999, Transient),
        (69999, Transient),
        (7, SettingsRefused),
        (-1, SettingsRefused),
        (10**9, SettingsRefused),
    ],
)
def test_unknown_codes_go_by_their_range(code: int, kind: type[TikTokError]) -> None:
    error = error_for(code, "", "req1", events=True)
    assert type(error) is kind
    assert str(code) in error.what
    assert error.code == code
    assert (error.request_id, error.where) == ("req1", "request req1")
    assert error_for(code, "").where == ""
    assert error.remedy


def test_the_classes_are_what_exit_codes_and_screens_look_at() -> None:
    assert isinstance(error_for(50000, ""), UnreachableError)
    assert isinstance(error_for(40105, ""), CredentialError)
    assert isinstance(error_for(40001, ""), CredentialError)
    assert isinstance(error_for(40300, ""), SettingsError)
    assert isinstance(error_for(40002, "", events=True), AppError)


@pytest.mark.parametrize(
    ("code", "reauthorise"), [(40102, True), (40105, True), (40107, True), (40001, False), (40130, False)]
)
def test_a_new_authorisation_is_distinguished_from_a_missing_permission(code: int, reauthorise: bool) -> None:
    error = error_for(code, "")
    assert isinstance(error, CredentialRefused)
    assert error.reauthorise is reauthorise


def test_permission_errors_say_which_role_and_which_grants() -> None:
    for code, words in (
        (40001, "needs the role Operator or Admin in the ad account; Analyst is not enough."),
        (40001, "check that the event set (or pixel) belongs to this advertiser."),
        (40001, "A token of Events Manager may send events and nothing else: type the IDs."),
        (40130, "Sending events (Measurement: Report Conversion Event), event sets (Offline Events) and pixels are"),
        (40130, "Add the one that is missing to the app, then reauthorise; an event set's ID can also be typed."),
    ):
        assert words in error_for(code, "").remedy


def test_errors_are_careful_until_somebody_says_more() -> None:
    """As the program makes them by itself, without an answer of TikTok's."""
    lost, refused, bad = Transient("Lost."), CredentialRefused("No."), RowRefused("Bad.")
    assert (lost.wait, lost.throttled, lost.in_doubt) == (None, False, True)
    assert (refused.reauthorise, refused.field) == (True, "")
    assert (bad.index, bad.field, SettingsRefused("Wrong.").field) == (None, "", "")
    assert (lost.code, lost.request_id, lost.message, lost.where, lost.remedy) == (0, "", "", "", "")
    assert {error.guide for error in (lost, refused, bad)} == {"troubleshooting"}


@pytest.mark.parametrize(
    ("message", "index", "field"),
    [
        ("data.12.user.email: Not a valid string.", 12, "user.email"),
        ("data[3].properties.contents[0].price: Not a valid number", 3, "properties.contents.0.price"),
        ("Invalid value. data[3]", 3, ""),
        ("DATA.0 is wrong", 0, ""),
        ("Missing data for required field", None, ""),
        ("metadata is 3", None, ""),
        ("data.9999.event is bad", 9999, "event"),
        ("first data.4.event, then data.5.event", 4, "event"),
    ],
)
def test_the_index_of_the_bad_event_is_found_in_the_message(message: str, index: int | None, field: str) -> None:
    error = error_for(40002, message, events=True)
    assert isinstance(error, RowRefused)
    assert (error.index, error.field) == (index, field)


def test_a_long_message_is_read_to_its_end_though_it_is_shown_shortened() -> None:
    def read(code: int, end: str) -> TikTokError:
        error = error_for(code, "The request was refused. " * 40 + end, events=True)
        assert (len(error.message), error.message[-1]) == (300, "…")
        return error

    row, setting = read(40002, "Invalid data.12.user.email"), read(40002, "Invalid advertiser_id")
    assert isinstance(row, RowRefused)
    assert (row.index, row.field) == (12, "user.email")
    assert isinstance(setting, SettingsRefused)
    assert setting.field == "advertiser_id"
    assert isinstance(read(40000, "Too many requests."), Transient)
    assert isinstance(read(40700, "Invalid data.3.event"), RowRefused)


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ("Invalid value for event_source_id: not a valid string", "event_set_id"),
        ("event_source: Must be one of web, offline.", "event_source"),
        ("test_event_code: Not a valid string.", "test_event_code"),
        ("event_source_id: Not a valid string.", "event_set_id"),
        ("Event set 7654321098765432109 is not found", "event_set_id"),
    ],
)
def test_a_bad_setting_in_a_batch_is_no_bad_row(message: str, field: str) -> None:
    error = error_for(40002, message, events=True)
    assert isinstance(error, SettingsRefused)
    assert error.field == field


@pytest.mark.parametrize(
    "message",
    [
        "properties.description: 'a post about event_source' is too long",
        'Invalid value "event_source campaign" in a description',
        "my event_source campaign cannot be taken",
        "the description 'event set of spring' is too long",
        "items of our event set of spring",
        'Field "order_id" is invalid, see event_source',
        "event_id: from event_source_id 12",
        "event_sources",
        "email: does not fit event_source",
        "user.email of event_source",
    ],
)
def test_a_row_that_holds_the_name_of_a_setting_is_still_a_bad_row(message: str) -> None:
    assert isinstance(error_for(40002, message, events=True), RowRefused)


@pytest.mark.parametrize(
    "message", ["Field 'event_source' is invalid", "Unknown \u201cevent_source\u201d", "event_source"]
)
def test_a_setting_in_quotes_is_a_setting(message: str) -> None:
    error = error_for(40002, message, events=True)
    assert isinstance(error, SettingsRefused)
    assert error.field == "event_source"


@pytest.mark.parametrize(
    ("code", "status", "throttled", "in_doubt"),
    [
        (40100, 200, True, False),
        (40201, 200, False, False),
        (60001, 200, False, False),
        (50000, 200, False, True),
        (50002, 200, False, True),
        (40200, 200, False, True),
        (53102, 200, False, True),
        (51010, 200, False, True),
        (60001, 504, False, True),
        (50000, 429, True, False),
    ],
)
def test_what_may_have_been_carried_out_is_in_doubt(code: int, status: int, throttled: bool, in_doubt: bool) -> None:
    error = error_for(code, "", events=True, status=status)
    assert isinstance(error, Transient)
    assert (error.throttled, error.in_doubt) == (throttled, in_doubt)


@pytest.mark.parametrize(
    ("code", "asked", "wait"), [(50000, None, None), (50000, 7, 7), (60001, 7, 300), (40132, 9, 9)]
)
def test_the_longer_of_two_waits_counts(code: int, asked: float | None, wait: float | None) -> None:
    error = error_for(code, "", wait=asked)
    assert isinstance(error, Transient)
    assert error.wait == wait


def test_outside_of_batches_a_bad_value_is_a_setting() -> None:
    error = error_for(40002, "description: Missing data for required field")
    assert isinstance(error, SettingsRefused)
    assert error.field == "description"


@pytest.mark.parametrize(
    "message",
    [
        *(
            "Too many requests, please retry in some time",
            "called too frequent",
            "high frequency",
            "Rate limit reached",
        ),
        *("the app's QPS limit is 10", "QPM is used up", "over the qpd", "you are throttled"),
    ],
)
def test_a_message_about_frequency_is_throttling_only_under_the_code_of_a_bad_parameter(message: str) -> None:
    throttled = error_for(40000, message, events=True)
    assert isinstance(throttled, Transient)
    assert (throttled.throttled, throttled.in_doubt) == (True, False)
    assert isinstance(error_for(40002, message, events=True), RowRefused)


def test_a_bad_parameter_that_is_not_about_frequency_is_a_row() -> None:
    assert isinstance(error_for(40000, "qpsx and aqpm are no fields", events=True), RowRefused)


@pytest.mark.parametrize("end", ["", ".", "!", "?", "…"])
def test_tiktoks_words_end_the_sentence_with_one_stop(end: str) -> None:
    assert (
        error_for(50000, f"No luck{end}").what
        == f"TikTok answered that it has an error of its own (50000): No luck{end or '.'}"
    )
    assert error_for(50000, "mail to ann@example.com").what.endswith(": mail to …")


def test_time_outs_under_other_codes() -> None:
    assert isinstance(error_for(40700, "internal timeout", events=True), Transient)
    assert isinstance(error_for(40700, "data.3.event: bad", events=True), RowRefused)
    assert not getattr(error_for(50000, ""), "throttled", True)
    maintenance = error_for(60001, "")
    assert isinstance(maintenance, Transient)
    assert maintenance.wait == 300


@pytest.mark.parametrize("code", [0, *sorted(DOCUMENTED), 45678])
def test_no_message_holds_anybodys_data_or_a_secret(code: int) -> None:
    message = "data.1.user.email: 'wilhelmina@example.com' +12065550123 topsecrettoken1"
    error = error_for(code, message, events=True, secrets=["topsecrettoken1"])
    for text in (str(error), repr(error), error.what, error.message, error.remedy, error.where):
        assert "wilhelmina" not in text
        assert "206555" not in text
        assert "topsecret" not in text


def test_every_code_reads_as_a_sentence() -> None:
    for number in CODES:
        what = error_for(number, "").what
        assert what.startswith("TikTok answered that ")
        assert what.endswith(f"({number}).")
    assert meaning_of(0).kind is Kind.ACCEPTED


def test_the_errors_do_not_bring_httpx_along() -> None:
    code = "import sys, tiktok_tui.tiktok.errors, tiktok_tui.tiktok.tokens; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_refused_value_that_is_a_setting_says_which_in_our_words() -> None:
    refused = error_for(40002, "Invalid value for event_source_id: not a valid string.", events=True)
    assert isinstance(refused, SettingsRefused)
    assert refused.field == "event_set_id"
    assert refused.remedy == (
        "Check the event set: an offline one is a number of 19 digits, for web it is the pixel's code."
    )
    for message, remedy in (
        ("event_source: Must be one of web, offline.", "Check whether the destination is for offline or for web."),
        ("advertiser_id: bad", "Check the advertiser's ID: 19 digits, as Ads Manager shows it."),
        ("partner_name: bad", "Correct what the message names."),
    ):
        assert error_for(40002, message, events=True).remedy == remedy
    for code, remedy in ((40007, "Check the destination in Events Manager."), (40006, CODES[40006].remedy)):
        assert error_for(code, "event_source_id is wrong").remedy == remedy


def test_the_setting_of_a_code_goes_before_the_one_that_its_message_names() -> None:
    for code, field in ((40300, "advertiser_id"), (40999, "event_set_id")):
        other = error_for(code, "event_source_id is wrong")
        assert isinstance(other, SettingsRefused)
        assert other.field == field
    for code, message, field in (
        (40113, "", "app_id"),
        (40001, "event_source_id is wrong", "event_set_id"),
        (40130, "", ""),
    ):
        refused = error_for(code, message)
        assert isinstance(refused, CredentialRefused)
        assert refused.field == field


ADDRESS = "Check TIKTOK_TUI_API_URL and any proxy. The token is never sent on to another address."
LOGIN = "Put them into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT, or ask who runs the proxy."
REDIRECTS = "The server at TikTok's address redirects to another one (HTTP {} for /event/track/)."
DENIES = "The server at TikTok's address does not know the request, or denies it (HTTP {} for /event/track/)."


@pytest.mark.parametrize(
    ("status", "what", "remedy"),
    [
        (407, "The proxy asks for a user name and password (HTTP {}).", LOGIN),
        *((status, REDIRECTS, ADDRESS) for status in (300, 302, 399)),
        *((status, DENIES, ADDRESS) for status in (400, 403, 404, 101)),
    ],
)
def test_an_answer_of_something_on_the_way_says_what_to_do(status: int, what: str, remedy: str) -> None:
    error = error_for_status(status, "/event/track/", "r-1", wait=7)
    assert isinstance(error, SettingsRefused)
    assert (error.field, error.code, error.request_id) == ("api_url", status, "r-1")
    assert (error.what, error.remedy) == (what.format(status), remedy)


@pytest.mark.parametrize(
    ("status", "code", "what", "throttled"),
    [
        (503, 503, "TikTok could not answer (HTTP 503).", False),
        (429, 429, "TikTok could not answer (HTTP 429).", True),
        (408, 408, "TikTok could not answer (HTTP 408).", False),
        *((status, 0, "TikTok's answer cannot be read.", False) for status in (200, 299)),
    ],
)
def test_an_answer_without_a_code_that_passes_is_tried_again(
    status: int, code: int, what: str, throttled: bool
) -> None:
    for wait in (None, 7.0):
        error = error_for_status(status, "/event/track/", "r-1", wait=wait)
        assert isinstance(error, Transient)
        assert (error.what, error.remedy) == (what, "It is tried again.")
        assert (error.code, error.request_id) == (code, "r-1")
        assert (error.wait, error.throttled, error.in_doubt) == (wait, throttled, not throttled)


def test_a_request_that_is_too_large_is_sent_in_parts() -> None:
    error = error_for_status(413, "/event/track/", "r-1")
    assert isinstance(error, RowRefused)
    assert str(error) == "request r-1: The request is too large for TikTok (HTTP 413). It is sent in smaller parts."
    assert (error.code, error.index) == (413, None)
