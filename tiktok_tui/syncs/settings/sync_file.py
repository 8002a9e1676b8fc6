"""The text of a sync's file: read strictly, with the line and the remedy for each mistake, and written whole."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from tiktok_tui.accounts import slugs
from tiktok_tui.events.system.settings_text import SettingsText, did_you_mean, nearest, shown
from tiktok_tui.files.source.files import is_pattern
from tiktok_tui.syncs.settings.limits_text import limits_table, parse_limits
from tiktok_tui.syncs.settings.schedule import parse_schedule, schedule_table
from tiktok_tui.syncs.settings.sync import OCCASIONS, ConnectionSource, Notify, PathSource, Sync, SyncSource
from tiktok_tui.syncs.settings.sync_keys import SYNC_KEYS

_TEXTS: Final = tuple(SYNC_KEYS[""])
Table = dict[str, object]


def loads(text: str, *, sync_id: str, path: Path) -> Sync:
    """Return the sync that the text of the file at `path` holds. Raises SettingsError with file, line and remedy.

    Relative paths in it begin in the file's folder, that of `done` in the folder of the source.
    """
    file = SettingsText(text, str(path))
    table = file.parse()
    file.refuse_unknown(table, (*_TEXTS, *filter(None, SYNC_KEYS)))
    folder = path.parent
    texts = {key: _text(file, table, key) for key in _TEXTS}
    if not slugs.is_slug(texts["destination"]):
        raise file.error(
            ("destination",),
            f"“{shown(texts['destination'])}” is no destination."
            if texts["destination"]
            else "“destination” is missing.",
            'Write the name that -d takes: destination = "store-sales".',
        )
    schedule = table.get("schedule")
    source = _source(file, texts, folder)
    if texts["done"] and not isinstance(source, PathSource):
        raise file.error(("done",), "Only files can be moved once they are sent.", "Take “done” out.")
    return Sync(
        id=sync_id,
        name=texts["name"] or sync_id,
        destination=texts["destination"],
        source=source,
        mapping=_path(texts["mapping"], folder),
        schedule=None if schedule is None else parse_schedule(file, file.expect(schedule, dict, ("schedule",))),
        limits=parse_limits(file, _section(file, table, "limits")),
        notify=_notify(file, _section(file, table, "notify")),
        done=_path(texts["done"], folder_of(source)),
        sheet=texts["sheet"] or None,
    )


def dumps(sync: Sync, path: Path) -> str:
    """Return the text of the sync's file at `path`; paths below its folder are written relative to it."""
    import tomli_w

    folder = path.parent
    table: Table = {"name": sync.name, "destination": sync.destination}
    match sync.source:
        case PathSource(text):
            table["source"] = _relative(text, folder)
        case ConnectionSource(connection, named, query, sql):
            table["connection"] = connection
            if named:
                table["table"] = named
            else:
                table["query"] = _relative(str(query), folder) if query is not None else sql
    for key, value, base in (("mapping", sync.mapping, folder), ("done", sync.done, folder_of(sync.source))):
        if value is not None:
            table[key] = _relative(str(value), base)
    if sync.sheet:
        table["sheet"] = sync.sheet
    if sync.schedule is not None:
        table["schedule"] = schedule_table(sync.schedule)
    if limits := limits_table(sync.limits):
        table["limits"] = limits
    if notify := _notify_table(sync.notify):
        table["notify"] = notify
    return tomli_w.dumps(table)


def folder_of(source: SyncSource) -> Path:
    """Return the folder that the files of a source are in."""
    path = Path(source.text if isinstance(source, PathSource) else "").absolute()
    if os.path.isdir(path):  # a long query is no path
        return path
    if not is_pattern(str(path)):
        return path.parent
    while is_pattern(str(path)):
        path = path.parent
    return path


def _text(file: SettingsText, table: Table, key: str) -> str:
    return file.expect(table.get(key, ""), str, (key,)).strip()


def _section(file: SettingsText, table: Table, key: str) -> Table:
    return file.expect(table.get(key, {}), dict, (key,))


def _source(file: SettingsText, texts: dict[str, str], folder: Path) -> SyncSource:
    source, connection, query, named = (texts[key] for key in ("source", "connection", "query", "table"))
    if bool(source) == bool(connection):
        raise file.error(
            ("source",) if source else (),
            "“source” and “connection” are both given."
            if source
            else "The file does not say where the rows come from.",
            'Write source = "/srv/exports/orders-*.csv", or connection = "warehouse" with query = "orders.sql".',
        )
    if source:
        for key, value in (("query", query), ("table", named)):
            if value:
                raise file.error((key,), f"“{key}” needs a connection.", 'Add connection = "…" in place of “source”.')
        return PathSource(_readable_again(file, source, folder))
    if bool(query) == bool(named):
        raise file.error(
            ("query",) if query else ("connection",),
            "With “connection” goes either “query” or “table”.",
            'Write query = "orders.sql", the file with a SELECT, or table = "orders".',
        )
    from tiktok_tui.files.source.source import is_query

    if named:
        return ConnectionSource(connection, table=named)
    if is_query(query):
        return ConnectionSource(connection, sql=query)
    return ConnectionSource(connection, query=_path(query, folder))


def _readable_again(file: SettingsText, text: str, folder: Path) -> str:
    """Return the source's text, with an absolute path. Raises SettingsError for one that cannot be read every night."""
    from tiktok_tui.files.source.copied import AddressSource, PipeSource
    from tiktok_tui.files.source.files import FilesSource
    from tiktok_tui.files.source.source import FileSource, source_of

    source = source_of(text, folder)
    if isinstance(source, PipeSource):
        raise file.error(
            ("source",),
            "A pipe cannot be the source of a sync.",
            "Name a file, a folder, a pattern or an address; a connection has a query.",
        )
    if isinstance(source, AddressSource) and source.is_signed:
        raise file.error(
            ("source",),
            "The address holds what may be a secret (a password, or what follows “?”), which must not be in this file.",
            "Fetch it to a file first, or use an s3://, gs:// or az:// address, whose keys are kept elsewhere.",
        )
    return str(Path(source.text)) if isinstance(source, FileSource | FilesSource) else text


def _notify(file: SettingsText, table: Table) -> Notify:
    file.refuse_unknown(table, SYNC_KEYS["notify"], ("notify",))
    on = _texts(file, table, "on") if "on" in table else tuple(Notify().on)
    for word in on:
        if word not in OCCASIONS:
            remedy = did_you_mean(nearest(word, OCCASIONS), f"There are: {', '.join(OCCASIONS)}.")
            raise file.error(("notify", "on"), f"“{shown(word)}” is no result of a sync.", remedy)
    services, command = _texts(file, table, "services"), _texts(file, table, "command")
    for service in services:
        if "/" in service or ":" in service:  # never repeated: an address of apprise holds a password
            raise file.error(
                ("notify", "services"),
                "The addresses of services hold secrets, and this file is no place for them.",
                f"Take it out, and store it in the keyring: `tiktok-tui sync notify {Path(file.where).stem} --add`.",
            )
    return Notify(frozenset(on), services, command)


def _texts(file: SettingsText, table: Table, key: str) -> tuple[str, ...]:
    found = file.expect(table.get(key, []), list, ("notify", key))
    return tuple(file.expect(each, str, ("notify", key)) for each in found)


def _notify_table(notify: Notify) -> Table:
    default = Notify()
    table: Table = {}
    if notify.on != default.on:
        table["on"] = [word for word in OCCASIONS if word in notify.on]
    for key, words in (("services", notify.services), ("command", notify.command)):
        if words:
            table[key] = list(words)
    return table


def _path(text: str, folder: Path) -> Path | None:
    return Path(folder, os.path.expanduser(text)).absolute() if text else None


def _relative(text: str, folder: Path) -> str:
    path = Path(text)
    return path.relative_to(folder).as_posix() if path.is_absolute() and path.is_relative_to(folder) else text
