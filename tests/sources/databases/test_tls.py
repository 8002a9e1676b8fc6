"""Encrypted connections on real servers: the certificate is checked as the address says, and each failure is clear."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.certificates import self_signed
from tests.support.copies import cells_of
from tests.support.databases import PASSWORD, Server
from tests.support.mysql_stand_in import mysql_without_tls
from tiktok_tui.events.errors import CredentialError, SettingsError
from tiktok_tui.sources.databases.mysql import MysqlDatabase
from tiktok_tui.sources.databases.postgres import PostgresDatabase
from tiktok_tui.sources.databases.tls import postgres_tls_failure
from tiktok_tui.sources.transfer import Transfer

_ESCAPED = quote(PASSWORD, safe="")


@pytest.fixture
def files(tmp_path: Path, postgres: Server, mariadb: Server) -> dict[str, str]:
    """Give the files of authorities by their names in the cases."""
    other = self_signed(tmp_path / "other.pem")
    return {"pg": postgres.certificate, "my": mariadb.certificate, "other": str(other), "none": str(tmp_path / "none")}


_WITHOUT_CRYPTOGRAPHY = """
import sys
sys.modules["cryptography"] = None
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.sources.databases.mysql import MysqlDatabase
try:
    MysqlDatabase("shop", {"uri": sys.argv[1]})
except SettingsError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("host", "options", "words"),
    [
        ("localhost", "sslmode=verify-full&sslrootcert={pg}", ""),
        ("127.0.0.1", "sslmode=verify-ca&sslrootcert={pg}", ""),
        ("127.0.0.1", "sslmode=require", ""),
        ("127.0.0.1", "sslmode=disable", ""),
        ("127.0.0.1", "sslmode=verify-full&sslrootcert={pg}", "that of another host"),
        ("localhost", "sslmode=verify-full&sslrootcert={other}", "not trusted.*sslrootcert=FILE"),
        ("localhost", "sslmode=verify-full&sslrootcert={none}", "file of the authority.*sslrootcert=FILE"),
        ("localhost", "sslmode=require&sslcert={other}&sslkey={none}", "of this side, or its key"),
        ("localhost", "sslmode=nope", "address is not understood"),
    ],
)
def test_postgresql(
    postgres: Server, files: dict[str, str], tmp_path: Path, host: str, options: str, words: str
) -> None:
    uri = f"postgresql://reader:{_ESCAPED}@{host}:{postgres.port}/shop?{options.format(**files)}"
    if words:
        with pytest.raises(SettingsError, match=words):
            PostgresDatabase("shop", {"uri": uri})
        return
    shop = PostgresDatabase("shop", {"uri": uri})
    own = "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
    shop.copy(own, tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [("false" if "disable" in options else "true",)]
    shop.close()


@pytest.mark.parametrize(
    ("host", "options", "words"),
    [
        ("localhost", "ssl-mode=VERIFY_IDENTITY&ssl-ca={my}", ""),
        ("127.0.0.1", "ssl-mode=verify-ca&ssl-ca={my}", ""),
        ("127.0.0.1", "ssl-ca={my}", ""),
        ("127.0.0.1", "ssl-mode=REQUIRED", ""),
        ("127.0.0.1", "ssl-mode=preferred", ""),
        ("127.0.0.1", "ssl-mode=DISABLED", ""),
        ("127.0.0.1", "ssl-mode=VERIFY_IDENTITY&ssl-ca={my}", "that of another host"),
        ("localhost", "ssl-mode=VERIFY_IDENTITY&ssl-ca={other}", "not trusted.*ssl-ca=FILE"),
        ("localhost", "ssl-mode=VERIFY_IDENTITY", "not trusted.*ssl-ca=FILE"),
        ("localhost", "ssl-mode=REQUIRED&ssl-ca={other}", "not trusted"),
        ("localhost", "ssl-ca={other}", "not trusted"),
        ("localhost", "ssl-mode=VERIFY_CA&ssl-ca={none}", "file of the authority.*ssl-ca=FILE"),
    ],
)
def test_mysql(mariadb: Server, files: dict[str, str], tmp_path: Path, host: str, options: str, words: str) -> None:
    uri = f"mysql://reader:{_ESCAPED}@{host}:{mariadb.port}/shop?{options.format(**files)}"
    if words:
        with pytest.raises(SettingsError, match=words):
            MysqlDatabase("shop", {"uri": uri})
        return
    shop = MysqlDatabase("shop", {"uri": uri})
    own = "SELECT variable_value <> '' AS x FROM information_schema.session_status WHERE variable_name = 'Ssl_cipher'"
    shop.copy(own, tmp_path / "a.parquet", Transfer())
    assert cells_of(tmp_path / "a.parquet") == [("0" if "DISABLED" in options else "1",)]
    shop.close()


def test_the_name_of_the_host_is_checked_also_with_the_authorities_of_this_machine(
    mariadb: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyMySQL by itself would check the authority alone."""
    monkeypatch.setenv("SSL_CERT_FILE", mariadb.certificate)
    address = f"mysql://reader:{_ESCAPED}@{{}}:{mariadb.port}/shop?ssl-mode=VERIFY_IDENTITY"
    MysqlDatabase("shop", {"uri": address.format("localhost")}).close()
    with pytest.raises(SettingsError, match="that of another host"):
        MysqlDatabase("shop", {"uri": address.format("127.0.0.1")})


def test_a_server_of_postgresql_without_tls() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def refuse() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(8)
                connection.sendall(b"N")
                connection.recv(1)

        threading.Thread(target=refuse, daemon=True).start()
        uri = f"postgresql://reader:secret-word@127.0.0.1:{listening.getsockname()[1]}/shop?sslmode=require"
        with pytest.raises(SettingsError, match=r"offers no TLS.*sslmode=disable"):
            PostgresDatabase("shop", {"uri": uri})


@pytest.mark.parametrize(
    ("mode", "password", "kind", "words"),
    [
        ("PREFERRED", "secret-word", None, ""),
        ("DISABLED", "another", CredentialError, "refuses the user or the password"),
        ("REQUIRED", "secret-word", SettingsError, "offers no TLS.*ssl-mode=DISABLED"),
    ],
)
def test_the_password_check_of_mysql_8_without_tls(
    mode: str, password: str, kind: type[Exception] | None, words: str
) -> None:
    with mysql_without_tls("secret-word") as port:
        options = {"uri": f"mysql://reader:{password}@127.0.0.1:{port}/shop?ssl-mode={mode}"}
        if kind is not None:
            with pytest.raises(kind, match=words):
                MysqlDatabase("shop", options)
            return
        shop = MysqlDatabase("shop", options)
        assert shop.kind == "MySQL"
        shop.close()


def test_the_password_check_of_mysql_8_without_the_package_that_encrypts() -> None:
    with mysql_without_tls("secret-word") as port:
        uri = f"mysql://reader:secret-word@127.0.0.1:{port}/shop"
        command = [sys.executable, "-c", _WITHOUT_CRYPTOGRAPHY, uri]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "ssl-mode=REQUIRED" in done.stdout
    assert "pipx inject tiktok-tui cryptography" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (
            'server certificate for "a" does not match host name "b"',
            "The server's certificate is that of another host.",
        ),
        ("SSL error: certificate verify failed", "The certificate of the server is not trusted."),
        (
            'root certificate file "x" does not exist',
            "The file of the authority that signed the server's",
        ),
        ("could not load system root certificate store", "The file of the authority that signed the server's"),
        ('private key file "x" has group or world access', "The certificate of this side, or its key, cannot be used."),
        ('could not read certificate file "x"', "The certificate of this side, or its key, cannot be used."),
        ("server does not support SSL, but SSL was required", "The server offers no TLS."),
        ('FATAL: no pg_hba.conf entry for host "a", no encryption', "The server takes encrypted connections alone."),
        ("SSL error: wrong version number", "No encrypted connection can be made"),
        ("SSL SYSCALL error: EOF detected", "No encrypted connection can be made"),
        ("SSL connection has been closed unexpectedly", "No encrypted connection can be made"),
        ("SSL connection: FATAL: the database is starting up", ""),
        ("connection refused", ""),
    ],
)
def test_what_libpq_says_of_tls(words: str, what: str) -> None:
    failure = postgres_tls_failure(words, "connection shop")
    assert (failure.what if failure is not None else "").startswith(what)
    assert (failure is None) == (not what)
