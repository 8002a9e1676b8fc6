"""The one table of rules: everything that can be wrong with a row, the reason, and what to do about it.

A row's problems are two bit masks over this table, one of rejects and one of warnings.
A rule's bit is its place in the table, so a new rule goes to the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """The effect of a broken rule on its row."""

    REJECT = "reject"
    WARNING = "warning"
    EITHER = "either"
    """A bad identifier: a warning where the row has a good one besides, else a reject."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its stable name, the field it is about ("" for the row as a whole), why, and what to do.

    `reason` and `remedy` are sentences; `{value}` in the reason stands for the cell, shortened or masked.
    """

    name: str
    field: str
    severity: Severity
    reason: str
    remedy: str

    def reason_for(self, value: str = "") -> str:
        """Return the reason as a sentence about one value, or about any cell where no value is given."""
        return self.reason.replace("{value}", f"“{value}”" if value else "The cell")


_REJECT, _WARNING, _EITHER = Severity.REJECT, Severity.WARNING, Severity.EITHER

RULES: tuple[Rule, ...] = (
    Rule("file.broken_line", "", _REJECT, "The line cannot be read as a row of this table.",
         "Correct its quotes or its number of columns."),
    Rule("event.missing", "event", _REJECT, "There is no event name.",
         "Fill the cell, choose a constant, or set the destination's fixed event."),
    Rule("event.unknown", "event", _REJECT, "{value} is not one of TikTok's standard events.",
         "Map it to a standard event for the whole file with a value map."),
    Rule("event.bad_custom_name", "event", _REJECT, "{value} cannot be a custom event name.",
         "Use at most 50 letters, digits, _ and -, a letter first, or map it to a standard event."),
    Rule("event_id.mangled", "event_id", _REJECT, "{value} is a number that a spreadsheet has shortened; the ID is lost.",
         "Export the column as text, or map no column and let the ID be made."),
    Rule("event_id.duplicate", "event_id", _REJECT, "An earlier row has the same event and event ID.",
         "Group the rows by their order, or take the second one out."),
    Rule("event_id.long", "event_id", _WARNING, "The event ID is longer than 36 characters.",
         "TikTok advises 32; shorten it if events do not show."),
    Rule("timestamp.missing", "timestamp", _REJECT, "There is no time.",
         "Fill the cell or map another column."),
    Rule("timestamp.unreadable", "timestamp", _REJECT, "{value} cannot be read as a time.",
         "Choose the format of the column, such as %d/%m/%Y %H:%M."),
    Rule("timestamp.ambiguous", "timestamp", _REJECT, "{value} could be day/month or month/day.",
         "Choose the format of the column: %d/%m/%Y or %m/%d/%Y."),
    Rule("timestamp.too_old", "timestamp", _REJECT, "The event is older than 28 days; TikTok no longer credits it.",
         "Export the last 28 days."),
    Rule("timestamp.in_future", "timestamp", _REJECT, "The time lies more than 10 minutes in the future.",
         "Check the time zone and the order of day and month."),
    Rule("identity.missing", "", _REJECT, "There is nothing to recognise the customer by.",
         "Fill e-mail or phone (for web, external_id does as well)."),
    Rule("email.invalid", "email", _EITHER, "{value} is not an e-mail address.",
         "Correct the address."),
    Rule("email.wrong_hash", "email", _EITHER, "The e-mail is hashed in a way TikTok does not take.",
         "Use SHA-256 of the trimmed, lower-cased address, or the plain address."),
    Rule("email.hash_case", "email", _WARNING, "The e-mail's hash has capital letters; it is sent in lower case.",
         "Export hashes in lower case."),
    Rule("phone.unparseable", "phone", _EITHER, "{value} is not a possible phone number.",
         "Correct it, or set the country that numbers without a country code belong to. A number such as 4.4E+11 was"
         " shortened by a spreadsheet: export that column as text."),
    Rule("phone.no_country", "phone", _EITHER, "{value} has no country code and the country is not known.",
         "Set the destination's phone country or map a country column."),
    Rule("phone.wrong_hash", "phone", _EITHER, "The phone number is hashed in a way TikTok does not take.",
         "Use SHA-256 of the number in the form +12061234567, or the plain number."),
    Rule("phone.hash_case", "phone", _WARNING, "The phone's hash has capital letters; it is sent in lower case.",
         "Export hashes in lower case."),
    Rule("phone.unknown_country", "phone", _WARNING, "The row's country is not known; the destination's was used for the phone.",
         "Write the country as an ISO code or its name."),
    Rule("external_id.mangled", "external_id", _EITHER, "{value} is a number that a spreadsheet has shortened; the ID is lost.",
         "Export the column as text."),
    Rule("external_id.wrong_hash", "external_id", _EITHER, "The external ID is hashed in a way TikTok does not take.",
         "Use SHA-256, or the plain ID."),
    Rule("external_id.hash_case", "external_id", _WARNING, "The external ID's hash has capital letters; it is sent in lower case.",
         "Export hashes in lower case."),
    Rule("value.unreadable", "value", _REJECT, "{value} cannot be read as an amount.",
         "Correct it, or set the destination's number style."),
    Rule("value.negative", "value", _REJECT, "The amount is negative; a refund is not a conversion.",
         "Leave refunds out, with a filter for instance."),
    Rule("value.missing", "value", _WARNING, "The purchase has no value, so it does not count in revenue reports.",
         "Map the order's total."),
    Rule("currency.missing", "currency", _REJECT, "There is an amount but no currency.",
         "Map a currency column or set the destination's currency."),
    Rule("currency.unsupported", "currency", _REJECT, "{value} is not a currency that TikTok takes.",
         "Use one of TikTok's 62 ISO 4217 codes, such as USD."),
    Rule("price.unreadable", "price", _REJECT, "{value} cannot be read as a price.",
         "Correct it, or set the destination's number style."),
    Rule("price.negative", "price", _REJECT, "The price is negative; a refund is not a conversion.",
         "Leave refunds out, with a filter for instance."),
    Rule("quantity.unreadable", "quantity", _REJECT, "{value} is not a whole number of pieces.",
         "Correct it, or leave the quantity unmapped."),
    Rule("quantity.negative", "quantity", _REJECT, "The quantity is negative; a return is not a conversion.",
         "Leave returns out, with a filter for instance."),
    Rule("contents.unreadable", "contents", _REJECT, "The list of items cannot be read.",
         "It must be a list of objects, as JSON text or as a column of lists."),
    Rule("group.item_rejected", "", _REJECT, "Another row of the same order is rejected, and half an order is a wrong value.",
         "Correct that row; the order is then sent whole."),
    Rule("content_type.unknown", "content_type", _REJECT, "{value} is neither product nor product_group.",
         "Use product for SKUs, product_group for item groups, or leave it blank."),
    Rule("page_url.missing", "page_url", _REJECT, "A web event needs the address of its page.",
         "Map the page's address or give a constant."),
    Rule("page_url.invalid", "page_url", _REJECT, "{value} is not a web address.",
         "Use a whole address that starts with http:// or https://."),
    Rule("referrer_url.invalid", "referrer_url", _WARNING, "The referrer is not a web address and is left out.",
         "Use a whole address that starts with http:// or https://."),
    Rule("ip.private", "ip", _WARNING, "The IP address is a private one and is left out.",
         "Record the customer's public address."),
    Rule("ip.invalid", "ip", _WARNING, "{value} is not an IP address and is left out.",
         "Record a full IPv4 or IPv6 address."),
    Rule("tiktok_click_id.missing_in_url", "tiktok_click_id", _WARNING, "The landing page's address holds no ttclid.",
         "Map the column that holds the click ID."),
    Rule("locale.invalid", "locale", _WARNING, "{value} is not a language tag and is left out.",
         "Use a tag such as en-US."),
    Rule("event_channel.unknown", "event_channel", _WARNING, "{value} is not a channel that TikTok knows.",
         "Use email, website, phone_call, in_store, crm or other."),
    Rule("event_set_id.missing", "event_set_id", _REJECT, "There is no event set.",
         "Set the destination's event set or fill the column."),
    Rule("event_set_id.mangled", "event_set_id", _REJECT, "{value} is a number that a spreadsheet has shortened; the ID is lost.",
         "Export the column as text, or leave it unmapped and set the destination's event set."),
    Rule("event_set_id.unusual", "event_set_id", _WARNING, "Event set IDs have 19 digits; this one does not look like one.",
         "Compare it with Events Manager."),
    Rule("order_id.mangled", "order_id", _WARNING, "{value} looks like a number that a spreadsheet has shortened.",
         "Export the column as text."),
    Rule("shop_id.mangled", "shop_id", _WARNING, "{value} looks like a number that a spreadsheet has shortened.",
         "Export the column as text."),
    Rule("content_id.mangled", "content_id", _WARNING, "{value} looks like a number that a spreadsheet has shortened.",
         "Export the column as text."),
    Rule("tiktok.refused", "", _REJECT, "TikTok refused this event.",
         "Correct what TikTok names and send the row again."),
    Rule("timestamp.unknown_zone", "timestamp", _REJECT, "The row's time zone is not known.",
         "Write the zone as America/New_York, as UTC or as +02:00."),
    Rule("value.ambiguous", "value", _REJECT, "{value} can be read as thousands or as decimals.",
         "Set the destination's number style (number_style): 1,234.56 or 1.234,56."),
    Rule("price.ambiguous", "price", _REJECT, "{value} can be read as thousands or as decimals.",
         "Set the destination's number style (number_style): 1,234.56 or 1.234,56."),
    Rule("currency.unclear", "currency", _REJECT, "{value} has a sign that several currencies share, and none of them is the destination's.",
         "Map a column with the currency's ISO code, write the code in the cell, or set the destination's currency."),
    Rule("currency.disagrees", "currency", _REJECT, "{value}: the row names more than one currency.",
         "Correct the wrong one, or leave the currency's column unmapped."),
    Rule("value.no_currency", "value", _WARNING, "The prices have no currency, so the value that they add up to is left out.",
         "Map a currency column or set the destination's currency."),
    Rule("email.marks", "email", _WARNING, "Marks around the address, or addresses behind it, were left out.",
         "Export the address alone."),
    Rule("order_id.refunded", "order_id", _WARNING, "Another row of the file refunds or cancels this order; the order is sent in full.",
         "Take the order out of the file if all of it was taken back: TikTok cannot take an event back."),
)  # fmt: skip

RULE: dict[str, Rule] = {rule.name: rule for rule in RULES}

BIT: dict[str, int] = {rule.name: 1 << place for place, rule in enumerate(RULES)}
"""Each rule's bit in a row's masks; they fit a signed 64-bit integer."""


def rules_of(field: str) -> tuple[Rule, ...]:
    """Return the rules about one field, in the table's order."""
    return tuple(rule for rule in RULES if rule.field == field)


def rules_in(mask: int) -> tuple[Rule, ...]:
    """Return the rules whose bits `mask` holds, in the table's order."""
    return tuple(rule for place, rule in enumerate(RULES) if mask >> place & 1)
