"""Run a SELECT over files, each of which is read by our own readers, and over nothing else.

`FROM 'orders.csv'` finds the cells of that file as text, as they are in it; DuckDB by itself would guess types and lose
leading zeros. Parquet keeps its types. Table functions that reach files (`read_csv(…)`) are refused.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from tiktok_tui.events.counts import counted
from tiktok_tui.events.errors import FileError
from tiktok_tui.files.layout.header import names_for_sql
from tiktok_tui.files.rows import Rows
from tiktok_tui.files.scratch.database import ScratchDatabase, Work
from tiktok_tui.files.scratch.scanning import path_literal
from tiktok_tui.files.source.files import is_pattern
from tiktok_tui.files.sql import quote_identifier
from tiktok_tui.files.typed.cells import TypedRows, relation_columns

WHERE = "query"

_FUNCTIONS = {"unnest", "range", "generate_series", "json_each", "json_tree", "repeat"}
_QUERIES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
_TABLES = {"BASE_TABLE", "TABLE_FUNCTION", "JOIN", "SUBQUERY", "EXPRESSION_LIST", "PIVOT", "EMPTY", "EMPTY_FROM"}
_ABOUT_THE_QUERY = (duckdb.ParserException, duckdb.SyntaxException, duckdb.BinderException, duckdb.CatalogException)
_TARGET = re.compile(
    r"['\"] to ([A-Z][A-Z_]*[0-9]{0,3}(?:\([0-9]+,[0-9]+\))?)(?: when casting from source column .*)?$"
)

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Node = dict[str, Json]
OpenFile = Callable[[Path], tuple[Rows, bool]]
"""Opens a file; the flag says that it is Parquet, which DuckDB may read itself."""


class QueryRows(TypedRows):
    """The result of a query; a row's number is its place plus one, as if the header were row 1."""

    format = "SQL query"

    def __init__(self, sql: str, session: ScratchDatabase, work: Work, open_file: OpenFile) -> None:
        tree = _parsed(sql, work)
        files = _Files(work, open_file)
        files.replace_in(tree)
        session.forbid_files(but=files.parquet)
        self.notes = tuple(files.notes)
        self.paths = tuple(files.paths.values())
        table = work.new_name("result")
        rewritten = work.execute("SELECT json_deserialize_sql($tree::JSON)", {"tree": json.dumps(tree)}).fetchone()
        assert rewritten is not None
        try:
            work.execute(f"CREATE TABLE {table} AS {rewritten[0]}")
        except (duckdb.OutOfMemoryException, duckdb.InterruptException):
            raise
        except duckdb.Error as error:
            raise _refused(_without_values(error, sql)) from error
        super().__init__(table, "rowid + 2", relation_columns(work, table))


def relative_names(sql: str) -> tuple[str, ...]:
    """Return the files that a query names by a relative path. Raises FileError for what is no single SELECT."""
    with duckdb.connect() as connection:
        tree = _parsed(sql, connection)
    given = {name.lower() for node in _nodes(tree) for name in _common_tables(node)}
    names = (str(node["table_name"]) for node in _nodes(tree) if node.get("type") == "BASE_TABLE")
    found = (name for name in names if name.lower() not in given)
    return tuple(dict.fromkeys(name for name in found if not os.path.isabs(os.path.expanduser(name))))


class _Files:
    """The files that a query names, each made a view under a name of ours."""

    def __init__(self, work: Work, open_file: OpenFile) -> None:
        self.notes: list[str] = []
        self.parquet: list[Path] = []
        self.paths: dict[str, Path] = {}
        self._work = work
        self._open_file = open_file
        self._views: dict[Path, str] = {}

    def replace_in(self, tree: Json) -> None:
        """Check a parsed query and put our views in the place of its files."""
        named = {name.lower() for node in _nodes(tree) for name in _common_tables(node)}
        for node in _nodes(tree):
            kind = node.get("type")
            if not isinstance(kind, str) or "class" in node:
                continue
            if kind.endswith("_NODE") and kind not in _QUERIES:
                raise _refused("it does more than read")
            if kind == "TABLE_FUNCTION":
                _refuse_function(node)
            elif kind in ("SHOW_REF", "DELIM_GET", "COLUMN_DATA"):
                raise _refused("it does more than read rows")
            elif kind == "BASE_TABLE" and str(node["table_name"]).lower() not in named:
                self._replace(node)

    def _replace(self, node: Node) -> None:
        name = str(node["table_name"])
        if node.get("schema_name") or node.get("catalog_name"):
            raise _refused(f"a file's name stands in quotes: FROM '{node.get('schema_name')}.{name}'")
        path = Path(os.path.expanduser(name)).absolute()
        if is_pattern(name) and not path.exists():
            raise _refused("it names its files one by one; a folder or a pattern is read without a query")
        if path not in self._views:
            self._views[path] = self._make_view(path)
            self.paths[name] = path
        node["alias"] = node["alias"] or Path(name).name.split(".")[0]
        node["table_name"] = self._views[path]
        if "qualified_name" in node:
            node["qualified_name"] = {"path": [self._views[path]]}

    def _make_view(self, path: Path) -> str:
        source, is_parquet = self._open_file(path)
        view = self._work.new_name("file")
        if is_parquet:
            self.parquet.append(path)
            self._work.execute(
                f"CREATE VIEW {view} AS SELECT * FROM read_parquet({path_literal(path)}, hive_partitioning = false)"
            )
            return view
        table = self._work.new_name("loaded")
        broken = source.load(self._work, table, range(len(source.columns)))
        self.notes += [f"{path.name}: {note}" for note in source.notes]
        if broken:
            self.notes.append(f"{path.name}: {counted(len(broken), 'broken line')} left out")
        names = names_for_sql([column.name for column in source.columns])
        cells = ", ".join(f"c{index} AS {quote_identifier(name)}" for index, name in enumerate(names))
        self._work.execute(f"CREATE VIEW {view} AS SELECT {cells} FROM {table}")
        return view


def _parsed(sql: str, work: Work | duckdb.DuckDBPyConnection) -> Json:
    try:
        statements = duckdb.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise _refused("it has to be one SELECT")
        row = work.execute("SELECT json_serialize_sql($sql::VARCHAR)", {"sql": sql}).fetchone()
    except duckdb.ParserException as error:
        raise _refused(_without_values(error, sql)) from error
    tree: Json = json.loads(row[0]) if row else None
    if not isinstance(tree, dict) or tree.get("error"):
        raise _refused("it has to be a plain SELECT")
    return tree


def _nodes(tree: Json) -> Iterator[Node]:
    if isinstance(tree, dict):
        yield tree
        for value in list(tree.values()):
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)


def _common_tables(node: Node) -> Iterator[str]:
    """The names that a WITH gives."""
    tables = node.get("cte_map")
    entries = tables.get("map") if isinstance(tables, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            yield str(entry.get("key"))
    if node.get("type") in ("RECURSIVE_CTE_NODE", "CTE_NODE"):
        yield str(node.get("cte_name") or node.get("ctename"))


def _refuse_function(node: Node) -> None:
    function = node.get("function")
    name = str(function.get("function_name")).lower() if isinstance(function, dict) else ""
    if name not in _FUNCTIONS:
        raise _refused(f"{name}(…) may not stand after FROM; a file is read as FROM 'orders.csv'")


def _without_values(error: duckdb.Error, sql: str) -> str:
    """Return the reason without cells, which the engine quotes in most of its messages.

    Those about the query itself are given word for word, unless it makes columns of cells (PIVOT).
    """
    if isinstance(error, _ABOUT_THE_QUERY) and "pivot" not in sql.lower():
        return " ".join(str(error).split("\n\n")[0].split())
    if isinstance(error, duckdb.ConversionException):
        found = _TARGET.search(str(error).split("\n\n")[0])
        kind = f" to {found[1]}" if found else ""
        return f"a cell cannot be converted{kind} (a CSV's cells are text: TRY_CAST(column AS DOUBLE) makes numbers)"
    if isinstance(error, duckdb.OutOfRangeException):
        return "a number is too large for what the query does with it"
    return "one of its functions cannot be used on a cell"


def _refused(why: str) -> FileError:
    return FileError(
        f"The query cannot be run: {why}.",
        where=WHERE,
        remedy="Write one SELECT over files: SELECT … FROM 'orders.csv'.",
    )
