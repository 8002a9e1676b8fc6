"""Fixtures that several folders of tests share."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator

# The tests start hundreds of processes: each would compile the whole package again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Nor do they see the home, the token or the server of whoever runs them, whose settings they would write to.
for _name in [name for name in os.environ if name.startswith("TIKTOK_TUI_")]:
    del os.environ[_name]

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402

from tests.support import databases, kept_databases, macros  # noqa: E402
from tests.support import secret_service as service  # noqa: E402
from tests.support.checked_once import CheckedOnce  # noqa: E402
from tests.support.databases import Server  # noqa: E402
from tests.support.sandbox import Sandbox  # noqa: E402

# A busy machine is no failure: no test is about the time that an example takes. The same code gives the same answer:
# examples that differ from run to run are for the long forms.
settings.register_profile("unhurried", deadline=None, derandomize=True)
settings.load_profile("unhurried")

# A full collection walks all that the libraries have made, for a quarter of a second: few of them will do.
gc.set_threshold(10_000, 20, 50)


_LONG = ("journeys", "test_pictures", "test_whole_way")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, most of it waiting: at the end the other processes would be idle beside it."""
    items.sort(key=lambda item: not any(part in item.nodeid for part in _LONG))


def pytest_collection_finish() -> None:
    """Leave out of all later collections what stays until the end: modules, and the tests themselves."""
    gc.freeze()


def pytest_unconfigure() -> None:
    """Look once for what nobody closed: pytest does so five times at the end, over all that the libraries have made."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)


@pytest.fixture(scope="session", autouse=True)
def _macros(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with macros.parsed_once(tmp_path_factory.mktemp("macros") / "macros.duckdb"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _databases() -> Iterator[None]:
    with kept_databases.kept():
        yield


@pytest.fixture(scope="session")
def _running_sandbox() -> Iterator[Sandbox]:
    with Sandbox.start() as running:
        yield running


@pytest.fixture
def sandbox(_running_sandbox: Sandbox) -> Sandbox:
    """The session's sandbox, as new: no faults, no events, the accounts of `tiktok_tui.sandbox.known`."""
    _running_sandbox.reset()
    return _running_sandbox


@pytest.fixture(scope="session")
def checked_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedOnce]:
    """The files of orders that many tests send."""
    kept = CheckedOnce(tmp_path_factory.mktemp("orders"))
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def secret_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[service.SecretService]:
    """A real, private Secret Service, for `env` of other processes; never the developer's own."""
    if absent := service.missing():
        (pytest.fail if os.environ.get(service.REQUIRED) else pytest.skip)(absent)
    with service.Bus(tmp_path_factory.mktemp("secrets")) as bus, service.SecretService(bus) as running:
        yield running


@pytest.fixture
def real_keyring(
    secret_service: service.SecretService, monkeypatch: pytest.MonkeyPatch
) -> Iterator[service.SecretService]:
    """This process keeps its secrets in the private Secret Service, which is empty to begin with."""
    import keyring
    from keyring.backends.SecretService import Keyring

    before = keyring.get_keyring()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", secret_service.bus.address)
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN", raising=False)
    secret_service.clear()
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]  # the library has no types there
    yield secret_service
    keyring.set_keyring(before)


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy in the environment."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def _database_server(kind: str, factory: pytest.TempPathFactory) -> Server:
    if absent := databases.missing(kind):
        (pytest.fail if os.environ.get(databases.REQUIRED) else pytest.skip)(absent)
    worker = "PYTEST_XDIST_WORKER" in os.environ
    shared = factory.getbasetemp().parent if worker else factory.getbasetemp()
    return databases.running_server(kind, shared, os.getppid() if worker else os.getpid())


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """PostgreSQL, with the database `shop` and the user `reader`."""
    return _database_server("postgresql", tmp_path_factory)


@pytest.fixture(scope="session")
def mariadb(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """MariaDB, with the database `shop` and the user `reader`."""
    return _database_server("mysql", tmp_path_factory)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case with a long value by its argument: a whole body in a test's name helps nobody, and one that holds the
    time of its making is another name in every process, which pytest-xdist refuses."""
    return argname if isinstance(val, str | bytes) and len(val) > 60 else None
