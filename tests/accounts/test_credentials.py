"""Credentials: tried before they are kept, described without their secrets, and gone when removed."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from keyring.errors import PasswordSetError

from tests.support.sandbox import Sandbox
from tests.support.scripted import Said, Scripted
from tests.support.secret_service import SecretService
from tiktok_tui.accounts import credentials, keyring_index, verifying
from tiktok_tui.accounts.credentials import Credential, Kind, listing, load, rename
from tiktok_tui.accounts.home import Home, write_private
from tiktok_tui.accounts.removal import remove
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.accounts.tokens import tokens_for
from tiktok_tui.accounts.verifying import Secrets, add, reauthorise, verify
from tiktok_tui.events.errors import CredentialError, SettingsError, StateError, UnreachableError
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok import oauth
from tiktok_tui.tiktok.answers import Advertiser
from tiktok_tui.tiktok.errors import CredentialRefused
from tiktok_tui.tiktok.oauth import Grant
from tiktok_tui.tiktok.secret import Secret

ADVERTISERS = (Advertiser(known.ADVERTISER, "Sandbox Store"), Advertiser(known.SECOND_ADVERTISER, "Sandbox Boutique"))
REFRESH = Secrets.of_refresh_token(known.APP_ID, known.APP_SECRET, known.REFRESH_TOKEN)


def test_a_pasted_token(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    secrets = Secrets.of_token(f' "Bearer {known.TOKEN}"\n')
    made = add(home, "Acme Inc.", secrets, base_url=sandbox.base_url, description="The shop")
    assert (made.slug, made.name, made.description, made.kind) == ("acme-inc", "Acme Inc.", "The shop", Kind.TOKEN)
    assert (made.owner, made.backend, made.notes) == ("Sandbox Operator", "GNOME Keyring", ())
    assert made.verified is not None
    assert made.made <= made.verified
    assert load(home, "acme-inc") == made
    assert listing(home) == (made,)
    assert [entry.secret for entry in real_keyring.entries()] == [known.TOKEN]
    assert tokens_for(home, "acme-inc", sandbox.base_url).access_token() == known.TOKEN


def test_an_app_and_a_refresh_token(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    made = add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    assert (made.kind, made.app_id, made.owner) == (Kind.REFRESH, known.APP_ID, "Sandbox Operator")
    assert made.advertisers == ADVERTISERS
    assert 7224195155857866754 in made.scopes
    kept = {entry.secret.partition(" ")[0] for entry in real_keyring.entries()}
    assert len(kept) == 3
    assert known.APP_SECRET in kept
    assert known.REFRESH_TOKEN not in kept
    assert load(home, "acme") == made
    assert sandbox.stats().refresh_tokens == {known.REFRESH_TOKEN: 1}


def test_an_app_that_was_let_in(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    grant = oauth.refresh(sandbox.base_url, known.APP_ID, known.APP_SECRET, known.REFRESH_TOKEN)
    secrets = Secrets.of_grant(known.APP_ID, known.APP_SECRET, Grant(grant.access_token, scope=(5,)))
    made = add(home, "Acme", secrets, base_url=sandbox.base_url)
    assert (made.kind, made.scopes, made.advertisers) == (Kind.APP, (5,), ADVERTISERS)
    assert tokens_for(home, "acme", sandbox.base_url).access_token() == grant.access_token
    assert len(real_keyring.entries()) == 2


def test_a_token_that_may_only_upload_is_kept_with_a_note(
    home: Home, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    made = add(home, "Acme", Secrets.of_token(known.EVENTS_MANAGER_TOKEN), base_url=sandbox.base_url)
    assert made.owner == ""
    assert "does not say who" in made.notes[0]
    assert made.verified


@pytest.mark.parametrize("token", ["no-such-token", known.EXPIRED_TOKEN, known.REVOKED_TOKEN])
def test_a_token_that_tiktok_refuses_is_not_kept(
    home: Home, sandbox: Sandbox, real_keyring: SecretService, token: str
) -> None:
    with pytest.raises(CredentialError) as caught:
        add(home, "Acme", Secrets.of_token(token), base_url=sandbox.base_url)
    assert token not in str(caught.value)
    assert real_keyring.entries() == []
    assert listing(home) == ()


@pytest.mark.parametrize(
    ("app", "secret", "token", "code"),
    [
        (known.APP_ID, "wrong-secret", known.REFRESH_TOKEN, 40101),
        (known.OTHER_APP_ID, known.OTHER_APP_SECRET, known.REFRESH_TOKEN, 40107),
        (known.APP_ID, known.APP_SECRET, known.EXPIRED_REFRESH_TOKEN, 40103),
    ],
)
def test_a_refresh_token_that_tiktok_refuses_is_not_kept(
    home: Home, sandbox: Sandbox, real_keyring: SecretService, app: str, secret: str, token: str, code: int
) -> None:
    with pytest.raises(CredentialRefused) as caught:
        add(home, "Acme", Secrets.of_refresh_token(app, secret, token), base_url=sandbox.base_url)
    assert caught.value.code == code
    assert real_keyring.entries() == []
    assert listing(home) == ()


def test_an_outage_keeps_nothing_of_a_pasted_token(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    sandbox.set_faults("50000")
    with pytest.raises(UnreachableError):
        add(home, "Acme", Secrets.of_token(known.TOKEN), base_url=sandbox.base_url)
    assert real_keyring.entries() == []


def test_an_outage_after_the_refresh_keeps_what_it_brought(
    home: Home, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    sandbox.set_faults("50000@/user/info/")
    made = add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    assert made.verified is None
    assert "Not verified yet" in made.notes[0]
    sandbox.set_faults()
    again = verify(home, "acme", base_url=sandbox.base_url)
    assert (again.owner, again.notes) == ("Sandbox Operator", ())
    assert load(home, "acme") == again


def test_a_keyring_that_does_not_work_does_not_cost_the_refresh_token(home: Home, sandbox: Sandbox) -> None:
    import keyring
    from keyring.backends import null

    before = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]  # the library has no types there
    try:
        with pytest.raises(CredentialError, match="switched off"):
            add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    finally:
        keyring.set_keyring(before)
    assert sandbox.stats().refresh_tokens == {}


@pytest.mark.parametrize(
    ("make", "field", "says"),
    [
        (lambda: Secrets.of_token(" "), "access_token", "is missing."),
        (lambda: Secrets.of_token("töken"), "access_token", "holds characters that cannot be in it."),
        (lambda: Secrets.of_refresh_token("71", "", "x"), "app_secret", "is missing."),
        (lambda: Secrets.of_refresh_token("71", "x", "Bearer"), "refresh_token", "is missing."),
        (lambda: Secrets.of_refresh_token("my app", "x", "x"), "app_id", ""),
        (lambda: Secrets.of_grant("", "x", Grant(Secret("t"))), "app_id", ""),
    ],
)
def test_what_is_missing_is_named(make: object, field: str, says: str) -> None:
    assert callable(make)
    with pytest.raises(SettingsError) as caught:
        make()
    assert caught.value.field == field
    if field != "app_id":
        assert caught.value.what.startswith(f"The {field.replace('_', ' ')} {says}")
        assert caught.value.remedy == "Paste it whole, as one line."


def test_a_credential_needs_a_name(home: Home, sandbox: Sandbox) -> None:
    with pytest.raises(SettingsError) as caught:
        add(home, " ", REFRESH, base_url=sandbox.base_url)
    assert (caught.value.what, caught.value.field) == ("The credential needs a name.", "name")
    assert sandbox.stats().requests == 0


def test_reauthorising_puts_new_secrets_under_the_old_name(
    home: Home, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    made = add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    with pytest.raises(CredentialError):
        reauthorise(home, "acme", Secrets.of_token("no-such-token"), base_url=sandbox.base_url)
    assert load(home, "acme") == made
    assert len(real_keyring.entries()) == 3
    again = reauthorise(home, "acme", Secrets.of_token(known.TOKEN), base_url=sandbox.base_url)
    assert (again.id, again.name, again.kind, again.app_id) == (made.id, "Acme", Kind.TOKEN, "")
    assert [entry.secret for entry in real_keyring.entries()] == [known.TOKEN]


def test_a_refresh_that_brings_no_new_refresh_token_leaves_the_old_one(home: Home, real_keyring: SecretService) -> None:
    with Scripted(lambda seen: Said({"code": 0, "data": {"access_token": "tok-2", "expires_in": 86400}})) as server:
        made = add(home, "Acme", Secrets.of_refresh_token("7", "secret-1", "refresh-1"), base_url=server.base_url)
    assert Keyring().read(made.entry(credentials.REFRESH_TOKEN)) == "refresh-1"


def test_testing_again_notices_a_revoked_token(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    made = add(home, "Acme", Secrets.of_token(known.TOKEN), base_url=sandbox.base_url)
    keyring_index.forget(home, Keyring(), made.id)
    verify(home, "acme", base_url=sandbox.base_url)
    assert keyring_index.listed(home, Keyring()) == {made.id: "acme"}  # as for one that is older than the list
    made = load(home, "acme")
    sandbox.revoke_token(known.TOKEN)
    with pytest.raises(CredentialError, match="refuses the access token of “Acme”"):
        verify(home, "acme", base_url=sandbox.base_url)
    assert load(home, "acme") == made


def test_renaming_keeps_the_slug(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    made = add(home, "Acme", Secrets.of_token(known.TOKEN), base_url=sandbox.base_url)
    assert rename(home, "acme", " Acme Ltd ") == replace(made, name="Acme Ltd")
    assert rename(home, "acme", "Acme", "New").description == "New"
    assert rename(home, "acme", "Acme").description == "New"
    assert rename(home, "acme", "Acme", "").description == ""
    assert load(home, "acme").name == "Acme"
    with pytest.raises(SettingsError):
        rename(home, "acme", " ")


def test_two_credentials_and_two_homes_do_not_mix(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    other = Home(home.config / "other", home.state / "other")
    first = add(home, "Acme", Secrets.of_token(known.TOKEN), base_url=sandbox.base_url)
    second = add(home, "Acme Two", Secrets.of_token(known.ANALYST_TOKEN), base_url=sandbox.base_url)
    third = add(other, "Acme", Secrets.of_token(known.OTHER_TOKEN), base_url=sandbox.base_url)
    assert (first.slug, second.slug, third.slug) == ("acme", "acme-two", "acme")
    assert tokens_for(other, "acme", sandbox.base_url).access_token() == known.OTHER_TOKEN
    remove(home, "acme")
    assert {entry.secret for entry in real_keyring.entries()} == {known.ANALYST_TOKEN, known.OTHER_TOKEN}


def test_removing_takes_every_entry_out(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    made = add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    Keyring().write(made.entry(credentials.APP_SECRET), "x" * 5000)
    remove(home, "acme")
    assert real_keyring.entries() == []
    assert listing(home) == ()
    with pytest.raises(CredentialError, match="no credential “acme”"):
        load(home, "acme")


def test_the_file_is_private_and_holds_no_secret(home: Home, sandbox: Sandbox, real_keyring: SecretService) -> None:
    add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    path = home.credentials / "acme.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    assert all(entry.secret.partition(" ")[0] not in text for entry in real_keyring.entries())


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('name = "x"\n', "acme.toml"),
        ('id = "1"\ncolour = 1\n', "acme.toml, line 2"),
        ('id = "1"\nkind = "magic"\n', "acme.toml, line 2"),
        ('id = "1"\nscopes = ["a"]\n', "acme.toml, line 2"),
        ("id = \n", "acme.toml, line 1"),
    ],
)
def test_a_broken_file_is_named_and_does_not_hide_the_others(home: Home, text: str, where: str) -> None:
    credentials.save(home, Credential("other", "2", "Other"))
    write_private(home.credentials / "acme.toml", text)
    with pytest.raises(SettingsError) as caught:
        load(home, "acme")
    assert caught.value.where.endswith(where)
    assert [credential.slug for credential in listing(home)] == ["other"]


def test_a_broken_file_that_no_list_knows_is_removed_with_its_secrets(
    home: Home, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    made = add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    keyring_index.forget(home, Keyring(), made.id)  # as an earlier version left it
    write_private(home.credentials / "acme.toml", f'colour = 1\nid = "{made.id}"\n')
    remove(home, "acme")
    assert real_keyring.entries() == []
    assert not (home.credentials / "acme.toml").exists()


def test_no_slug_leads_out_of_the_folder(home: Home) -> None:
    for act in (load, remove):
        with pytest.raises(CredentialError) as caught:
            act(home, "../acme")
        assert caught.value.what == "“../acme” cannot be a credential's name."
        assert caught.value.remedy == "Use letters, digits and dashes."


def test_what_a_person_hands_over_does_not_show() -> None:
    assert known.APP_SECRET not in repr(REFRESH)
    assert known.REFRESH_TOKEN not in repr(REFRESH)
    assert verifying.Secrets.of_token("planted-token").__repr__().count("planted") == 0


@pytest.mark.parametrize(
    "pasted", ["0123456789abcdef0123456789abcdef01234567", "Bearer 0123456789abcdef0123456789abcdef"]
)
def test_a_token_pasted_where_a_name_is_asked_for_is_not_kept(pasted: str) -> None:
    with pytest.raises(SettingsError) as caught:
        credentials.checked_name(pasted)
    assert (caught.value.what, caught.value.remedy, caught.value.field) == (
        "This looks like a token, not like a name.",
        "Type a name of your own; the token has a field of its own.",
        "name",
    )


@pytest.mark.parametrize(
    "name", ["acme", "Bright & Partners, web campaigns", "Donaudampfschifffahrtsgesellschaft", " A "]
)
def test_names_of_people_and_firms_are_names(name: str) -> None:
    assert credentials.checked_name(name) == name.strip()


def test_a_keyring_that_cannot_write_does_not_cost_the_refresh_token(
    home: Home, sandbox: Sandbox, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: object, service: str, username: str, password: str) -> None:
        raise PasswordSetError("full")

    monkeypatch.setattr("keyring.backends.SecretService.Keyring.set_password", full)
    with pytest.raises(CredentialError):
        add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    assert sandbox.stats().refresh_tokens == {}
    assert list(home.config.rglob("*.toml")) == []


def test_an_attempt_that_fails_at_the_end_leaves_no_secret_and_no_file(
    home: Home, sandbox: Sandbox, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = credentials.save

    def failing(home: Home, credential: Credential) -> None:
        if credential.verified is not None:
            raise StateError("The disk is full.")
        real(home, credential)

    monkeypatch.setattr(credentials, "save", failing)
    with pytest.raises(StateError):
        add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    assert real_keyring.entries() == []
    assert list(home.config.rglob("*.toml")) == []


def test_a_keyring_that_fails_keeps_the_file_to_try_again(
    home: Home, sandbox: Sandbox, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(home, "Acme", Secrets.of_token(known.TOKEN), base_url=sandbox.base_url)
    with monkeypatch.context() as broken:

        def failing(self: object, service: str, username: str) -> None:
            raise RuntimeError("no")

        broken.setattr("keyring.backends.SecretService.Keyring.delete_password", failing)
        with pytest.raises(CredentialError):
            remove(home, "acme")
    assert load(home, "acme").name == "Acme"
    remove(home, "acme")
    assert real_keyring.entries() == []


def test_a_description_that_is_a_token_is_refused_when_renaming(home: Home) -> None:
    credentials.save(home, Credential("acme", "1", "Acme"))
    with pytest.raises(SettingsError) as caught:
        rename(home, "acme", "Acme Ltd", "0123456789abcdef0123456789abcdef01234567")
    assert load(home, "acme").name == "Acme"
    assert (caught.value.what, caught.value.remedy, caught.value.field) == (
        "This looks like a token, not like a description.",
        "Leave it out; the token has a field of its own.",
        "description",
    )
    assert rename(home, "acme", "Acme", " The shop ").description == "The shop"


def test_a_name_that_another_credential_has_is_not_new(home: Home) -> None:
    credentials.save(home, Credential("acme-inc", "1", "Acme Inc."))
    assert credentials.new_name(home, " Outlet ") == "Outlet"
    with pytest.raises(SettingsError) as caught:
        credentials.new_name(home, "ACME inc")
    assert caught.value.what == "There is a credential called “acme-inc” already."
    assert caught.value.remedy == "Reauthorise that one (on the command line with --replace), or choose another name."
    assert caught.value.field == "name"


def test_files_that_cannot_be_read_are_named_with_what_to_do(home: Home) -> None:
    credentials.save(home, Credential("acme", "1", "Acme"))
    write_private(home.credentials / "bad.toml", "id = 1")
    [error] = credentials.broken(home)
    assert "bad.toml" in error.where
    assert error.remedy == "Correct it, or remove it: `tiktok-tui credential remove bad`."


def test_an_app_id_has_up_to_32_digits() -> None:
    assert Secrets.of_refresh_token(f' "{"7" * 32}" ', "s", "r").app_id == "7" * 32
    with pytest.raises(SettingsError, match="must be digits"):
        Secrets.of_refresh_token("7" * 33, "s", "r")


def test_a_token_that_may_not_list_its_advertisers_is_kept_with_a_note(
    home: Home, sandbox: Sandbox, real_keyring: SecretService
) -> None:
    sandbox.set_faults("40130@/oauth2/advertiser/get/")
    grant = Grant(Secret(known.TOKEN))
    made = add(home, "Acme", Secrets.of_grant(known.APP_ID, known.APP_SECRET, grant), base_url=sandbox.base_url)
    assert made.notes == ("The token may not list its advertisers; type the advertiser's ID.",)
    assert (made.owner, made.advertisers) == ("Sandbox Operator", ())


WHOLE = Credential(
    "acme",
    "a1b2",
    "Acme Inc.",
    "The shop",
    Kind.APP,
    "7100",
    "Alice",
    (Advertiser("7", "Store"), Advertiser("8", "")),
    (5, 7224195155857866754),
    datetime(2026, 5, 1, 12, 30, 15, tzinfo=UTC),
    datetime(2026, 5, 2, 12, 30, 15, tzinfo=UTC),
    "KWallet",
    ("A note.",),
)
WHOLE_TEXT = """\
id = "a1b2"
name = "Acme Inc."
description = "The shop"
kind = "app"
app_id = "7100"
owner = "Alice"
advertisers = [
    { id = "7", name = "Store" },
    { id = "8", name = "" },
]
scopes = [
    5,
    7224195155857866754,
]
made = 2026-05-01 12:30:15+00:00
verified = 2026-05-02 12:30:15+00:00
backend = "KWallet"
notes = [
    "A note.",
]
"""


def test_the_whole_file_of_a_credential(home: Home) -> None:
    credentials.save(home, WHOLE)
    path = home.credentials / "acme.toml"
    assert path.read_text("utf-8") == WHOLE_TEXT
    assert load(home, "acme") == WHOLE
    least = Credential("acme", "a1", "Acme", made=WHOLE.made)
    credentials.save(home, least)
    assert path.read_text("utf-8") == 'id = "a1"\nname = "Acme"\nkind = "token"\nmade = 2026-05-01 12:30:15+00:00\n'
    assert load(home, "acme") == least


def test_what_a_file_leaves_out_has_its_default(home: Home) -> None:
    write_private(
        home.credentials / "acme.toml", b'\xef\xbb\xbfid = "a1"\nmade = "x"\nverified = "x"\nadvertisers = [{}]'
    )
    began = datetime(1970, 1, 1, tzinfo=UTC)
    assert load(home, "acme") == Credential("acme", "a1", "acme", advertisers=(Advertiser("", ""),), made=began)


@pytest.mark.parametrize(
    ("text", "what", "remedy", "where"),
    [
        ('name = "x"', "The file names no secrets.", "Remove the credential and add it anew.", ""),
        ('id = "1"\nkind = "tokn"', "“tokn” is no kind of credential.", "Use token, refresh, app.", ", line 2"),
        ('id = "1"\nowne = "x"', "“owne” is not a known key.", "Did you mean “owner”?", ", line 2"),
        ('id = "1"\nslug = "x"', "“slug” is not a known key.", "Known here: id, name, ", ", line 2"),
        ("id = 1", "“id” must be text in quotes, not a number.", "Put it in quotes: IDs are text", ", line 1"),
        ('id = "1"\nkind = 5', "“kind” must be text in quotes, not a number.", "Put it in quotes", ", line 2"),
        ('id = "1"\nscopes = ["5"]', "“scopes” must be a number, not text in quotes.", "", ", line 2"),
        ('id = "1"\nscopes = 5', "“scopes” must be a list, not a number.", "", ", line 2"),
        ('id = "1"\nnotes = [5]', "“notes” must be text in quotes, not a number.", "Put it in quotes", ", line 2"),
        ('id = "1"\nnotes = "x"', "“notes” must be a list, not text in quotes.", "", ", line 2"),
        ('id = "1"\nadvertisers = [5]', "“advertisers” must be a table, not a number.", "", ", line 2"),
        ('id = "1"\nadvertisers = "x"', "“advertisers” must be a list, not text in quotes.", "", ", line 2"),
        ("id = ", "This is not TOML: Invalid value.", "Correct the line.", ", line 1"),
        ("\udcff", "The file is not UTF-8 text.", "Save it as UTF-8.", ""),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_line(home: Home, text: str, what: str, remedy: str, where: str) -> None:
    path = home.credentials / "acme.toml"
    write_private(path, text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError) as caught:
        load(home, "acme")
    assert (caught.value.what, caught.value.where) == (what, f"{path}{where}")
    assert caught.value.remedy.startswith(remedy)
    assert bool(caught.value.remedy) == bool(remedy)
    assert listing(home) == ()
    assert [error.remedy for error in credentials.broken(home)] == [
        "Correct it, or remove it: `tiktok-tui credential remove acme`."
    ]


def test_a_link_to_nowhere_is_broken_and_hides_nothing(home: Home) -> None:
    credentials.save(home, WHOLE)
    (home.credentials / "bad.toml").symlink_to(home.credentials / "nowhere")
    assert listing(home) == (WHOLE,)
    [error] = credentials.broken(home)
    assert (error.what, error.remedy) == (
        "There is no credential “bad”.",
        "Correct it, or remove it: `tiktok-tui credential remove bad`.",
    )
    assert credentials.taken(home) == ["acme", "bad"]


def test_a_credential_that_is_not_there_brings_the_nearest_or_the_first_step(home: Home) -> None:
    def remedy(slug: str) -> str:
        with pytest.raises(CredentialError) as caught:
            load(home, slug)
        assert (caught.value.what, caught.value.where) == (f"There is no credential “{slug}”.", str(home.credentials))
        return caught.value.remedy

    assert remedy("amce") == "There is none yet: `tiktok-tui credential add NAME`."
    credentials.save(home, WHOLE)
    assert remedy("amce") == "Did you mean “acme”?"
    assert remedy("zzz") == "There are: acme."


def test_times_are_of_utc_and_to_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    now = credentials.now()
    assert before <= now <= datetime.now(UTC)
    assert (now.microsecond, now.tzinfo) == (0, UTC)
    assert Credential("a", "1", "A").made.microsecond == 0


def test_every_id_is_new() -> None:
    identifiers = {credentials.new_id() for _ in range(50)}
    assert len(identifiers) == 50
    assert all(len(each) == 16 and int(each, 16) >= 0 for each in identifiers)
    assert WHOLE.entry("access_token") == "a1b2/access_token"
    assert credentials.entry_of("a1", credentials.APP_SECRET) == "a1/app_secret"
    assert credentials.SECRETS == ("access_token", "refresh_token", "app_secret")
