"""The file of a mapping, which people also write by hand: read strictly, written the way a person would."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.system import private_file, settings_file
from tiktok_tui.events.system.settings_text import SettingsText
from tiktok_tui.mapping import shape
from tiktok_tui.mapping.model import FieldSource, Mapping

_SOURCE_KEYS = ("column", "columns", "value", "values", "format", "zone", "time_zone", "unit", "fields")
_ROWS = ("only", "leave_out", "not_items")
"""The tables that pick rows by the cells of a column."""
_LINE = 100
"""A field is written on one line up to this many characters, as a table of its own beyond."""


def load(path: Path) -> Mapping:
    """The mapping in the file. Raises SettingsError with the file, the line and the nearest right key."""
    return loads(_text(path), where=str(path))


def save(mapping: Mapping, path: Path) -> None:
    """Write the mapping's file, readable by its owner alone; a crash leaves the old or the new file whole.

    Comments in an older file are lost: see `settings_file.file_has_comments`. Raises SettingsError.
    """
    text = dumps(mapping)
    loads(text, where=str(path))
    try:
        private_file.followed(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        private_file.write(path, text.encode())
    except OSError as error:
        raise SettingsError(f"The mapping cannot be written: {error.strerror}.", where=str(path)) from None


def loads(text: str, *, where: str) -> Mapping:
    """The mapping that TOML text holds; `where` is the file's name, for errors. Raises SettingsError."""
    settings = SettingsText(text, where)
    table = settings.parse()
    settings.refuse_unknown(table, ("group_by", "fields", "phone", *_ROWS))
    fields = settings.expect(table.get("fields", {}), dict, ("fields",))
    settings.refuse_unknown(fields, FIELD, ("fields",))
    phone = settings.expect(table.get("phone", {}), dict, ("phone",))
    settings.refuse_unknown(phone, ("country",), ("phone",))
    return Mapping(
        fields=MappingProxyType({name: _source(settings, name, value) for name, value in fields.items()}),
        group_by=_column(settings, table["group_by"], ("group_by",)) if "group_by" in table else None,
        phone_country=_country(settings, phone["country"]) if "country" in phone else None,
        **{key: _rows(settings, key, table.get(key, {})) for key in _ROWS},
    )


def dumps(mapping: Mapping) -> str:
    """The mapping as the text of its file."""
    import tomli_w

    lines: list[str] = []
    if mapping.group_by is not None:
        lines += [_pair("group_by", mapping.group_by), ""]
    tables: dict[str, object] = {}
    lines.append("[fields]")
    width = max((len(_key(name)) for name in mapping.fields), default=0)
    for name, source in mapping.fields.items():
        keys = _keys(source)
        inline = f"{_key(name):{width}} = {_inline(keys)}"
        if len(inline) <= _LINE:
            lines.append(inline)
        else:
            tables[name] = keys
    if tables:
        lines += ["", tomli_w.dumps({"fields": tables}).rstrip("\n")]
    if mapping.phone_country is not None:
        lines += ["", "[phone]", f"country = {_inline({'column': mapping.phone_country})}"]
    for key, rows in (("only", mapping.only), ("leave_out", mapping.leave_out), ("not_items", mapping.not_items)):
        if rows:
            lines += ["", f"[{key}]"]
            lines += [f"{_key(column)} = {_literal(list(values))}" for column, values in rows.items()]
    return "\n".join(lines) + "\n"


def _text(path: Path) -> str:
    try:
        return settings_file.read_text(path)
    except FileNotFoundError:
        raise SettingsError(
            "There is no such mapping file.", where=str(path), remedy="Check its path and name."
        ) from None


def _source(settings: SettingsText, name: str, value: object) -> FieldSource:
    path = ("fields", name)
    if isinstance(value, str):
        raise settings.error(
            path, f"{name} is a text, not a table.", 'Write { column = "…" }, or { value = "…" } for a constant.'
        )
    table = settings.expect(value, dict, path)
    settings.refuse_unknown(table, _SOURCE_KEYS, path)
    if "column" in table and "columns" in table:
        raise settings.error((*path, "columns"), f"{name} has both column and columns.", "Keep one of them.")
    columns: tuple[str, ...] = ()
    if "column" in table:
        columns = (_column(settings, table["column"], (*path, "column")),)
    elif "columns" in table:
        columns = tuple(_texts(settings, table["columns"], (*path, "columns")))
    texts = {key: settings.expect(table[key], str, (*path, key)) for key in ("value", "format", "unit") if key in table}
    zones = {key: _column(settings, table[key], (*path, key)) for key in ("zone", "time_zone") if key in table}
    source = FieldSource(
        columns=columns,
        value=texts.get("value"),
        values=_replacements(settings, table.get("values", {}), (*path, "values")),
        format=texts.get("format"),
        zone=zones.get("zone"),
        time_zone=zones.get("time_zone"),
        unit=texts.get("unit"),
        fields=_replacements(settings, table.get("fields", {}), (*path, "fields")),
    )
    for fault in shape.faults(name, source):
        raise settings.error((*path, fault.key) if fault.key else path, fault.what, fault.remedy)
    return source


def _column(settings: SettingsText, value: object, path: tuple[str, ...]) -> str:
    name = settings.expect(value, str, path)
    if not name:
        raise settings.error(path, f"{path[-1]} is empty.", "Write the name as the file's header has it.")
    return name


def _texts(settings: SettingsText, value: object, path: tuple[str, ...]) -> list[str]:
    texts = settings.expect(value, list, path)
    if not texts:
        raise settings.error(path, f"{path[-1]} is an empty list.", "Name at least one, or take it out.")
    return [settings.expect(text, str, path) for text in texts]


def _replacements(settings: SettingsText, value: object, path: tuple[str, ...]) -> MappingProxyType[str, str]:
    table = settings.expect(value, dict, path)
    return MappingProxyType({key: settings.expect(text, str, (*path, key)) for key, text in table.items()})


def _country(settings: SettingsText, value: object) -> str:
    path = ("phone", "country")
    if isinstance(value, str):
        raise settings.error(
            path, "country names no column.", 'Write { column = "…" }; a fixed country is set at the destination.'
        )
    table = settings.expect(value, dict, path)
    settings.refuse_unknown(table, ("column",), path)
    if "column" not in table:
        raise settings.error(path, "country names no column.", 'Write { column = "…" }.')
    return _column(settings, table["column"], (*path, "column"))


def _rows(settings: SettingsText, key: str, value: object) -> MappingProxyType[str, tuple[str, ...]]:
    table = settings.expect(value, dict, (key,))
    return MappingProxyType({column: tuple(_texts(settings, texts, (key, column))) for column, texts in table.items()})


def _keys(source: FieldSource) -> dict[str, object]:
    keys: dict[str, object] = {}
    if len(source.columns) == 1:
        keys["column"] = source.columns[0]
    elif source.columns:
        keys["columns"] = list(source.columns)
    for key in ("value", "format", "zone", "time_zone", "unit"):
        if (text := getattr(source, key)) is not None:
            keys[key] = text
    for key in ("values", "fields"):
        if table := getattr(source, key):
            keys[key] = dict(table)
    return keys


def _inline(table: dict[str, object]) -> str:
    pairs = [f"{_key(key)} = {_literal(value)}" for key, value in table.items()]
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


def _literal(value: object) -> str:
    if isinstance(value, dict):
        return _inline(value)
    if isinstance(value, list):
        return f"[{', '.join(_literal(each) for each in value)}]"
    return _pair("x", str(value)).removeprefix("x = ")


def _key(name: str) -> str:
    return _pair(name, "").removesuffix(' = ""')


def _pair(key: str, text: str) -> str:
    """One line of TOML, quoted where need be."""
    import tomli_w

    return tomli_w.dumps({key: text}).rstrip("\n")
