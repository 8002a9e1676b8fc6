"""The text of a sync's file: read strictly, with the line and the remedy for each mistake, and written whole."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Final

from tiktok_tui.accounts import slugs
from tiktok_tui.events.settings_text import SettingsText, did_you_mean, nearest, shown
from tiktok_tui.syncs.schedule import parse_schedule, schedule_table
from tiktok_tui.syncs.sync import OCCASIONS, ConnectionSource, Limits, Notify, PathSource, Share, Sync, SyncSource

_KEYS: Final = (
    "name",
    "destination",
    "source",
    "connection",
    "query",
    "table",
    "sheet",
    "mapping",
    "done",
    "schedule",
    "limits",
    "notify",
)
_SHARE: Final = re.compile(r"(\d+(?:\.\d+)?) ?%")
_SPAN: Final = re.compile(r"(\d{1,4}) ?(d|h|days?|hours?|weeks?)")
_UNITS: Final = {"d": "days", "h": "hours", "w": "weeks"}

Table = dict[str, object]


def loads(text: str, *, sync_id: str, path: Path) -> Sync:
    """Return the sync that the text of the file at `path` holds. Raises SettingsError with file, line and remedy.

    Relative paths in it begin in the file's folder.
    """
    file = SettingsText(text, str(path))
    table = file.parse()
    file.refuse_unknown(table, _KEYS)
    folder = path.parent
    texts = {key: _text(file, table, key) for key in _KEYS[:9]}
    if not slugs.is_slug(texts["destination"]):
        raise file.error(
            ("destination",),
            f"“{shown(texts['destination'])}” is no destination."
            if texts["destination"]
            else "“destination” is missing.",
            'Write the name that -d takes: destination = "store-sales".',
        )
    schedule = table.get("schedule")
    return Sync(
        id=sync_id,
        name=texts["name"] or sync_id,
        destination=texts["destination"],
        source=_source(file, texts, folder),
        mapping=_path(texts["mapping"], folder),
        schedule=None if schedule is None else parse_schedule(file, file.expect(schedule, dict, ("schedule",))),
        limits=_limits(file, _section(file, table, "limits")),
        notify=_notify(file, _section(file, table, "notify")),
        done=_path(texts["done"], folder),
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
    for key, value in (("mapping", sync.mapping), ("done", sync.done)):
        if value is not None:
            table[key] = _relative(str(value), folder)
    if sync.sheet:
        table["sheet"] = sync.sheet
    if sync.schedule is not None:
        table["schedule"] = schedule_table(sync.schedule)
    if limits := _limits_table(sync.limits):
        table["limits"] = limits
    if notify := _notify_table(sync.notify):
        table["notify"] = notify
    return tomli_w.dumps(table)


def span_words(span: timedelta) -> str:
    """Return a span of whole hours as the file has it: "2 days", "36 hours"."""
    hours = int(span.total_seconds() // 3600)
    count, unit = (hours // 24, "day") if hours % 24 == 0 else (hours, "hour")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def parse_span(text: str) -> timedelta | None:
    """Return the span that a text such as "2 days", "36 hours" or "3d" means; None if it is none.

    >>> parse_span("36 hours"), parse_span("soon")
    (datetime.timedelta(days=1, seconds=43200), None)
    """
    found = _SPAN.fullmatch(text.strip().lower())
    return timedelta(**{_UNITS[found[2][0]]: int(found[1])}) if found and int(found[1]) else None


def parse_rejected(value: object) -> Share | int | None:
    """Return the limit that `5 %` or a number of rows means; None if it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value >= 0 else None
    if isinstance(value, str):
        if found := _SHARE.fullmatch(value.strip()):
            return Share(float(found[1])) if float(found[1]) <= 100 else None
        return int(value) if value.strip().isascii() and value.strip().isdecimal() else None
    return None


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
    from tiktok_tui.files.source import is_query

    if named:
        return ConnectionSource(connection, table=named)
    if is_query(query):
        return ConnectionSource(connection, sql=query)
    return ConnectionSource(connection, query=_path(query, folder))


def _readable_again(file: SettingsText, text: str, folder: Path) -> str:
    """Return the source's text, with an absolute path. Raises SettingsError for one that cannot be read every night."""
    from tiktok_tui.files.copied_sources import AddressSource, PipeSource
    from tiktok_tui.files.files_source import FilesSource
    from tiktok_tui.files.source import FileSource, source_of

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


def _limits(file: SettingsText, table: Table) -> Limits:
    file.refuse_unknown(table, ("rejected", "events", "older_than"), ("limits",))
    rejected = parse_rejected(table["rejected"]) if "rejected" in table else None
    if "rejected" in table and rejected is None:
        raise file.error(
            ("limits", "rejected"),
            f"“{shown(str(table['rejected']))}” is no limit for rejected rows.",
            'Write a share, rejected = "5 %", or a number of rows, rejected = 100.',
        )
    older_than = None
    if "older_than" in table:
        older_than = parse_span(file.expect(table["older_than"], str, ("limits", "older_than")))
        if older_than is None:
            raise file.error(
                ("limits", "older_than"),
                f"“{shown(str(table['older_than']))}” is no span of time.",
                'Write older_than = "2 days", or "36 hours".',
            )
    return Limits(rejected, _events(file, table), older_than)


def _events(file: SettingsText, table: Table) -> tuple[int | None, int | None] | None:
    if "events" not in table:
        return None
    given = table["events"]
    numbers = given if isinstance(given, list) else []
    if not 1 <= len(numbers) <= 2 or not all(type(number) is int and number >= 0 for number in numbers):
        raise file.error(
            ("limits", "events"),
            "“events” must be the fewest and the most events that are usual.",
            "Write events = [500, 50_000]; [500] sets no upper limit.",
        )
    fewest, most = (*numbers, None)[:2]
    if most is not None and most < fewest:
        raise file.error(("limits", "events"), "The fewest events are more than the most.", "Turn the two round.")
    return fewest, most


def _notify(file: SettingsText, table: Table) -> Notify:
    file.refuse_unknown(table, ("on", "services", "command"), ("notify",))
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


def _limits_table(limits: Limits) -> Table:
    table: Table = {}
    if limits.rejected is not None:
        table["rejected"] = str(limits.rejected) if isinstance(limits.rejected, Share) else limits.rejected
    if limits.events is not None:
        fewest, most = limits.events
        table["events"] = [fewest or 0] if most is None else [fewest or 0, most]
    if limits.older_than is not None:
        table["older_than"] = span_words(limits.older_than)
    return table


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
