"""The layers that read what identifies a customer: e-mail addresses, phone numbers and external IDs."""

from __future__ import annotations

from collections.abc import Sequence

from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Kind
from tiktok_tui.prepare.query.cell import Cell
from tiktok_tui.prepare.query.layers import Layer, Layers, side_by_side, total_or
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.strict_phones import StrictPhones
from tiktok_tui.prepare.query.tables import Tables


def identifier_layers(plan: Plan, tables: Tables, strict: StrictPhones) -> Layers:
    """Read every identifier: <field>_json (as it is sent), <field>_clean (before hashing), <field>_bits."""
    return side_by_side([email_layers(plan), phone_layers(plan, tables, strict), _external_id_layers(plan)])


def email_layers(plan: Plan) -> Layers:
    """Read the e-mail addresses; a list column holds several."""
    texts, finding, reading = Layer(), Layer(), Layer()
    lists = is_list(plan, "email")
    plain = "email" in plan.plain
    for email, raw, listed in zip(cells_of(plan, "email"), plan.raw("email"), lists, strict=True):
        texts.columns[email.text] = raw
        if plain:
            reading.columns |= {email.clean: f"lower({email.text})", email.bits: "0::BIGINT"}
        elif listed:
            each = f"list_transform(listed({email.text}), lambda e: cell(e))"
            reading.columns[email.clean] = f"list_transform({each}, lambda e: email_clean(e))"
            reading.columns[email.bits] = f"coalesce(list_bit_or(list_transform({each}, lambda e: email_bits(e))), 0)"
        else:
            address = f"{email.name}_address"
            finding.columns[address] = f"email_address({email.text})"
            reading.columns[email.clean] = f"address_clean({email.text}, {address})"
            reading.columns[email.bits] = f"address_bits({email.text}, {address})"
    return [texts, finding, reading, *_together("email", lists)]


def are_plain_emails(plan: Plan) -> str | None:
    """Return SQL that is true of cells that are addresses in plain letters, None where there are lists of them."""
    if any(is_list(plan, "email")):
        return None
    cells = plan.raw("email")
    return " AND ".join(f"coalesce(is_plain_email({cell}) AND NOT is_filler_address({cell}), true)" for cell in cells)


def are_plain_phones(plan: Plan) -> str | None:
    """Return SQL that is true of cells that are numbers without a space, None where there are lists of them."""
    if any(is_list(plan, "phone")):
        return None
    return " AND ".join(f"coalesce(is_plain_phone({cell}), true)" for cell in plan.raw("phone"))


def phone_layers(plan: Plan, tables: Tables, strict: StrictPhones) -> Layers:
    """Read the phone numbers; those that `strict` leaves undecided are looked up in the table of phones."""
    lists = is_list(plan, "phone")
    asking, reading = Layer(), Layer()
    for phone, listed in zip(phone_cells(plan), lists, strict=True):
        alias = f"library_{phone.number}"
        asking.joins.append(
            f"{tables.phones} AS {alias} ON {alias}.text = s.{phone.text} AND {alias}.region = s.phone_region "
            f"AND s.{phone.open}"
        )
        asking.columns[phone.numbers] = f"{alias}.numbers"
        asking.columns[phone.found] = f"{alias}.bits"
        clean = phone.numbers
        if not listed:
            clean = (
                f"CASE WHEN {phone.hash} IS NULL THEN coalesce({phone.strict}, {phone.numbers}[1]) "
                f"WHEN {phone.hash} <> {bit('phone.wrong_hash')} THEN lower({phone.text}) END"
            )
        reading.columns[phone.clean] = clean
        reading.columns[phone.bits] = (
            f"CASE WHEN {phone.text} IS NULL THEN 0 WHEN {phone.hash} IS NOT NULL THEN {phone.hash} "
            f"WHEN {phone.strict} IS NOT NULL THEN 0 ELSE coalesce({phone.found}, 0) END"
        )
    return [*open_phone_layers(plan, tables, strict), asking, reading, *_together("phone", lists)]


def open_phone_layers(plan: Plan, tables: Tables, strict: StrictPhones) -> Layers:
    """Read phones as far as SQL can: phone_<n>_open is true for a text that the library has to decide."""
    lists = is_list(plan, "phone")
    if not lists:
        return []
    default = quote_literal(plan.destination.phone_country.upper())
    texts, digits, decided, undecided = Layer(), Layer({"phone_region": default}), Layer(), Layer()
    if plan.mapping.phone_country is not None:
        texts.columns["country_text"] = plan.cell(plan.mapping.phone_country)
        digits.joins.append(f"{tables.countries} AS country_of ON country_of.text = s.country_text")
        digits.columns["phone_region"] = f"coalesce(country_of.region, {default})"
        digits.columns["phone_country_bits"] = (
            "CASE WHEN s.country_text IS NOT NULL AND country_of.region IS NULL "
            f"THEN {bit('phone.unknown_country')} ELSE 0 END"
        )
    for phone, raw, listed in zip(phone_cells(plan), plan.raw("phone"), lists, strict=True):
        if listed:
            texts.columns[phone.text] = raw
            digits.columns[phone.hash] = "NULL::BIGINT"
            decided.columns[phone.strict] = "NULL::VARCHAR"
        elif "phone" in plan.plain:
            texts.columns[phone.text] = raw
            digits.columns[phone.hash] = "NULL::BIGINT"
            decided.columns[phone.strict] = strict.sql(phone.text, "phone_region")
        else:
            texts.columns[phone.text] = f"untailed({plan.unmarked('phone', raw)})"
            digits.columns[phone.hash] = f"phone_hash_bits({phone.text})"
            digits.columns[phone.digits] = f"phone_digits({phone.text})"
            decided.columns[phone.strict] = strict.sql(phone.digits, "phone_region")
        undecided.columns[phone.open] = f"{phone.text} IS NOT NULL AND {phone.hash} IS NULL AND {phone.strict} IS NULL"
    return [texts, digits, decided, undecided]


def cells_of(plan: Plan, field: str) -> list[Cell]:
    """Return a name for each cell behind the field."""
    return [Cell(field, number) for number in range(len(plan.raw(field)))]


def phone_cells(plan: Plan) -> list[Cell]:
    """Return a name for each cell behind the field `phone`."""
    return cells_of(plan, "phone")


def is_list(plan: Plan, field: str) -> list[bool]:
    """Return for each cell behind the field whether it is a list."""
    source = plan.source(field)
    if source is None:
        return []
    return [plan.kind(column) is Kind.LIST for column in source.columns] or [False]


def is_single(plan: Plan, field: str) -> bool:
    """Return True if the field has one cell that is no list, so that it has one hash at most."""
    return is_list(plan, field) == [False]


def hashes_of(plan: Plan, field: str) -> str:
    """Return the list of a mapped identifier's hashes as SQL; the one of a single cell may be NULL."""
    return f"[{Cell(field).hash}]" if is_single(plan, field) else f"{field}_hashes"


def one_hash_or(several: str, plan: Plan, field: str) -> str:
    """Return the hash of a mapped identifier as SQL if it has one at most, else `several`.

    It is hashed here and not read from its column, so that rows whose CASE does not come to this are not hashed.
    """
    return f"hashed({Cell(field).clean})" if is_single(plan, field) else several


def _external_id_layers(plan: Plan) -> Layers:
    texts, reading = Layer(), Layer()
    cells, lists = cells_of(plan, "external_id"), is_list(plan, "external_id")
    found = zip(cells, plan.raw("external_id"), plan.identifiers("external_id"), lists, strict=True)
    for external, raw, identifier, listed in found:
        if listed:
            each = f"list_transform(listed({external.text}), lambda e: without_error(unmarked(cell(e))))"
            texts.columns[external.text] = raw
            reading.columns[external.clean] = f"list_transform({each}, lambda e: external_id_clean(e))"
            reading.columns[external.bits] = (
                f"coalesce(list_bit_or(list_transform({each}, lambda e: external_id_bits(e))), 0)"
            )
        else:
            texts.columns[external.text] = identifier
            reading.columns[external.clean] = f"external_id_clean({external.text})"
            reading.columns[external.bits] = f"external_id_bits({external.text})"
    return [texts, reading, *_together("external_id", lists)]


def _together(field: str, lists: Sequence[bool]) -> Layers:
    """Put the identifiers of all columns together: one stays a string, several distinct ones become an array."""
    if not lists:
        return []
    whole = Cell(field)
    parts = [Cell(field, number) for number in range(len(lists))]
    bits = total_or(part.bits for part in parts)
    if list(lists) == [False]:  # is_single
        return [
            Layer({whole.clean: parts[0].clean, whole.bits: bits}),
            Layer({whole.hash: f"hashed({whole.clean})"}),
            Layer({whole.json: f"""'"' || {whole.hash} || '"'"""}),
        ]
    members = ", ".join(
        f"coalesce({part.clean}, [])" if listed else f"[{part.clean}]"
        for part, listed in zip(parts, lists, strict=True)
    )
    return [
        Layer({f"{field}_all": f"list_concat({members})", whole.bits: bits}),
        Layer({f"{field}_each": f"distinct_in_order({field}_all)"}),
        Layer(
            {
                f"{field}_hashes": f"list_transform({field}_each, lambda e: hashed(e))",
                whole.clean: f"nullif(array_to_string({field}_each, ', '), '')",
            }
        ),
        Layer({whole.json: f"hashes_json(distinct_in_order({field}_hashes))"}),
    ]
