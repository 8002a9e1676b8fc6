"""Real PostgreSQL and MariaDB servers of the tests' own, from Debian's packages: on loopback, with nobody's rights.

One of each serves a whole run, all its workers included. A process of its own starts it and watches the run: when that
ends, however it ends, the server is stopped and its folder removed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock

from tests.support.certificates import self_signed
from tests.support.sockets import SHORT

REQUIRED: Final = "REQUIRE_DATABASES"
"""Set in CI, where a skip would hide the tests."""

PASSWORD: Final = "p@ss w/rd:%41"
"""Of the user `reader`: with the characters that an address has to escape."""

_OWNER: Final = "owner-of-the-tests"
_ZONE, _OFFSET = "Asia/Tokyo", "+09:00"
"""The servers' own zone, in which nothing may be read."""

_SECONDS: Final = 60
_UTF8: Final = ("--default-character-set=utf8mb4",)
_BINARIES: Final = ("/usr/sbin", "/usr/local/sbin")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server with a database `shop`, and a user `reader` who may only SELECT from it."""

    kind: str
    port: int
    client: str
    certificate: str
    """The file of its certificate, which names `localhost` and is signed by itself."""

    def address(self, *, password: str = "", options: str = "") -> str:
        """The address for `reader`; a password stands in it as it is given."""
        user = f"reader:{password}" if password else "reader"
        return f"{self.kind}://{user}@127.0.0.1:{self.port}/shop{options}"

    def owners_address(self, database: str) -> str:
        """The address of one of PostgreSQL's databases for the owner of all of them."""
        return f"postgresql://postgres:{_OWNER}@127.0.0.1:{self.port}/{database}"

    def run(self, sql: str) -> str:
        """Run statements as the owner of the database; returns what the client prints, a line a row."""
        if self.kind == "postgresql":
            command = [self.client, "-qXAt", "-v", "ON_ERROR_STOP=1", "-F", "\t", self.owners_address("shop")]
            env = {**os.environ, "PGCLIENTENCODING": "UTF8"}
        else:
            command = [self.client, "--no-defaults", "-h127.0.0.1", f"-P{self.port}", "-uroot", "-BN", *_UTF8, "shop"]
            env = {**os.environ, "MYSQL_PWD": _OWNER}
        done = subprocess.run(
            command, input=sql, capture_output=True, text=True, env=env, timeout=_SECONDS, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def table(self, columns: str, rows: str = "") -> str:
        """Create a table that `reader` may read; returns its name. `rows` is what stands after VALUES."""
        name = f"t_{uuid.uuid4().hex[:12]}"
        statements = [f"CREATE TABLE {name} ({columns})"]
        statements += [f"INSERT INTO {name} VALUES {rows}"] if rows else []
        statements += [f"GRANT SELECT ON {name} TO reader"] if self.kind == "postgresql" else []
        self.run(";\n".join(statements) + ";")
        return name

    def runs(self, marker: str) -> bool:
        """Return True if the server works on a query of `reader` that holds this text."""
        if self.kind == "postgresql":
            sql = "SELECT query FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'"
        else:
            sql = "SELECT info FROM information_schema.processlist WHERE user = 'reader' AND command = 'Query'"
        return marker in self.run(f"{sql};")


def missing(kind: str) -> str:
    """Return what has to be installed first for `postgresql` or `mysql`; "" if everything is there."""
    if _program(kind) is not None:
        return ""
    package = "postgresql" if kind == "postgresql" else "mariadb-server"
    return f"needs {package} (Debian: apt-get install {package})"


def running_server(kind: str, shared: Path, watched: int) -> Server:
    """Return the server of this run, started by the first who asks.

    `shared` is a folder of all workers of the run, `watched` the process with which the server ends.
    """
    facts = shared / f"{kind}.json"
    with FileLock(shared / f"{kind}.lock"):
        if not facts.exists():
            command = [sys.executable, "-m", "tests.support.databases", kind, str(facts), str(watched)]
            log = shared / f"{kind}.log"
            with log.open("wb") as file:
                subprocess.run(command, cwd=Path(__file__).parents[2], stdout=file, stderr=file, check=True)
            _wait_for(lambda: facts.exists() or facts.with_suffix(".failed").exists())
            assert facts.exists(), log.read_text()
    return Server(**json.loads(facts.read_text()))


def _keep(kind: str, facts: Path, watched: int) -> None:
    """Start the server, write its facts, and stop it when the watched process is gone."""
    folder = Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=SHORT))  # there is a socket in it
    server: subprocess.Popen[bytes] | None = None
    try:
        user = _unprivileged(folder)
        port = _free_port()
        certificate = self_signed(folder / "certificate.pem")
        certificate.chmod(0o600)
        if user is not None:
            shutil.chown(certificate, user)
        server = _start_postgres(folder, port, user) if kind == "postgresql" else _start_mariadb(folder, port, user)
        client = shutil.which("psql" if kind == "postgresql" else "mariadb")
        assert client is not None
        made = Server(kind, port, client, str(certificate))
        _wait_for(lambda: _answers(port) or server.poll() is not None)
        _prepare(made)
        ready = facts.with_suffix(".new")
        ready.write_text(json.dumps(asdict(made)))
        ready.rename(facts)
        while _is_alive(watched) and server.poll() is None:
            time.sleep(0.2)
    finally:
        with suppress(FileNotFoundError):  # another run removes the folders of those that have ended
            if not facts.exists():
                facts.with_suffix(".failed").touch()
        if server is not None:
            server.send_signal(signal.SIGQUIT if kind == "postgresql" else signal.SIGTERM)
            server.wait(_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _start_postgres(folder: Path, port: int, user: str | None) -> subprocess.Popen[bytes]:
    program = Path(_program("postgresql") or "")
    secret = folder / "secret"
    secret.write_text(_OWNER)
    if user is not None:
        shutil.chown(secret, user)
    words = ["--no-sync", "-E", "UTF8", "--locale=C", "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={secret}"]
    _run([str(program.with_name("initdb")), "-D", str(folder / "data"), *words], user)
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off", "max_connections": "50"}
    settings |= {"ssl": "on", "timezone": _ZONE} | dict.fromkeys(
        ("ssl_cert_file", "ssl_key_file"), str(folder / "certificate.pem")
    )
    options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
    return subprocess.Popen([str(program), "-D", str(folder / "data"), "-p", str(port), *options], user=user)


def _start_mariadb(folder: Path, port: int, user: str | None) -> subprocess.Popen[bytes]:
    program = _program("mysql") or ""
    own = ["--no-defaults", f"--datadir={folder / 'data'}", f"--tmpdir={folder}"]
    words = [*own, "--auth-root-authentication-method=normal"]
    _run(["mariadb-install-db", *words, "--skip-test-db", "--skip-name-resolve"], user)
    first = folder / "first.sql"
    owner = f"GRANT ALL ON *.* TO root@'127.0.0.1' IDENTIFIED BY '{_OWNER}' WITH GRANT OPTION"
    first.write_text(f"{owner};\nDROP USER root@localhost;\n")  # a statement a line
    first.chmod(0o644)
    options = [f"--port={port}", "--bind-address=127.0.0.1", f"--socket={folder / 'socket'}", f"--init-file={first}"]
    speed = [
        f"--default-time-zone={_OFFSET}",
        "--skip-name-resolve",
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-buffer-pool-size=64M",
    ]
    tls = [f"--ssl-{part}={folder / 'certificate.pem'}" for part in ("cert", "key")]
    return subprocess.Popen([program, *own, *options, *speed, *tls], user=user)


def _prepare(server: Server) -> None:
    if server.kind == "postgresql":
        address = server.owners_address("postgres")
        _run([server.client, "-qX", "-c", "CREATE DATABASE shop", address], None)
        server.run(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'; CREATE EXTENSION citext;")
    else:
        words = [
            "--no-defaults",
            "-h127.0.0.1",
            f"-P{server.port}",
            "-uroot",
            "-e",
            "CREATE DATABASE shop CHARACTER SET utf8mb4",
        ]
        _run([server.client, *words], None, env={**os.environ, "MYSQL_PWD": _OWNER})
        server.run(f"CREATE USER reader@'%' IDENTIFIED BY '{PASSWORD}'; GRANT SELECT ON shop.* TO reader@'%';")


def _program(kind: str) -> str | None:
    if kind == "postgresql":
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
        return str(found[-1]) if found else shutil.which("postgres")
    return shutil.which("mariadbd", path=os.pathsep.join((os.environ.get("PATH", ""), *_BINARIES)))


def _unprivileged(folder: Path) -> str | None:
    """Give the folder to a user without rights if we are root, as whom neither server would start."""
    if os.getuid() != 0:
        return None
    shutil.chown(folder, "nobody")
    return "nobody"


def _run(command: Sequence[str], user: str | None, env: dict[str, str] | None = None) -> None:
    subprocess.run(command, user=user, env=env, stdout=subprocess.DEVNULL, timeout=_SECONDS, check=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _SECONDS
    while not condition():
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.05)


if __name__ == "__main__" and os.fork() == 0:  # the one who asked waits for the facts, not for the end
    os.setsid()
    _keep(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
