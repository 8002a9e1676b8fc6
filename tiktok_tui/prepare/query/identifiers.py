"""The layers that read what a customer is recognised by: e-mail addresses, phone numbers and external IDs."""

from __future__ import annotations

from collections.abc import Mapping

from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Kind
from tiktok_tui.prepare.query.layers import Layer, Layers, side_by_side, total_or
from tiktok_tui.prepare.query.macros import bit
from tiktok_tui.prepare.query.plan import Plan
from tiktok_tui.prepare.query.strict_phones import StrictPhones


def identifier_layers(plan: Plan, tables: Mapping[str, str], strict: StrictPhones) -> Layers:
    """Read every identifier: <field>_json (what is sent), <field>_clean (before hashing), <field>_bits."""
    return side_by_side([email_layers(plan), phone_layers(plan, tables, strict), _external_id_layers(plan)])


def email_layers(plan: Plan) -> Layers:
    """Read the e-mail addresses; a list column holds several."""
    texts, reading = Layer(), Layer()
    raws = plan.raw("email")
    lists = is_list(plan, "email")
    for number, raw in enumerate(raws):
        text = f"email_{number}_text"
        texts.columns[text] = raw
        if lists[number]:
            each = f"list_transform(listed({text}), lambda e: cell(e))"
            reading.columns[f"email_{number}_clean"] = f"list_transform({each}, lambda e: email_clean(e))"
            reading.columns[f"email_{number}_bits"] = (
                f"coalesce(list_bit_or(list_transform({each}, lambda e: email_bits(e))), 0)"
            )
        else:
            reading.columns[f"email_{number}_clean"] = f"email_clean({text})"
            reading.columns[f"email_{number}_bits"] = f"email_bits({text})"
    return [texts, reading, *_together("email", lists)]


def phone_layers(plan: Plan, tables: Mapping[str, str], strict: StrictPhones) -> Layers:
    """Read the phone numbers; what `strict` leaves undecided stands in the table of phones."""
    lists = is_list(plan, "phone")
    asking, reading = Layer(), Layer()
    for number in range(len(lists)):
        text, alias = f"phone_{number}_text", f"library_{number}"
        asking.joins.append(
            f"{tables['phones']} AS {alias} ON {alias}.text = s.{text} AND {alias}.region = s.phone_region "
            f"AND s.phone_{number}_open"
        )
        asking.columns[f"phone_{number}_numbers"] = f"{alias}.numbers"
        asking.columns[f"phone_{number}_found"] = f"{alias}.bits"
        clean = f"phone_{number}_numbers"
        if not lists[number]:
            clean = (
                f"CASE WHEN phone_{number}_hash IS NULL "
                f"THEN coalesce(phone_{number}_strict, phone_{number}_numbers[1]) "
                f"WHEN phone_{number}_hash <> {bit('phone.wrong_hash')} THEN lower({text}) END"
            )
        reading.columns[f"phone_{number}_clean"] = clean
        reading.columns[f"phone_{number}_bits"] = (
            f"CASE WHEN {text} IS NULL THEN 0 WHEN phone_{number}_hash IS NOT NULL THEN phone_{number}_hash "
            f"WHEN phone_{number}_strict IS NOT NULL THEN 0 ELSE coalesce(phone_{number}_found, 0) END"
        )
    return [*open_phone_layers(plan, tables, strict), asking, reading, *_together("phone", lists)]


def open_phone_layers(plan: Plan, tables: Mapping[str, str], strict: StrictPhones) -> Layers:
    """Read phones as far as SQL can: phone_<n>_open is true for a text that the library has to decide."""
    lists = is_list(plan, "phone")
    if not lists:
        return []
    default = quote_literal(plan.destination.phone_country.upper())
    texts, digits, decided, undecided = Layer(), Layer({"phone_region": default}), Layer(), Layer()
    if plan.mapping.phone_country is not None:
        texts.columns["country_text"] = f"c{plan.place(plan.mapping.phone_country)}"
        digits.joins.append(f"{tables['countries']} AS country_of ON country_of.text = s.country_text")
        digits.columns["phone_region"] = f"coalesce(country_of.region, {default})"
        digits.columns["phone_country_bits"] = (
            "CASE WHEN s.country_text IS NOT NULL AND country_of.region IS NULL "
            f"THEN {bit('phone.unknown_country')} ELSE 0 END"
        )
    for number, raw in enumerate(plan.raw("phone")):
        text = f"phone_{number}_text"
        if lists[number]:
            texts.columns[text] = raw
            digits.columns[f"phone_{number}_hash"] = "NULL::BIGINT"
            decided.columns[f"phone_{number}_strict"] = "NULL::VARCHAR"
        else:
            texts.columns[text] = f"phone_text({raw})"
            digits.columns[f"phone_{number}_hash"] = f"phone_hash_bits({text})"
            digits.columns[f"phone_{number}_digits"] = f"phone_digits({text})"
            decided.columns[f"phone_{number}_strict"] = strict.sql(f"phone_{number}_digits", "phone_region")
        undecided.columns[f"phone_{number}_open"] = (
            f"{text} IS NOT NULL AND phone_{number}_hash IS NULL AND phone_{number}_strict IS NULL"
        )
    return [texts, digits, decided, undecided]


def is_list(plan: Plan, field: str) -> list[bool]:
    """For each cell behind the field: whether it is a list."""
    source = plan.source(field)
    if source is None:
        return []
    return [plan.kind(column) is Kind.LIST for column in source.columns] or [False]


def _external_id_layers(plan: Plan) -> Layers:
    if plan.source("external_id") is None:
        return []
    return [
        Layer({"external_id_0_text": plan.identifier("external_id")}),
        Layer(
            {
                "external_id_0_clean": "external_id_clean(external_id_0_text)",
                "external_id_0_bits": "external_id_bits(external_id_0_text)",
            }
        ),
        *_together("external_id", [False]),
    ]


def _together(field: str, lists: list[bool]) -> Layers:
    """Put the identifiers of all columns together: one stays a string, several distinct ones become an array."""
    if not lists:
        return []
    bits = total_or(f"{field}_{number}_bits" for number in range(len(lists)))
    if lists == [False]:
        return [
            Layer({f"{field}_clean": f"{field}_0_clean", f"{field}_bits": bits}),
            Layer({f"{field}_hash": f"hashed({field}_clean)"}),
            Layer({f"{field}_json": f"""'"' || {field}_hash || '"'"""}),
        ]
    members = ", ".join(
        f"coalesce({field}_{number}_clean, [])" if listed else f"[{field}_{number}_clean]"
        for number, listed in enumerate(lists)
    )
    return [
        Layer({f"{field}_all": f"list_concat({members})", f"{field}_bits": bits}),
        Layer({f"{field}_each": f"distinct_in_order({field}_all)"}),
        Layer(
            {
                f"{field}_hashes": f"list_transform({field}_each, lambda e: hashed(e))",
                f"{field}_clean": f"nullif(array_to_string({field}_each, ', '), '')",
            }
        ),
        Layer({f"{field}_json": f"hashes_json(distinct_in_order({field}_hashes))"}),
    ]
