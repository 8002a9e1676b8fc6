"""A new connection is tried before anything of it is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.sources.databases.stand_in import StandIn
from tests.support.secret_service import SecretService
from tests.support.uploads import home
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.errors import CredentialError, SettingsError, StateError, UnreachableError
from tiktok_tui.sources.connections import store
from tiktok_tui.sources.connections.profile import Profile
from tiktok_tui.sources.connections.secrets import secrets_of
from tiktok_tui.sources.new_connection import NewConnection, add

__all__ = ["home"]

SHOP = NewConnection("shop", "mysql", {"uri": "mysql://reader:{{ env_var(SHOP_PASSWORD) }}@db/shop"})


def of(uri: str = "", *, driver: str = "", options: tuple[str, ...] = (), password: bool = False) -> NewConnection:
    return NewConnection.of("shop", driver=driver, uri=uri, options=options, password=password)


@pytest.mark.parametrize(
    ("uri", "driver"),
    [
        ("postgresql://db/shop", "postgresql"),
        ("POSTGRES://db/shop", "postgresql"),
        ("mysql://db/shop", "mysql"),
        ("mariadb://db/shop", "mysql"),
        ("grpc://db", "flightsql"),
        ("grpc+tls://db", "flightsql"),
        ("grpc+tcp://db", "flightsql"),
        ("sqlserver://db", "mssql"),
        ("snowflake://db", "snowflake"),
    ],
)
def test_the_driver_is_that_of_the_address_unless_one_is_named(uri: str, driver: str) -> None:
    assert of(uri).driver == driver
    assert of(uri, driver=" other ").driver == "other"


def test_a_password_gets_a_variable_where_one_is_wanted() -> None:
    assert of("mysql://reader@db/shop", password=True) == SHOP
    assert of("mysql://reader@db/shop").options == {"uri": "mysql://reader@db/shop"}
    assert of("mysql://db/shop", password=True).options == {"uri": "mysql://db/shop"}
    assert of(driver="duckdb", options=(" path = a=b", "x=")).options == {"path": " a=b", "x": ""}
    assert of("mysql://db/shop", options=("uri=mysql://db/old", "uri=mysql://db/new")).options == {
        "uri": "mysql://db/new"
    }, "what is typed last, in the option that is named"


@pytest.mark.parametrize(
    ("given", "says", "field"),
    [
        ({"uri": "mysql://reader:planted@db/shop"}, "The address holds a password", "uri"),
        ({}, "The connection needs an address or a driver", "uri"),
        ({"uri": "/shop.db"}, "The connection needs an address or a driver", "uri"),
        ({"driver": "duckdb", "options": ("path",)}, "“path” is no option", "option"),
        ({"driver": "duckdb", "options": (" =x",)}, "“ =x” is no option", "option"),
    ],
)
def test_what_cannot_be_one_is_refused(given: dict[str, object], says: str, field: str) -> None:
    with pytest.raises(SettingsError, match=says) as raised:
        of(**given)  # type: ignore[arg-type]  # each value fits its key
    assert raised.value.field == field
    assert "planted" not in str(raised.value)
    assert raised.value.remedy == {
        "The address holds a password": "Leave it out: it is asked for, and stored in the keyring.",
        "The connection needs an address or a driver": (
            "Give --uri postgresql://USER@HOST/DATABASE, or --driver with its options."
        ),
    }.get(says, "Write KEY=VALUE.")


@pytest.fixture
def database(real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """The database that is connected to; its kind is the address with the password in it."""
    made = StandIn()

    def connect(profile: Profile, options: dict[str, str]) -> StandIn:
        made.kind = options["uri"]
        return made

    monkeypatch.setattr("tiktok_tui.sources.new_connection.connect", connect)
    monkeypatch.delenv("SHOP_PASSWORD", raising=False)
    return made


def test_a_connection_that_works_is_kept_with_its_secret_in_the_keyring(
    home: Home, database: StandIn, real_keyring: SecretService
) -> None:
    assert add(home, SHOP, lambda variable: f"pass of {variable}") == "Stand-in 1.0 as reader"
    assert database.kind == "mysql://reader:pass%20of%20SHOP_PASSWORD@db/shop"
    assert database.closed
    profile = store.load(home, "shop")
    assert (profile.driver, profile.options) == ("mysql", SHOP.options)
    assert secrets_of(home, profile) == {"SHOP_PASSWORD": "pass of SHOP_PASSWORD"}
    with pytest.raises(SettingsError, match="There is a connection “shop” already") as raised:
        add(home, SHOP, lambda variable: pytest.fail("asked for a secret for nothing"))
    assert (raised.value.field, raised.value.remedy) == ("name", "Choose another name, or add --replace.")
    add(home, replace(SHOP, driver="mariadb"), lambda variable: "other", replace=True)
    assert store.load(home, "shop").driver == "mariadb"
    assert [entry.secret for entry in real_keyring.entries()] == ["other"]


def test_a_secret_of_the_environment_stays_there(
    home: Home, database: StandIn, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", "own")
    add(home, SHOP, lambda variable: pytest.fail("asked for what is known"))
    assert database.kind == "mysql://reader:own@db/shop"
    assert real_keyring.entries() == []
    monkeypatch.setenv("SHOP_PASSWORD", "")
    add(home, SHOP, lambda variable: "asked", replace=True)
    assert database.kind == "mysql://reader:asked@db/shop", "an empty variable holds none"
    assert [entry.secret for entry in real_keyring.entries()] == ["asked"]


def test_a_credential_of_systemd_s_stays_there(
    home: Home, database: StandIn, real_keyring: SecretService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "SHOP_PASSWORD").write_text("own\n")
    add(home, SHOP, lambda variable: pytest.fail("asked for what is known"))
    assert database.kind == "mysql://reader:own@db/shop"
    assert real_keyring.entries() == []


def test_a_driver_that_is_not_there_is_said_before_a_secret_is_asked_for(home: Home) -> None:
    erp = of("oracle://reader@db/shop", password=True)
    assert erp.options == {"uri": "oracle://reader:{{ env_var(SHOP_PASSWORD) }}@db/shop"}
    with pytest.raises(SettingsError, match="The ADBC driver “oracle” is not installed"):
        add(home, erp, lambda variable: pytest.fail("asked for a secret for nothing"))


def test_a_secret_that_no_keyring_could_keep_is_not_asked_for(
    home: Home, database: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(self: object) -> str:
        raise CredentialError("The keyring is locked.")

    monkeypatch.setattr("tiktok_tui.accounts.secrets.Keyring.unlocked", locked)
    with pytest.raises(CredentialError, match="The keyring is locked") as caught:
        add(home, SHOP, lambda variable: pytest.fail("asked for a secret for nothing"))
    assert caught.value.remedy == "Unlock or start the keyring, or set SHOP_PASSWORD."
    monkeypatch.setenv("SHOP_PASSWORD", "own")
    add(home, SHOP, lambda variable: pytest.fail("asked for what is known"))
    assert store.names(home) == ["shop"], "without a secret to keep, the keyring is not needed"


def test_nothing_is_kept_of_a_connection_that_fails(home: Home, database: StandIn, real_keyring: SecretService) -> None:
    database.error = UnreachableError("The server does not answer.")
    with pytest.raises(UnreachableError):
        add(home, SHOP, lambda variable: "planted")
    assert database.closed
    assert (store.names(home), real_keyring.entries()) == ([], [])


TWO = replace(SHOP, options=dict(SHOP.options) | {"api_key": "{{ env_var(SHOP_KEY) }}"})


def test_a_secret_that_cannot_be_stored_leaves_neither_a_file_nor_another_secret(
    home: Home, database: StandIn, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Keyring.write

    def full(self: Keyring, entry: str, secret: str) -> None:
        if entry.endswith("SHOP_KEY"):
            raise CredentialError("The keyring is full.")
        write(self, entry, secret)

    monkeypatch.setattr(Keyring, "write", full)
    with pytest.raises(CredentialError, match="The keyring is full"):
        add(home, TWO, lambda variable: "planted")
    assert (store.names(home), real_keyring.entries()) == ([], [])


def test_a_file_that_cannot_be_written_leaves_no_secret(
    home: Home, database: StandIn, real_keyring: SecretService
) -> None:
    home.connections.parent.mkdir(parents=True, exist_ok=True)
    home.connections.write_text("in the way of the folder")
    with pytest.raises(StateError):
        add(home, TWO, lambda variable: "planted")
    assert real_keyring.entries() == []


def test_a_connection_to_be_replaced_stays_with_a_secret_where_another_cannot_be_stored(
    home: Home, database: StandIn, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(home, SHOP, lambda variable: "before")

    def full(self: Keyring, entry: str, secret: str) -> None:
        raise CredentialError("The keyring is full.")

    monkeypatch.setattr(Keyring, "write", full)
    with pytest.raises(CredentialError, match="The keyring is full"):
        add(home, replace(TWO, driver="mariadb"), lambda variable: "after", replace=True)
    assert store.load(home, "shop").driver == "mysql"
    assert [entry.secret for entry in real_keyring.entries()] == ["before"]


def test_a_secret_that_the_new_connection_does_not_name_goes_with_the_old_one(
    home: Home, database: StandIn, real_keyring: SecretService
) -> None:
    add(home, TWO, lambda variable: f"first {variable}")
    add(home, SHOP, lambda variable: "second", replace=True)
    assert [entry.secret for entry in real_keyring.entries()] == ["second"]


@pytest.mark.parametrize("failure", [StateError("The disk is full."), KeyboardInterrupt()], ids=["full", "stopped"])
@pytest.mark.parametrize(("old", "new"), [(SHOP, TWO), (TWO, SHOP)], ids=["one more", "one less"])
def test_a_connection_to_be_replaced_keeps_its_secrets_where_its_file_cannot_be_written(
    home: Home,
    database: StandIn,
    real_keyring: SecretService,
    monkeypatch: pytest.MonkeyPatch,
    old: NewConnection,
    new: NewConnection,
    failure: BaseException,
) -> None:
    add(home, old, lambda variable: "before")

    def full(*_: object) -> None:
        raise failure

    monkeypatch.setattr(store, "save", full)
    with pytest.raises(type(failure)):
        add(home, new, lambda variable: "after", replace=True)
    assert [entry.secret for entry in real_keyring.entries()] == ["before"] * len(old.options)


def test_a_connection_that_somebody_else_adds_while_its_secret_is_typed_stays(
    home: Home, database: StandIn, real_keyring: SecretService
) -> None:
    def typed(variable: str) -> str:
        store.save(home, "shop", "postgresql", {"uri": "postgresql://theirs/shop"})
        return "hush"

    with pytest.raises(SettingsError, match="There is a connection “shop” already"):
        add(home, SHOP, typed)
    assert store.load(home, "shop").driver == "postgresql"
    assert real_keyring.entries() == []
