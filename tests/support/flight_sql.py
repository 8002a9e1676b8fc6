"""A Flight SQL server on loopback over a DuckDB file, with as much of the protocol as reading takes.

It puts the messages together by itself (https://arrow.apache.org/docs/format/FlightSql.html): with pyarrow, which has
a server, the tests would install 170 MB more, and DuckDB would read answers in another way than where there is none.
"""

from __future__ import annotations

import base64
import io
import struct
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import duckdb
import grpc
import nanoarrow
from nanoarrow.ipc import StreamWriter

USER: Final = "reader"
PASSWORD: Final = "p@ss w/rd:%41"
"""With the characters that an address has to escape."""

HELD: Final = "/* held */"
HELD_AT_ONCE: Final = "/* held at once */"
"""A query with the first gives no rows before the client goes away, one with the second not even its schema."""

_SECONDS: Final = 60
_SERVICE: Final = "/arrow.flight.protocol.FlightService/"
_COMMAND: Final = "type.googleapis.com/arrow.flight.protocol.sql.Command"
_TOKEN: Final = "Bearer token-of-the-tests"
_BODY: Final = 1000
_LISTS: Final = {
    "GetCatalogs": (["catalog_name"], "SELECT DISTINCT catalog_name FROM schemata"),
    "GetDbSchemas": (["catalog_name?", "db_schema_name"], "SELECT catalog_name, schema_name FROM schemata"),
    "GetTables": (
        ["catalog_name?", "db_schema_name?", "table_name", "table_type"],
        "SELECT table_catalog, table_schema, table_name, table_type FROM tables",
    ),
}
"""The columns of the answers to the protocol's own commands ("?": may be empty), and the queries that give them."""


@dataclass
class FlightServer:
    """A running server."""

    file: Path
    port: int = 0
    running: list[str] = field(default_factory=list)
    """The queries whose answers are being sent."""

    @property
    def address(self) -> str:
        """The address for the driver, without a user."""
        return f"grpc+tcp://127.0.0.1:{self.port}"


@contextmanager
def flight_server(file: Path) -> Iterator[FlightServer]:
    """Serve a DuckDB file for reading until the end of the block."""
    facts = FlightServer(file)
    server = grpc.server(ThreadPoolExecutor(4), (_Service(facts),))
    facts.port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield facts
    finally:
        server.stop(None).wait()


class _Service(grpc.GenericRpcHandler):  # type: ignore[misc]  # the library has no types
    def __init__(self, facts: FlightServer) -> None:
        self._facts = facts

    def service(self, details: grpc.HandlerCallDetails) -> object:
        known = dict(details.invocation_metadata).get("authorization") == _TOKEN
        match details.method.removeprefix(_SERVICE):
            case "Handshake":
                return grpc.stream_stream_rpc_method_handler(_handshake)
            case "GetFlightInfo":
                return grpc.unary_unary_rpc_method_handler(self._info if known else _refuse)
            case "DoGet":
                return grpc.unary_stream_rpc_method_handler(self._rows if known else _refuse)
            case _:
                return None

    def _info(self, descriptor: bytes, context: grpc.ServicerContext) -> bytes:
        """Return the schema of a command's answer, and where it is fetched: the ticket is the command."""
        command = _fields(descriptor)[2]
        if HELD_AT_ONCE in (query := _name_and_query(command)[1]):
            self._facts.running.append(query)
            _wait_for_the_end_of(context)
            self._facts.running.remove(query)
        with duckdb.connect(str(self._facts.file), read_only=True) as database:
            try:
                schema = next(_messages(database, *_name_and_query(command)))
            except duckdb.Error as error:
                context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
            except KeyError as unknown:
                context.abort(grpc.StatusCode.UNIMPLEMENTED, str(unknown))
        return _field(1, schema) + _field(2, descriptor) + _field(3, _field(1, _field(1, command)))

    def _rows(self, ticket: bytes, context: grpc.ServicerContext) -> Iterator[bytes]:
        """Yield the answer in Arrow's messages, each as its head and its body."""
        name, query = _name_and_query(_fields(ticket)[1])
        with duckdb.connect(str(self._facts.file), read_only=True) as database:
            self._facts.running.append(query)
            try:
                if HELD in query:
                    _wait_for_the_end_of(context)
                for message in _messages(database, name, query):
                    (size,) = struct.unpack_from("<i", message, 4)
                    yield _field(2, message[8 : 8 + size]) + _field(_BODY, message[8 + size :])
            except duckdb.Error as error:
                context.abort(grpc.StatusCode.INTERNAL, str(error))
            finally:
                self._facts.running.remove(query)


def _handshake(requests: Iterator[bytes], context: grpc.ServicerContext) -> Iterator[bytes]:
    """Exchange the user and the password for a token, as HTTP's basic authentication does."""
    given = dict(context.invocation_metadata()).get("authorization", "").removeprefix("Basic ")
    if base64.b64decode(f"{given}==").decode() != f"{USER}:{PASSWORD}":  # the padding may be missing
        context.abort(grpc.StatusCode.UNAUTHENTICATED, f"nobody knows {given}")
    context.send_initial_metadata((("authorization", _TOKEN),))
    yield b""


def _wait_for_the_end_of(context: grpc.ServicerContext) -> None:
    gone = threading.Event()
    gone.wait(_SECONDS if context.add_callback(gone.set) else 0)


def _refuse(request: bytes, context: grpc.ServicerContext) -> None:
    context.abort(grpc.StatusCode.UNAUTHENTICATED, "no token")


def _name_and_query(command: bytes) -> tuple[str, str]:
    found = _fields(command)
    name = found[1].decode().removeprefix(_COMMAND)
    return name, _fields(found[2])[1].decode() if name == "StatementQuery" else ""


def _messages(database: duckdb.DuckDBPyConnection, name: str, query: str) -> Iterator[bytes]:
    """Yield the schema of a command's answer and then its batches, as messages of Arrow's stream format."""
    out = io.BytesIO()
    writer = StreamWriter.from_writable(out)
    for part in _answer(database, query) if query else _list(database, name):
        writer.write_stream(part)
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _answer(database: duckdb.DuckDBPyConnection, query: str) -> Iterator[object]:
    yield database.sql(query).limit(0)
    yield from nanoarrow.c_array_stream(database.sql(query))


def _list(database: duckdb.DuckDBPyConnection, name: str) -> Iterator[object]:
    columns, query = _LISTS[name]
    fields = [
        nanoarrow.Schema(nanoarrow.Type.STRING, name=column.rstrip("?"), nullable=column.endswith("?"))
        for column in columns
    ]
    schema = nanoarrow.struct(fields, nullable=False)
    yield nanoarrow.Array.from_chunks((), schema=schema)
    rows = database.execute(query.replace("FROM ", "FROM information_schema.")).fetchall()
    cells = [nanoarrow.c_array(cells, kind) for cells, kind in zip(zip(*rows, strict=True), fields, strict=True)]
    yield nanoarrow.c_array_from_buffers(schema, len(rows), [None], children=cells)


def _field(number: int, content: bytes) -> bytes:
    """Return a field of a protobuf message."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])


def _fields(message: bytes) -> dict[int, bytes]:
    """Return the fields of a protobuf message that have a content, by their numbers."""
    found, reading = {}, io.BytesIO(message)

    def varint() -> int:
        byte = reading.read(1)[0]
        return byte & 0x7F | (varint() << 7 if byte & 0x80 else 0)

    while reading.tell() < len(message):
        number, kind = divmod(varint(), 8)
        if kind == 2:
            found[number] = reading.read(varint())
        else:
            varint()
    return found
