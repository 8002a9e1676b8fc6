"""A short title for each rule, for lists in which the rule's whole sentence has no room."""

from __future__ import annotations

from tiktok_tui.events.rules import Rule

TITLES: dict[str, str] = {
    "file.broken_line": "Line cannot be read",
    "event.missing": "No event name",
    "event.unknown": "Not a TikTok event",
    "event.bad_custom_name": "Not a custom event name",
    "event_id.mangled": "Event ID lost by a spreadsheet",
    "event_id.duplicate": "Event ID used before",
    "event_id.long": "Event ID too long",
    "timestamp.missing": "No time",
    "timestamp.unreadable": "Time cannot be read",
    "timestamp.ambiguous": "Day or month first?",
    "timestamp.too_old": "Older than 28 days",
    "timestamp.in_future": "Time in the future",
    "timestamp.unknown_zone": "Time zone not known",
    "identity.missing": "No e-mail and no phone",
    "email.invalid": "Not an e-mail address",
    "email.wrong_hash": "E-mail in a wrong hash",
    "email.hash_case": "E-mail hash in capitals",
    "phone.unparseable": "Not a phone number",
    "phone.no_country": "Phone without a country",
    "phone.wrong_hash": "Phone in a wrong hash",
    "phone.hash_case": "Phone hash in capitals",
    "phone.unknown_country": "Phone's country not known",
    "external_id.mangled": "External ID lost by a spreadsheet",
    "external_id.wrong_hash": "External ID in a wrong hash",
    "external_id.hash_case": "External ID hash in capitals",
    "value.unreadable": "Amount cannot be read",
    "value.negative": "Negative amount",
    "value.missing": "Purchase without a value",
    "currency.missing": "Amount without a currency",
    "currency.unsupported": "Currency TikTok does not take",
    "price.unreadable": "Price cannot be read",
    "price.negative": "Negative price",
    "quantity.unreadable": "Quantity cannot be read",
    "quantity.negative": "Negative quantity",
    "contents.unreadable": "Items cannot be read",
    "group.item_rejected": "Other row of order rejected",
    "content_type.unknown": "Not a content type",
    "page_url.missing": "No page address",
    "page_url.invalid": "Not a page address",
    "referrer_url.invalid": "Not a referrer's address",
    "ip.private": "Private IP address",
    "ip.invalid": "Not an IP address",
    "tiktok_click_id.missing_in_url": "Address without a click ID",
    "locale.invalid": "Not a language tag",
    "event_channel.unknown": "Not a channel",
    "event_set_id.missing": "No event set",
    "event_set_id.mangled": "Event set lost by a spreadsheet",
    "event_set_id.unusual": "Event set ID looks wrong",
    "order_id.mangled": "Order ID may be shortened",
    "shop_id.mangled": "Shop ID may be shortened",
    "content_id.mangled": "Item ID may be shortened",
    "tiktok.refused": "Refused by TikTok",
    "value.ambiguous": "Amount: thousands or decimals?",
    "price.ambiguous": "Price: thousands or decimals?",
    "currency.unclear": "Currency sign fits several",
    "currency.disagrees": "More than one currency in a row",
    "value.no_currency": "Value left out: no currency",
    "email.marks": "More than the e-mail address",
    "order_id.refunded": "Order refunded in another row",
}
"""By the rule's name; at most 33 characters each."""


def title_of(rule: Rule) -> str:
    """Return the rule's title; the whole reason for a rule without one."""
    return TITLES.get(rule.name) or rule.reason_for()
