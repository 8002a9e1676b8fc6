"""Errors of PostgreSQL and drivers become ours: by their code, and without cells and secrets."""

from __future__ import annotations

import pytest

from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, UnreachableError
from tiktok_tui.sources.databases import errors
from tiktok_tui.sources.databases.errors import Refusal, broken_off, cannot_connect, refused

QUERY = "SELECT *\nFROM orders\nWHERE x = 'planted'"


@pytest.mark.parametrize(
    ("words", "kind", "what"),
    [
        *(
            (words, SettingsError, "The connection's address is not understood.")
            for words in (
                'invalid connection option "x"',
                "invalid integer value",
                "invalid URI query",
                "invalid port number",
                "invalid sslmode value",
                'missing "=" after "x"',
                "forbidden value %00",
            )
        ),
        ('FATAL:  database "shop" does not exist', SettingsError, "The server has no database of this name."),
        *(
            (words, CredentialError, "The server does not let this user connect from this machine.")
            for words in ("FATAL: no pg_hba.conf entry for host", "FATAL: pg_hba.conf rejects connection")
        ),
        *(
            (words, UnreachableError, "The server takes no more connections at the moment.")
            for words in (
                "FATAL: sorry, too many clients already",
                'FATAL: too many connections for role "reader"',
                "FATAL: remaining connection slots are reserved",
                "FATAL: the database system is starting up",
                "FATAL: the database system is shutting down",
                "FATAL: the database system is in recovery mode",
            )
        ),
        *(
            (words, CredentialError, "The server refuses the user or the password.")
            for words in (
                'FATAL: password authentication failed for user "reader"',
                'role "reader" does not exist',
                "Authentication failed",
                "FATAL: something else",
            )
        ),
        *(
            (words, UnreachableError, "The server's name is not known.")
            for words in (
                'could not translate host name "db"',
                "Name or service not known",
                "nodename nor servname provided",
                "getaddrinfo failed",
            )
        ),
        ("Connection refused", UnreachableError, "The server does not answer."),
        ("timeout expired", UnreachableError, "The server does not answer."),
    ],
)
def test_a_connection_that_cannot_be_made(words: str, kind: type[AppError], what: str) -> None:
    error = cannot_connect("shop", f"{words} (planted)")
    assert (type(error), error.what, error.where) == (kind, what, "connection shop")
    assert error.remedy
    assert "planted" not in str(error)


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (
            "invalid URI query",
            "Write postgresql://USER@HOST:5432/DATABASE; a password goes into {{ env_var(NAME) }}.",
        ),
        ('FATAL:  database "shop" does not exist', "Correct the address."),
        ("FATAL: no pg_hba.conf entry for host", "Ask who runs it to allow the connection."),
        ("FATAL: sorry, too many clients already", "Try it later."),
        (
            "getaddrinfo failed",
            "Check the host and the port, and that this machine may reach them (VPN, firewall).",
        ),
        (
            'server certificate for "a" does not match host name "b"',
            "Write the host as its certificate names it, or ask who runs the server.",
        ),
        (
            "SSL error: certificate verify failed",
            "Name the file of the authority that signed it: sslrootcert=FILE in the address.",
        ),
        ('could not read root certificate file "x"', "Name it in the address: sslrootcert=FILE."),
        (
            'private key file "x" has group access',
            "Check sslcert and sslkey in the address; nobody else may read the key (chmod 600).",
        ),
        (
            "server does not support SSL, but SSL was required",
            "Ask who runs it; sslmode=disable in the address does without, where nobody else can read the network.",
        ),
        ('FATAL: no pg_hba.conf entry for host "x", no encryption', "Write sslmode=require into the address."),
        ("SSL error: x", "Ask who runs the server which TLS versions it takes."),
    ],
)
def test_what_to_do_about_a_connection_that_cannot_be_made(words: str, remedy: str) -> None:
    assert cannot_connect("shop", words).remedy == remedy


def test_a_password_file_that_is_ignored_is_the_cause() -> None:
    words = 'FATAL: password authentication failed for user "reader"'
    for output in ("", "NOTICE: the certificate of the server ends soon", "WARNING: some file has group access"):
        assert cannot_connect("shop", words, output).remedy == (
            "Check the user, and store the password again: `tiktok-tui connection add shop --replace`."
        )
    ignored = cannot_connect("shop", words, 'WARNING: password file "/home/me/.pgpass" has group access')
    assert ignored.remedy == "The password file is ignored because others can read it: `chmod 600 ~/.pgpass`."


@pytest.mark.parametrize(
    ("code", "kind", "what"),
    [
        ("25006", FileError, "The query writes to the database, or calls something that does."),
        ("42501", CredentialError, "The connection's user may not read everything that the query names."),
        ("57014", FileError, "The query took too long, and was stopped."),
        ("HYT00", FileError, "The query took too long, and was stopped."),
        *((code, UnreachableError, "The connection to the database was lost.") for code in ("08006", "57P01", "53300")),
        ("42601", FileError, "The database refuses the query: no '…' here."),
        *((code, FileError, "The database refuses the query: no '…' here.") for code in ("42P01", "0A000", "3F000")),
        ("34000", FileError, "The database refuses the query: no '…' here."),
        ("22012", FileError, "The database refuses the query (SQLSTATE 22012)."),
        ("", FileError, "The database refuses the query."),
    ],
)
def test_a_query_that_is_refused(code: str, kind: type[AppError], what: str) -> None:
    error = refused(Refusal(code, "no 'plan''ted' here. ", 12), "connection shop", QUERY, saw_only_query=True)
    assert (type(error), error.what) == (kind, what)
    assert error.where == ("connection shop, line 2" if "refuses the query" in what else "connection shop")
    assert error.remedy
    assert "plan" not in str(error)


def test_the_words_of_a_server_that_had_read_more_than_the_query_are_not_shown() -> None:
    error = refused(Refusal("42P01", "planted"), "connection shop", QUERY, saw_only_query=False)
    assert (error.what, error.where) == ("The database refuses the query (SQLSTATE 42P01).", "connection shop")
    assert error.remedy == "Run it in the database's own program to see the details, which may quote people's data."
    error = refused(Refusal("42601", "a syntax error", 1), "connection shop", QUERY, saw_only_query=False)
    assert (error.what, error.where) == ("The database refuses the query: a syntax error.", "connection shop, line 1")
    assert error.remedy == "Correct the query."


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("ERROR: canceling statement due to statement timeout", "The query took too long, and was stopped."),
        ("(DeadlineExceeded; x)", "The query took too long, and was stopped."),
        ("ERROR: cannot execute INSERT in a read-only transaction", "The query writes to the database, or calls some"),
        *((words, "The connection to the database was lost.") for words in (
            "FATAL: terminating connection due to administrator command",
            "server closed the connection unexpectedly",
            "connection not open",
            "SSL connection has been closed",
            "SSL error: unexpected EOF",
            "(Unavailable; x)",
        )),
        ("ERROR: division by zero", "The query failed while its rows were read: it divides by zero."),
        ("invalid input syntax for type double precision: 'planted'", "were read: a cell is no double precision."),
        *((words, "were read: a number is too large.") for words in (
            "value out of range: overflow",
            "value 'planted' is out of range for type integer",
            "integer out of range",
            "numeric field overflow",
        )),
        ("date/time field value out of range: 'planted'", "a date is outside the range of the database."),
        ("invalid byte sequence for encoding", "were read: a text is not in the database's own encoding."),
        ("character has no equivalent in encoding", "were read: a text is not in the database's own encoding."),
        ("ERROR: planted", "were read: the database stopped it."),
    ],
)  # fmt: skip
def test_an_answer_that_ends_in_the_middle(words: str, what: str) -> None:
    error = broken_off(words, "connection shop")
    assert what in error.what
    assert error.where == "connection shop"
    assert error.remedy
    assert "planted" not in str(error)


def test_where_a_query_is_refused_and_what_to_do() -> None:
    for position, line in ((0, ""), (1, ", line 1"), (9, ", line 1"), (10, ", line 2"), (22, ", line 3")):
        error = refused(Refusal("42601", "no.", position), "connection shop", QUERY, saw_only_query=True)
        assert error.where == f"connection shop{line}"
    assert broken_off("ERROR: division by zero", "x").remedy == (
        "Correct the query or the cell; the database's own program shows which one."
    )
    assert errors.gives_no_columns("x").what == "This is no query that gives rows."
    assert errors.not_installed("MySQL", "pymysql", "x").what == "The driver for MySQL is not installed."
    errors.require_packages("MySQL", ("pymysql", "adbc-driver-manager"), "x")
    with pytest.raises(SettingsError) as raised:
        errors.require_packages("Odd", ("pymysql", "adbc-driver-none"), "connection shop")
    assert raised.value.what == "The driver for Odd is not installed."
    assert raised.value.remedy == "Install it beside tiktok-tui: `pipx inject tiktok-tui pymysql adbc-driver-none`."
    assert raised.value.where == "connection shop"


def test_the_ways_out() -> None:
    found = [
        errors.not_from_here("x"),
        errors.busy("x"),
        errors.unreachable("x"),
        errors.writes("x"),
        errors.may_not_read("x"),
        errors.lost("x"),
        errors.too_long("x"),
        errors.gives_no_columns("x"),
        errors.not_installed("MySQL", "pymysql", "x"),
    ]
    assert [error.remedy for error in found] == [
        "Ask who runs it to allow the connection.",
        "Try it later.",
        "Check the host and the port, and that this machine may reach them (VPN, firewall).",
        "Write one SELECT that only reads.",
        "Ask for the right to SELECT from its tables.",
        "Run it again.",
        "Let it select fewer days or columns, or add an index on what it filters by.",
        "Write one SELECT.",
        "Install it beside tiktok-tui: `pipx inject tiktok-tui pymysql`.",
    ]


@pytest.mark.parametrize(
    ("words", "what", "option"),
    [
        ('server certificate for "a" does not match host name "b"', "The server's certificate is that of another", ""),
        ("SSL error: certificate verify failed", "The certificate of the server is not trusted.", "sslrootcert=FILE"),
        *(
            (words, "The file of the authority that signed the server's certificate cannot be read.", "sslrootcert")
            for words in ('could not read root certificate file "x"', "could not load root certificate store")
        ),
        *(
            (words, "The certificate of this side, or its key, cannot be used.", "chmod 600")
            for words in ('private key file "x" has group access', 'could not open certificate file "x"')
        ),
        ("server does not support SSL, but SSL was required", "", "sslmode=disable"),
        ('FATAL: no pg_hba.conf entry for host "x", no encryption', "The server takes encrypted", "sslmode=require"),
        *(
            (words, "No encrypted connection can be made: the server and this machine do not agree on one.", "TLS")
            for words in ("SSL error: x", "SSL SYSCALL error", "SSL connection failed")
        ),
    ],
)
def test_an_encrypted_connection_that_cannot_be_made(words: str, what: str, option: str) -> None:
    error = cannot_connect("shop", words)
    assert isinstance(error, SettingsError)
    assert error.what.startswith(what)
    assert option in error.remedy
    assert error.where == "connection shop"
