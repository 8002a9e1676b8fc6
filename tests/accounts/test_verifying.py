"""Adding, reauthorising and verifying: in which order secrets are stored, and what is recorded of TikTok's answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from tests.support.sandbox import Sandbox
from tests.support.scripted import Said, Scripted, Seen
from tests.support.secret_service import SecretService
from tiktok_tui.accounts import credentials, keyring_index
from tiktok_tui.accounts.credentials import ACCESS_TOKEN, APP_SECRET, REFRESH_TOKEN, Credential, Kind
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.removal import remove
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.accounts.tokens import HeldToken
from tiktok_tui.accounts.verifying import Secrets, add, reauthorise, verify
from tiktok_tui.events.errors import CredentialError, KeyringError, SettingsError
from tiktok_tui.events.system.lock_file import LockFile
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tiktok.oauth import Grant
from tiktok_tui.tiktok.secret import Secret

REFRESH = Secrets.of_refresh_token(known.APP_ID, known.APP_SECRET, known.REFRESH_TOKEN)
GRANT = Grant(Secret("tok-1"), 100.0, Secret("refresh-1"), ("7", "8"), (5, 6))


class Watched(Keyring):
    """A real keyring that notes each change by its entry, and looks around at each write of a secret."""

    def __init__(self, look: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.done: list[str] = []
        self.seen: list[object] = []
        self._look = look

    def write(self, entry: str, secret: str) -> None:
        self._note("write", entry)
        super().write(entry, secret)

    def remove(self, entry: str) -> None:
        self._note("remove", entry)
        super().remove(entry)

    def _note(self, what: str, entry: str) -> None:
        folder, _, name = entry.partition("/")
        self.done.append(f"{what} {'index' if folder == 'index' else name}")
        if folder != "index":
            self.seen.append(self._look())


def answering(**answers: object) -> Callable[[Seen], Said]:
    """A TikTok with these answers: `user`, `advertisers`, `refresh`; a number is the code of a refusal."""

    def say(seen: Seen) -> Said:
        name = {"user": "user", "oauth2/advertiser": "advertisers", "oauth2/refresh_token": "refresh"}
        found = next(answers.get(key, {}) for part, key in name.items() if f"/{part}/" in seen.path)
        if isinstance(found, int):
            return Said({"code": found, "message": "planted", "request_id": "r1"})
        return Said({"code": 0, "message": "OK", "request_id": "r1", "data": found})

    return say


def test_the_kind_follows_from_the_secrets_that_are_given() -> None:
    kinds = [
        Secrets.of_token("tok-1").kind,
        REFRESH.kind,
        Secrets.of_grant("7", "s", GRANT).kind,
        Secrets.of_grant("7", "s", replace(GRANT, refresh_token=None)).kind,
    ]
    assert kinds == [Kind.TOKEN, Kind.REFRESH, Kind.APP, Kind.APP]
    pasted = Secrets.of_refresh_token(" '71 00'\n", ' "sec\n"', "Bearer ref")
    assert (pasted.app_id, pasted.app_secret, pasted.refresh_token) == ("7100", "sec", "ref")
    granted = Secrets.of_grant("7" * 32, "s ", GRANT)
    assert (granted.app_id, granted.app_secret, granted.grant) == ("7" * 32, "s", GRANT)


@pytest.mark.parametrize("pasted", ["", "my app", "7.1", "\u0663", "7" * 33])
def test_an_app_id_is_digits(pasted: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Secrets.of_grant(pasted, "s", GRANT)
    assert (caught.value.what, caught.value.remedy, caught.value.field) == (
        "The app ID must be digits.",
        "Copy it from the app's page in the developer portal.",
        "app_id",
    )


def test_an_app_secret_that_is_blank_is_named() -> None:
    makes: list[Callable[[], Secrets]] = [
        partial(Secrets.of_refresh_token, "7", " ", "r"),
        partial(Secrets.of_grant, "7", " ", GRANT),
    ]
    for make in makes:
        with pytest.raises(SettingsError) as caught:
            make()
        assert (caught.value.what, caught.value.field) == ("The app secret is missing.", "app_secret")


def test_the_secret_that_cannot_be_had_again_is_stored_first(home: Home, real_keyring: SecretService) -> None:
    def look() -> tuple[object, ...]:
        """The view of another process: the notes and times in files, and if it could change the secrets."""
        found = credentials.listing(home)
        free = [
            LockFile(home.locks / f"credential-{each.id}.lock").acquire(0)
            for each in found
            if (home.locks / f"credential-{each.id}.lock").exists()
        ]
        return ([each.notes for each in found], [each.verified for each in found], free)

    keyring = Watched(look)
    secrets = Secrets.of_grant("7", "secret-1", GRANT)
    with Scripted(answering(user={"display_name": "Alice"})) as server:
        made = add(home, "Acme", secrets, base_url=server.base_url, keyring=keyring)
    assert keyring.done == ["write index", *(f"write {name}" for name in (REFRESH_TOKEN, APP_SECRET, ACCESS_TOKEN))]
    interrupted = ("Not verified yet: adding it was interrupted. Test it, or remove it and add it again.",)
    assert keyring.seen == [([interrupted], [None], [False])] * 3
    assert made.verified is not None
    assert keyring_index.listed(home, Keyring()) == {made.id: "acme"}
    keyring.done.clear()
    with Scripted(answering()) as server, pytest.raises(KeyringError, match="It is full"):
        reauthorise(home, "acme", Secrets.of_token("tok-2"), base_url=server.base_url, keyring=Full())
    assert len(real_keyring.entries()) == 3, "those there are stay until the new ones are stored"
    with Scripted(answering()) as server:
        again = reauthorise(home, "acme", Secrets.of_token("tok-2"), base_url=server.base_url, keyring=keyring)
    assert keyring.done == [f"write {ACCESS_TOKEN}", f"remove {REFRESH_TOKEN}", f"remove {APP_SECRET}"]
    assert keyring.seen[3:] == [([made.notes], [made.verified], [False])] * 3, "the file stays until the end"
    assert [entry.secret for entry in real_keyring.entries()] == ["tok-2"]
    assert (again.id, again.made >= made.made) == (made.id, True)


def test_a_refresh_token_is_used_after_the_keyring_has_proved_itself(home: Home, real_keyring: SecretService) -> None:
    asked: list[int] = []
    keyring = Watched(lambda: len(asked))

    def say(seen: Seen) -> Said:
        asked.append(1)
        return answering(refresh={"access_token": "tok-1", "refresh_token": "refresh-2"})(seen)

    with Scripted(say) as server:
        add(home, "Acme", REFRESH, base_url=server.base_url, keyring=keyring)
    assert keyring.done[:3] == ["write probe", "remove probe", "write index"]
    assert keyring.seen == [0, 0, 1, 1, 1]


def test_the_life_of_a_token_begins_when_it_is_asked_for(
    home: Home, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])

    def say(seen: Seen) -> Said:
        now[0] += 7
        return answering(refresh={"access_token": "tok-1", "expires_in": 100, "refresh_token": "refresh-2"})(seen)

    with Scripted(say) as server:
        made = add(home, "Acme", REFRESH, base_url=server.base_url)
    held = HeldToken.from_entry(Keyring().read(made.entry(ACCESS_TOKEN)))
    assert held == HeldToken(Secret("tok-1"), 1050.0)


@pytest.mark.parametrize(
    ("user", "owner"),
    [
        ({"display_name": "Alice", "email": "a***@x.example"}, "Alice"),
        ({"display_name": "", "email": "a***@x.example"}, "a***@x.example"),
        ({}, ""),
    ],
)
def test_the_owner_is_a_name_or_a_masked_address(
    home: Home, real_keyring: SecretService, user: dict[str, str], owner: str
) -> None:
    with Scripted(answering(user=user)) as server:
        made = add(home, "Acme", Secrets.of_token("tok-1"), base_url=server.base_url)
    assert (made.owner, made.notes, made.kind, made.app_id) == (owner, (), Kind.TOKEN, "")


NOT_THE_OWNER = "TikTok does not say who this token belongs to; it may still send events."
NOT_THE_ADVERTISERS = "The token may not list its advertisers; type the advertiser's ID."


@pytest.mark.parametrize(
    ("answers", "notes", "advertisers"),
    [
        ({"advertisers": {"list": [{"advertiser_id": "9", "advertiser_name": "N"}]}}, (), (Advertiser("9", "N"),)),
        ({"advertisers": 40001}, (NOT_THE_ADVERTISERS,), (Advertiser("7", ""), Advertiser("8", ""))),
        (
            *({"user": 40001, "advertisers": 40130}, (NOT_THE_OWNER, NOT_THE_ADVERTISERS)),
            (Advertiser("7", ""), Advertiser("8", "")),
        ),
        ({"user": 40130, "advertisers": {"list": []}}, (NOT_THE_OWNER,), ()),
    ],
)
def test_what_tiktok_does_not_say_is_noted(
    home: Home,
    real_keyring: SecretService,
    answers: dict[str, object],
    notes: tuple[str, ...],
    advertisers: tuple[Advertiser, ...],
) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    with Scripted(answering(**answers)) as server:
        made = add(home, "Acme", Secrets.of_grant("71", "s", GRANT), base_url=server.base_url, description=" Shop ")
    assert (made.notes, made.advertisers, made.scopes, made.app_id) == (notes, advertisers, (5, 6), "71")
    assert (made.description, made.backend, made.kind) == ("Shop", "GNOME Keyring", Kind.APP)
    assert made.verified is not None
    assert before <= made.made <= made.verified <= datetime.now(UTC)
    assert credentials.load(home, "acme") == made
    assert Keyring().read(made.entry(REFRESH_TOKEN)) == "refresh-1"


@pytest.mark.parametrize("answers", [{"user": 40105}, {"advertisers": 40113}])
def test_a_token_that_is_refused_after_its_authorisation_is_kept_unverified(
    home: Home, real_keyring: SecretService, answers: dict[str, object]
) -> None:
    with Scripted(answering(**answers)) as server:
        made = add(home, "Acme", Secrets.of_grant("71", "s", GRANT), base_url=server.base_url)
    [note] = made.notes
    assert note.startswith("Not verified yet: TikTok ")
    assert note.endswith(".")
    assert (made.verified, made.owner) == (None, "")
    assert made.advertisers == (Advertiser("7", ""), Advertiser("8", ""))
    assert len(real_keyring.entries()) == 3


def test_verifying_asks_with_the_stored_secrets_and_records_the_answers(
    home: Home, real_keyring: SecretService
) -> None:
    asked: list[str] = []

    def say(seen: Seen) -> Said:
        asked.append(f"{seen.path.partition('?')[2]} {seen.headers.get('access-token')}")
        return answering(advertisers={"list": [{"advertiser_id": "9"}]}, user={"display_name": "Bob"})(seen)

    old = Credential("acme", "a1", "Acme", app_id="71", owner="Alice", notes=("Old.",), backend="KWallet")
    credentials.save(home, old)
    Keyring().write(old.entry(ACCESS_TOKEN), "tok-1")
    with Scripted(say) as server:
        bare = verify(home, "acme", base_url=server.base_url)
        Keyring().write(old.entry(APP_SECRET), "secret-1")
        found = verify(home, "acme", base_url=server.base_url)
    assert asked == [" tok-1", " tok-1", "app_id=71&secret=secret-1 tok-1"]
    assert (bare.owner, bare.advertisers, bare.notes) == ("Bob", (), ())
    assert (found.owner, found.advertisers, found.notes) == ("Bob", (Advertiser("9", ""),), ())
    assert (found.backend, found.made) == ("KWallet", old.made)
    assert credentials.load(home, "acme") == found
    with Scripted(answering(user=40001)) as server:
        assert verify(home, "acme", base_url=server.base_url).owner == ""
    credentials.save(home, old)
    with Scripted(answering(user=40105)) as server, pytest.raises(CredentialError):
        verify(home, "acme", base_url=server.base_url)
    assert credentials.load(home, "acme") == old, "it was never verified"


@pytest.mark.parametrize("removed", [False, True])
def test_what_is_changed_while_tiktok_is_asked_stays_changed(
    home: Home, real_keyring: SecretService, removed: bool
) -> None:
    old = Credential("acme", "a1", "Acme")
    credentials.save(home, old)
    Keyring().write(old.entry(ACCESS_TOKEN), "tok-1")

    def say(seen: Seen) -> Said:
        if removed:
            remove(home, "acme")
        else:
            credentials.rename(home, "acme", "Acme Ltd", "The shop")
        return answering(user={"display_name": "Bob"})(seen)

    with Scripted(say) as server, pytest.raises(CredentialError) if removed else nullcontext():
        found = verify(home, "acme", base_url=server.base_url)
        assert (found.name, found.description, found.owner) == ("Acme Ltd", "The shop", "Bob")
        assert credentials.load(home, "acme") == found
    assert credentials.taken(home) == ([] if removed else ["acme"])
    assert keyring_index.listed(home, Keyring()) == ({} if removed else {"a1": "acme"})


@pytest.mark.parametrize("by", ["reauthorising it", "removing it and adding another one"])
def test_an_answer_about_secrets_that_were_replaced_meanwhile_is_not_recorded(
    home: Home, real_keyring: SecretService, by: str
) -> None:
    old = Credential("acme", "a1", "Acme", app_id="71", made=datetime(2026, 1, 1, tzinfo=UTC))
    now = replace(old, app_id="72", made=credentials.now(), owner="Zoe")
    now = now if by == "reauthorising it" else replace(now, id="b2", made=old.made)
    credentials.save(home, old)
    Keyring().write(old.entry(ACCESS_TOKEN), "tok-1")

    def say(seen: Seen) -> Said:
        credentials.save(home, now)
        return answering(user={"display_name": "Bob"})(seen)

    with Scripted(say) as server:
        assert verify(home, "acme", base_url=server.base_url) == now
    assert credentials.load(home, "acme") == now
    assert keyring_index.listed(home, Keyring()) == {}


def test_what_is_renamed_while_it_is_reauthorised_keeps_its_new_name(home: Home, real_keyring: SecretService) -> None:
    credentials.save(home, Credential("acme", "a1", "Acme"))

    def say(seen: Seen) -> Said:
        credentials.rename(home, "acme", "Acme Ltd", "The shop")
        return answering(user={"display_name": "Bob"})(seen)

    with Scripted(say) as server:
        found = reauthorise(home, "acme", Secrets.of_token("tok-2"), base_url=server.base_url)
    assert (found.name, found.description, found.owner) == ("Acme Ltd", "The shop", "Bob")
    assert credentials.load(home, "acme") == found


@pytest.mark.parametrize(("code", "error"), [(0, SettingsError), (40105, CredentialError)])
def test_a_credential_that_somebody_else_adds_meanwhile_is_neither_replaced_nor_removed(
    home: Home, real_keyring: SecretService, code: int, error: type[Exception]
) -> None:
    theirs = Credential("acme", "theirs", "ACME")

    def say(seen: Seen) -> Said:
        credentials.save(home, theirs)
        return answering(user=code)(seen)

    with Scripted(say) as server, pytest.raises(error):
        add(home, "Acme", Secrets.of_token("tok-1"), base_url=server.base_url)
    assert credentials.load(home, "acme") == theirs
    assert real_keyring.entries() == []


def test_a_new_name_is_checked_before_anything_is_stored(home: Home, sandbox: Sandbox) -> None:
    credentials.save(home, Credential("acme", "1", "Acme"))
    keyring = Watched()
    token = "0123456789abcdef0123456789abcdef01234567"
    for name, description, field in (("ACME", "", "name"), ("New", token, "description"), (token, "", "name")):
        with pytest.raises(SettingsError) as caught:
            add(home, name, REFRESH, base_url=sandbox.base_url, description=description, keyring=keyring)
        assert caught.value.field == field
    with pytest.raises(CredentialError, match="There is no credential “nobody”"):
        reauthorise(home, "nobody", REFRESH, base_url=sandbox.base_url, keyring=keyring)
    assert (keyring.done, sandbox.stats().requests) == ([], 0)


class Full(Watched):
    """A keyring that is full, and does not remove anything either."""

    def write(self, entry: str, secret: str) -> None:
        raise KeyringError("It is full.")

    def remove(self, entry: str) -> None:
        raise KeyringError("It does not remove.")


def test_of_two_failures_the_first_is_reported(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    with pytest.raises(KeyringError, match="It is full"):
        add(home, "Acme", Secrets.of_token(known.TOKEN), base_url=sandbox.base_url, keyring=Full())
    assert credentials.listing(home) == ()


class NearlyFull(Full):
    """One that has room for all but the last secret."""

    def write(self, entry: str, secret: str) -> None:
        if entry.endswith(ACCESS_TOKEN):
            raise KeyringError("It is full.")
        Keyring.write(self, entry, secret)


def test_what_a_failed_attempt_cannot_remove_keeps_its_file(
    home: Home, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    secrets = Secrets.of_grant("7", "secret-1", GRANT)
    with pytest.raises(KeyringError, match="It is full"):
        add(home, "Acme", secrets, base_url=sandbox.base_url, keyring=NearlyFull())
    assert len(real_keyring.entries()) == 2
    assert credentials.taken(home) == ["acme"], "by which they can be removed later"


class Interrupted(Watched):
    """A real keyring during whose last write the person presses Ctrl+C."""

    def write(self, entry: str, secret: str) -> None:
        super().write(entry, secret)
        if entry.endswith(ACCESS_TOKEN):
            raise KeyboardInterrupt


def test_an_attempt_that_is_interrupted_leaves_nothing(
    home: Home, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    with pytest.raises(KeyboardInterrupt):
        add(home, "Acme", Secrets.of_token(known.TOKEN), base_url=sandbox.base_url, keyring=Interrupted())
    assert (real_keyring.entries(), credentials.taken(home)) == ([], [])
    assert keyring_index.listed(home, Keyring()) == {}


def test_reauthorising_keeps_what_the_person_wrote(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    old = Credential(
        *("acme", "a1", "Acme Inc.", "The shop", Kind.REFRESH, "70", "Alice", (Advertiser("9", ""),), (5,)),
        made=datetime(2020, 1, 1, tzinfo=UTC),
        notes=("Old.",),
        backend="KWallet",
    )
    credentials.save(home, old)
    again = reauthorise(home, "acme", Secrets.of_token(known.TOKEN), base_url=sandbox.base_url)
    assert (again.id, again.name, again.description, again.kind) == ("a1", "Acme Inc.", "The shop", Kind.TOKEN)
    assert (again.app_id, again.owner, again.backend, again.notes) == ("", "Sandbox Operator", "GNOME Keyring", ())
    assert again.made > old.made
    assert (again.advertisers, again.scopes) == (old.advertisers, old.scopes)
    assert credentials.load(home, "acme") == again
